"""Which step of the simulated runs each moment of the scene shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.paging.facts import OURS, first_preemption
from tourapp.authoring import Frame, mix

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ForkStep, PoolMoment

FIRST_SLAB_STEP, SLAB_STEPS = 2.0, 14.0
FIRST_STEP, PLAYED = 4, 0.62
"""Where the comparison of all policies begins, and how much of the longest run it plays."""
BEFORE_PREEMPTION, AFTER_PREEMPTION = 14.0, 6.0
"""Steps shown around the first preemption."""


def slab_step(f: Frame) -> float:
    """The step of the chosen contiguous policy."""
    return FIRST_SLAB_STEP + SLAB_STEPS * f.cue("slabs.fill")


def common_step(f: Frame) -> float:
    """The step of all policies side by side."""
    longest = max(run.steps for run in f.world.paging.runs.values())
    return FIRST_STEP + f.cue("empty.run") * (longest * PLAYED)


def fullest_step(f: Frame) -> float:
    """The step at which our request holds most blocks: just before it ends."""
    return float(max(1, f.world.paging.paged.finish[OURS] - 1))


def paged_step(f: Frame) -> float:
    """The step of the run with blocks."""
    fullest = fullest_step(f)
    if f.beat_name == "blocks":
        return float(mix(0.0, fullest, f.cue("blocks.write")))
    if f.beat_name != "dry":
        return fullest
    run = f.world.paging.paged
    event = first_preemption(run)
    if event is None:
        return float(mix(fullest, run.steps - 1.0, f.cue("dry.whole_run", eased=False)))
    start, end = max(fullest, event.step - BEFORE_PREEMPTION), event.step + AFTER_PREEMPTION
    return float(mix(start, end, f.cue("dry.preemption", eased=False)))


def paged_moment(f: Frame) -> PoolMoment:
    """The pool of blocks at that step."""
    return f.world.paging.paged.at(paged_step(f))


def fork_place(f: Frame) -> int:
    """Which step of the fork this frame shows, counted from 0."""
    count = len(f.world.fork_steps)
    return min(count - 1, int(f.cue("fork.steps", eased=False) * count))


def fork_moment(f: Frame) -> ForkStep:
    """That step of the fork."""
    return f.world.fork_steps[fork_place(f)]
