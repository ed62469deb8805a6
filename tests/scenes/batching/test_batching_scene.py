"""Truths of the batching scene: same work under both policies, ties without variance, idle exactly where nothing
runs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.batching import scene as batching
from scenes.batching.facts import throughput_ratio, waiting_batch
from scenes.batching.jumps import when
from scenes.batching.lanes import Lanes, bars
from tourapp.authoring import Rect, Timeline, ramp, smooth
from tourapp.world import Inputs, World

SETTINGS = [{}, {"variance": 1.5}, {"slots": 2}, {"slots": 16}, {"load": 0.3}]


@pytest.fixture(scope="module", params=SETTINGS, ids=str)
def run(request: Any) -> Any:
    return World(Inputs().change(**request.param)).batching


def test_tokens_made_are_tokens_asked(run: Any) -> None:
    for trace in run.traces.values():
        assert trace.tokens == int(trace.output.sum())


def test_without_variance_in_a_closed_load_the_policies_tie() -> None:
    traces = World(Inputs().change(variance=0.0)).batching.traces
    a, b = traces["static"], traces["continuous"]
    assert a.steps == b.steps and float(throughput_ratio(a, b).value) == 1.0
    assert not len(a.idle), "equal answers leave no slot idle"


def test_variance_opens_the_gap() -> None:
    traces = World(Inputs().change(variance=1.5)).batching.traces
    assert float(throughput_ratio(traces["static"], traces["continuous"]).value) > 1.2


def test_the_pointed_batch_is_mean_over_longest(run: Any) -> None:
    a = run.traces["static"]
    batch = waiting_batch(a)
    assert batch is not None
    lost = (a.batches.longest - a.batches.mean) * a.batches.size
    k = int(np.flatnonzero(a.batches.start == batch.start)[0])
    assert lost[k] == lost.max()
    members = np.flatnonzero(a.admit == a.batches.start[k])
    steps = (a.finish - a.admit)[members]
    assert len(members) == a.batches.size[k] == len(batch.lengths) and (batch.lengths == steps).all()
    assert steps.mean() == pytest.approx(a.batches.mean[k]) and steps.max() == a.batches.longest[k]
    assert batch.mean == a.batches.mean[k] and batch.longest == a.batches.longest[k]
    assert (batch.slots == a.slot[members]).all() and batch.end == a.batches.end[k]


def test_a_policy_without_batches_has_none_that_waits(run: Any) -> None:
    assert waiting_batch(run.traces["continuous"]) is None


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
