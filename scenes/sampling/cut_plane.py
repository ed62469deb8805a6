"""The plane of the cut: a red pane at one height, drawn in strips between the arcs of columns."""

from __future__ import annotations

import numpy as np

from scenes.sampling.camera import RADIUS, on_arc
from tourapp.authoring import Picture

NEAR_EDGE = RADIUS - 0.42
"""Radius at which the plane begins, before the first arc."""
RIM = 0.018
"""Width of the bright rim there."""
EVEN = 0.999
"""A gradient that hardly fades: translucent polygons are several times cheaper with one than with a plain fill."""


def plane_half(height: float) -> float:
    """Half angle of the plane: a high one lies nearer to the eye and is made narrower."""
    return 0.63 - 0.04 * height


def ring(inner: float, outer: float, height: float, count: int) -> np.ndarray:
    """A strip of a flat ring at some height, as a polygon [2 count, 2]; the first half is its near edge."""
    angle = np.linspace(-1.0, 1.0, count) * plane_half(height)
    return np.concatenate([on_arc(inner, angle, height), on_arc(outer, angle[::-1], height)])


def plane_corner(height: float) -> np.ndarray:
    """The left end of the near edge, a stage point [2]."""
    return on_arc(NEAR_EDGE, -plane_half(height), height)


def draw_plane_strip(p: Picture, inner: float, outer: float, height: float, alpha: float) -> None:
    """The part of the plane between two radii, with fine slanted lines."""
    p.polys(ring(inner, outer, height, 20), "waste", alpha=0.15 * alpha, gradient="up", fade=0.6)
    angle = np.linspace(-1.0, 0.976, 40) * plane_half(height)
    lines = np.concatenate([on_arc(inner, angle, height), on_arc(outer, angle + 0.055 * (outer - inner), height)], 1)
    p.lines(lines, "waste", alpha=0.26 * alpha)


def draw_plane_front(p: Picture, outer: float, height: float, alpha: float) -> None:
    """The strip before the first arc, and the rim where the plane begins."""
    draw_plane_strip(p, NEAR_EDGE, outer, height, alpha)
    p.polys(ring(NEAR_EDGE, NEAR_EDGE + RIM, height, 30), "waste", alpha=alpha, gradient="down", fade=EVEN)
