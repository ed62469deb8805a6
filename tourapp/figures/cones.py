"""Cones of light: from a part of one bar down to the whole width of the next, for what is opened level by level."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from tourapp.authoring import Picture

STEPS = 24
"""Points along each side of a cone."""
Span = tuple[float, float]
"""Left and right edge, in stage units."""


def cone_points(above: Span, below: Span, top: float, foot: float) -> np.ndarray:
    """The outline [2 * STEPS, 2] of a cone from a span at the height `top` to another one at `foot`: its sides leave
    and arrive upright."""
    return _points(above, below, top, foot)


@lru_cache(maxsize=64)
def _points(above: Span, below: Span, top: float, foot: float) -> np.ndarray:
    u = np.linspace(0.0, 1.0, STEPS)
    eased = u * u * (3.0 - 2.0 * u)
    y = top + (foot - top) * u
    left = above[0] + (below[0] - above[0]) * eased
    right = above[1] + (below[1] - above[1]) * eased
    points = np.concatenate([np.stack([left, y], 1), np.stack([right, y], 1)[::-1]])
    points.flags.writeable = False
    return points


def draw_cone(
    p: Picture, above: Span, below: Span, heights: tuple[float, float], role: str, *, alpha: float = 1.0
) -> None:
    """A cone between two heights (of its narrow and of its wide end), brightest where it begins."""
    points = cone_points(above, below, *heights)
    upwards = heights[1] < heights[0]
    p.polys(points, role, alpha=0.42 * alpha, gradient="up" if upwards else "down", fade=0.3)
