"""Drawing the amphitheatre: seats, floor, the heat on the seats, the columns and the plane of the cut.

Every function adds to a Picture and keeps nothing. Where things stand comes from `amphitheatre`; how high a column is
was decided by the caller through `height_of`. Words and the sentence are drawn elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from scenes.sampling import field as place
from scenes.sampling.odds import Choice, Histogram, Same
from tourapp.authoring import Picture, Rect, clamp, smooth

LOWEST = 0.012
"""Columns lower than this (world units) are left out."""
EVEN = 0.999
"""A gradient that hardly fades: translucent polygons are several times cheaper with one than with a plain fill."""
FINE = 2
"""Image points per stage unit in the seats' layer."""
GAIN = 4.6
"""Light of a seat on that finer grid, so that it is as bright on the stage as asked for."""


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


@lru_cache(maxsize=8)
def tier_rects(count: int) -> tuple[Rect, ...]:
    """The stage area of the seats of every tier, on whole units."""
    points, tiers = place.seats(count)
    found = []
    for tier in range(place.TIERS):
        mine = points[tiers == tier]
        low, high = np.floor(mine.min(0)) - 3, np.ceil(mine.max(0)) + 3
        found.append(Rect(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1])))
    return tuple(found)


def _corner(points: np.ndarray) -> np.ndarray:
    """1 in the upper corners, where the large numbers stand, 0 elsewhere."""
    away = np.abs(points[:, 0] - place.CENTRE_X) / place.SEAT_EDGE
    return np.asarray(smooth((away - 0.52) / 0.16) * (1.0 - smooth((points[:, 1] - 196.0) / 40.0)))


def _edge_fade(points: np.ndarray) -> np.ndarray:
    """Dimmer towards the sides and in the upper corners."""
    away = np.abs(points[:, 0] - place.CENTRE_X) / place.SEAT_EDGE
    return np.asarray((1.0 - 0.72 * smooth((away - 0.70) / 0.30)) * (1.0 - 0.8 * _corner(points)))


@lru_cache(maxsize=16)
def _seat_grid(count: int, tier: int, light: Same[np.ndarray] | None) -> np.ndarray:
    points, tiers = place.seats(count)
    mine = tiers == tier
    at = points[mine]
    bright = np.full(len(at), 0.78 - 0.09 * tier) if light is None else light.thing[mine]
    grid = np.clip(_spread(at, bright * _edge_fade(at), tier_rects(count)[tier]) * GAIN, 0, 1)
    made = (grid * 255 + 0.5).astype(np.uint8)
    made.flags.writeable = False
    return made


def draw_seats(
    p: Picture,
    count: int,
    shown: Sequence[float],
    *,
    key: str = "plain",
    role: str = "weights",
    light: np.ndarray | None = None,
) -> None:
    """One dot per seat, tier by tier with alpha `shown` (front tier first). `light` is each seat's brightness [count]
    (0..1 by id), and `key` then names it; without it every seat is equally dim."""
    same = None if light is None else Same(light)
    for tier, alpha in enumerate(shown):
        if alpha <= 0.01:
            continue

        def build(q: Picture, tier: int = tier) -> None:
            q.image(_seat_grid(count, tier, same), tier_rects(count)[tier], role, smooth=True)

        p.bake(("amphitheatre seats", key, role, count, tier), build, rect=tier_rects(count)[tier], alpha=float(alpha))


def draw_floor(p: Picture, alpha: float = 1.0) -> None:
    """The floor before the seats: fine arcs, and a tile where each column may stand."""

    def build(q: Picture) -> None:
        for radius, half in (
            (place.RADIUS - 0.45, 0.72),
            (place.RADIUS + 0.36, 0.73),
            (place.RADIUS + 1.12, 0.74),
            (place.RADIUS + 1.9, 0.76),
        ):
            q.curves(place.on_arc(radius, np.linspace(-half, half, 60), 0.0), "line", alpha=0.85)
        every = np.arange(place.COLUMNS)
        nil = np.zeros(place.COLUMNS)
        top = place.faces(every, nil, nil)[2]
        q.polys(top, "weights", alpha=0.10, stroke="weights", stroke_alpha=0.35)

    p.bake(("amphitheatre floor",), build, rect=Rect(64, 470, 1376, 270), alpha=alpha)


def draw_heat(
    p: Picture, points: np.ndarray, odds: np.ndarray, kept: np.ndarray, cut: float, clock: float, alpha: float = 1.0
) -> None:
    """Lights on the seats of likely tokens, brighter by the logarithm of their odds; what the cut rejects turns red
    and dims as `cut` goes 0..1."""
    level = clamp((np.log10(np.maximum(odds, 1e-12)) + 5.3) / 3.6)
    twinkle = 0.82 + 0.18 * np.sin(clock * 2.1 + np.arange(len(odds)) * 2.4)
    strength = level**1.2 * twinkle * alpha * (1.0 - 0.95 * _corner(points))
    seen = strength > 0.02
    for chosen, role, factor in (
        (seen & kept, "decode", 1.0),
        (seen & ~kept, "decode", 1.0 - cut),
        (seen & ~kept, "waste", 0.7 * cut),
    ):
        if factor > 0.02 and chosen.any():
            p.sprites(points[chosen], 7.0 + 11.0 * level[chosen], role, alpha=strength[chosen] * factor)


def draw_haze(p: Picture, count: int, share: float, kept: bool, cut: float, alpha: float = 1.0) -> None:
    """A haze over all seats for the odds of the many unlikely tokens together (`share`): gold, red once cut off."""
    glow = 1.0 * float(np.sqrt(clamp(share))) * alpha
    for role, factor in (("decode", 1.0 if kept else 1.0 - cut), ("waste", 0.0 if kept else 0.6 * cut)):
        if glow * factor > 0.03:
            draw_seats(p, count, [glow * factor] * place.TIERS, role=role)


def draw_pool(p: Picture, alpha: float) -> None:
    """Warm light on the floor under the columns."""

    def build(q: Picture) -> None:
        q.sprites([(place.CENTRE_X, 618.0)], 330.0, "decode", alpha=0.50, kind="soft", squash=3.0)

    p.bake(("amphitheatre pool",), build, rect=Rect(240, 450, 1024, 330), alpha=alpha, additive=True)


def _paint(
    p: Picture, which: np.ndarray, height: np.ndarray, role: str, alpha: np.ndarray, near: bool, pale: bool
) -> None:
    """The faces of some columns in one role. Golden ones of the near arc show a side as well; `pale` lightens their
    tops, without it their fronts get an outline."""
    seen = alpha > 0.02
    if not seen.any():
        return
    which, height, alpha = which[seen], height[seen], alpha[seen]
    front, side, top = place.faces(which, np.zeros(len(which)), height)
    if role == "weights":
        p.polys(front, role, alpha=alpha * 0.42, gradient="down", fade=0.22)
        p.polys(top, role, alpha=alpha * 0.55, gradient="down", fade=EVEN)
        return
    if near:
        p.polys(side, role, alpha=alpha * 0.40, gradient="down", fade=0.25)
    p.polys(
        front, role, alpha=alpha * 0.88, gradient="down", fade=0.22, stroke=None if pale else role, stroke_alpha=0.5
    )
    p.polys(top, role, alpha=alpha, gradient="down", fade=EVEN)
    if pale and near:
        p.polys(top, "white", alpha=alpha * 0.42, gradient="up", fade=0.4)


def _plane_strip(p: Picture, inner: float, outer: float, height: float, alpha: float) -> None:
    p.polys(place.ring(inner, outer, height, count=20), "waste", alpha=0.15 * alpha, gradient="up", fade=0.6)
    angle = np.linspace(-1.0, 0.976, 40) * place.plane_half(height)
    lines = np.concatenate(
        [place.on_arc(inner, angle, height), place.on_arc(outer, angle + 0.055 * (outer - inner), height)], 1
    )
    p.lines(lines, "waste", alpha=0.26 * alpha)


def draw_columns(
    p: Picture, height: np.ndarray, kept: np.ndarray, cut: float, plane: float, *, chosen: int = -1, pale: bool = True
) -> None:
    """Columns from the back arc to the front one, and between them the plane of the cut at height `plane`.

    height [n] in world units, most likely first, n at most COLUMNS; kept [n]; `cut` 0..1 is how far the cut has been
    made: rejected columns turn grey and the plane appears (never when `plane` is 0). `chosen` gets a halo; `pale`
    lightens the tops, for dark grounds.
    """
    n = len(height)
    arcs = place.places()[2][:n]
    edges = [radius - place.HALF for _, radius, _ in place.ARCS]
    shown = cut if plane > LOWEST else 0.0
    for arc in (2, 1, 0):
        if shown > 0.01:
            outer = edges[arc + 1] if arc < 2 else edges[2] + 0.55
            _plane_strip(p, edges[arc], outer, plane, shown)
        which = np.flatnonzero((arcs == arc) & (height > LOWEST))
        if len(which):
            gold, grey = np.where(kept[which], 1.0, 1.0 - cut), np.where(kept[which], 0.0, cut)
            solid = which[(arc == 0) | ((gold > 0.02) & (height[which] > 0.30))]
            if len(solid):  # the ground behind the glassy faces, so that nothing farther shines through
                p.polys(place.silhouettes(solid, height[solid]), "ground", alpha=0.95, gradient="down", fade=EVEN)
            _paint(p, which, height[which], "weights", grey, arc == 0, pale)
            _paint(p, which, height[which], "decode", gold, arc == 0, pale)
    if shown > 0.01:
        near = place.RADIUS - 0.42
        _plane_strip(p, near, edges[0], plane, shown)
        p.polys(place.ring(near, near + 0.018, plane, count=30), "waste", alpha=shown, gradient="down", fade=EVEN)
    if 0 <= chosen < n:
        p.sprites(place.tops(np.array([chosen]), height[[chosen]]), 150, "decode", alpha=0.5, kind="soft")


def draw_reflections(p: Picture, height: np.ndarray, kept: np.ndarray, cut: float, alpha: float) -> None:
    """A faint mirror image of the front arc's columns in the floor."""
    which = np.flatnonzero((place.places()[2][: len(height)] == 0) & (height > LOWEST) & (kept | (cut < 0.98)))
    if not len(which):
        return
    deep = np.minimum(height[which], 0.42)
    front = place.faces(which, np.zeros(len(which)), -deep)[0]
    strength = np.where(kept[which], 1.0, 1.0 - cut) * alpha
    p.polys(front, "decode", alpha=0.26 * strength, gradient="down", fade=0.0)


def draw_ghosts(p: Picture, height: np.ndarray, now: np.ndarray, alpha: float) -> None:
    """Dashed lines where the same columns would end at another temperature, where that differs visibly."""
    which = np.flatnonzero((np.abs(height - now) > 0.05) & (place.places()[2][: len(height)] == 0))
    if len(which) and alpha > 0.02:
        p.lines(place.rims(which, height[which], 0.05), "ink", alpha=0.75 * alpha, dash=True, width=1.4)


def draw_embers(p: Picture, temperature: float, clock: float, alpha: float) -> None:
    """Sparks that rise from the floor, more and faster with the temperature; none at 0."""
    heat = clamp(temperature / 2.0)
    count = int(70 * heat**1.3)
    if count == 0 or alpha <= 0.02:
        return
    k = np.arange(count)
    life = (clock * (0.10 + 0.16 * heat) + k * 0.61803) % 1.0
    angle = ((k * 0.7549) % 1.0 - 0.5) * 1.2
    foot = place.on_arc(place.RADIUS + 0.35 + 1.2 * ((k * 0.5698) % 1.0), angle, 0.0)
    sway = np.sin(clock * 1.3 + k * 1.7) * 14.0
    at = np.stack([foot[:, 0] + sway * life, foot[:, 1] - life * (90.0 + 240.0 * heat)], 1)
    p.sprites(at, 9.0 + 5.0 * ((k * 0.33) % 1.0), "decode", alpha=0.75 * alpha * np.sin(np.pi * life) ** 1.4)


def draw_wave(
    p: Picture, points: np.ndarray, centre: tuple[float, float], u: float, alpha: float, clock: float
) -> None:
    """Light that spreads over seats from a point, u 0..1, and then stays as a quiet twinkle."""
    if u <= 0.0 or alpha <= 0.02:
        return
    away = np.hypot(points[:, 0] - centre[0], (points[:, 1] - centre[1]) * 2.2)
    front = u * 900.0 - away
    flash = np.exp(-(((front - 40.0) / 90.0) ** 2)) * (front > -160)
    rest = 0.30 * (front > 0) * (0.7 + 0.3 * np.sin(clock * 1.7 + np.arange(len(points)) * 1.9))
    p.sprites(points, 9.0 + 9.0 * flash, "prefill", alpha=np.clip(flash + rest, 0, 1) * alpha)
    if u < 1.0:
        p.spark(centre, "prefill", 110.0 * (1 - u) + 20.0, alpha=(1 - u) * alpha)


def draw_descent(p: Picture, points: np.ndarray, u: float) -> None:
    """The likeliest tokens leave their seats and come down to the floor, one light each, u 0..1."""
    n = len(points)
    if not 0.0 < u < 1.15:
        return
    ends = place.tops(np.arange(n), np.zeros(n))
    own = clamp((u - 0.35 * np.arange(n) / max(n, 1)) / 0.65)
    eased = smooth(own)[:, None]
    lift = np.stack([np.zeros(n), -70.0 * np.sin(np.pi * own)], 1)
    seen = np.sin(np.pi * clamp(own * 0.92 + 0.04)) ** 0.5 * (own < 1.0)
    for back, strength in ((0.10, 0.25), (0.05, 0.5), (0.0, 1.0)):
        past = smooth(clamp(own - back))[:, None]
        tail = np.stack([np.zeros(n), -70.0 * np.sin(np.pi * clamp(own - back))], 1)
        p.sprites(points + (ends - points) * past + tail, 30.0 if back == 0 else 22.0, "decode", alpha=seen * strength)
    p.sprites(points + (ends - points) * eased + lift, 12.0, "white", alpha=seen * 0.8)


def draw_tally(p: Picture, tally: Histogram, now: Choice, height: np.ndarray, clock: float, alpha: float) -> None:
    """Real draws: a firm line on each column at the height of the share seen, the count at its foot (front arc), and
    the first draws raining onto the columns they hit."""
    count = len(height)
    which = np.flatnonzero(now.kept[:count] & (place.places()[2][:count] == 0))
    if alpha < 0.05:
        return
    seen = place.height_of(tally.seen[which] / tally.count)
    p.lines(place.rims(which, seen, 0.03), "good", width=3.0, alpha=alpha)
    fronts = place.faces(which, np.zeros(len(which)), height[which])[0]
    for k, front in zip(which.tolist(), fronts, strict=True):
        if height[k] > 0.16:
            x, y = float(front[:2, 0].mean()), float(front[:2, 1].min())
            p.text(
                (x, y - 7),
                "{n}×",
                n=int(tally.seen[k]),
                size=15,
                mono=True,
                weight=600,
                role="good",
                align="center",
                fit=78,
                alpha=alpha,
                backed=0.72,
            )
    hits = tally.first[(tally.first >= 0) & (tally.first < count)]
    if len(hits):
        u = (clock * 0.55 + np.arange(len(hits)) / len(hits)) % 1.0
        end = place.tops(hits, height[hits])
        fall = np.minimum(210.0, end[:, 1] - 110.0)
        at = np.stack([end[:, 0], end[:, 1] - fall * (1 - u**2)], 1)
        p.sprites(at, 15.0, "decode", alpha=np.sin(np.pi * u) ** 0.7 * alpha * 0.9)


def fall(start: tuple[float, float], end: tuple[float, float]) -> np.ndarray:
    """The path of a falling light, 80 points evenly spaced in time: a short lift, then down."""
    u = np.linspace(0, 1, 80)
    x = start[0] + (end[0] - start[0]) * smooth(u)
    y = start[1] - 150 * u * (1 - u) ** 2 + (end[1] - start[1]) * u**2.0
    return np.stack([x, y], 1)


def draw_fall(p: Picture, start: tuple[float, float], end: tuple[float, float], u: float, size: float = 70.0) -> None:
    """The light on its way, 0 < u < 1."""
    if not 0.0 < u < 1.0:
        return
    path = fall(start, end)
    p.trail(path, u, "decode", length=0.75, count=64, size=40)
    at = path[int(u * 79)]
    p.spark((float(at[0]), float(at[1])), "decode", size)
