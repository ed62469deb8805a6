"""Heat that is felt: glass where a column stood at temperature 1, wax that runs down a melted one, frost on a grown
one."""

from __future__ import annotations

import numpy as np

from scenes.sampling.column_shapes import faces, rims, silhouettes
from scenes.sampling.columns import StandingColumns
from scenes.sampling.text_sizes import LIGHT
from tourapp.authoring import Picture
from tourapp.authoring.sizes import LABEL

FINGERS, POINTS = 5, 9
"""Runs of wax on a column's front, and points along each of them."""
DROP = 0.62
"""Width of a run as a share of its part of the front."""
SLIDE, PERIOD = 14.0, 4.0
"""How far the drops slide while nothing else moves, and in how many seconds."""
SEEN = 0.03
"""Difference of heights (world units) from which on heat is drawn."""
BESIDE = 16.0


def draw_glass(p: Picture, columns: StandingColumns, plain: np.ndarray, alpha: float) -> None:
    """The front arc's columns as they were at temperature 1 (heights `plain` [n]); those of now are drawn over it."""
    which = np.flatnonzero(columns.arcs == 0)
    if len(which) and alpha > 0.02:
        outline = silhouettes(which, plain[which])
        p.polys(outline, "ink", alpha=0.13 * alpha, stroke="ink", stroke_width=2.4, stroke_alpha=0.85 * alpha)


def draw_warmth(
    p: Picture, columns: StandingColumns, plain: np.ndarray, *, clock: float, gain: float, alpha: float
) -> None:
    """Wax on the front arc's columns that sank, frost on those that grew, and the name of the glass. `gain` is the
    theme's factor for words, which tells a dark ground from a light one."""
    if alpha <= 0.02 or not columns.count:
        return
    lost = plain[: columns.count] - columns.heights
    front = columns.arcs == 0
    melted = np.flatnonzero(front & columns.kept & (lost > SEEN))
    grown = np.flatnonzero(front & columns.kept & (-lost > SEEN))
    if len(melted):
        _draw_wax(p, _skins(melted, columns.heights[melted], lost[melted], clock), gain < LIGHT, alpha)
    if len(grown):
        ice = faces(grown, plain[grown], columns.heights[grown])[0]
        p.polys(ice, "white", alpha=(0.38 if gain < LIGHT else 0.10) * alpha, gradient="down", fade=0.15)
        p.lines(rims(grown, plain[grown], 0.04), "ink", alpha=0.9 * alpha, dash=True, width=2.4)
    if abs(lost[0]) > 2 * SEEN:
        x, y = rims(np.array([0]), plain[:1])[0][2:].tolist()
        p.text((x + BESIDE, y + 8), "T = 1", size=LABEL, weight=600, alpha=alpha, backed=0.7)


def _draw_wax(p: Picture, skins: np.ndarray, dark: bool, alpha: float) -> None:
    """Skins of wax [n, m, 2]: glowing on a dark ground, outlined on a light one."""
    if dark:
        p.polys(skins, "decode", alpha=alpha)
        p.polys(skins, "white", alpha=0.55 * alpha, gradient="down", fade=0.12)
    else:
        p.polys(skins, "decode", alpha=alpha, stroke="decode", stroke_width=2.0, stroke_alpha=0.9)


def _skins(which: np.ndarray, high: np.ndarray, lost: np.ndarray, clock: float) -> np.ndarray:
    """A soft skin [n, m, 2] with fingers on each column's front, the longer the more has melted away."""
    front = faces(which, np.zeros(len(which)), high)[0]
    left, right, foot, top = front[:, 3], front[:, 2], front[:, :2, 1].mean(1), front[:, 2:, 1].mean(1)
    wide, tall = right[:, 0] - left[:, 0], foot - top
    spread = 0.30 + 0.70 * ((which[:, None] * 0.618 + np.arange(FINGERS) * 0.755) % 1.0)
    slide = SLIDE * (0.5 + 0.5 * np.sin(2 * np.pi * (clock / PERIOD + spread)))
    gone = lost / np.maximum(high, 1e-6) * tall
    long = np.minimum(0.62 * tall, 18.0 + 0.5 * gone)[:, None] * spread + np.minimum(slide, 0.2 * tall[:, None])
    u = np.linspace(0.0, 2 * np.pi, POINTS, endpoint=False)
    wave = (0.5 - 0.5 * np.cos(u)) ** DROP
    across = ((np.arange(FINGERS)[:, None] + u / (2 * np.pi)) / FINGERS).ravel()
    x = left[:, None, 0] - 3 + (wide[:, None] + 6) * across
    slope = (right[:, 1] - left[:, 1])[:, None] * across
    y = left[:, None, 1] + slope + 5 + (long[:, :, None] * wave).reshape(len(which), -1)
    ends = [left + np.array([-3, -3]), right + np.array([3, 5]), right + np.array([3, -3])]
    start, low, end = (each[:, None] for each in ends)
    return np.concatenate([start, np.stack([x, y], -1), low, end], 1)
