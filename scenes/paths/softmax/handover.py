"""What the scene takes and gives: three bars, and the light that has read the row."""

from __future__ import annotations

import numpy as np

from scenes.paths.softmax.places import BAR_H, ROW, ROWS, SCORES
from tourapp.authoring import Frame, Shapes


def bars_arrive(_f: Frame) -> Shapes:
    """The three scores."""
    return Shapes(np.array([(SCORES.cx, y - BAR_H / 2, 120.0, BAR_H) for y in ROWS]), "ink", 6.0)


def light_leaves(_f: Frame) -> tuple[float, float]:
    """Where the row has been read."""
    return ROW.right, ROW.y
