"""Two moments worth seeing under policy A: the first idle slot and the last straggler. A click goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Picture, Rect, ramp, smooth
from tourapp.figures.pill import Jump, draw_jump

if TYPE_CHECKING:
    from tourapp.authoring.kinds import BatchingTrace

WIDE, GAP = 172, 14
LINE = Rect(64, 802, 1376, 32)
"""Where the buttons stand, from the right."""
FROM = 0.2
"""Share of the beat "door" from which they are there."""


def draw_jumps(f: Frame, p: Picture, trace: BatchingTrace) -> None:
    """A button per moment; policies that leave nothing idle have only the straggler."""
    if f.beat("door") < FROM:
        return
    count = 1 if trace.first_idle is None else 2
    x = float(LINE.right - (WIDE + GAP) * count + GAP)
    if trace.first_idle is not None:
        jump = Jump("first idle slot", "door", share_at(f, trace, trace.first_idle[1]))
        draw_jump(f, p, Rect(x, LINE.y, WIDE, LINE.h), "to the first idle slot", jump)
        x += WIDE + GAP
    jump = Jump("last straggler", "door", share_at(f, trace, int(trace.admit[trace.straggler])))
    draw_jump(f, p, Rect(x, LINE.y, WIDE, LINE.h), "to the last straggler", jump)


def share_at(f: Frame, trace: BatchingTrace, step: int) -> float:
    """Share of the beat "door" at which its clock has just done a step of the run."""
    _, clock = f.timeline.cue("door.clock")
    return when((step + 1.0) / max(trace.steps, 1), clock)


def when(share: float, clock: tuple[float, float]) -> float:
    """Share of a beat at which an eased clock from `clock[0]` to `clock[1]` of it shows a share of the run: its
    easing, inverted."""
    u = np.linspace(0, 1, 400)
    shows = smooth(ramp(u, *clock))
    return float(u[int(np.argmax(shows >= min(share, 1.0) - 1e-9))])
