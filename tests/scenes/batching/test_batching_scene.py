"""Truths of the batching scene: same work under both policies, ties without variance, idle exactly where nothing
runs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.batching import scene as batching
from scenes.batching.clock import locked_step, when
from scenes.batching.facts import compare
from scenes.batching.lanes import Lanes, bars
from tourapp.authoring import Rect, Timeline, ramp, smooth
from tourapp.world import Inputs, World

SETTINGS = [{}, {"variance": 1.5}, {"slots": 2}, {"slots": 16}, {"load": 0.3}]


@pytest.fixture(scope="module", params=SETTINGS, ids=str)
def world(request: Any) -> World:
    return World(Inputs().change(**request.param))


@pytest.fixture(scope="module")
def run(world: World) -> Any:
    return world.batching


def test_tokens_made_are_tokens_asked(run: Any) -> None:
    for trace in run.traces.values():
        assert trace.tokens == int(trace.output.sum())


def test_without_variance_in_a_closed_load_the_policies_tie() -> None:
    facts = compare(World(Inputs().change(variance=0.0)))
    assert facts.a.steps == facts.b.steps and (facts.numbers.verdict, facts.numbers.times.value) == ("tie", 1)
    assert not len(facts.a.idle), "equal answers leave no slot idle"


def test_variance_opens_the_gap() -> None:
    numbers = World(Inputs().change(variance=1.5)).batching_numbers
    assert numbers.verdict == "sooner" and float(numbers.times.value) == pytest.approx(1012 / 409)


def test_the_pointed_batch_is_mean_over_longest(world: World) -> None:
    a = world.batching.traces["static"]
    batch = world.batching_numbers.policies["static"].waiting
    assert batch is not None
    lost = (a.batches.longest - a.batches.mean) * a.batches.size
    k = int(np.flatnonzero(a.batches.start == batch.start)[0])
    assert lost[k] == lost.max()
    members = np.flatnonzero(a.admit == a.batches.start[k])
    steps = (a.finish - a.admit)[members]
    assert len(members) == a.batches.size[k] == len(batch.lengths) and (batch.lengths == steps).all()
    assert steps.mean() == pytest.approx(a.batches.mean[k]) and steps.max() == a.batches.longest[k]
    assert float(batch.mean.value) == a.batches.mean[k] and batch.longest.value == a.batches.longest[k]
    assert float(batch.busy.value) == pytest.approx(a.batches.utilisation[k])
    assert (batch.slots == a.slot[members]).all() and batch.end == a.batches.end[k]
    assert batch.full and float(batch.busy.value) == pytest.approx(float(batch.mean.value / batch.longest.value))


def test_a_policy_without_batches_has_none_that_waits(world: World) -> None:
    assert world.batching_numbers.policies["continuous"].waiting is None


def test_no_two_requests_share_a_slot_at_once_and_idle_is_free(run: Any) -> None:
    for trace in run.traces.values():
        taken = np.zeros((trace.slots, trace.steps + 1), int)
        for slot, start, end in zip(trace.slot, trace.admit, trace.finish, strict=True):
            taken[slot, int(start) : int(end)] += 1
        assert taken.max() == 1
        for slot, start, end in trace.idle:
            assert taken[int(slot), int(start) : int(end)].sum() == 0


def test_bars_end_at_the_clock(run: Any) -> None:
    a = run.traces["static"]
    lanes = Lanes(Rect(0, 0, 1000, 200), a.slots, 1000 / a.steps)
    now = a.steps / 3
    boxes, _ = bars(lanes, a.slot, a.admit.astype(float), a.finish.astype(float), now)
    assert len(boxes) and (boxes[:, 0] + boxes[:, 2] <= lanes.x(now) + 0.61).all()


def test_a_jump_lands_on_its_step() -> None:
    _, clock = Timeline(tuple(batching.BEATS)).cue("door.clock")
    for share in (0.1, 0.5, 0.9):
        assert float(smooth(ramp(when(share, clock), *clock))) == pytest.approx(share, abs=0.01)


def test_the_clock_stops_where_one_answer_holds_the_door(world: World) -> None:
    facts = compare(world)
    batch, step = facts.waiting, locked_step(facts)
    assert batch is not None and batch.start < step <= batch.end
    working = int(((facts.a.admit <= step) & (facts.a.finish > step)).sum())
    assert working == int((batch.lengths == batch.lengths.max()).sum())
