# Set-up lives in .setup/, its stamps in .venv/. Everything else is pyproject.toml.
# make run ARGS="--theme projector" passes arguments to the tour.
ARGS ?=
SCENE ?=
REV ?= HEAD
NAME ?=
LANGUAGE ?= es
CSV ?=
FOLDER ?=
VERSION ?=
BIN := .venv/bin
PYTEST := QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest
# A whole run takes every core, up to four; a file's tests stay together, in their order. Each process multiplies on one
# core: with more they wait for each other most of the time.
ALL := -n auto --maxprocesses 4 --dist loadfile
test night suite: export OPENBLAS_NUM_THREADS = 1
# Compiled tests are kept, also where the machine says otherwise: every process of a run would compile all of them anew.
test night suite: export PYTHONDONTWRITEBYTECODE =
QUICK := tests/player tests/tours tests/world tests/quantity tests/specs tests/sim tests/test_house.py tests/test_house_scenes.py tests/test_repository.py

.PHONY: run test suite check style types night fast golden words compare scene validate bundle wheels release lock clean

run:
	@.setup/prepare run
	@$(BIN)/tourapp $(ARGS)

# Types are looked at beside the tests, with what those leave of the processors.
test:
	@.setup/prepare test
	@$(MAKE) --no-print-directory style
	@$(MAKE) --no-print-directory -j 2 -Oline types suite

suite:
	$(PYTEST) $(ALL) $(ARGS)

check:
	@.setup/prepare test
	@$(MAKE) --no-print-directory -j 2 -O style types

style:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check -q .
	$(BIN)/lint-imports

types:
	nice -n 19 $(BIN)/mypy

night: check
	CRAWL=400 MONKEY_EVENTS=100000 SCENE_CHANGES=500 $(PYTEST) $(ALL) $(ARGS)

fast: check
	$(PYTEST) $(QUICK) $(ARGS)
	$(if $(SCENE),$(PYTEST) tests/scenes -k "$(SCENE)" $(ARGS))

golden:
	@.setup/prepare test
	$(BIN)/python -m tests.golden.write

words:
	@.setup/prepare test
	@QT_QPA_PLATFORM=offscreen $(BIN)/python .setup/list_words.py $(LANGUAGE)

compare:
	@.setup/prepare test
	$(BIN)/python .setup/compare_revisions.py $(REV)

scene:
	@.setup/prepare test
	@$(BIN)/python .setup/new_scene.py "$(NAME)"

# Measured serving runs held against the cost model; make validate CSV=FILE takes runs of your own.
validate:
	@.setup/prepare run
	@$(BIN)/tourapp validate $(CSV) $(ARGS)
	$(if $(CSV),,@$(BIN)/python .setup/truth_table.py)

bundle:
	@.setup/prepare lock
	@$(BIN)/python .setup/bundle.py

# A folder of wheels, tried without a network; make wheels FOLDER=dist tries one of your own.
wheels:
	@.setup/prepare lock
	@$(BIN)/python .setup/check_wheels.py $(FOLDER)

# CONTRIBUTING.md says how a version is cut: make release VERSION=0.2.0
release:
	@.setup/prepare lock
	@$(BIN)/python .setup/release.py $(VERSION)

lock:
	@.setup/prepare lock
	@$(BIN)/python .setup/lock.py $(ARGS)

clean:
	rm -rf .venv out build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis .pytest_cache *.egg-info
	find tourapp scenes tests .setup -type d -name __pycache__ -prune -exec rm -rf {} +
