"""The order of the cuts: rows on which it matters, chains held against the engine's own sampler."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from tests.learning.labs.trial import Trial
from tests.night import some
from tourapp.engine.draw_tally import chi_square_p
from tourapp.engine.sampler import SamplingParams, reshape
from tourapp.engine.shipped import shipped_recording
from tourapp.learning.labs.intents import LabEnter, SetKnob
from tourapp.learning.labs.sampler.case import BLOCKS, CUT_K, CUT_P, HEAT, SHARES, absolute, cold
from tourapp.learning.labs.sampler.goal import PLACES

LEARNERS = ("", "Ada", "Grace", "Edsger", "x1", "x2")


@pytest.mark.parametrize("learner", LEARNERS)
def test_the_engines_order_gives_the_engines_odds(learner: str) -> None:
    case = Trial("sampler", learner).case
    assert np.abs(case.chain((HEAT, CUT_K, SHARES, CUT_P)) - case.odds.final).max() < 1e-9
    assert len({case.kept, cold(case), absolute(case)}) == 3, "the row tells wrong ways apart"
    assert case.odds.final.sum() == pytest.approx(1.0) and list(case.scores) == sorted(case.scores, reverse=True)


def chain(order: tuple[str, ...]) -> Trial:
    trial = Trial("sampler").to_task("3").solve_boxes()
    return trial.do(*(SetKnob(place, block) for place, block in zip(PLACES, order, strict=True)), LabEnter())


def test_every_order_is_judged_by_what_it_does() -> None:
    case = Trial("sampler").case
    passed = []
    for order in permutations(BLOCKS):
        trial = chain(order)
        same = np.abs(case.chain(order) - case.odds.final).max() < 1e-9
        assert (trial.state.phase == "note") == same, order
        passed += [order] if same else []
    assert (HEAT, CUT_K, SHARES, CUT_P) in passed and len(passed) > 1, "several answers pass"
    assert all(order.index(CUT_P) > order.index(HEAT) for order in passed)


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ((HEAT, HEAT, CUT_K, CUT_P), "One block stands there twice: each is needed once."),
        ((HEAT, CUT_P, CUT_K, SHARES), "Your chain keeps number 4, “·plants”; the engine does not."),
        ((CUT_P, HEAT, CUT_K, SHARES), "Your chain keeps number 4, “·plants”; the engine does not."),
        ((CUT_K, SHARES, CUT_P, HEAT), "The engine keeps number 3, “·regulate”; your chain does not."),
    ],
)
def test_a_wrong_order_is_told_by_the_first_that_differs(order: tuple[str, ...], words: str) -> None:
    verdict = chain(order).state.verdict
    assert verdict is not None and not verdict.ok and str(verdict.what) == words
    assert words.startswith("One") or verdict.got in words


@pytest.mark.parametrize("learner", [f"learner {n}" for n in some(range(200), 12)])
def test_every_learner_has_a_real_row_on_which_the_order_decides(learner: str) -> None:
    case = Trial("sampler", learner).case
    recording = shipped_recording()
    ids, scores = recording.scores(case.step)
    order = np.lexsort((ids, -scores))
    assert list(case.scores) == [float(each) for each in scores[order][:8]]
    params = SamplingParams(temperature=case.temperature, top_k=case.top_k, top_p=case.top_p)
    engine = reshape(scores[order], params).final
    assert np.abs(case.chain((HEAT, CUT_K, SHARES, CUT_P)) - engine).max() < 1e-9
    assert len({case.kept, cold(case), absolute(case)}) == 3 and 1 < case.kept <= case.top_k


def test_of_equals_the_lower_id_stays() -> None:
    """Two tokens with the same score at the edge of top-k."""
    scores = np.array([1.0, 3.0, 2.0, 2.0], np.float32)
    order = np.argsort(-scores, kind="stable")
    assert order.tolist() == [1, 2, 3, 0]
    kept = reshape(scores[order], SamplingParams(temperature=1.0, top_k=2, top_p=1.0)).kept
    assert kept.tolist() == [True, True, False, False]


def test_a_thousand_draws_are_tested_against_the_chain() -> None:
    found = [Trial("sampler", f"learner {n}").case.draws for n in range(40)]
    case = Trial("sampler").case
    assert sum(case.draws.seen) == 1000 and case.draws.freedom == case.kept - 1
    assert case.draws == replace(case).draws, "the seed draws the same again"
    assert sum(not each.passes for each in found) <= 3, "a right chain misses once in a hundred"
    wanted = np.asarray(case.odds.final[: len(case.draws.seen)]) * 1000
    told = sum((seen - want) ** 2 / want for seen, want in zip(case.draws.seen, wanted, strict=True) if want)
    assert case.draws.statistic == pytest.approx(told)
    assert chi_square_p(11.345, 3) == pytest.approx(0.01, rel=1e-3), "the table's critical value at 1 %"


def test_what_a_wrong_box_is_told() -> None:
    case = Trial("sampler").case
    at = Trial("sampler").to_task("3").solve_boxes("kept")
    assert at.said("kept", str(absolute(case))) == "Measured on the whole row: measure on what top-k left."
    assert at.said("kept", str(cold(case))) == "That is without the temperature: use the heated shares."
    assert (
        Trial("sampler").to_task("3").said("sum", f"1 - {case.left_by_k}") == "That is what was cut, not what is left."
    )
    assert Trial("sampler").to_task("3").said("sum", "A + B + C + D") == "Right."
