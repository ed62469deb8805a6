"""The order of the cuts: rows on which it matters, chains held against the engine's own sampler."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from tests.learning.labs.trial import Trial
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
        ((HEAT, CUT_P, CUT_K, SHARES), "Your chain keeps D, the engine does not."),
        ((CUT_P, HEAT, CUT_K, SHARES), "The engine keeps C, your chain does not."),
        ((CUT_K, SHARES, CUT_P, HEAT), "The engine keeps C, your chain does not."),
    ],
)
def test_a_wrong_order_is_told_by_the_first_that_differs(order: tuple[str, ...], words: str) -> None:
    verdict = chain(order).state.verdict
    assert verdict is not None and not verdict.ok and str(verdict.what) == words


def test_what_a_wrong_box_is_told() -> None:
    case = Trial("sampler").case
    at = Trial("sampler").to_task("3").solve_boxes("kept")
    assert at.said("kept", str(absolute(case))) == "Measured on the whole row: measure on what top-k left."
    assert at.said("kept", str(cold(case))) == "That is without the temperature: use the heated shares."
    assert (
        Trial("sampler").to_task("3").said("sum", f"1 - {case.left_by_k}") == "That is what was cut, not what is left."
    )
    assert Trial("sampler").to_task("3").said("sum", "A + B + C + D") == "Right."
