"""Answers that wait outside the door of policy A, as bars of their own lengths: the next batch stands first."""

from __future__ import annotations

import numpy as np

from scenes.batching.clock import locked_step
from scenes.batching.facts import Comparison
from scenes.batching.lanes import write_ours
from scenes.batching.panels import LOW, PolicyPanel
from tourapp.authoring import Frame, Picture, Rect, pulse, ramp, smooth
from tourapp.authoring.sizes import FIGURE, FIGURE_LARGE, LINE, TITLE

HEAD_Y = 532
"""Baseline of the count of those who wait."""
COUNT_W = 96
ROOM = Rect(LOW.x, 562, LOW.w, 240)
LEAST_COLUMNS, MOST_COLUMNS = 3, 10
"""Columns that are seen; whoever stands further back is counted only."""
SLIDE = 20
"""Steps in which the columns move up after a door was opened."""
TALLEST = 56.0
MOST_GAIN = 2.4
"""How much longer than in the lanes above a waiting bar may be drawn."""
IDLE_GAP, IDLE_ROOM = 44, 360
"""From the clock to the words beside it, and the room that they need."""


def draw_waiting_room(f: Frame, p: Picture, facts: Comparison, panel: PolicyPanel) -> None:
    """How many wait at the panel's step, in the order in which they came, and which of them is ours."""
    trace = panel.trace
    waiting = trace.at(panel.now).waiting if panel.now < trace.steps else np.zeros(0, int)
    shown = f.cue("door.room_opens", eased=False) * (1 - f.cue("slowest.room_closes", eased=False))
    if shown < 0.02:
        return
    with p.group(opacity=shown):
        n = len(waiting)
        p.text((LOW.x, HEAD_Y), "{n}", n=n, size=FIGURE, weight=600, mono=True)
        x = LOW.x + COUNT_W if n >= 10 else LOW.x + COUNT_W / 2
        p.text((x, HEAD_Y), "{n|answer waits|answers wait} outside the door", n=n, size=LINE)
        if n:
            _draw_bars(f, p, panel, waiting, seen_columns(facts))
        _draw_idle(f, p, panel)


def seen_columns(facts: Comparison) -> int:
    """As many as still wait where the clock stops."""
    left = len(facts.a.at(locked_step(facts)).waiting)
    return int(np.clip(-(-left // facts.a.slots), LEAST_COLUMNS, MOST_COLUMNS))


def _draw_bars(f: Frame, p: Picture, panel: PolicyPanel, waiting: np.ndarray, columns: int) -> None:
    """A column for each batch that could follow, a row for each slot, all lengths on one scale."""
    trace = panel.trace
    waiting = waiting[: (columns + 1) * trace.slots]
    k = np.arange(len(waiting))
    wide, pitch = ROOM.w / columns, ROOM.h / trace.slots
    lengths = trace.output + trace.first_token - trace.admit
    scale = min(panel.lanes.scale * MOST_GAIN, 0.88 * wide / float(lengths.max()))
    opened = trace.batches.start[trace.batches.start <= panel.now]
    late = 1 - float(smooth(ramp(panel.now - opened[-1], 0, SLIDE))) if len(opened) > 1 else 0.0
    x = ROOM.x + (k // trace.slots + late) * wide
    y = ROOM.y + (k % trace.slots + 0.12) * pitch
    boxes = np.stack([x, y, lengths[waiting] * scale, np.full(len(k), min(pitch * 0.76, TALLEST))], 1)
    seen = boxes[:, 0] + boxes[:, 2] <= ROOM.right
    breath = pulse(f.clock, 2.4, 0.55, 0.85)
    p.rects(boxes[seen], "prefill", radius=3, alpha=np.where(k < trace.slots, breath, 0.42)[seen])
    mine = np.flatnonzero((waiting == trace.ours) & seen) if trace.ours is not None else np.zeros(0, int)
    if len(mine):
        write_ours(p, Rect(*boxes[mine[0]]), role="ink")


def _draw_idle(f: Frame, p: Picture, panel: PolicyPanel) -> None:
    """How many slots stand idle behind the locked door, beside the clock."""
    trace, area = panel.trace, panel.lanes.area
    shown = f.cue("door.count", eased=False)
    if shown < 0.02 or f.past("door"):
        return
    works = int(((trace.admit <= panel.now) & (trace.finish > panel.now)).sum())
    idle, x = trace.slots - works, float(panel.lanes.x(panel.now)) + IDLE_GAP
    if area.right - x < IDLE_ROOM:
        return
    n, words = (idle, "{n|slot stands|slots stand} idle") if idle else (works, "slots work ✓")
    p.text((x, area.cy + 12), "{n} of {all}", n=n, all=trace.slots, size=FIGURE_LARGE, weight=600, alpha=shown)
    p.text((x + 4, area.cy + 66), words, n=n, size=TITLE, weight=600, alpha=shown)
