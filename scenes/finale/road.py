"""The road through all stops of the tour: where each stop's card stands, and the way of the light past them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from tourapp.authoring import Picture


class CardPlace(NamedTuple):
    """Middle and width of a card."""

    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class CardRow:
    """One row of the road: how many cards it takes before the cards get smaller, middle y, card width, left inset, and
    how far apart the first and one beyond the last card stand."""

    cards: int
    y: float
    width: float
    inset: float
    spread: float


NEAR_TO_FAR = (
    CardRow(3, 640.0, 250.0, 0.0, 792.0),
    CardRow(5, 402.0, 202.0, 12.0, 1072.0),
    CardRow(6, 206.0, 166.0, 30.0, 1062.0),
)
USUAL = sum(row.cards for row in NEAR_TO_FAR)
LEFT = 64.0
END = (962.0, 700.0)
"""The road ends at the screen."""
PIECE = 40
"""Points of one piece of the light's way."""
POINTS, ROUNDING = 500, 41
"""Points of the road, and over how many of them its corners are rounded."""


@lru_cache(maxsize=8)
def card_places(count: int) -> tuple[CardPlace, ...]:
    """The place of every stop's card, in the order of the tour. The road runs back and forth, near to far; more stops
    than usual get smaller cards, so that any number fits."""
    smaller = max(1, -(-count // USUAL))
    places: list[CardPlace] = []
    for number, row in enumerate(NEAR_TO_FAR):
        here = min(row.cards * smaller, count - len(places))
        width = row.width / smaller
        step = row.spread / max(1, here)
        xs = [LEFT + row.inset + width / 2 + k * step for k in range(here)]
        places += [CardPlace(x, row.y, width) for x in (xs if number == 1 else xs[::-1])]
    return tuple(places)


@lru_cache(maxsize=8)
def road(count: int) -> np.ndarray:
    """The way of the light from the last stop to the first and on to the screen, evenly spaced (POINTS x 2)."""
    corners = np.array([*((x, y + w * 0.36) for x, y, w in reversed(card_places(count))), END])
    steps = np.r_[0, np.cumsum(np.hypot(*np.diff(corners, axis=0).T))]
    even = np.linspace(0, steps[-1], POINTS)
    path = np.stack([np.interp(even, steps, corners[:, k]) for k in (0, 1)], 1)
    kernel = np.hanning(ROUNDING)
    kernel /= kernel.sum()
    padded = np.pad(path, ((ROUNDING // 2, ROUNDING // 2), (0, 0)), mode="edge")
    rounded = np.stack([np.convolve(padded[:, k], kernel, "valid") for k in (0, 1)], 1)
    rounded.flags.writeable = False
    return rounded


def draw_road(p: Picture, path: np.ndarray, head: float, clock: float) -> None:
    """The road as far as the light has come, with the light's wake; in the end lights travel all of it."""
    p.curves(path, "line", alpha=0.9)
    upto = max(2, int(head * (len(path) - 1)))
    if head < 1:
        for piece in _pieces(path, upto):
            p.curves(piece, "decode", width=2.0, alpha=0.75)
        p.trail(path, head, "decode", length=0.12, count=40, size=40)
        at = path[min(upto, len(path) - 1)]
        p.spark((float(at[0]), float(at[1])), "decode", size=90)
    else:
        p.curves(path[:upto], "decode", width=2.0, alpha=0.75)
        for k in range(4):
            p.trail(path, (clock * 0.12 + k * 0.25) % 1.0, "decode", length=0.05, count=14, size=22, alpha=0.8)


def _pieces(path: np.ndarray, upto: int) -> list[np.ndarray]:
    """The first `upto` points in pieces: what lies behind the light rests, and only the last piece is painted anew. Two
    pieces meet between two pixels where the road is level, so that no joint shows."""
    path = path[:upto].copy()
    joints = np.arange(PIECE, upto - 2, PIECE)
    level = np.abs(path[joints + 1, 1] - path[joints - 1, 1]) < 1e-6
    path[joints[level], 0] = np.round(path[joints[level], 0])
    edges = [0, *joints.tolist(), upto - 1]
    return [path[a : b + 1] for a, b in itertools.pairwise(edges)]
