"""Where things of the sum stand on the stage: the three words in their plane, rings through the two nearest tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.embedding.facts import RowFacts
from scenes.paths.embedding.places import LANDING, UNIT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import AnalogySide, NearToken

ANGLES = (62.0, 18.0, 122.0, -24.0, 148.0)
"""Degrees at which tokens stand whose direction is free: the nearest first."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class SumPlaces:
    """corners: a, b, c on the stage; rings: radii of the two nearest tokens; tops: where the nearest ones stand."""

    corners: tuple[Point, Point, Point]
    rings: tuple[float, ...]
    tops: tuple[Point, ...]


def sum_places(facts: RowFacts, side: AnalogySide) -> SumPlaces:
    """All places of a sum that has an answer."""
    corners = tuple((LANDING[0] + UNIT * float(x), LANDING[1] - UNIT * float(y)) for x, y in side.corners)
    near = facts.tops[: len(ANGLES)]
    known = {word.token: corner for word, corner in zip(facts.sum.words, corners, strict=True)}
    tops = tuple(known.get(each.token, _turned(side, each, turn)) for each, turn in zip(near, ANGLES, strict=False))
    rings = tuple(UNIT * side.distance(each) for each in near[:2])
    return SumPlaces((corners[0], corners[1], corners[2]), rings, tops)


def _turned(side: AnalogySide, near: NearToken, degrees: float) -> Point:
    long, turn = UNIT * side.distance(near), np.radians(degrees)
    return LANDING[0] + long * float(np.cos(turn)), LANDING[1] - long * float(np.sin(turn))
