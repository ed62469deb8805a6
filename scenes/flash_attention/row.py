"""The row followed, tile by tile: its real scores as dots, and the running maximum that jumps."""

from __future__ import annotations

import numpy as np

from scenes.flash_attention.facts import LoopMoment
from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import T17, T19, T22

CHART = Rect(850, 528, 590, 212)
FLOOR = CHART.bottom - 10
"""Where the row's lowest score stands."""
NAMES = CHART.x - 16
"""Right edge of the words at the left of the chart."""


def draw_row(p: Picture, now: LoopMoment, clock: float, alpha: float) -> None:
    """Tiles of the row up to this step with their scores as dots; the running maximum in gold, on its way."""
    loop, step = now.loop, now.step
    indices = loop.row_tiles
    width = CHART.w / len(indices)
    boxes = np.array([(CHART.x + i * width + 1.5, CHART.y, width - 3, CHART.h) for i in range(len(indices))])
    p.rects(boxes[step + 1 :], None, radius=5, stroke="dim", stroke_alpha=0.35 * alpha, dash=True)
    p.rects(boxes[:step], "prefill", radius=5, alpha=0.10 * alpha)
    p.rects(boxes[step : step + 1], "prefill", radius=5, alpha=0.32 * alpha)
    low, unit = _scale(now)
    tops: list[float] = []
    for i, index in enumerate(indices[: step + 1]):
        tile = loop.tiles[index]
        at = loop.head.row - tile.rows.start
        scores = tile.scores[at][np.isfinite(tile.scores[at])]
        x = CHART.x + (i + (np.arange(len(scores)) + 0.7) / (len(scores) + 0.4)) * width
        y = FLOOR - (scores - low) * unit
        p.sprites(np.stack([x, y], 1), 30 if i == step else 20, "prefill", alpha=(1.0 if i == step else 0.75) * alpha)
        tops.append(FLOOR - (float(tile.maximum[at]) - low) * unit)
    if len(tops) > 1:
        tops[-1] = tops[-2] + (tops[-1] - tops[-2]) * now.moved
    _maximum(p, tops, width, clock, alpha)


def _scale(now: LoopMoment) -> tuple[float, float]:
    """The lowest score of the row, and stage units per score."""
    loop, row = now.loop, now.loop.head.row
    passed = loop.head.scores[row, : loop.tiles[loop.row_tiles[-1]].columns.stop]
    seen = passed[: row + 1] if loop.causal else passed
    low, high = float(seen.min()), float(seen.max())
    return low, (CHART.h - 26) / max(high - low, 1e-6)


def _maximum(p: Picture, tops: list[float], width: float, clock: float, alpha: float) -> None:
    """The running maximum as a staircase (heights `tops`), with a light at its end."""
    points = [(CHART.x, tops[0])]
    for i, y in enumerate(tops):
        rise = CHART.x + i * width
        points += [(rise + 4 if i else rise, y), (rise + width, y)]
    p.curves(np.array(points), "decode", width=2.5, alpha=alpha)
    p.spark(points[-1], "decode", size=64 + 5 * float(np.sin(clock * 2.2)), alpha=alpha)
    at = (NAMES, CHART.y + 40)
    p.text(at, "running max", size=T19, weight=600, role="decode", align="right", alpha=alpha, fit=136)


def draw_row_names(p: Picture, now: LoopMoment, alpha: float) -> None:
    """Which row and tile, at the left of the chart."""
    at = (NAMES, CHART.y + 82)
    p.text(at, "row {n}", n=now.loop.head.row + 1, size=T22, weight=600, align="right", alpha=alpha, fit=136)
    at, count = (NAMES, CHART.y + 112), len(now.loop.row_tiles)
    p.text(at, "tile {a} of {b}", a=now.step + 1, b=count, size=T17, role="dim", align="right", alpha=alpha, fit=136)
