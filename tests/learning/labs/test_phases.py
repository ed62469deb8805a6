"""Both bounds: the answer keys of five machines, and where decode can reach the ridge at all."""

from __future__ import annotations

import pytest

from tests.learning.labs.trial import Trial
from tourapp.learning.labs.intents import LabEnter, SetKnob
from tourapp.learning.labs.phases.case import PhaseCase
from tourapp.learning.labs.phases.goal import longest, reaches

KEYS = (
    (PhaseCase("llama-3-8b", "a100-80gb-sxm", 16, 2000), 165, 153.0, 153.0),
    (PhaseCase("llama-3-8b", "h100-sxm", 16, 2000), 317, 295.3, 295.3),
    (PhaseCase("llama-3-8b", "rtx-4090", 16, 2000), 176, 163.9, 163.9),
    (PhaseCase("llama-3-8b", "l4", 16, 2000), 432, 403.3, 403.3),
    (PhaseCase("llama-3-70b", "h200-sxm", 8, 2000), 210, 412.3, 206.1),
)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key[0].model} {key[0].gpu}")
def test_the_first_compute_bound_prompt(key: tuple[PhaseCase, int, float, float]) -> None:
    case, first, ridge, alone = key
    assert case.first == first and case.compute_bound(first) and not case.compute_bound(first - 1)
    assert float(case.ridge.value) == pytest.approx(ridge, abs=0.1)
    assert float(case.alone.value) == pytest.approx(alone, abs=0.1)


def test_decode_on_the_first_machine() -> None:
    case = KEYS[0][0]
    assert float(case.top().value) == pytest.approx(61.4, rel=0.005) and not reaches(case, 2000)
    assert float(case.top(768).value) == pytest.approx(153.1, rel=0.001) and reaches(case, 768)
    assert float(case.top(770).value) == pytest.approx(152.7, rel=0.001) and not reaches(case, 770)
    assert longest(case) == 768


@pytest.mark.parametrize(
    ("context", "ok", "words"),
    [
        (2000, False, "With 2,000 tokens decode tops at 61.3\u2009FLOP/B: never compute-bound."),
        (512, False, "It works, but a longer one works too."),
        (768, True, "With 768 tokens decode tops at 153\u2009FLOP/B: above the ridge."),
    ],
)
def test_the_goal_is_the_longest_that_works(context: int, ok: bool, words: str) -> None:
    trial = Trial("phases").to_task("100").solve_boxes().do(SetKnob("context", context), LabEnter())
    verdict = trial.state.verdict
    assert verdict is not None and verdict.ok is ok and trial.state.phase == ("note" if ok else "check")
    assert str(verdict.what).startswith(words.partition(" tops")[0])


@pytest.mark.parametrize(
    ("box", "text", "words"),
    [
        ("ridge", "bandwidth / peak", "This is in B/FLOP, and the box is in FLOP/B."),
        ("ridge", "153000", "1,000 times too much: TFLOP/s and TB/s."),
        ("alone", "ridge * 2", "This is in FLOP/B, and the box is in token."),
        ("alone", "306", "Twice too much: a weight is multiplied and added."),
        ("first", "153", "That is the weights alone: the cache and the head move it."),
        ("first", "164", "Still memory-bound, by a hair."),
        ("first", "166", "It is, but a shorter one is as well."),
        ("top", "153", "That is the machine's ridge: this is the load's own limit."),
    ],
)
def test_what_a_wrong_box_is_told(box: str, text: str, words: str) -> None:
    assert Trial("phases").to_task("100").solve_boxes(box).said(box, text) == words


def test_formulas_of_the_page() -> None:
    trial = Trial("phases").to_task("100")
    assert trial.said("ridge", "peak / bandwidth") == "Right."
    trial.solve_boxes("top")
    assert trial.said("top", "flops / user") == "Right."
