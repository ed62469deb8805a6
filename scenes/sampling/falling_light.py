"""Light on its way: the likeliest tokens come down from their seats, and the drawn one falls into the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.sampling.column_shapes import tops
from scenes.sampling.seat_places import seats
from tourapp.authoring import Picture, clamp, smooth

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TokenChoice

LATER = 0.35
"""Share of the descent by which the last one starts after the first."""
LIFT = 70.0
"""How far a light rises before it comes down."""
TAIL = ((0.10, 0.25, 22.0), (0.05, 0.5, 22.0), (0.0, 1.0, 30.0))
"""How far behind each light of a trace is, its strength, its diameter."""
CORE = 12.0
MOMENTS = 80
"""Points of a fall's path."""
LONG, THICK = 64, 40.0
"""Lights of a fall's tail and their diameter."""


def draw_descent(p: Picture, points: np.ndarray, u: float) -> None:
    """The likeliest tokens leave their seats (stage points [n, 2]) and come down to the floor, one light each, u
    0..1."""
    n = len(points)
    if not 0.0 < u < 1.15:
        return
    way = tops(np.arange(n), np.zeros(n)) - points
    own = clamp((u - LATER * np.arange(n) / max(n, 1)) / (1.0 - LATER))
    seen = np.sin(np.pi * clamp(own * 0.92 + 0.04)) ** 0.5 * (own < 1.0)
    for back, strength, size in TAIL:
        p.sprites(points + _descended(way, clamp(own - back)), size, "decode", alpha=seen * strength)
    p.sprites(points + _descended(way, own), CORE, "white", alpha=seen * 0.8)


def _descended(way: np.ndarray, share: np.ndarray) -> np.ndarray:
    """How far each light is from its seat [n, 2]: along its way [n, 2], lifted in the middle."""
    lift = np.stack([np.zeros(len(way)), -LIFT * np.sin(np.pi * share)], 1)
    return np.asarray(way * smooth(share)[:, None] + lift)


def start_of_fall(choice: TokenChoice, heights: np.ndarray) -> tuple[float, float]:
    """Where the drawn token's light starts: the top of its column, or its seat."""
    k = choice.place
    if 0 <= k < len(heights):
        x, y = tops(np.array([k]), heights[[k]])[0].tolist()
    else:
        x, y = seats(choice.vocabulary)[0][choice.drawn].tolist()
    return x, y


def draw_fall(p: Picture, start: tuple[float, float], end: tuple[float, float], u: float, size: float = 70.0) -> None:
    """The light on its way, 0 < u < 1."""
    if not 0.0 < u < 1.0:
        return
    path = _fall(start, end)
    p.trail(path, u, "decode", length=0.75, count=LONG, size=THICK)
    at = path[int(u * (MOMENTS - 1))]
    p.spark((float(at[0]), float(at[1])), "decode", size)


def _fall(start: tuple[float, float], end: tuple[float, float]) -> np.ndarray:
    """The path [MOMENTS, 2] of a falling light, evenly spaced in time: a short lift, then down."""
    u = np.linspace(0, 1, MOMENTS)
    x = start[0] + (end[0] - start[0]) * smooth(u)
    y = start[1] - 150 * u * (1 - u) ** 2 + (end[1] - start[1]) * u**2.0
    return np.stack([x, y], 1)
