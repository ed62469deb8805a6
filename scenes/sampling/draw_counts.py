"""Real draws on the columns: a line at the share seen, the count at its foot, and the first draws raining down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.sampling.column_shapes import faces, rims, tops
from scenes.sampling.columns import StandingColumns
from scenes.sampling.heights import height_of
from tourapp.authoring import Picture
from tourapp.authoring.sizes import LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import DrawTally

TALL = 0.24
"""A column this high (world units) has room for its count."""
ABOVE_FOOT = 8.0
FALL, HIGHEST = 210.0, 110.0
"""How far a draw falls at most, and the stage's y where it starts at the highest."""
DROP = 15.0


def draw_counts(p: Picture, columns: StandingColumns, tally: DrawTally, tallest: float, clock: float) -> None:
    """As far as the cut has been made: lines and counts on the front arc, the rain on all columns. A column of the
    probability `tallest` has full height."""
    alpha, height = columns.cut, columns.heights
    if alpha < 0.05:
        return
    which = np.flatnonzero(columns.kept & (columns.arcs == 0))
    p.lines(rims(which, height_of(tally.seen[which] / tally.count, tallest), 0.03), "good", width=3.0, alpha=alpha)
    fronts = faces(which, np.zeros(len(which)), height[which])[0]
    for k, front in zip(which.tolist(), fronts, strict=True):
        if height[k] > TALL:
            foot = (float(front[:2, 0].mean()), float(front[:2, 1].min()))
            _draw_count(p, foot, int(tally.seen[k]), alpha)
    _draw_rain(p, columns, tally.first, clock)


def _draw_count(p: Picture, foot: tuple[float, float], count: int, alpha: float) -> None:
    p.text(
        (foot[0], foot[1] - ABOVE_FOOT),
        "{n}×",
        n=count,
        size=LABEL,
        mono=True,
        weight=600,
        role="good",
        align="center",
        alpha=alpha,
        backed=0.72,
    )


def _draw_rain(p: Picture, columns: StandingColumns, first: np.ndarray, clock: float) -> None:
    """The first draws, over and over, each onto the column it hit."""
    hits = first[(first >= 0) & (first < columns.count)]
    if not len(hits):
        return
    u = (clock * 0.55 + np.arange(len(hits)) / len(hits)) % 1.0
    end = tops(hits, columns.heights[hits])
    fall = np.minimum(FALL, end[:, 1] - HIGHEST)
    at = np.stack([end[:, 0], end[:, 1] - fall * (1 - u**2)], 1)
    p.sprites(at, DROP, "decode", alpha=np.sin(np.pi * u) ** 0.7 * columns.cut * 0.9)
