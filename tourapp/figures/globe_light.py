"""Light on the globe: the land lit beside a path, the bowed line of light, its head, and the rings of a place.

Where each dot lies along the path is worked out once per view; a frame only weighs those numbers. Times and
distances are the caller's business.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Picture
from tourapp.figures.globe import POINTS, GlobePath, label_spot
from tourapp.figures.globe_land import land_dots

REACH = 64.0  # stage units beside the path to which land is lit


@dataclass(frozen=True, slots=True, eq=False)
class NearDots:
    """Dots close to a path: `share` along it (0..1) and `weight` (1 on it)."""

    at: np.ndarray
    squash: np.ndarray
    angle: np.ndarray
    share: np.ndarray
    weight: np.ndarray


_NEAR: dict[tuple[float, ...], NearDots] = {}


def near_dots(path: GlobePath) -> NearDots:
    """The dots that the light of a path can reach (kept for the last few paths)."""
    found = _NEAR.get(path.key)
    if found is None:
        dots = land_dots(path)
        share, away = _along(path, dots.vectors)
        weight = np.exp(-((away * path.view.radius / REACH) ** 2)) * dots.shown
        keep = weight > 0.04
        found = NearDots(dots.at[keep], dots.squash[keep], dots.angle[keep], share[keep], weight[keep])
        while len(_NEAR) >= 12:
            _NEAR.pop(next(iter(_NEAR)))
        _NEAR[path.key] = found
    return found


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


def draw_lit_land(p: Picture, path: GlobePath, visited: float, head: float, strength: float) -> None:
    """Land beside the path: a rest of light up to `visited` (0..1), brightest around `head`."""
    if strength <= 0.01:
        return
    near = near_dots(path)
    pool = np.exp(-(((near.share - head) * max(path.chord, 60.0) / 95.0) ** 2))
    rest = np.clip((visited - near.share) / 0.03 + 0.5, 0, 1) * 0.5
    lit = np.clip(near.weight * (rest + 0.9 * pool * strength), 0, 1)
    seen = lit > 0.03
    at, lit = near.at[seen], lit[seen]
    p.sprites(at, 5.4 * (1 + 0.25 * lit), "prefill", alpha=lit, kind="dot", additive=False, squash=near.squash[seen],
              angle=near.angle[seen])
    hot = lit > 0.6
    p.sprites(at[hot], 24.0, "prefill", alpha=(lit[hot] - 0.6) * 0.9)


def draw_arc(p: Picture, path: GlobePath, low: float, high: float, level: float = 1.0, role: str = "prefill",
             alpha: float = 1.0) -> None:
    """The line of light between two shares of the path: a thin bright core in two faint halos."""
    if high - low < 0.004 or alpha <= 0.01:
        return
    whole = path.arc(level)
    index = np.linspace(low, high, max(8, int(150 * (high - low)))) * (POINTS - 1)
    line = np.stack([np.interp(index, np.arange(POINTS), whole[:, k]) for k in (0, 1)], -1)
    p.curves(line, role, width=13.0, alpha=0.055 * alpha, additive=True)
    p.curves(line, role, width=6.0, alpha=0.14 * alpha, additive=True)
    p.curves(line, role, width=2.4, alpha=0.85 * alpha, additive=True)


def draw_head(p: Picture, path: GlobePath, head: float, back: bool, level: float = 1.0, role: str = "prefill",
              alpha: float = 1.0, size: float = 92.0) -> None:
    """The travelling light with its tail, and the pool it throws on the ground below."""
    below = path.ground[round(min(max(head, 0.0), 1.0) * (POINTS - 1))]
    p.sprites([below], 250.0, role, alpha=0.20 * alpha, kind="soft")
    whole = path.arc(level)
    if back:
        p.trail(whole[::-1], 1.0 - head, role, length=0.34, count=46, size=30, alpha=0.75 * alpha)
    else:
        p.trail(whole, head, role, length=0.34, count=46, size=30, alpha=0.75 * alpha)
    p.spark(path.at(head, level), role, size=size, alpha=alpha)


def draw_still_lines(p: Picture, path: GlobePath, alpha: float) -> None:
    """The course over the ground and the way still ahead, dashed; one kept layer."""
    if alpha <= 0.004:
        return
    from tourapp.figures.globe import FRAME

    def build(q: Picture) -> None:
        q.curves(path.ground, "dim", alpha=0.34, dash=True)
        q.curves(path.arc(), "prefill", width=1.5, alpha=0.62, dash=True)

    p.bake(("way", path.key), build, rect=FRAME, alpha=alpha)


def draw_place(p: Picture, path: GlobePath, at_end: bool, name: str, what: str, alpha: float = 1.0) -> None:
    """A place's rings and its two words: a small ring where a person sits, three for a datacentre."""
    if alpha <= 0.01:
        return
    at = path.end if at_end else path.start
    sizes = np.array([26.0, 44.0, 66.0]) if at_end else np.array([22.0])
    faint = np.array([0.95, 0.5, 0.22]) if at_end else np.array([0.85])
    p.sprites(np.repeat([at], len(sizes), 0), sizes, "ink", alpha=faint * alpha, kind="ring", additive=False)
    spot = label_spot(path, at_end)
    p.text((spot.x, spot.y), name, size=22, weight=600, align=spot.align, alpha=alpha, fit=230)
    p.text((spot.x, spot.y + 24), what, size=16, role="dim", align=spot.align, alpha=alpha, fit=230)


def draw_waves(p: Picture, at: tuple[float, float], since: float, role: str = "prefill") -> None:
    """Rings that spread once from a place where light has arrived; `since` 0..1."""
    if not 0.0 < since < 1.0:
        return
    ages = np.clip((since - np.array([0.0, 0.14, 0.28])) / 0.72, 0, 1)
    shown = (ages > 0) & (ages < 1)
    p.sprites(np.repeat([at], int(shown.sum()), 0), 30 + 210 * (1 - (1 - ages[shown]) ** 2), role,
              alpha=0.7 * (1 - ages[shown]) ** 1.5, kind="ring")
