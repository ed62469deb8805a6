# Set-up lives in .setup/, its stamps in .venv/. Everything else is pyproject.toml.
# make run ARGS="--theme projector" passes arguments to the tour.
ARGS ?=
BIN := .venv/bin

.PHONY: run test check clean

run:
	@.setup/prepare run
	@$(BIN)/tourapp $(ARGS)

test: check
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $(ARGS)

check:
	@.setup/prepare test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check -q .
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf .venv out build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis .pytest_cache *.egg-info
	find tourapp scenes tests .setup -type d -name __pycache__ -prune -exec rm -rf {} +
