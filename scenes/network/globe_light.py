"""Light on the globe: the land lit beside a path, the bowed line of light, its head, and the rings of a place.

Where each dot lies along the path is worked out once per view; a frame only weighs those numbers. Times and
distances are the caller's business.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.network.globe import LABEL_WIDEST, POINTS, GlobePath, label_spot
from scenes.network.globe_land import kept, land_dots
from tourapp.authoring import Picture, Rect

REACH = 80.0  # stage units beside the path to which land is lit
MARGIN = 48.0  # room for the halo around a kept line
HALO = ((54.0, 0.012), (40.0, 0.016), (29.0, 0.022), (20.0, 0.035), (13.0, 0.05), (7.5, 0.10))
"""Widths and alphas of the faint ribbons that together make the glow of a line."""
THIN_HALO = ((18.0, 0.05), (8.0, 0.12))


@dataclass(frozen=True, slots=True, eq=False)
class NearDots:
    """Dots close to a path: `share` along it (0..1), `weight` (1 on it), and nearness to its ends (1 at them)."""

    at: np.ndarray
    squash: np.ndarray
    angle: np.ndarray
    share: np.ndarray
    weight: np.ndarray
    home: np.ndarray
    far: np.ndarray


_NEAR: dict[tuple[float, ...], NearDots] = {}


def near_dots(path: GlobePath) -> NearDots:
    """The dots that the light of a path can reach (kept)."""
    return kept(_NEAR, path.key, lambda: _find_near(path))


def _find_near(path: GlobePath) -> NearDots:
    dots = land_dots(path)
    share, away = _along(path, dots.vectors)
    weight = np.exp(-((away * path.view.radius / REACH) ** 2)) * dots.shown
    ends = [np.arccos(np.clip(dots.vectors @ path.vectors[k], -1, 1)) * path.view.radius for k in (0, -1)]
    home, far = (np.exp(-((distance / 74.0) ** 2)) * dots.shown for distance in ends)
    near = weight > 0.04
    return NearDots(
        dots.at[near], dots.squash[near], dots.angle[near], share[near], weight[near], home[near], far[near]
    )


def _along(path: GlobePath, vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For unit vectors (n x 3): the share 0..1 of the nearest point of the path, and the angle to it (radians)."""
    start, end = path.vectors[0], path.vectors[-1]
    if path.angle < 1e-6:
        return np.zeros(len(vectors)), np.arccos(np.clip(vectors @ start, -1, 1))
    side = path.vectors[1] - start * float(path.vectors[1] @ start)
    side = side / np.linalg.norm(side)
    turned = np.arctan2(vectors @ side, vectors @ start)
    turned = np.where(turned < (path.angle - 2 * np.pi) / 2, turned + 2 * np.pi, turned)
    share = np.clip(turned / path.angle, 0.0, 1.0)
    off = np.arcsin(np.clip(np.abs(vectors @ np.cross(start, side)), 0, 1))
    ends = np.where(turned < 0, vectors @ start, vectors @ end)
    outside = (turned < 0) | (turned > path.angle)
    return share, np.where(outside, np.arccos(np.clip(ends, -1, 1)), off)


def draw_lit_land(p: Picture, path: GlobePath, visited: float, head: float, strength: float, pool: float = 1.0) -> None:
    """Land beside the path: a rest of light up to `visited` (0..1), lit ends, and a `pool` that travels with `head`."""
    if strength <= 0.01:
        return
    near = near_dots(path)
    _lit_end(p, path, near, False, strength)
    if visited >= 1.0:
        _lit_end(p, path, near, True, strength)
    if len(near.at) and visited > 0.0:
        box = _around(near.at)
        shown = box if visited >= 1.0 else _window(path.ground, box, 0.0, visited)
        p.bake(
            ("lit", "way", path.key),
            lambda q: _shine(q, near, 0.62 * near.weight),
            rect=box,
            reveal=shown,
            alpha=strength if shown is not None else strength * visited,
        )
    if pool > 0.02:
        close = np.exp(-(((near.share - head) * max(path.chord, 60.0) / 105.0) ** 2))
        _shine(p, near, 0.95 * near.weight * close * strength * pool)


def _lit_end(p: Picture, path: GlobePath, near: NearDots, at_end: bool, strength: float) -> None:
    """The land around one end of the path, as a kept layer."""
    x, y = path.end if at_end else path.start
    light = near.far if at_end else near.home
    p.bake(
        ("lit", at_end, path.key),
        lambda q: _shine(q, near, 0.85 * light),
        alpha=strength,
        rect=Rect(round(x) - 150.0, round(y) - 150.0, 300.0, 300.0),
    )


def _shine(p: Picture, near: NearDots, lit: np.ndarray) -> None:
    """Dots at a brightness each (0..1), the strongest with a halo."""
    seen = lit > 0.05
    at, lit = near.at[seen], lit[seen]
    p.sprites(
        at,
        5.4 * (1 + 0.3 * lit),
        "prefill",
        alpha=lit,
        kind="dot",
        additive=False,
        squash=near.squash[seen],
        angle=near.angle[seen],
    )
    hot = lit > 0.55
    p.sprites(at[hot], 24.0, "prefill", alpha=(lit[hot] - 0.5) * 1.1)


def draw_arc(
    p: Picture, path: GlobePath, low: float, high: float, level: float = 1.0, alpha: float = 1.0, role: str = "prefill"
) -> None:
    """The line of light between two shares of the path. Drawn once with its glow, then shown up to the head."""
    if high - low < 0.004 or alpha <= 0.01:
        return
    whole = path.arc(level)
    box = _around(whole)
    halo = HALO if level >= 1.0 and role == "prefill" else THIN_HALO
    shown = _window(whole, box, low, high)
    if shown is None:
        index = np.linspace(low, high, max(8, int(120 * (high - low)))) * (POINTS - 1)
        line = np.stack([np.interp(index, np.arange(POINTS), whole[:, k]) for k in (0, 1)], -1)
        p.curves(line, role, width=7.0, alpha=0.16 * alpha, additive=True)
        p.curves(line, role, width=2.4, alpha=0.9 * alpha, additive=True)
        return

    def build(q: Picture) -> None:
        for width, light in halo:
            q.curves(whole, role, width=width, alpha=light, additive=True)
        q.curves(whole, role, width=3.0, alpha=0.9)
        q.curves(whole, "white", width=1.3, alpha=0.5)

    p.bake(("arc", path.key, level, role), build, rect=box, additive=True, alpha=alpha, reveal=shown)


def _around(points: np.ndarray) -> Rect:
    """The room of a line and its glow, on whole stage units."""
    x0, y0 = np.floor(points.min(0) - MARGIN)
    x1, y1 = np.ceil(points.max(0) + MARGIN)
    return Rect(float(x0), float(y0), float(x1 - x0), float(y1 - y0))


def _window(line: np.ndarray, box: Rect, low: float, high: float) -> Rect | None:
    """The part of the box in which exactly the shares low..high of a line lie; None for a line that turns back."""
    axis = int(np.argmax(np.ptp(line, axis=0)))
    along = line[:, axis]
    sign = 1.0 if along[-1] > along[0] else -1.0
    if np.ptp(along) < 40.0 or (np.diff(along) * sign).min() < -0.4:
        return None
    marks = [float(np.interp(share * (POINTS - 1), np.arange(POINTS), along)) for share in (low, high)]
    edges = (box.x, box.right) if axis == 0 else (box.y, box.bottom)
    first = edges[0 if sign > 0 else 1] if low <= 0.0 else marks[0]
    last = edges[1 if sign > 0 else 0] if high >= 1.0 else marks[1]
    a, b = round(min(first, last)), round(max(first, last))
    return Rect(a, box.y, b - a, box.h) if axis == 0 else Rect(box.x, a, box.w, b - a)


def draw_head(
    p: Picture,
    path: GlobePath,
    head: float,
    back: bool,
    level: float = 1.0,
    alpha: float = 1.0,
    size: float = 100.0,
    tail: float = 1.0,
) -> None:
    """The travelling light; `tail` 0..1 is how much of its tail and of the pool on the ground below is shown."""
    if alpha <= 0.01:
        return
    share = min(max(head, 0.0), 1.0)
    whole = path.arc(level)
    if tail > 0.02:
        index = round(share * (POINTS - 1))
        below, depth = path.ground[index], float(path.view.project(path.vectors[index])[1])
        angle = float(np.degrees(np.arctan2(below[1] - path.view.cy, below[0] - path.view.cx)))
        p.sprites(
            [below], 200.0, "prefill", alpha=0.24 * alpha * tail, kind="soft", squash=max(depth, 0.3), angle=angle
        )
        line, at = (whole[::-1], 1.0 - share) if back else (whole, share)
        p.trail(line, at, "prefill", length=0.42, count=56, size=32, alpha=0.8 * alpha * tail)
        p.trail(line, at, "white", length=0.10, count=20, size=20, alpha=0.7 * alpha * tail)
    where = share * (POINTS - 1)
    x, y = (float(np.interp(where, np.arange(POINTS), whole[:, k])) for k in (0, 1))
    p.spark((x, y), "prefill", size=size, alpha=alpha)


def draw_still_lines(p: Picture, path: GlobePath, alpha: float) -> None:
    """The course over the ground and the way still ahead, dashed; one kept layer."""
    if alpha <= 0.004:
        return

    def build(q: Picture) -> None:
        q.curves(path.ground, "dim", alpha=0.40, dash=True)
        q.curves(path.arc(), "prefill", width=1.5, alpha=0.62, dash=True)

    p.bake(("way", path.key), build, rect=_around(np.concatenate([path.ground, path.arc()])), alpha=alpha)


def draw_beacon(p: Picture, at: tuple[float, float], strength: float) -> None:
    """A thin shaft of light over a datacentre that has been reached."""
    if strength <= 0.01:
        return
    x, y = at
    for half, tall, alpha in ((9.0, 120.0, 0.10), (3.0, 150.0, 0.22), (1.0, 170.0, 0.8)):
        h = tall * strength
        p.rects([(x - half, y - h, 2 * half, h)], "prefill", alpha=alpha * strength, gradient="up")


def draw_place(p: Picture, path: GlobePath, at_end: bool, name: str, what: str, alpha: float = 1.0) -> None:
    """A place's rings and its two words: a small ring where a person sits, three for a datacentre."""
    if alpha <= 0.01:
        return
    at = path.end if at_end else path.start
    sizes = np.array([26.0, 44.0, 66.0]) if at_end else np.array([22.0])
    faint = np.array([0.95, 0.5, 0.22]) if at_end else np.array([0.85])
    p.sprites(np.repeat([at], len(sizes), 0), sizes, "ink", alpha=faint * alpha, kind="ring", additive=False)
    spot = label_spot(path, at_end)
    p.text((spot.x, spot.y), name, size=22, weight=600, align=spot.align, alpha=alpha, fit=LABEL_WIDEST)
    p.text((spot.x, spot.y + 24), what, size=16, role="dim", align=spot.align, alpha=alpha, fit=LABEL_WIDEST)


def draw_waves(p: Picture, at: tuple[float, float], since: float, role: str = "prefill") -> None:
    """Rings that spread once from a place where light has arrived; `since` 0..1."""
    if not 0.0 < since < 1.0:
        return
    ages = np.clip((since - np.array([0.0, 0.14, 0.28])) / 0.72, 0, 1)
    shown = (ages > 0) & (ages < 1)
    p.sprites(
        np.repeat([at], int(shown.sum()), 0),
        30 + 210 * (1 - (1 - ages[shown]) ** 2),
        role,
        alpha=0.7 * (1 - ages[shown]) ** 1.5,
        kind="ring",
    )
