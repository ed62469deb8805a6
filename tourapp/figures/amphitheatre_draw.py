"""Drawing the amphitheatre: seats, floor, the heat on the seats, the columns and the plane of the cut.

Every function adds to a Picture and keeps nothing. Where things stand comes from `amphitheatre`; how high a column is
was decided by the caller through `height_of`. Words and the sentence are drawn elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from tourapp.authoring import Picture, Rect, clamp, smooth
from tourapp.figures import amphitheatre as place

LOWEST = 0.012
"""Columns lower than this (world units) are left out."""
EVEN = 0.999
"""A gradient that hardly fades: translucent polygons are several times cheaper with one than with a plain fill."""
FINE = 2
"""Image points per stage unit in the seats' layer."""


def _spread(points: np.ndarray, light: np.ndarray, rect: Rect) -> np.ndarray:
    """Light of many points as a grid [h, w], each spread over its four nearest grid points."""
    w, h = int(rect.w * FINE), int(rect.h * FINE)
    x, y = (points[:, 0] - rect.x) * FINE - 0.5, (points[:, 1] - rect.y) * FINE - 0.5
    left, top = np.floor(x).astype(int), np.floor(y).astype(int)
    u, v = x - left, y - top
    total = np.zeros(w * h)
    for dx, dy, share in ((0, 0, (1 - u) * (1 - v)), (1, 0, u * (1 - v)), (0, 1, (1 - u) * v), (1, 1, u * v)):
        at = np.clip(top + dy, 0, h - 1) * w + np.clip(left + dx, 0, w - 1)
        total += np.bincount(at, share * light, minlength=w * h)
    return np.asarray(total.reshape(h, w), np.float32)


def tier_rect(points: np.ndarray) -> Rect:
    """The stage area of some seats, on whole units."""
    low, high = np.floor(points.min(0)) - 3, np.ceil(points.max(0)) + 3
    return Rect(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))


def _edge_fade(points: np.ndarray) -> np.ndarray:
    away = np.abs(points[:, 0] - place.CENTRE_X) / place.SEAT_EDGE
    return np.asarray(1.0 - 0.75 * smooth((away - 0.72) / 0.28))


def draw_seats(p: Picture, count: int, shown: Sequence[float], *, key: str = "plain", role: str = "weights",
               light: Callable[[], np.ndarray] | None = None, bloom: float = 0.0) -> None:
    """One dot per seat, tier by tier with alpha `shown` (front tier first). `light` gives each seat's brightness
    (0..1 by id) when the layer named by `key` is made; without it every seat is equally dim."""
    points, tiers = place.seats(count)
    for tier, alpha in enumerate(shown):
        if alpha <= 0.01:
            continue
        mine = tiers == tier

        def build(q: Picture, mine: np.ndarray = mine, tier: int = tier) -> None:
            at = points[mine]
            rect = tier_rect(at)
            bright = np.full(len(at), 0.85 - 0.08 * tier) if light is None else light()[mine]
            grid = np.clip(_spread(at, bright * _edge_fade(at), rect) * 2.0, 0, 1)
            q.image(grid, rect, role, smooth=True)

        p.bake(("amphitheatre seats", key, count, tier), build, rect=tier_rect(points[mine]), alpha=float(alpha),
               bloom=bloom)


def draw_floor(p: Picture, alpha: float = 1.0) -> None:
    """The floor before the seats: fine arcs, and a tile where each column may stand."""
    def build(q: Picture) -> None:
        for radius, half in ((place.RADIUS - 0.45, 0.72), (place.RADIUS + 0.36, 0.73), (place.RADIUS + 1.12, 0.74),
                             (place.RADIUS + 1.9, 0.76)):
            q.curves(place.on_arc(radius, np.linspace(-half, half, 60), 0.0), "line", alpha=0.85)
        every = np.arange(place.COLUMNS)
        nil = np.zeros(place.COLUMNS)
        top = place.faces(every, nil, nil)[2]
        q.polys(top, "weights", alpha=0.10, stroke="weights", stroke_alpha=0.35)
    p.bake(("amphitheatre floor",), build, rect=Rect(64, 470, 1376, 270), alpha=alpha)


def draw_heat(p: Picture, points: np.ndarray, odds: np.ndarray, kept: np.ndarray, cut: float, clock: float,
              alpha: float = 1.0) -> None:
    """Lights on the seats of likely tokens, brighter by the logarithm of their odds; what the cut rejects turns red
    and dims as `cut` goes 0..1."""
    level = clamp((np.log10(np.maximum(odds, 1e-12)) + 5.6) / 4.4)
    twinkle = 0.82 + 0.18 * np.sin(clock * 2.1 + np.arange(len(odds)) * 2.4)
    strength = level ** 1.5 * twinkle * alpha
    seen = strength > 0.02
    for chosen, role, factor in ((seen & kept, "decode", 1.0), (seen & ~kept, "decode", 1.0 - cut),
                                 (seen & ~kept, "waste", 0.75 * cut)):
        if factor > 0.02 and chosen.any():
            p.sprites(points[chosen], 7.0 + 9.0 * level[chosen], role, alpha=strength[chosen] * factor)


def _paint(p: Picture, which: np.ndarray, low: np.ndarray, high: np.ndarray, role: str, alpha: np.ndarray) -> None:
    """Three faces of some columns in one role."""
    seen = alpha > 0.02
    if not seen.any():
        return
    which, low, high, alpha = which[seen], low[seen], high[seen], alpha[seen]
    front, side, top = place.faces(which, low, high)
    gold = role == "decode"
    p.polys(side, role, alpha=alpha * (0.40 if gold else 0.26), gradient="down", fade=0.25)
    p.polys(front, role, alpha=alpha * (0.88 if gold else 0.42), gradient="down", fade=0.22, stroke=role,
            stroke_alpha=0.35 if gold else 0.30)
    p.polys(top, role, alpha=alpha * (1.0 if gold else 0.50), gradient="down", fade=EVEN)
    if gold:
        p.polys(top, "white", alpha=alpha * 0.42, gradient="up", fade=0.4)


def _plane_strip(p: Picture, inner: float, outer: float, height: float, alpha: float) -> None:
    p.polys(place.ring(inner, outer, height), "waste", alpha=0.15 * alpha, gradient="up", fade=0.6)
    angle = np.linspace(-0.65, 0.64, 66)
    lines = np.concatenate([place.on_arc(inner, angle, height),
                            place.on_arc(outer, angle + 0.055 * (outer - inner), height)], 1)
    p.lines(lines, "waste", alpha=0.22 * alpha)


def draw_columns(p: Picture, height: np.ndarray, kept: np.ndarray, cut: float, plane: float, *,
                 presence: np.ndarray | float = 1.0, chosen: int = -1) -> None:
    """Columns from the back arc to the front one, and between them the plane of the cut at height `plane`.

    height [n] in world units, most likely first, n at most COLUMNS; kept [n]; `cut` 0..1 is how far the cut has been
    made: rejected columns turn grey and the plane appears (never when `plane` is 0).
    """
    n = len(height)
    arcs = place.places()[2][:n]
    alpha = np.broadcast_to(np.asarray(presence, float), (n,))
    edges = [radius - place.HALF for _, radius, _ in place.ARCS]
    shown = cut if plane > LOWEST else 0.0
    for arc in (2, 1, 0):
        if shown > 0.01:
            outer = edges[arc + 1] if arc < 2 else edges[2] + 0.55
            _plane_strip(p, edges[arc], outer, plane, shown)
        which = np.flatnonzero((arcs == arc) & (height > LOWEST) & (alpha > 0.02))
        if len(which):
            _solid(p, which, height[which], alpha[which])
            gold = np.where(kept[which], 1.0, 1.0 - cut) * alpha[which]
            grey = np.where(kept[which], 0.0, cut) * alpha[which]
            low = np.zeros(len(which))
            _paint(p, which, low, height[which], "weights", grey)
            _paint(p, which, low, height[which], "decode", gold)
    if shown > 0.01:
        _plane_strip(p, place.RADIUS - 0.42, edges[0], plane, shown)
        rim = place.on_arc(place.RADIUS - 0.42, np.linspace(-0.655, 0.655, 60), plane)
        p.curves(rim, "waste", width=2.0, alpha=shown)
    if 0 <= chosen < n:
        at = place.tops(np.array([chosen]), height[[chosen]])
        p.sprites(at, 150, "decode", alpha=0.5, kind="soft", squash=1.0)


def _solid(p: Picture, which: np.ndarray, height: np.ndarray, alpha: np.ndarray) -> None:
    """The ground behind the glassy faces, so that nothing farther shines through."""
    front, side, top = place.faces(which, np.zeros(len(which)), height)
    p.polys(np.concatenate([side, front, top]), "ground", alpha=np.tile(alpha, 3) * 0.95, gradient="down", fade=EVEN)


def draw_reflections(p: Picture, height: np.ndarray, kept: np.ndarray, cut: float, alpha: float) -> None:
    """A faint mirror image of the front arc's columns in the floor."""
    which = np.flatnonzero((place.places()[2][:len(height)] == 0) & (height > LOWEST))
    if not len(which):
        return
    deep = np.minimum(height[which], 0.42)
    front = place.faces(which, np.zeros(len(which)), -deep)[0]
    strength = np.where(kept[which], 1.0, 1.0 - cut) * alpha
    p.polys(front, "decode", alpha=0.26 * strength, gradient="down", fade=0.0)


def draw_ghosts(p: Picture, height: np.ndarray, now: np.ndarray, alpha: float) -> None:
    """Dashed lines where the same columns would end at another temperature, where that differs visibly."""
    which = np.flatnonzero((np.abs(height - now) > 0.05) & (place.places()[2][:len(height)] == 0))
    if len(which) and alpha > 0.02:
        p.lines(place.rims(which, height[which], 0.05), "ink", alpha=0.75 * alpha, dash=True, width=1.4)


def draw_embers(p: Picture, temperature: float, clock: float, alpha: float) -> None:
    """Sparks that rise from the floor, more and faster with the temperature; none at 0."""
    heat = clamp(temperature / 2.0)
    count = int(70 * heat ** 1.3)
    if count == 0 or alpha <= 0.02:
        return
    k = np.arange(count)
    life = (clock * (0.10 + 0.16 * heat) + k * 0.61803) % 1.0
    angle = ((k * 0.7549) % 1.0 - 0.5) * 1.2
    foot = place.on_arc(place.RADIUS + 0.35 + 1.2 * ((k * 0.5698) % 1.0), angle, 0.0)
    sway = np.sin(clock * 1.3 + k * 1.7) * 14.0
    at = np.stack([foot[:, 0] + sway * life, foot[:, 1] - life * (90.0 + 240.0 * heat)], 1)
    p.sprites(at, 9.0 + 5.0 * ((k * 0.33) % 1.0), "decode", alpha=0.75 * alpha * np.sin(np.pi * life) ** 1.4)
