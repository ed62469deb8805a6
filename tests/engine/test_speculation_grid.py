"""The recorded grid of speculation: every cell is there, obeys the rule, and is what the engine makes of it."""

from __future__ import annotations

import math
from itertools import product
from pathlib import Path

import msgspec
import pytest

from tests.night import some
from tourapp.engine import speculation_grid
from tourapp.engine.drafts import DRAFTS
from tourapp.engine.model import Model
from tourapp.engine.quantized_answers import shipped_answers
from tourapp.engine.sampler import SamplingParams
from tourapp.engine.speculation_grid import GAMMAS, TEMPERATURES, build_grid, shipped_grid, shipped_run
from tourapp.engine.speculation_run import Question, SpeculationRun, run_draft
from tourapp.engine.tokenizer import shipped_tokenizer
from tourapp.errors import UsageError

CELLS = tuple(product(DRAFTS, GAMMAS, TEMPERATURES))
TOKENS = 40
KILOBYTES = 500
MOST_SIGMAS = 4.0
REPRODUCED = (("int4", 4, 0.8), ("int3", 2, 1.2), ("early-exit", 3, 0.4), ("ngram", 8, 0.0))


def words(run: SpeculationRun) -> list[str]:
    return [text for turn in run.turns for text in turn.texts]


def test_every_setting_of_the_stage_is_a_cell() -> None:
    grid = shipped_grid()
    assert len(grid.cells) == len(CELLS) == 128
    assert all(isinstance(cell, msgspec.Raw) for cell in grid.cells.values()), "a cell is read when it is asked for"
    for draft, gamma, temperature in CELLS:
        question = Question(grid.prompt, True, SamplingParams(temperature))
        assert grid.holds(question, draft, gamma, 64) and grid.holds(question, draft, gamma, TOKENS)
        assert not grid.holds(question, draft, gamma, TOKENS - 1), "a shorter answer ends otherwise"
        assert not grid.holds(Question("Why?", True, question.params), draft, gamma, 64)
        assert not grid.holds(Question(grid.prompt, False, question.params), draft, gamma, 64)
        assert not grid.holds(Question(grid.prompt, True, SamplingParams(temperature, seed=3)), draft, gamma, 64)
    assert not grid.holds(Question(grid.prompt, True, SamplingParams(0.6)), "int4", 4, 64)
    assert not grid.holds(Question(grid.prompt, True, SamplingParams()), "int4", 9, 64)
    assert shipped_run() == grid.run("int4", 4, 0.8) and shipped_run().badge == "recorded"


def test_the_file_is_small() -> None:
    path = Path(speculation_grid.__file__).parents[2] / "assets" / "recordings" / "speculation.json"
    assert path.stat().st_size < KILOBYTES * 1000


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_cell_is_consistent(draft: str) -> None:
    for gamma, temperature in product(GAMMAS, TEMPERATURES):
        run = shipped_grid().run(draft, gamma, temperature)
        assert (run.draft, run.gamma, run.params.temperature, run.badge) == (draft, gamma, temperature, "recorded")
        assert run.tokens == sum(turn.accepted + 1 for turn in run.turns) == TOKENS and run.finish == "length"
        missed = sum(turn.last == "residual" for turn in run.turns)
        assert run.accepted + missed == run.checked, "what was checked held or was the first miss"
        for turn in run.turns:
            assert len(turn.guesses) <= gamma and turn.accepted <= len(turn.guesses)
            assert len(turn.checks) == min(turn.accepted + 1, len(turn.guesses))
            assert turn.texts[: turn.accepted] == turn.guesses[: turn.accepted]
            assert tuple(check.text for check in turn.checks) == turn.guesses[: len(turn.checks)]
            for place, check in enumerate(turn.checks):
                assert 0 <= check.p <= 1 and 0 < check.q <= 1 and 0 <= check.number < 1
                assert check.chance == min(1.0, check.p / check.q)
                assert check.held == (check.number < check.chance) == (place < turn.accepted)
            assert (turn.rules is None) == (not turn.checks)
            if turn.rules is not None:
                assert turn.rules.off_exact < 1e-12 <= turn.rules.off_wrong + 1e-12 <= turn.rules.miss + 2e-6
                assert turn.rules.exact == pytest.approx(turn.rules.truth)


def test_greedy_is_the_plain_answer_whatever_guesses() -> None:
    plain = [shipped_tokenizer().token_text(token) for token in shipped_answers().of(16).ids[:TOKENS]]
    for draft, gamma in product(DRAFTS, GAMMAS):
        run = shipped_grid().run(draft, gamma, 0.0)
        assert words(run) == plain, (draft, gamma)
        assert all(check.chance in (0.0, 1.0) for turn in run.turns for check in turn.checks)


def test_as_many_guesses_held_as_their_chances_say() -> None:
    """Each guess holds with its own chance, whatever was before: the count is off by a few standard deviations at most,
    and over a draft's cells the mean is off by little."""
    for draft in DRAFTS:
        off, spread = [], []
        for gamma, temperature in product(GAMMAS, TEMPERATURES):
            run = shipped_grid().run(draft, gamma, temperature)
            chances = [check.chance for turn in run.turns for check in turn.checks]
            sigma = math.sqrt(math.fsum(chance * (1 - chance) for chance in chances))
            off.append(run.accepted - math.fsum(chances))
            spread.append(sigma)
            assert abs(off[-1]) <= MOST_SIGMAS * sigma + 1e-9, (draft, gamma, temperature)
        assert abs(math.fsum(off)) <= MOST_SIGMAS * math.sqrt(math.fsum(spread) ** 2 / len(spread)) * 2 + 1e-9


def test_a_draft_that_finds_nothing_makes_plain_passes() -> None:
    for gamma, temperature in product(GAMMAS, TEMPERATURES):
        run = shipped_grid().run("ngram", gamma, temperature)
        assert (run.checked == 0) == (len(run.turns) == TOKENS) == (run.acceptance is None)


def test_a_damaged_cell_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    grid = shipped_grid()
    for raw in (b"[]", b'["length",[[[99999],[1],1,[0.5],[0.5],null]]]', b'["length",[[[1],[1],1,[0.5],[0.0],null]]]'):
        damaged = msgspec.structs.replace(grid, cells={"int4 4 0.8": msgspec.Raw(raw)})
        with pytest.raises(UsageError, match=r"int4 4 0\.8 is damaged"):
            damaged.run("int4", 4, 0.8)
    with pytest.raises(UsageError, match=r"int4 4 0\.5"):
        grid.run("int4", 4, 0.5)


def test_the_command_makes_the_same_file_twice_and_whole_or_not_at_all(
    tiny: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speculation_grid, "DRAFTS", {name: DRAFTS[name] for name in ("early-exit", "ngram")})
    monkeypatch.setattr(speculation_grid, "GAMMAS", (2,))
    monkeypatch.setattr(speculation_grid, "TEMPERATURES", (0.0, 0.8))
    told: list[str] = []
    first = build_grid(tiny, told.append, tmp_path / "one.json").read_bytes()
    assert [line.split(":")[0] for line in told] == [f"{n} of 4" for n in (1, 2, 3, 4)]
    assert build_grid(tiny, None, tmp_path / "two.json").read_bytes() == first

    def stops(_line: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_grid(tiny, stops, tmp_path / "one.json")
    assert (tmp_path / "one.json").read_bytes() == first and len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(("draft", "gamma", "temperature"), some(REPRODUCED, 2))
def test_the_engine_makes_the_cell_again(model: Model, draft: str, gamma: int, temperature: float) -> None:
    """Every choice to the token; probabilities to what other kernels may change of them."""
    kept = shipped_grid().run(draft, gamma, temperature)
    made = run_draft(model, Question(kept.prompt, kept.chat, kept.params), draft, gamma)
    assert (made.model, made.layers, made.prompt_tail) == (kept.model, kept.layers, kept.prompt_tail)
    assert [(t.guesses, t.accepted, t.last, t.texts) for t in made.turns] == [
        (t.guesses, t.accepted, t.last, t.texts) for t in kept.turns
    ]
    for now, then in zip(made.turns, kept.turns, strict=True):
        for one, two in zip(now.checks, then.checks, strict=True):
            assert one.number == two.number and one.held == two.held
            assert (one.p, one.q) == pytest.approx((two.p, two.q), abs=2e-3)
        if then.rules is not None and now.rules is not None:
            assert now.rules.wrong == pytest.approx(then.rules.wrong, abs=5e-3)
