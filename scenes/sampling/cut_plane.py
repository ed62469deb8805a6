"""The plane of the cut: a red pane at one height, drawn in strips between the arcs of columns."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from scenes.sampling.camera import RADIUS, on_arc
from tourapp.authoring import Picture, Rect

NEAR_EDGE = RADIUS - 0.42
"""Radius at which the plane begins, before the first arc."""
RIM = 0.018
"""Width of the bright rim there."""
MARGIN, STEP = 2.0, 48.0
"""Stage units that a strip's lines may reach beyond its points; its layer begins and ends at whole steps, which are
whole pixels at every usual scale."""


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


class Strip(NamedTuple):
    """A part of the plane: its outline [40, 2], its fine slanted lines [40, 4], and the room of both."""

    outline: np.ndarray
    lines: np.ndarray
    room: Rect


def draw_plane_strip(p: Picture, inner: float, outer: float, height: float, alpha: float) -> None:
    """The part of the plane between two radii, with fine slanted lines; while the plane appears, as a kept layer."""
    strip = _strip(inner, outer, height)
    if alpha >= 1.0:
        _draw_strip(p, strip)
        return
    p.bake(("cut plane", inner, outer, height), lambda q: _draw_strip(q, strip), rect=strip.room, alpha=alpha)


def _draw_strip(p: Picture, strip: Strip) -> None:
    p.polys(strip.outline, "waste", alpha=0.15, gradient="up", fade=0.6)
    p.lines(strip.lines, "waste", alpha=0.26)


@lru_cache(maxsize=16)
def _strip(inner: float, outer: float, height: float) -> Strip:
    angle = np.linspace(-1.0, 0.976, 40) * plane_half(height)
    lines = np.concatenate([on_arc(inner, angle, height), on_arc(outer, angle + 0.055 * (outer - inner), height)], 1)
    outline = ring(inner, outer, height, 20)
    ends = np.concatenate([outline, lines.reshape(-1, 2)])
    low, high = (STEP * np.floor((ends.min(0) - MARGIN) / STEP), STEP * np.ceil((ends.max(0) + MARGIN) / STEP))
    return Strip(outline, lines, Rect(*low.tolist(), *(high - low).tolist()))


def draw_plane_front(p: Picture, outer: float, height: float, alpha: float) -> None:
    """The strip before the first arc, and the rim where the plane begins."""
    draw_plane_strip(p, NEAR_EDGE, outer, height, alpha)
    p.polys(_rim(height), "waste", alpha=alpha)


@lru_cache(maxsize=8)
def _rim(height: float) -> np.ndarray:
    return ring(NEAR_EDGE, NEAR_EDGE + RIM, height, 30)
