"""The city of scores as light: which tower is seen at every point, and how bright it is there.

A point belongs to the street nearest to the eye whose tower reaches up to it, so bands of streets have no point in
common and the city can be shown street by street without drawing it anew.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from scenes.sampling.city_places import CENTRE, CITY, FRONT_Y, TALLEST, CityPlan
from tourapp.authoring import Rect

NOBODY = 30_000
"""Street number where only the sky is seen."""


@lru_cache(maxsize=2)
def _tops(plan: CityPlan) -> np.ndarray:
    """The stage's y of the roof over every column of points [streets, width], within the city."""
    street = np.arange(plan.streets)[:, None]
    near = plan.near(street)
    x = np.arange(int(CITY.w))[None, :] + CITY.x + 0.5
    lot = np.floor(((x - CENTRE) / (CITY.w * near) + 0.5) * plan.lots).astype(int)
    inside = (lot >= 0) & (lot < plan.lots)
    tall = np.where(inside, np.take_along_axis(plan.tall, np.clip(lot, 0, plan.lots - 1), 1), 0.0)
    return np.asarray(np.where(inside, plan.ground(street) - TALLEST * near * tall, FRONT_Y + 400.0), np.float32)


@lru_cache(maxsize=2)
def seen_streets(plan: CityPlan) -> np.ndarray:
    """The street [h, w] seen at each point of the city; NOBODY for the sky and the ground in front."""
    tops = _tops(plan)
    h, w = int(CITY.h), int(CITY.w)
    row = np.floor(tops - CITY.y).astype(int)
    ok = (row >= 0) & (row < h)
    first = np.full((h, w), NOBODY, np.int16)
    street, column = np.nonzero(ok)
    np.minimum.at(first, (row[ok], column), street.astype(np.int16))
    seen = np.minimum.accumulate(first, 0)
    seen[int(FRONT_Y - CITY.y) :] = NOBODY
    return seen


@lru_cache(maxsize=2)
def city_light(plan: CityPlan) -> np.ndarray:
    """Brightness [h, w] of the whole city, 0..255: half of it is blue, above that it turns white."""
    seen = seen_streets(plan)
    h, w = seen.shape
    there = seen < NOBODY
    street = np.where(there, seen, 0)
    near = plan.near(np.arange(plan.streets)).astype(np.float32)
    ground = plan.ground(np.arange(plan.streets)).astype(np.float32)
    roof = _tops(plan).ravel()[street.astype(np.int32) * w + np.arange(w, dtype=np.int32)]
    y = (np.arange(h, dtype=np.float32) + CITY.y)[:, None]
    scale, foot = (1.0 / (TALLEST * near))[street], ground[street]
    up, tall = np.clip((foot - y) * scale, 0, 1), np.clip((foot - roof) * scale, 0, 1)
    windows = _windows(h, w)
    edge = np.clip(1.0 - np.abs(y - roof) * 0.6, 0, 1)
    strong = tall * tall
    bright = 0.06 + 0.16 * up + strong * (0.25 + 0.75 * up) + windows * (0.35 + tall) * (0.4 + 0.6 * up)
    bright += edge * (0.12 + strong)
    fog = ((near - near.min()) / max(float(1.0 - near.min()), 1e-6))[street]
    blue = np.minimum(bright * (0.42 + 0.58 * fog) + 0.20 * (1 - fog) * (0.4 + 0.6 * up), 1.0)
    white = np.clip((tall - 0.86) * 7.0, 0, 1) * (0.25 + 0.6 * up)
    side = np.clip(np.minimum(np.arange(w), np.arange(w)[::-1]) / 90.0, 0, 1).astype(np.float32)
    fade = np.clip((FRONT_Y - y) / 30.0, 0, 1) * side
    made = np.where(there, np.minimum(0.5 * blue + 0.5 * white, 1.0) * fade * 255.0, 0.0).astype(np.uint8)
    made.flags.writeable = False
    return made


@lru_cache(maxsize=1)
def _windows(h: int, w: int) -> np.ndarray:
    """Lit windows, few of them bright."""
    even = np.random.default_rng(2).random((h, w), np.float32)
    square = even * even
    return np.asarray(square * square * even)


class CityPart(NamedTuple):
    """Some streets as an image of their own, and where it stands."""

    light: np.ndarray
    room: Rect


@lru_cache(maxsize=2)
def city_parts(plan: CityPlan, count: int) -> tuple[CityPart, ...]:
    """The city in parts from the front one to the farthest, without a point in common."""
    seen, light = seen_streets(plan), city_light(plan)
    rows = np.linspace(0, plan.streets, count + 1).astype(int)
    parts = []
    for low, high in pairwise(rows.tolist()):
        mine = (seen >= low) & (seen < high)
        y, x = np.flatnonzero(mine.any(1)), np.flatnonzero(mine.any(0))
        if not len(y):
            continue
        area = slice(int(y[0]), int(y[-1]) + 1), slice(int(x[0]), int(x[-1]) + 1)
        part = np.where(mine[area], light[area], 0).astype(np.uint8)
        parts.append(CityPart(part, Rect(CITY.x + x[0], CITY.y + y[0], float(part.shape[1]), float(part.shape[0]))))
    return tuple(parts)
