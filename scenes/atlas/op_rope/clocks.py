"""The clock hands of one head: a dial for each pair of numbers, the fastest first. One hand is the query's; later the
key's stands beside it, and the angle between them is what the score sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Picture, Rect, mix

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TurnedPair

ACROSS, MOST = 8, 32
LARGE, SMALL = Rect(236.0, 128.0, 1204.0, 692.0), Rect(76.0, 164.0, 832.0, 516.0)
WEDGE = 14
LEAST = 0.35
"""Length of the shortest hand, in radii."""


def shown_pairs(count: int) -> np.ndarray:
    """Which pairs have a dial."""
    return np.unique(np.linspace(0, count - 1, min(count, MOST)).round().astype(int))


def room_of(lifted: float) -> Rect:
    """Room of the dials: the stage, or, lifted 0..1, above the strip at the left."""
    return Rect(*(mix(a, b, lifted) for a, b in zip(LARGE, SMALL, strict=True)))


def dials(room: Rect, count: int) -> tuple[np.ndarray, float]:
    """Middles [n, 2] of the dials, row by row, and their radius."""
    rows = max(-(-count // ACROSS), 1)
    place = np.arange(count)
    w, h = room.w / ACROSS, room.h / max(rows, 4)
    middles = np.stack([room.x + w * (place % ACROSS + 0.5), room.y + h * (place // ACROSS + 0.5)], 1)
    return middles, 0.46 * min(w, h)


def _lengths(sizes: np.ndarray) -> np.ndarray:
    return LEAST + (1.0 - LEAST) * np.sqrt(sizes / max(float(sizes.max()), 1e-9))


def _tips(middles: np.ndarray, angles: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    return middles + np.stack([np.cos(angles), -np.sin(angles)], 1) * lengths[:, None]


def draw_dials(p: Picture, pair: TurnedPair, room: Rect, place: float, *, key: float = 0.0, alpha: float = 1.0) -> None:
    """Every dial with the query's hand at a place; `key` 0..1: how much the key's is there, as far away as ever."""
    which = shown_pairs(len(pair.turns))
    middles, radius = dials(room, len(which))
    one, two = (angles[which] for angles in pair.hands(place - pair.query_place))
    p.sprites(middles, 2.0 * radius, "line", kind="dot", additive=False, alpha=0.55 * alpha)
    p.sprites(middles, 2.0 * radius, "dim", kind="ring", additive=False, alpha=0.5 * alpha)
    long = _lengths(pair.query_lengths[which]) * 0.9 * radius
    if key > 0.01:
        other = _lengths(pair.key_lengths[which]) * 0.9 * radius
        _draw_wedges(p, middles, (one, two), 0.4 * radius, key * alpha)
        tips = _tips(middles, two, other)
        p.lines(np.concatenate([middles, tips], 1), "key", width=5.0, alpha=key * alpha)
    tips = _tips(middles, one, long)
    p.lines(np.concatenate([middles, tips], 1), "ink", width=5.0, alpha=alpha)
    p.sprites(tips, 22.0, "ink", alpha=0.9 * alpha)
    p.sprites(middles, 10.0, "ink", kind="dot", additive=False, alpha=alpha)


def _draw_wedges(
    p: Picture, middles: np.ndarray, hands: tuple[np.ndarray, np.ndarray], radius: float, alpha: float
) -> None:
    """The angle between both hands, the shorter way round."""
    one, two = hands
    between = (two - one + np.pi) % (2 * np.pi) - np.pi
    share = np.linspace(0.0, 1.0, WEDGE)
    angles = one[:, None] + between[:, None] * share
    arc = middles[:, None] + radius * np.stack([np.cos(angles), -np.sin(angles)], 2)
    p.polys(np.concatenate([middles[:, None], arc], 1), "ink", alpha=0.3 * alpha)
