"""Serve it: Little's law, and machines judged by the planner itself."""

from __future__ import annotations

from itertools import product

import pytest

from tests.learning.labs.trial import Trial
from tourapp.learning.labs.intents import LabEnter, SetKnob
from tourapp.learning.labs.notes import lined
from tourapp.learning.labs.serve_it.case import BITS, COUNTS, GOOD, PRICES, REPLICAS, TRAFFIC, ServeCase

CASES = [ServeCase(*row) for row in TRAFFIC]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.model} {case.rate:g}")
def test_the_best_is_the_cheapest_of_all_that_is_offered(case: ServeCase) -> None:
    cheapest, knobs = case.best
    tried = {each: case.trial(*each) for each in product(PRICES, COUNTS, BITS, REPLICAS)}
    meets = [found.month for found in tried.values() if found.meets]
    assert min(meets) == pytest.approx(cheapest) and len(meets) > 3, "several answers pass"
    assert tried[tuple(knobs[name] for name in ("gpu", "gpus", "bits", "replicas"))].meets  # type: ignore[index]
    assert not tried["a100-80gb-sxm", 1, 16, 1].meets, "the start fails"


def test_little() -> None:
    case = ServeCase("llama-3-70b", 2.5, 2000, 400, 1.0, 0.05)
    assert (case.flow, case.flight) == (1000.0, 50.0)
    assert float(case.user.value) == 2400 * 327_680 and float(case.held.to("GB").value) == pytest.approx(39.3, abs=0.05)


@pytest.mark.parametrize(
    ("box", "text", "words"),
    [
        ("flow", "2 * 2300", "Prompts are read, not written: count answers."),
        ("flight", "600 / 0.05", "Divided: Little multiplies flow and time."),
        ("flight", "600 * 50", "1,000 times too much: milliseconds."),
        ("user", "2000 * 0.32768", "Without its answer: that is kept too."),
        ("held", "2 * 0.7537", "Not the requests of a second: those in flight."),
    ],
)
def test_what_a_wrong_box_is_told(box: str, text: str, words: str) -> None:
    assert Trial("serve_it").to_task("3").solve_boxes(box).said(box, text) == words


@pytest.mark.parametrize(
    ("knobs", "ok", "words"),
    [
        ({}, False, "The weights do not fit"),
        ({"gpu": "a100-80gb-sxm", "bits": 4}, False, "The first token comes too late"),
        ({"gpu": "a100-80gb-sxm", "gpus": 2}, False, "The link between these GPUs is not known"),
        ({"gpu": "h100-sxm", "gpus": 2, "bits": 8}, True, "Served, for $4,380 a month."),
        ({"gpu": "b200-sxm", "gpus": 1, "bits": 4}, True, "Served, for $4,380 a month."),
        ({"gpu": "h100-sxm", "gpus": 2, "bits": 8, "replicas": 3}, False, "It serves, for $13,140 a month"),
    ],
)
def test_the_planner_judges(knobs: dict[str, object], ok: bool, words: str) -> None:
    trial = Trial("serve_it").to_task("3").solve_boxes()
    trial.do(*(SetKnob(name, value) for name, value in knobs.items()), LabEnter())
    verdict = trial.state.verdict
    assert verdict is not None and verdict.ok is ok
    assert lined(verdict.what).startswith(words)


def test_more_replicas_never_help_a_single_token() -> None:
    case = CASES[0]
    few, many = (case.trial("a100-80gb-sxm", 1, 4, count) for count in (1, 12))
    assert few.why == many.why == "ttft" and many.month == 12 * few.month
    assert case.trial("h100-sxm", 2, 8, 1).gauges[-1].share == pytest.approx(1.0 / GOOD)
