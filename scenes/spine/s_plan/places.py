"""Where things stand on this scene's stage."""

from __future__ import annotations

from tourapp.authoring import Rect

LINE_Y, LEGEND_Y = 172.0, 212.0
"""Baselines of the line of arithmetic, and of what it says in words."""
PICTURE = Rect(64.0, 244.0, 1376.0, 596.0)
"""Below the line."""
STACKS = Rect(64.0, 416.0, 760.0, 304.0)
"""Where cards are stacked: their foot is its bottom."""
ASIDE = Rect(880.0, 132.0, 560.0, 708.0)
"""Right of the stacks."""
FIGURE_AT = (58.0, 236.0)
"""Baseline of the bill."""
