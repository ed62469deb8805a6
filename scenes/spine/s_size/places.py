"""Where things stand on this stage: a row for each model, the figure of the beat below them, and the curve."""

from __future__ import annotations

from tourapp.authoring import Rect

BIG = Rect(64.0, 266.0, 1376.0, 124.0)
"""The larger model's bar, at its longest."""
SMALL = Rect(64.0, 508.0, 1376.0, 124.0)
"""The smaller one's, on the same scale."""
ROWS = (BIG, SMALL)
NAME, UNDER = -20.0, 40.0
"""From a bar's top to its name's baseline, and from its foot to the line below it."""
FIGURE_BASE = 812.0
"""Baseline of the beat's figure."""
FIGURE_X = 64.0
BESIDE = 34.0
"""From the figure to the words beside it."""
CURVE = Rect(160.0, 260.0, 1180.0, 470.0)
"""The ratio over the cache of the whole batch."""
