"""Attention by hand: the worked table, drawn cases, and what a wrong cell is told."""

from __future__ import annotations

import pytest

from tests.learning.labs.trial import Trial
from tourapp.engine.attention import by_hand
from tourapp.learning.labs.attention_by_hand.case import TIED


def test_the_worked_table() -> None:
    case = Trial("attention_by_hand").case
    assert case.scores == (1.0, 0.0, 1.0) and case.winner == TIED and case.least == 2
    assert case.weights == pytest.approx((0.4011, 0.1978, 0.4011), abs=5e-5)
    assert case.output == pytest.approx((6.0167, 3.9833), abs=5e-5)
    steps = by_hand()
    assert case.weights == pytest.approx(tuple(steps.weights[-1])) and case.output == pytest.approx(
        tuple(steps.output[-1])
    )


@pytest.mark.parametrize("learner", [f"learner {n}" for n in range(20)])
def test_drawn_cases_can_be_done_by_hand(learner: str) -> None:
    case = Trial("attention_by_hand", learner).case
    numbers = [*case.query, *(n for key in case.keys for n in key), *(n for value in case.values for n in value)]
    assert all(n == int(n) and 0 <= n <= 10 for n in numbers) and len(set(case.scores)) > 1
    assert sum(case.weights) == pytest.approx(1.0) and max(case.powers) < 20


@pytest.mark.parametrize(
    ("box", "text", "words"),
    [
        ("score1", "2", "That adds all four numbers: multiply the pairs first."),
        ("scaled1", "1/2", "That divides by the width: divide by its root."),
        ("scaled1", "1", "Not scaled yet: divide by the root of the width."),
        ("power1", "e^1", "That raises the score before it was scaled."),
        ("weight1", "0.5", "That is the share of the scores: take the powers of e."),
        ("weight1", "e/(e+1+e)", "That comes from scores that were not scaled."),
        ("output1", "5", "That is the plain mean: weigh each value."),
        ("output1", "15", "That adds the values: weigh each of them first."),
    ],
)
def test_what_a_wrong_cell_is_told(box: str, text: str, words: str) -> None:
    assert Trial("attention_by_hand").to_task("4").solve_boxes(box).said(box, text) == words


def test_formulas_with_earlier_cells() -> None:
    trial = Trial("attention_by_hand").to_task("4").solve_boxes("power1")
    assert trial.said("power1", "e^scaled1") == "Right."
    trial.solve_boxes("weight1")
    assert trial.said("weight1", "power1/(power1+power2+power3)") == "Right."
    trial.solve_boxes("output1")
    assert trial.said("output1", "weight1*10 + weight3*5") == "Right."


def test_only_a_choice_is_a_guess() -> None:
    trial = Trial("attention_by_hand").to_task("7")
    assert (
        trial.state.phase == "predict"
        and str(trial.state.verdict and trial.state.verdict.what) == "Choose one of them: 1 to 4."
    )
