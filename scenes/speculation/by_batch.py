"""Speed-up by batch: it falls to nothing once the batch fills the math, sooner in short chats."""

from __future__ import annotations

import numpy as np

from scenes.speculation.facts import SpeculationFacts
from tourapp.authoring import Axis, Chart, Picture, Rect, Series
from tourapp.authoring.sizes import T14

LARGEST = 512
TICKS = (1, 8, 64, 512)


def draw_by_batch(p: Picture, room: Rect, s: SpeculationFacts) -> None:
    """Two curves over the batch (short chats dashed), hatched where speculation costs time; a light at our batch."""
    costs, numbers = s.costs, s.numbers
    chart = _draw_curves(p, room, s)
    line = chart.point(1, 1.0)[1]
    p.text((room.x - 6, line + 5), "{n}×", n=1, size=T14, role="dim", mono=True, align="right")
    first = np.flatnonzero(numbers.short < 1.0)
    if len(first):
        x = chart.point(float(costs.batches[first[0]]), 1)[0]
        p.hatch([(x, line, max(2.0, room.right - x), room.bottom - line)], alpha=0.6, ground=0.1)
    at, n = (room.right, room.y + 12), numbers.short_context
    p.text(at, "dashed: chats of {n} tokens", n=n, size=T14, role="weights", align="right", fit=room.w)
    if len(first):
        at = (room.right, room.y + 35)
        p.text(at, "hatched: there they cost time", size=T14, role="waste", align="right", fit=room.w - 20)
    here = chart.point(float(costs.batches[costs.at]), float(numbers.by_batch[costs.at]))
    p.spark(here, "decode", size=40)
    for batch in TICKS:
        x = min(max(chart.point(batch, 0)[0], room.x + 6), room.right - 16)
        p.text((x, room.bottom + 20), "{n}", n=batch, size=T14, role="dim", mono=True, align="center")


def _draw_curves(p: Picture, room: Rect, s: SpeculationFacts) -> Chart:
    speed, short = s.numbers.by_batch, s.numbers.short
    top = max(1.5, float(speed.max()), float(short.max())) * 1.75
    key = ("speculation by batch", tuple(np.round(speed, 4)), tuple(np.round(short, 4)))
    lines = [
        Series(s.costs.batches, speed, "decode", 2.2, fill=0.12),
        Series(s.costs.batches, short, "weights", 2.0, dash=True),
        Series(np.array([1.0, LARGEST]), np.ones(2), "dim", 1.2, dash=True),
    ]
    return p.chart(key, room, lines, Axis(1, LARGEST, log=True), Axis(0, top))
