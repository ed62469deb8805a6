"""Which step of the simulated runs each moment of the scene shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.paging.facts import OURS, first_preemption
from tourapp.authoring import Frame, mix

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ForkStep, PoolMoment

FIRST_SLAB_STEP, SLAB_STEPS = 2.0, 14.0
FIRST_STEP = 4.0
"""Where the comparison of all policies begins."""
BEFORE_PREEMPTION = 14.0
"""Steps shown before the first preemption."""


def slab_step(f: Frame) -> float:
    """The step of the chosen contiguous policy."""
    return FIRST_SLAB_STEP + SLAB_STEPS * f.cue("slabs.fill")


def common_step(f: Frame) -> float:
    """The step of all policies side by side: it stops where the requests want most of the pool."""
    first, last = empty_steps(f)
    return float(mix(first, last, f.cue("empty.run")))


def empty_steps(f: Frame) -> tuple[float, float]:
    """Where that comparison begins, and where it stops."""
    busiest = float(f.world.paging_numbers.busiest)
    return min(FIRST_STEP, busiest), busiest


def fullest_step(f: Frame) -> float:
    """The step at which our request holds most blocks: just before it ends."""
    return float(max(1, f.world.paging.paged.finish[OURS] - 1))


def paged_step(f: Frame) -> float:
    """The step of the run with blocks."""
    fullest = fullest_step(f)
    if f.beat_name == "empty":
        return common_step(f)
    if f.beat_name == "blocks":
        return float(mix(0.0, fullest, f.cue("blocks.write")))
    if f.beat_name != "dry":
        return fullest
    start, stop = dry_steps(f)
    return float(mix(start, stop, f.cue("dry.run", eased=False)))


def dry_steps(f: Frame) -> tuple[float, float]:
    """Where the last beat begins, and where it stops and stays: at the first preemption, or without one where fewest
    blocks are free."""
    event = first_preemption(f.world.paging.paged)
    if event is None:
        leanest = float(f.world.paging_numbers.leanest)
        return min(fullest_step(f), leanest), leanest
    return max(0.0, event.step - BEFORE_PREEMPTION), float(event.step)


def stands_dry(f: Frame) -> bool:
    """Whether the clock stands inside the step in which nothing is free and somebody has to leave."""
    at_stop = f.beat_name == "dry" and f.cue("dry.run", eased=False) >= 1
    return at_stop and f.world.paging_numbers.dry is not None


def paged_moment(f: Frame) -> PoolMoment:
    """The pool of blocks at that step."""
    dry = f.world.paging_numbers.dry
    return dry if dry is not None and stands_dry(f) else f.world.paging.paged.at(paged_step(f))


def fork_place(f: Frame) -> int:
    """Which step of the fork this frame shows, counted from 0."""
    count = len(f.world.fork_steps)
    return min(count - 1, int(f.cue("fork.steps", eased=False) * count))


def fork_moment(f: Frame) -> ForkStep:
    """That step of the fork."""
    return f.world.fork_steps[fork_place(f)]
