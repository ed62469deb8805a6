"""The bridges between memory and die: weights on their way. As many lanes are lit as the share of the bandwidth in use,
and light races along them."""

from __future__ import annotations

import numpy as np

from scenes.gpu_grid.floorplan import CACHE, DIE, LEFT, PAD, RIGHT, memory_places
from scenes.gpu_grid.slant import quads, slant
from tourapp.authoring import Picture, Rect

LANES_OF_SIDE, SEATS = 54, 2
"""Lanes of a side where all its places hold a stack, and lights that race on a lit lane."""
FAR = {LEFT: 0.15, RIGHT: 0.85}
NEAR = {LEFT: DIE[0], RIGHT: DIE[2]}
"""u at which the lanes of a side leave memory, and at which they reach the die."""
THICK = 0.62
"""How much of its room a lane fills."""
AREAS = {LEFT: Rect(60, 120, 480, 730), RIGHT: Rect(964, 120, 480, 730)}
"""What the lanes of a side can cover with their glow."""
BUSY_CACHE = 16
"""Light in the cache at full load: so many streaks."""


def bridge_paths(side: int, stacks: int | None) -> tuple[np.ndarray, np.ndarray]:
    """Start and end of every lane of the bridges on one side (LEFT or RIGHT): flat points, n x 2 each. Lanes begin at
    memory: an empty place has none."""
    places = [place for place in memory_places(stacks) if place.side == side]
    each = LANES_OF_SIDE // len(places)
    lanes = np.concatenate([np.linspace(x.v0 + 0.04, x.v1 - 0.03, each) for x in places if x.filled])
    far, near = (np.stack([np.full(len(lanes), u), lanes], 1) for u in (FAR[side], NEAR[side]))
    return far, near


def lit_lanes(side: int, stacks: int | None, share: float) -> np.ndarray:
    """Which lanes of a side carry weights, for a share 0..1 of the bandwidth: at least one where it is above zero."""
    count = len(bridge_paths(side, stacks)[0])
    many = min(count, max(1 if share > 0 else 0, round(count * share)))
    return np.sort(np.random.default_rng(3).permutation(count)[:many])


def draw_lanes(p: Picture, stacks: int | None, share: float, *, alpha: float = 1.0, reveal: Rect | None = None) -> None:
    """The lanes of each side as a still layer, lit ones as bars of light."""
    for side, area in AREAS.items():
        lit = tuple(lit_lanes(side, stacks, share).tolist())

        def build(layer: Picture, side: int = side, lit: tuple[int, ...] = lit) -> None:
            boxes = _bars(side, stacks)
            layer.polys(quads(boxes), "weights", alpha=0.22)
            if lit:
                layer.polys(quads(boxes[list(lit)]), "ink", alpha=0.78)

        bloom, key = 0.85 * share, ("lanes", side, stacks, lit)
        p.bake(key, build, rect=area, bloom=bloom, additive=True, alpha=alpha, reveal=reveal)


def _bars(side: int, stacks: int | None) -> np.ndarray:
    """The flat box of every lane of a side [n, 4]."""
    far, near = bridge_paths(side, stacks)
    places = [place for place in memory_places(stacks) if place.side == side]
    room = (places[0].v1 - places[0].v0 - 0.07) / max(1, LANES_OF_SIDE // len(places) - 1) * THICK / 2
    u = np.sort(np.stack([far[:, 0], near[:, 0]], 1), 1)
    return np.stack([u[:, 0], far[:, 1] - room, u[:, 1], far[:, 1] + room], 1)


def draw_traffic(p: Picture, side: int, stacks: int | None, share: float, clock: float, *, alpha: float = 1.0) -> None:
    """The lights that race along the lit lanes of a side, from memory to the die."""
    start, end = bridge_paths(side, stacks)
    lanes = np.repeat(lit_lanes(side, stacks, share), SEATS)
    if not len(lanes):
        return
    seat = np.tile(np.arange(SEATS), len(lanes) // SEATS)
    u = ((seat / SEATS + clock * (0.55 + 0.03 * (lanes % 7)) + lanes * 0.137) % 1.0)[:, None]
    at = slant(start[lanes] + (end[lanes] - start[lanes]) * u)
    p.sprites(at, 26, "ink", alpha=0.9 * alpha, squash=3.4)


def draw_cache_traffic(p: Picture, share: float, clock: float, *, alpha: float = 1.0) -> None:
    """What came over the bridges runs through the cache."""
    many = max(1, round(BUSY_CACHE * share))
    k = np.arange(many)
    u = DIE[0] + 2 * PAD + (DIE[2] - DIE[0] - 4 * PAD) * ((k * 0.381 + clock * (0.2 + 0.02 * (k % 5))) % 1.0)
    v = CACHE[0] + 0.014 + (CACHE[1] - CACHE[0] - 0.03) * ((k * 0.618) % 1.0)
    p.sprites(slant(np.stack([u, v], 1)), 30, "ink", alpha=0.75 * alpha, squash=5.0)
