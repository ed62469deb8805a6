"""Which step of policy A's run each moment of the scene shows: it stops behind a locked door, and then goes on."""

from __future__ import annotations

import numpy as np

from scenes.batching.facts import Comparison
from tourapp.authoring import Frame, mix, ramp, smooth

LATE = 0.55
"""Where it stops between the moment when only the longest answer is left and the end of its batch."""
HALF = 0.5
"""Share of the run at which a policy without batches stops."""


def locked_step(facts: Comparison) -> float:
    """A step at which the batch that waits most waits for its longest answer alone."""
    batch = facts.waiting
    if batch is None:
        return HALF * facts.a.steps
    others = np.sort(batch.lengths)[:-1]
    alone = batch.start + float(others.max()) if len(others) else float(batch.start)
    return float(mix(alone, float(batch.end), LATE))


def step_of_a(f: Frame, facts: Comparison) -> float:
    """The step of policy A: up to the locked door in its beat, and to the end in the next one."""
    locked = locked_step(facts)
    if f.past("door"):
        return float(mix(locked, facts.a.steps, f.cue("slowest.run_on")))
    return locked * f.cue("door.clock")


def moment_of(f: Frame, facts: Comparison, step: int) -> tuple[str, float]:
    """The beat, and the share of it, at which the clock has just done a step of policy A's run."""
    locked, reached = locked_step(facts), step + 1.0
    if reached <= locked:
        return "door", when(reached / locked, f.timeline.cue("door.clock")[1])
    rest = max(facts.a.steps - locked, 1e-9)
    return "slowest", when((reached - locked) / rest, f.timeline.cue("slowest.run_on")[1])


def when(share: float, clock: tuple[float, float]) -> float:
    """Share of a beat at which an eased clock from `clock[0]` to `clock[1]` of it shows a share of the run: its
    easing, inverted."""
    u = np.linspace(0, 1, 1000)
    shows = smooth(ramp(u, *clock))
    return float(u[int(np.argmax(shows >= min(share, 1.0) - 1e-9))])
