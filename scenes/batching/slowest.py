"""The batch whose longest answer wastes most: pointed at in its lanes, and again, large, below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.batching.facts import Comparison
from scenes.batching.lanes import Lanes
from scenes.batching.panels import LOW, PolicyPanel
from tourapp.authoring import Frame, Picture, Rect, mix, ramp
from tourapp.authoring.sizes import T17, T18, T22, T72

if TYPE_CHECKING:
    from tourapp.authoring.kinds import WaitingBatch

LARGE = Rect(LOW.x, LOW.y, 880.0, LOW.h)
"""Where the batch stands when it has grown."""
LABEL_ROOM = 260.0
"""Stage units that the longest answer's label needs left of the batch's end."""
GOOD_SHARE = 0.9


def draw_slowest(f: Frame, p: Picture, facts: Comparison, panel: PolicyPanel) -> None:
    """That batch in policy A's panel, and grown out of it."""
    shown, batch = f.during("slowest"), facts.waiting
    if shown < 0.02 or batch is None:
        return
    lanes = panel.lanes
    x0, x1 = float(lanes.x(batch.start)), float(lanes.x(batch.end))
    there = Rect(x0, lanes.area.y - 4, x1 - x0, lanes.area.h + 8)
    p.rects([there], "waste", radius=6, alpha=0.10 * shown, stroke="waste", stroke_width=2.0, stroke_alpha=shown)
    grow = f.cue("slowest.grow") if f.beat_name == "slowest" else 1.0
    area = Rect(mix(there.x, LARGE.x, grow), LARGE.y, mix(there.w, LARGE.w, grow), LARGE.h)
    p.polys(
        [[(x0, there.bottom), (x1, there.bottom), (area.right, area.y - 6), (area.x, area.y - 6)]],
        "waste",
        alpha=0.10 * shown,
    )
    large = Lanes(area, panel.trace.slots, area.w / max(1.0, float(batch.longest.value)))
    _draw_members(p, batch, large, shown)
    done = float(ramp(grow, 0.8, 1.0)) * shown
    _draw_lengths(p, batch, large, shown=shown, done=done)
    _draw_share(p, batch, area, done)


def _draw_members(p: Picture, batch: WaitingBatch, large: Lanes, shown: float) -> None:
    """Every member's work, and hatched what its slot waits."""
    ends, tops = large.x(batch.lengths), large.y(batch.slots)
    heights = np.full(len(ends), large.bar)
    p.hatch(np.stack([ends, tops, large.area.right - ends, heights], 1), alpha=0.9 * shown)
    starts = large.x(np.zeros(len(ends)))
    p.rects(np.stack([starts, tops, batch.lengths * large.scale, heights], 1), "decode", alpha=0.9 * shown)


def _draw_lengths(p: Picture, batch: WaitingBatch, large: Lanes, *, shown: float, done: float) -> None:
    """The mean as a line through the members, and both lengths in words."""
    area, x = large.area, float(large.x(batch.mean.value))
    p.lines([(x, area.y - 8, x, area.bottom + 10)], "ink", width=2.5, alpha=shown)
    near = x > area.right - LABEL_ROOM
    y = area.bottom + 30
    p.text((x, y), "mean {n}", n=batch.mean, size=T18, weight=600, align="right" if near else "center", alpha=done)
    p.text(
        (area.right + (12 if near else 0), y),
        "longest {n}",
        n=batch.longest,
        size=T18,
        weight=600,
        role="waste",
        align="left" if near else "right",
        alpha=done,
    )


def _draw_share(p: Picture, batch: WaitingBatch, area: Rect, done: float) -> None:
    """How much of the batch was work, beside it."""
    x = area.right + 60
    role = "good" if float(batch.busy.value) > GOOD_SHARE else "waste"
    p.text((x, area.y + 84), "{v}", v=batch.busy, size=T72, weight=600, mono=True, role=role, alpha=done, fit=400)
    p.text((x, area.y + 124), "of this batch was work", size=T22, alpha=done, fit=400)
    p.text(
        (x, area.y + 158),
        "mean ÷ longest, exactly" if batch.full else "not every slot had an answer",
        size=T17,
        role="dim",
        alpha=done,
        fit=400,
    )
