"""The row followed, tile by tile: its real scores as dots, the running maximum that jumps, and the sum it corrects."""

from __future__ import annotations

import numpy as np

from scenes.flash_attention.facts import LoopMoment
from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import LABEL, LINE

CHART = Rect(756, 214, 684, 424)
FLOOR = CHART.bottom - 14
"""Where the row's lowest score stands."""
HEADROOM = 62.0
"""Above the highest score."""
NAMES_Y = CHART.y - 18


def draw_row(p: Picture, now: LoopMoment, clock: float, alpha: float) -> None:
    """Tiles of the row up to this step with their scores as dots; the running maximum in white, on its way."""
    loop, step = now.loop, now.step
    indices = loop.row_tiles
    width = CHART.w / len(indices)
    boxes = np.array([(CHART.x + i * width + 1.5, CHART.y, width - 3, CHART.h) for i in range(len(indices))])
    p.rects(boxes[step + 1 :], None, radius=6, stroke="dim", stroke_alpha=0.45 * alpha, dash=True)
    p.rects(boxes[:step], "prefill", radius=6, alpha=0.12 * alpha)
    p.rects(boxes[step : step + 1], "prefill", radius=6, alpha=0.34 * alpha)
    low, unit = _scale(now)
    tops: list[float] = []
    for i, index in enumerate(indices[: step + 1]):
        tile = loop.tiles[index]
        at = loop.head.row - tile.rows.start
        scores = tile.scores[at][np.isfinite(tile.scores[at])]
        x = CHART.x + (i + (np.arange(len(scores)) + 0.7) / (len(scores) + 0.4)) * width
        y = FLOOR - (scores - low) * unit
        p.sprites(np.stack([x, y], 1), 44 if i == step else 30, "prefill", alpha=(1.0 if i == step else 0.8) * alpha)
        tops.append(FLOOR - (float(tile.maximum[at]) - low) * unit)
    risen = tops[-2] - tops[-1] if len(tops) > 1 else 0.0
    if len(tops) > 1:
        tops[-1] = tops[-2] + (tops[-1] - tops[-2]) * now.moved
    if risen > 1:
        _old_level(p, CHART.x + step * width, tops[-2], alpha * now.moved)
    _maximum(p, tops, width, clock, alpha)


def _scale(now: LoopMoment) -> tuple[float, float]:
    """The lowest score of the row, and stage units per score."""
    loop, row = now.loop, now.loop.head.row
    passed = loop.head.scores[row, : loop.tiles[loop.row_tiles[-1]].columns.stop]
    seen = passed[: row + 1] if loop.causal else passed
    low, high = float(seen.min()), float(seen.max())
    return low, (FLOOR - CHART.y - HEADROOM) / max(high - low, 1e-6)


def _old_level(p: Picture, x: float, y: float, alpha: float) -> None:
    """Where the maximum stood before this tile."""
    p.lines([(x, y, CHART.right, y)], "ink", width=2, alpha=0.6 * alpha, dash=True)


def _maximum(p: Picture, tops: list[float], width: float, clock: float, alpha: float) -> None:
    """The running maximum as a staircase (heights `tops`), with a light at its end."""
    points = [(CHART.x, tops[0])]
    for i, y in enumerate(tops):
        rise = CHART.x + i * width
        points += [(rise + 4 if i else rise, y), (rise + width, y)]
    p.curves(np.array(points), "white", width=5, alpha=alpha)
    p.spark(points[-1], "white", size=84 + 14 * float(np.sin(clock * 2.2)), alpha=alpha)
    p.text((CHART.x + 16, CHART.y + 42), "running max", size=LINE, weight=600, role="ink", alpha=alpha)


def draw_row_names(p: Picture, now: LoopMoment, alpha: float) -> None:
    """Which row and tile, above the chart."""
    words, n, count = "scores of row {n}: tile {a} of {b}", now.loop.head.row + 1, len(now.loop.row_tiles)
    p.text((CHART.x, NAMES_Y), words, n=n, a=now.step + 1, b=count, size=LABEL, weight=600, alpha=alpha)
