"""The columns, each as high as its token is likely, from the back arc to the front one, the cut's plane between them.

Kept ones are gold; what the cut rejects turns grey. Words, counts and lights above them are drawn elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.sampling.column_shapes import ARCS, HALF, faces, places, silhouettes, tops
from scenes.sampling.cut_plane import draw_plane_front, draw_plane_strip
from scenes.sampling.heights import LOWEST
from scenes.sampling.text_sizes import LIGHT
from tourapp.authoring import Picture

HALO = 230.0
EDGES = tuple(radius - HALF for _, radius, _ in ARCS)
"""Radius of each arc's fronts; the plane's strips lie between them."""
BEHIND = 0.55
"""How far the plane reaches behind the last arc's fronts."""
MIRRORED = 0.42
"""Height of a mirror image, at most."""


@dataclass(frozen=True, slots=True)
class StandingColumns:
    """Columns as they stand now: heights [n] in world units, most likely first; kept [n]; cut 0..1: how far it has been
    made."""

    heights: np.ndarray
    kept: np.ndarray
    cut: float

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.heights)

    @property
    def arcs(self) -> np.ndarray:
        """The number of each one's arc [n], 0 in front."""
        return places().arc[: self.count]

    @property
    def tops(self) -> np.ndarray:
        """Stage points [n, 2] of the middle of their tops."""
        return tops(np.arange(self.count), self.heights)


def draw_columns(p: Picture, columns: StandingColumns, plane: float, *, chosen: int, gain: float) -> None:
    """All columns, and the plane at height `plane` (none when that is 0). `chosen` gets a halo (-1: none); `gain` is
    the theme's factor for words, which tells a dark ground from a light one."""
    shown = columns.cut if plane > LOWEST else 0.0
    for arc in (2, 1, 0):
        if shown > 0.01:
            outer = EDGES[arc + 1] if arc < 2 else EDGES[2] + BEHIND
            draw_plane_strip(p, EDGES[arc], outer, plane, shown)
        _draw_arc(p, columns, arc, dark=gain < LIGHT)
    if shown > 0.01:
        draw_plane_front(p, EDGES[0], plane, shown)
    if 0 <= chosen < columns.count:
        p.sprites(tops(np.array([chosen]), columns.heights[[chosen]]), HALO, "decode", alpha=0.5, kind="soft")


def _draw_arc(p: Picture, columns: StandingColumns, arc: int, *, dark: bool) -> None:
    height = columns.heights
    which = np.flatnonzero((columns.arcs == arc) & (height > LOWEST))
    if not len(which):
        return
    kept = columns.kept[which]
    gold, grey = np.where(kept, 1.0, 1.0 - columns.cut), np.where(kept, 0.0, columns.cut)
    solid = which[(arc == 0) | ((gold > 0.02) & (height[which] > 0.30))]
    if len(solid):  # the ground behind the glassy faces, so that nothing farther shines through
        p.polys(silhouettes(solid, height[solid]), "ground", alpha=0.95)
    seen = grey > 0.02
    if seen.any():
        _draw_grey(p, which[seen], height[which[seen]], grey[seen])
    seen = gold > 0.02
    if seen.any():
        _draw_gold(p, which[seen], height[which[seen]], gold[seen], near=arc == 0, dark=dark)


def _draw_grey(p: Picture, which: np.ndarray, height: np.ndarray, alpha: np.ndarray) -> None:
    """Fronts and tops of rejected columns."""
    front, _, top = faces(which, np.zeros(len(which)), height)
    p.polys(front, "weights", alpha=alpha * 0.42, gradient="down", fade=0.22)
    p.polys(top, "weights", alpha=alpha * 0.55)


def _draw_gold(p: Picture, which: np.ndarray, height: np.ndarray, alpha: np.ndarray, *, near: bool, dark: bool) -> None:
    """Faces of kept columns: near ones show a side as well; on a dark ground their tops are lighter, on a light one
    their fronts get an outline."""
    front, side, top = faces(which, np.zeros(len(which)), height)
    if near:
        p.polys(side, "decode", alpha=alpha * 0.40, gradient="down", fade=0.25)
    outline = None if dark else "decode"
    p.polys(front, "decode", alpha=alpha * 0.88, gradient="down", fade=0.22, stroke=outline, stroke_alpha=0.5)
    p.polys(top, "decode", alpha=alpha)
    if dark and near:
        p.polys(top, "white", alpha=alpha * 0.42, gradient="up", fade=0.4)


def draw_reflections(p: Picture, columns: StandingColumns, alpha: float) -> None:
    """A faint mirror image of the front arc's columns in the floor."""
    height, kept, cut = columns.heights, columns.kept, columns.cut
    which = np.flatnonzero((columns.arcs == 0) & (height > LOWEST) & (kept | (cut < 0.98)))
    if not len(which):
        return
    deep = np.minimum(height[which], MIRRORED)
    front = faces(which, np.zeros(len(which)), -deep)[0]
    strength = np.where(kept[which], 1.0, 1.0 - cut) * alpha
    p.polys(front, "decode", alpha=0.26 * strength, gradient="down", fade=0.0)
