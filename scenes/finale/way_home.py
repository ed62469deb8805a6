"""The way home as a flight: at which moment which stops are near, and where a card at some depth stands on the stage.

Depth 1 is the card that is looked at; a card further on is smaller by just that factor and nearer to the point in which
all lines meet. Cards stand left and right of the road in turn, and that point moves over to leave the near one room.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tourapp.authoring import Rect, mix, smooth

WIDE, HIGH = 980.0, 510.0
"""The card that is looked at."""
NEAR_LEFT, NEAR_RIGHT = 560.0, 1360.0
"""Its middle, left and right of the road."""
MIDDLE = 470.0
MEET_LEFT, MEET_RIGHT, HORIZON = 1345.0, 575.0, 352.0
"""Where all lines meet while the near card stands left, and right."""
BETWEEN = 1.55
"""Depth from one card to the next."""
FLOOR = 470.0
"""How far below the horizon the floor lies at depth 1."""
BEND = 70.0
"""How far the road bends to the side, away from the near card."""
DWELL = 0.45
"""Share of a card's time in which it stands still."""
MOST = 16
"""More stops than these are passed in a hurry: only so many are looked at."""


class Spot(NamedTuple):
    """Middle of a card on the stage, and its size as a share of the near one's."""

    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class FlightCamera:
    """Where we are between the cards: at card `at`, from 0, or between two. meet: where all lines meet."""

    at: float
    meet: tuple[float, float]

    def depth(self, place: float) -> float:
        """Depth of what stands at that place of the row of cards."""
        return 1.0 + (place - self.at) * BETWEEN

    def spot(self, place: int) -> Spot:
        """Where that card stands."""
        size = 1.0 / self.depth(place)
        near = NEAR_LEFT - MEET_LEFT if left(place) else NEAR_RIGHT - MEET_RIGHT
        return Spot(self.meet[0] + near * size, self.meet[1] + (MIDDLE - HORIZON) * size, size)

    def road(self, depths: np.ndarray) -> np.ndarray:
        """Points of the middle of the road at some depths (n x 2)."""
        places = self.at + (depths - 1.0) / BETWEEN
        side = BEND * np.cos(np.pi * places) * (1 if left(0) else -1) * np.clip(1.6 - depths / 5.0, 0.0, 1.0)
        return np.stack([self.meet[0] + side / depths, self.meet[1] + FLOOR / depths], 1)


def left(place: int) -> bool:
    """Whether that card stands left of the road."""
    return place % 2 == 0


def looked_at(count: int) -> tuple[int, ...]:
    """Which of so many stops, from 0, are looked at on the way home: the last one first."""
    if count <= MOST:
        return tuple(range(count - 1, -1, -1))
    return tuple(round(k) for k in np.linspace(count - 1, 0, MOST))


def camera(share: float, cards: int) -> FlightCamera:
    """The camera at a share of the flight past so many cards: it stands at each, then moves on."""
    step = min(max(share, 0.0), 1.0) * cards
    here = min(int(step), cards - 1)
    on = smooth((step - here - DWELL) / (1.0 - DWELL)) if here < cards - 1 else 0.0
    ends = [MEET_LEFT if left(k) else MEET_RIGHT for k in (here, here + 1)]
    return FlightCamera(here + float(on), (float(mix(ends[0], ends[1], on)), HORIZON))


def box_of(spot: Spot) -> Rect:
    """The upright rectangle of a card."""
    w, h = WIDE * spot.size, HIGH * spot.size
    return Rect(spot.x - w / 2, spot.y - h / 2, w, h)
