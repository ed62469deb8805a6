"""The bridges between memory and die: weights on their way, as many streaks as the share of the bandwidth in use."""

from __future__ import annotations

import numpy as np

from scenes.gpu_grid.floorplan import DIE, LEFT, RIGHT, memory_places
from scenes.gpu_grid.slant import slant
from tourapp.authoring import Picture

LANES_OF_SIDE, SEATS = 36, 7
"""Lanes of a side where all its places hold a stack, and streaks that have room on a lane."""
FAR = {LEFT: 0.15, RIGHT: 0.85}
NEAR = {LEFT: DIE[0], RIGHT: DIE[2]}
"""u at which the lanes of a side leave memory, and at which they reach the die."""


def bridge_paths(side: int, stacks: int | None) -> tuple[np.ndarray, np.ndarray]:
    """Start and end of every lane of the bridges on one side (LEFT or RIGHT): flat points, n x 2 each. Lanes begin at
    memory: an empty place has none."""
    places = [place for place in memory_places(stacks) if place.side == side]
    each = LANES_OF_SIDE // len(places)
    lanes = np.concatenate([np.linspace(x.v0 + 0.04, x.v1 - 0.03, each) for x in places if x.filled])
    far, near = (np.stack([np.full(len(lanes), u), lanes], 1) for u in (FAR[side], NEAR[side]))
    return far, near


def draw_bridge(p: Picture, side: int, stacks: int | None, share: float, clock: float, *, alpha: float = 1.0) -> None:
    """The bridges of one side, with a `share` 0..1 of their bandwidth in use."""
    start, end = bridge_paths(side, stacks)
    p.lines(np.concatenate([slant(start), slant(end)], 1), "weights", alpha=(0.10 + 0.35 * share) * alpha)
    many = round(len(start) * SEATS * share)
    if many < 1:
        return
    k = np.random.default_rng(3).permutation(len(start) * SEATS)[:many]
    lane, seat = k % len(start), k // len(start)
    u = ((seat / SEATS + clock * (0.55 + 0.02 * (lane % 9)) + lane * 0.137) % 1.0)[:, None]
    at = slant(start[lane] + (end[lane] - start[lane]) * u)
    p.sprites(at, 15, "weights", alpha=0.9 * alpha, squash=2.6)
    p.sprites(at, 7, "white", alpha=0.9 * alpha, squash=3.2)
