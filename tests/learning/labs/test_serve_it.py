"""Serve it: Little's law, and machines judged by the planner itself."""

from __future__ import annotations

import time
from dataclasses import astuple, replace

import pytest

from tests.learning.labs.trial import Trial
from tests.night import some
from tourapp.learning.labs.intents import LabEnter, SetKnob
from tourapp.learning.labs.notes import lined
from tourapp.learning.labs.serve_it.case import TRAFFIC, ServeCase
from tourapp.learning.labs.serve_it.goal import solve, trial_of, way_of
from tourapp.learning.labs.serve_it.offers import BITS, GOOD, offers, question
from tourapp.sim.plan.ask import HOURS
from tourapp.sim.plan.cells import cells_of
from tourapp.sim.plan.lines import works_of
from tourapp.sim.plan.outcome import search
from tourapp.sim.plan.run import wants_of

CASES = [ServeCase(row[0], rate, *row[2:]) for row in TRAFFIC for rate in row[1]]


@pytest.mark.parametrize("case", some(CASES, 3), ids=lambda case: f"{case.model} {case.rate:g}")
def test_every_load_can_be_served_in_several_ways(case: ServeCase) -> None:
    cheapest, way = case.best
    found = offers(case)
    hours = found.hour[found.meets]
    assert hours.min() == pytest.approx(cheapest) and (hours <= GOOD * cheapest + 1e-9).sum() >= 3
    assert case.trial(*astuple(way)).meets and not case.trial(*astuple(way_of({}))).meets, "the start fails"
    assert trial_of(case, solve(case)).hour == cheapest


def test_the_planner_finds_no_cheaper_machine() -> None:
    """Its search takes the largest batch and the fewest replicas by itself; offered batches can only cost more."""
    case = CASES[0]
    spec = question(case)
    cells = [cell for cell in cells_of(spec) if cell.kv_bits == 16 and cell.weight_bits in BITS]
    works = works_of(spec, cells)
    out = search(spec, works, wants_of(spec, works))
    cheapest = out.month[out.feasible].min() / HOURS
    assert cheapest <= case.best[0] + 1e-9
    place = offers(case).place(case.best[1])
    assert place is not None and case.best[1].batch <= out.batch[place[0]]


@pytest.mark.parametrize("learner", [f"learner {n}" for n in some(range(200), 6)])
def test_every_learner_gets_a_load_that_can_be_served(learner: str) -> None:
    case = Trial("serve_it", learner).case
    assert case in CASES and case.best[0] <= float(case.budget.value)


def test_a_search_is_quick() -> None:
    begun = time.process_time()
    offers(replace(CASES[0], rate=2.25))
    assert time.process_time() - begun < 1.5


def test_a_batch_decides_on_both_sides() -> None:
    case = CASES[0]
    way = case.best[1]
    small, large = (case.trial(*astuple(replace(way, batch=batch))) for batch in (4, 256))
    assert small.why in ("replicas", "wait") and large.why in ("memory", "itl")


def test_little() -> None:
    case = ServeCase("llama-3-70b", 2.5, 2000, 400, 1.0, 0.05)
    assert (case.flow, case.flight) == (1000.0, 50.0), "1,000 tokens a second at 50 ms"
    assert case.fits == 80 and case.fits >= case.flight, "fifty fit at this context"
    assert float(case.user.value) == 2400 * 327_680 and float(case.held.to("GB").value) == pytest.approx(39.3, abs=0.05)


@pytest.mark.parametrize(
    ("box", "text", "words"),
    [
        ("flow", "2 * 2300", "Prompts are read, not written: count answers."),
        ("flight", "600 / 0.05", "Divided: Little multiplies flow and time."),
        ("flight", "600 * 50", "1,000 times too much: milliseconds."),
        ("user", "2000 * 0.32768", "Without its answer: that is kept too."),
        ("held", "2 * 0.7537", "Not the requests of a second: those in flight."),
        ("fit", "(room + 70.55 GB) / user", "The weights lie in that memory too: only the room is left."),
    ],
)
def test_what_a_wrong_box_is_told(box: str, text: str, words: str) -> None:
    assert Trial("serve_it").to_task("3").solve_boxes(box).said(box, text) == words


@pytest.mark.parametrize(
    ("knobs", "ok", "words"),
    [
        ({}, False, "Weights and caches do not fit"),
        ({"gpu": "a100-80gb-sxm", "bits": 4, "batch": 16}, False, "The first token comes too late"),
        ({"gpu": "a100-80gb-sxm", "gpus": 2}, False, "Weights and caches do not fit"),
        (
            {"gpu": "a100-80gb-sxm", "gpus": 2, "bits": 8, "batch": 16},
            False,
            "The link between these GPUs is not known",
        ),
        ({"gpu": "b200-sxm", "bits": 8, "batch": 256}, False, "Weights and caches do not fit"),
        ({"gpu": "b200-sxm", "bits": 8, "batch": 128}, False, "Tokens come too slowly"),
        ({"gpu": "b200-sxm", "bits": 8, "batch": 4}, False, "Every limit of one answer is met"),
        ({"gpu": "h100-sxm", "gpus": 2, "bits": 8, "batch": 16}, False, "Every limit of one answer is met"),
        ({"gpu": "b200-sxm", "bits": 8, "batch": 32}, True, "Served, for $6.00 an hour."),
        ({"gpu": "b200-sxm", "bits": 4, "batch": 32}, True, "Served, for $6.00 an hour."),
        ({"gpu": "b200-sxm", "bits": 8, "batch": 32, "replicas": 2}, False, "It serves, for $12.00 an hour"),
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
    few, many = (case.trial("a100-80gb-sxm", 1, 4, 16, count) for count in (1, 12))
    assert few.why == many.why == "ttft" and many.hour == 12 * few.hour
    assert case.trial("b200-sxm", 1, 8, 32, 1).gauges[-1].share == pytest.approx(1.0 / GOOD)
