"""The land that the light of a path falls on: around its ends, beside the way it has gone, and in a pool below it.

Where each dot lies along the path is worked out once per view; a frame only weighs those numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.network.flight import LightFlight
from scenes.network.globe import GlobePath
from scenes.network.land_dots import DOT, land_dots
from scenes.network.light_line import room_around, shown_part
from tourapp.authoring import Picture, Rect

if TYPE_CHECKING:
    from tourapp.authoring.kinds import LandMask

REACH = 80.0  # stage units beside the path to which land is lit


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


@lru_cache(maxsize=12)
def near_dots(path: GlobePath, land: LandMask) -> NearDots:
    """The dots that the light of a path can reach."""
    dots = land_dots(path, land)
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


def draw_lit_land(p: Picture, path: GlobePath, near: NearDots, flight: LightFlight, *, pool: float = 1.0) -> None:
    """Land beside the path: a rest of light as far as the flight has visited, lit ends, and a `pool` (0..1) that
    travels with it."""
    if flight.alpha <= 0.01:
        return
    _lit_end(p, path, near, at_end=False, strength=flight.alpha)
    if flight.visited >= 1.0:
        _lit_end(p, path, near, at_end=True, strength=flight.alpha)
    if len(near.at) and flight.visited > 0.0:
        _lit_way(p, path, near, flight)
    if pool > 0.02:
        close = np.exp(-(((near.share - flight.share) * max(path.chord, 60.0) / 105.0) ** 2))
        _shine(p, near, 0.95 * near.weight * close * flight.alpha * pool)


def _lit_way(p: Picture, path: GlobePath, near: NearDots, flight: LightFlight) -> None:
    """The land beside the way that the light has gone, as a kept layer of which a part is shown."""
    box = room_around(near.at)
    shown = box if flight.visited >= 1.0 else shown_part(path.ground, box, 0.0, flight.visited)
    p.bake(
        ("lit", "way", path.key),
        lambda q: _shine(q, near, 0.62 * near.weight),
        rect=box,
        reveal=shown,
        alpha=flight.alpha if shown is not None else flight.alpha * flight.visited,
    )


def _lit_end(p: Picture, path: GlobePath, near: NearDots, *, at_end: bool, strength: float) -> None:
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
        DOT * (1 + 0.3 * lit),
        "prefill",
        alpha=lit,
        kind="dot",
        additive=False,
        squash=near.squash[seen],
        angle=near.angle[seen],
    )
    hot = lit > 0.55
    p.sprites(at[hot], 24.0, "prefill", alpha=(lit[hot] - 0.5) * 1.1)
