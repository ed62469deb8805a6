"""The still globe: a dark ball with its air, the land as dots, a quiet web between the known places, far stars.

One kept layer a view. The web is schematic, not a map of cables. Not here: anything that moves.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.network.globe import FRAME, GlobePath, GlobeView, unit, window
from scenes.network.known_places import seen_places
from scenes.network.land_dots import DOT, GRAZING, LandDots, land_dots
from tourapp.authoring import Picture, ramp, smooth

if TYPE_CHECKING:
    from tourapp.authoring.kinds import KnownPlaces, LandMask

GRAIN = 2.0  # stage units per cell of the painted ball


def draw_globe(p: Picture, path: GlobePath, land: LandMask, places: KnownPlaces, *, alpha: float = 1.0) -> None:
    """The still globe as one kept layer."""

    def still(q: Picture) -> None:
        _stars(q, path.view)
        q.image(
            _ball(path.view.radius, path.view.cx, path.view.cy),
            FRAME,
            "ground",
            "line",
            "prefill",
            "white",
            smooth=True,
        )
        _land(q, path.view, land_dots(path, land))
        _web(q, path.view, places)
        _places(q, path, places)

    p.bake(("globe", path.key), still, rect=FRAME, alpha=alpha)


def _land(p: Picture, view: GlobeView, dots: LandDots) -> None:
    """The dots in grey, with some blue where we look along the ground."""
    haze = np.clip(dots.depth * (2.3 if view.radius > GRAZING else 1.3), 0, 1) ** 0.6
    p.sprites(
        dots.at,
        DOT,
        "weights",
        alpha=(0.13 + 0.42 * haze) * dots.shown,
        kind="dot",
        additive=False,
        squash=dots.squash,
        angle=dots.angle,
    )
    p.sprites(
        dots.at,
        DOT,
        "prefill",
        alpha=(0.10 + 0.22 * (1 - dots.depth) ** 2) * dots.shown,
        kind="dot",
        squash=dots.squash,
        angle=dots.angle,
    )


def _places(p: Picture, path: GlobePath, places: KnownPlaces) -> None:
    """Regions as rings, cities as dots."""
    for region, size, kind in ((True, 13.0, "ring"), (False, 6.0, "dot")):
        at = np.array([(each.x, each.y) for each in seen_places(path, places) if each.region is region]).reshape(-1, 2)
        p.sprites(at, size, "dim", alpha=0.75, kind=kind, additive=False)


@lru_cache(maxsize=1)
def _ball(radius: float, cx: float, cy: float) -> np.ndarray:
    """Amounts of ground, navy, blue and white on a grid over FRAME: a dark ball, brighter where we graze its air. Kept,
    for small pictures of this stage are painted too."""
    h, w = round(FRAME.h / GRAIN), round(FRAME.w / GRAIN)
    x = FRAME.x + (np.arange(w, dtype=np.float32) + 0.5) * GRAIN
    y = FRAME.y + (np.arange(h, dtype=np.float32)[:, None] + 0.5) * GRAIN
    depth = np.float32(radius) - np.hypot(x - cx, y - cy)  # stage units inside the limb
    inside = np.clip(depth / GRAIN + 0.5, 0, 1)
    under, over = np.clip(depth, 0, None), np.clip(-depth, 0, None)
    sun = 0.22 + 0.78 * np.exp(-(((x - cx) / 520) ** 2))
    rim = 0.26 * np.exp(-under / 5) + 0.13 * np.exp(-under / 26) + 0.075 * np.exp(-under / 120)
    air = 0.78 * np.exp(-over / 2.0) + 0.27 * np.exp(-over / 12) + 0.12 * np.exp(-over / 46)
    navy = (0.10 + 0.30 * np.exp(-under / 260) * (0.4 + 0.6 * sun)) * inside
    dawn = np.exp(-(((x - cx - 40) / 230) ** 2))  # where the limb is brightest, above the path
    air = air + dawn * (0.10 * np.exp(-over / 30) + 0.05 * np.exp(-over / 70))
    blue = (0.006 + rim * sun) * inside + air * sun * (1 - inside)
    blue = blue + dawn * inside * (0.10 * np.exp(-under / 16) + 0.04 * np.exp(-under / 60))
    line = (0.34 * np.exp(-(((depth + 0.4) / 1.2) ** 2)) + 0.34 * dawn**2 * np.exp(-np.abs(depth) / 3.0)) * sun**2
    fade = window(np.stack(np.broadcast_arrays(x, y), -1)) * smooth(ramp(y, FRAME.y, FRAME.y + 56))
    noise = ((np.arange(w) * 0.754877 + np.arange(h)[:, None] * 0.569840) % 1.0 - 0.5) / 120
    amounts = np.stack([0.9 * inside, navy, blue + noise * (blue > 0.003), line], -1)
    return np.asarray(amounts * fade[..., None])


def _stars(p: Picture, view: GlobeView) -> None:
    """A few far lights above the limb, always the same."""
    rng = np.random.default_rng(11)
    at = np.stack([rng.uniform(80, 1430, 150), rng.uniform(FRAME.y + 8, 560, 150)], -1)
    bright = rng.uniform(0.05, 0.38, 150) ** 1.4
    above = np.hypot(at[:, 0] - view.cx, at[:, 1] - view.cy) > view.radius + 16
    p.sprites(
        at[above], 2.0 + 5.0 * bright[above], "ink", alpha=(bright * window(at))[above], kind="dot", additive=False
    )


def _web(p: Picture, view: GlobeView, places: KnownPlaces) -> None:
    """The lines between neighbours, as far as they face the eye."""
    flat, depth = view.project(unit(places.web[..., 0], places.web[..., 1]))
    seen = np.clip(depth / 0.25, 0, 1) * window(flat)
    ends = np.concatenate([flat[:, :-1], flat[:, 1:]], -1).reshape(-1, 4)
    alpha = (0.22 * np.minimum(seen[:, :-1], seen[:, 1:])).ravel()
    p.lines(ends[alpha > 0.01], "weights", alpha=alpha[alpha > 0.01])
