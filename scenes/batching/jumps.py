"""Two moments worth seeing under policy A: the first idle slot and the last straggler. A click goes there."""

from __future__ import annotations

from scenes.batching.clock import moment_of
from scenes.batching.facts import Comparison
from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import TAG
from tourapp.figures.pill import Jump, draw_jump

WIDE, GAP = 268, 16
LINE = Rect(64, 814, 1376, 34)
"""Where the buttons stand, from the right."""
FROM = 0.2
"""Share of the beat "door" from which they are there."""


def draw_jumps(f: Frame, p: Picture, facts: Comparison) -> None:
    """A button per moment; policies that leave nothing idle have only the straggler."""
    if f.beat("door") < FROM:
        return
    trace = facts.a
    count = 1 if trace.first_idle is None else 2
    x = float(LINE.right - (WIDE + GAP) * count + GAP)
    if trace.first_idle is not None:
        jump = Jump("first idle slot", *moment_of(f, facts, trace.first_idle[1]))
        draw_jump(f, p, Rect(x, LINE.y, WIDE, LINE.h), "to the first idle slot", jump, size=TAG)
        x += WIDE + GAP
    jump = Jump("last straggler", *moment_of(f, facts, int(trace.admit[trace.straggler])))
    draw_jump(f, p, Rect(x, LINE.y, WIDE, LINE.h), "to the last straggler", jump, size=TAG)
