"""The clocks: one for each pair of numbers, a long hand for the query and a short one for the key. The wedge between
both is what the score sees: filled where the pair adds to it, hollow where it takes away."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.paths.position.facts import MovedPair
from scenes.paths.position.places import DIAL_R, dial_middles
from tourapp.authoring import Picture

LONG, SHORT = 0.9, 0.58
"""Lengths of the hands in radii."""
WEDGE_R = 0.44
WEDGE = 14
"""Points of a wedge's arc."""
STREAK = 10
"""Fans of a hand's trail."""


@dataclass(frozen=True, slots=True)
class ClockHands:
    """Angles of both hands [n], and how far they have just swept [n] (0: at rest)."""

    query: np.ndarray
    key: np.ndarray


def hands_of(now: MovedPair, turns: np.ndarray, back: float = 0.0) -> ClockHands:
    """Both hands at the places where the tokens are, or `back` places before."""
    one, two = now.pair.angles
    return ClockHands(one + (now.query - back) * turns, two + (now.key - back) * turns)


def tips(middles: np.ndarray, angles: np.ndarray, length: float) -> np.ndarray:
    """Ends [n, 2] of hands."""
    return middles + length * np.stack([np.cos(angles), -np.sin(angles)], 1)


def draw_faces(p: Picture, count: int, rims: np.ndarray | float = 0.6, radius: float = DIAL_R) -> None:
    """Empty faces with their rims; rims: how bright each is."""
    middles = dial_middles(count)
    p.sprites(middles, 2.0 * radius, "raised", kind="dot", additive=False, alpha=0.9)
    around = np.linspace(0.0, 2 * np.pi, 49)
    circles = middles[:, None] + radius * np.stack([np.cos(around), np.sin(around)], 1)
    p.curves(circles, "ink", width=3.0, alpha=np.broadcast_to(np.asarray(rims, np.float64), (count,)).copy())


def draw_hands(p: Picture, middles: np.ndarray, angles: np.ndarray, look: tuple[str, float, float]) -> None:
    """One hand on each face; look: role, length and width."""
    role, length, width = look
    ends = tips(middles, angles, length)
    p.lines(np.concatenate([middles, ends], 1), role, width=width)
    p.sprites(ends, 4.0 * width, role, alpha=0.8)


def draw_pins(p: Picture, middles: np.ndarray) -> None:
    """What holds the hands."""
    p.sprites(middles, 11.0, "ink", kind="dot", additive=False)


def draw_wedges(p: Picture, middles: np.ndarray, hands: ClockHands, parts: np.ndarray) -> None:
    """The angle between both hands, the shorter way round."""
    between = (hands.key - hands.query + np.pi) % (2 * np.pi) - np.pi
    share = np.linspace(0.0, 1.0, WEDGE)
    angles = hands.query[:, None] + between[:, None] * share
    arc = middles[:, None] + WEDGE_R * DIAL_R * np.stack([np.cos(angles), -np.sin(angles)], 2)
    adds = parts > 0
    if adds.any():
        fans = np.concatenate([middles[adds, None], arc[adds]], 1)
        p.polys(fans, "ink", alpha=0.42)
    if (~adds).any():
        p.curves(arc[~adds], "waste", width=2.5, alpha=0.9)


def draw_trails(p: Picture, middles: np.ndarray, sweeps: tuple[np.ndarray, np.ndarray], alpha: float) -> None:
    """The sweep of every hand: from its angle back by how far it came, at most once round."""
    if alpha <= 0.01:
        return
    angles, swept = sweeps
    swept = np.minimum(swept, 2 * np.pi)
    seen = swept > 0.05
    share = np.linspace(0.0, 1.0, STREAK)
    fan = angles[seen, None] - swept[seen, None] * share
    arc = middles[seen, None] + 0.82 * DIAL_R * np.stack([np.cos(fan), -np.sin(fan)], 2)
    p.polys(np.concatenate([middles[seen, None], arc], 1), "decode", alpha=0.22 * alpha)


def rim_light(parts: np.ndarray) -> np.ndarray:
    """How bright a rim is: by how much its pair counts."""
    return np.asarray(0.18 + 0.82 * np.sqrt(np.abs(parts) / max(float(np.abs(parts).max()), 1e-9)))
