"""The batch whose longest answer wastes most: pointed at in its lanes, and again, large, below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.batching.facts import Comparison
from scenes.batching.lanes import Lanes
from scenes.batching.panels import LOW, PolicyPanel
from tourapp.authoring import Frame, Picture, Rect, mix, pulse, ramp
from tourapp.authoring.sizes import FIGURE_HUGE, FIGURE_LARGE, LABEL, LINE, TITLE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import WaitingBatch

LARGE = Rect(LOW.x, LOW.y, 900.0, LOW.h)
"""Where the batch stands when it has grown."""
LABEL_ROOM = 260.0
"""Stage units that the longest answer's label needs left of the batch's end."""
GOOD_SHARE = 0.9


def draw_slowest(f: Frame, p: Picture, facts: Comparison, panel: PolicyPanel) -> None:
    """That batch in policy A's panel, and grown out of it."""
    shown, batch = f.during("slowest"), facts.waiting
    if shown < 0.02:
        return
    if batch is None:
        _draw_without_batches(f, p, facts, shown)
        return
    lanes = panel.lanes
    x0, x1 = float(lanes.x(batch.start)), float(lanes.x(batch.end))
    there = Rect(x0, lanes.area.y - 4, x1 - x0, lanes.area.h + 8)
    p.rects([there], None, radius=6, stroke="ink", stroke_width=2.0, stroke_alpha=0.8 * shown)
    grow = f.cue("slowest.grow") if f.beat_name == "slowest" else 1.0
    area = Rect(mix(there.x, LARGE.x, grow), LARGE.y, mix(there.w, LARGE.w, grow), LARGE.h)
    p.polys(
        [[(x0, there.bottom), (x1, there.bottom), (area.right, area.y - 6), (area.x, area.y - 6)]],
        "ink",
        alpha=0.07 * shown,
    )
    large = Lanes(area, panel.trace.slots, area.w / max(1.0, float(batch.longest.value)))
    _draw_members(p, batch, large, shown)
    done = float(ramp(grow, 0.8, 1.0)) * shown
    _draw_lengths(p, batch, large, shown=shown, done=done)
    _draw_light(f, p, batch, large, done)
    _draw_share(p, batch, area, done)


def _draw_without_batches(f: Frame, p: Picture, facts: Comparison, shown: float) -> None:
    """How busy the slots were over the whole run of a policy that waits for nobody."""
    done, busy = shown * f.cue("slowest.grow", eased=False), facts.a_numbers.busy
    y = LOW.y + 130
    p.text((LOW.x - 6, y), "{v}", v=busy, size=FIGURE_HUGE, weight=600, alpha=done)
    p.text((LOW.x, y + 72), "of the slots are busy, over the whole run", size=TITLE, weight=600, alpha=done)
    bar, share = Rect(LOW.x, y + 104, LOW.w, 34), float(busy.value)
    p.hatch([bar], alpha=0.9 * done)
    p.rects([(bar.x, bar.y, bar.w * share, bar.h)], "decode", alpha=done)
    p.sprites([(bar.x + bar.w * share, bar.cy)], 110, "decode", alpha=done * pulse(f.clock, 2.4, 0.3, 1.0))


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
    p.lines([(x, area.y - 8, x, area.bottom + 8)], "ink", width=3, alpha=shown)
    near = x > area.right - LABEL_ROOM
    y = area.bottom + 34
    p.text((x, y), "mean {n}", n=batch.mean, size=LABEL, weight=600, align="right" if near else "left", alpha=done)
    at = (area.right + (16 if near else 0), y)
    align = "left" if near else "right"
    p.text(at, "longest {n}", n=batch.longest, size=LABEL, weight=600, align=align, alpha=done)


def _draw_share(p: Picture, batch: WaitingBatch, area: Rect, done: float) -> None:
    """How much of the batch was work, beside it."""
    x, good = area.right + 56, float(batch.busy.value) > GOOD_SHARE
    words, role = ("{v} ✓", "good") if good else ("{v}", "ink")
    p.text((x, area.y + 106), words, v=batch.busy, size=FIGURE_LARGE, weight=600, role=role, alpha=done)
    p.text((x, area.y + 158), "of this batch was work", size=LINE, weight=600, alpha=done)
    how = "mean ÷ longest, exactly" if batch.full else "not every slot had an answer"
    p.text((x, area.y + 200), how, size=LABEL, role="dim", alpha=done)


def _draw_light(f: Frame, p: Picture, batch: WaitingBatch, large: Lanes, done: float) -> None:
    """The longest answer's end, which all the others wait for."""
    last = int(np.argmax(batch.lengths))
    y = float(large.y(batch.slots[last])) + large.bar / 2
    p.sprites([(large.area.right, y)], large.bar * 3.2, "decode", alpha=done * pulse(f.clock, 2.4, 0.3, 1.0))
