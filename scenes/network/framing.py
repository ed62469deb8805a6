"""A view of the globe in which any path over it fits: near, far, antipodal or across the date line.

Many turns of the globe are tried and judged; the best one is kept for as long as the two places stay. Not here: what is
seen in it.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.network.globe import POINTS, GlobePath, GlobeView, unit

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Route

CENTRE_X = 752.0
LIMB_TOP = 148.0  # the top of the ball, stage units
LARGEST_RADIUS = 4200.0  # nearer than this the outlines (a tenth of a degree) would show their steps
LOWEST = 606.0  # no end of a path stands lower
HIGHEST = 262.0  # nor higher: its words need room above


@lru_cache(maxsize=64)
def frame_path(route: Route) -> GlobePath:
    """The great circle between two places on a view chosen for it."""
    course = route.course(POINTS)
    vectors = unit(course[:, 0], course[:, 1])
    view = _choose(vectors)
    ground, _ = view.project(vectors)
    for array in (vectors, ground):
        array.flags.writeable = False
    angle = float(np.arccos(np.clip(vectors[0] @ vectors[-1], -1.0, 1.0)))
    ends = (route.origin, route.target)
    key = tuple(degrees for place in ends for degrees in (place.latitude, place.longitude))
    return GlobePath(view, vectors, ground, _bow(ground), angle, key)


def _bow(ground: np.ndarray) -> np.ndarray:
    """Upwards and away from the chord; steep paths bow to the left, where the stage is empty."""
    chord = ground[-1] - ground[0]
    length = float(np.hypot(*chord))
    if length < 1.0:
        return np.array([0.0, -1.0])
    across = np.array([chord[1], -chord[0]]) / length
    if across[1] > 0.05:
        across = -across
    lean = across + np.array([0.0, -0.35])
    return lean / np.hypot(*lean) * float(np.clip(0.15 * length, 30.0, 96.0))


def _frame_at(points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """At the middle of a path: the outward vector, east, north, and the slope of the path there (-90..90 degrees)."""
    middle = points[len(points) // 2]
    east = np.cross([0.0, 0.0, 1.0], middle)
    size = float(np.linalg.norm(east))
    east = east / size if size > 1e-6 else np.array([0.0, 1.0, 0.0])
    north = np.cross(middle, east)
    along = points[len(points) // 2 + 1] - points[len(points) // 2 - 1]
    rise, run = float(along @ north), float(along @ east)
    if math.hypot(rise, run) < 1e-9:
        return middle, east, north, 0.0
    slope = math.degrees(math.atan2(rise, run))
    return middle, east, north, (slope + 90.0) % 180.0 - 90.0


def _choose(points: np.ndarray) -> GlobeView:
    """Try rolls (up to level with the path) and tilts; keep the view in which the path is large, clear and upright."""
    middle, east, north, slope = _frame_at(points)
    coarse = points[:: max(1, len(points) // 32)]
    best: tuple[float, GlobeView] | None = None
    for share in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        roll = math.radians(slope * share)
        right = math.cos(roll) * east + math.sin(roll) * north
        away = math.cos(roll) * north - math.sin(roll) * east
        for tilt in np.radians(np.arange(6.0, 76.0, 2.5)):
            up = math.cos(tilt) * away + math.sin(tilt) * middle
            facing = math.cos(tilt) * middle - math.sin(tilt) * away
            score, view = _judge(coarse, np.stack([right, up, facing]), abs(slope * share))
            if best is None or score > best[0]:
                best = (score, view)
    assert best is not None
    best[1].axes.flags.writeable = False
    return best[1]


def _judge(points: np.ndarray, axes: np.ndarray, roll: float) -> tuple[float, GlobeView]:
    """The largest ball on which the path still fits, and how good that picture is."""
    turned = points @ axes.T
    wide = float(np.abs(turned[:, 0]).max())
    room = 400.0 + 135.0 * wide**4  # a path round the globe may spread out to its limbs
    radius = min(LARGEST_RADIUS, room / max(wide, 1e-6), (LOWEST - LIMB_TOP) / max(1e-6, 1 - float(turned[:, 1].min())))
    view = GlobeView(axes, radius, CENTRE_X, LIMB_TOP + radius)
    flat, depth = view.project(points)
    chord = float(np.hypot(*(flat[-1] - flat[0])))
    score = min(chord, 820.0) / 820.0 + 1.6 * min(radius, 560.0) / 560.0
    score -= 0.9 * (roll / 50.0) ** 2
    score -= 6.0 * max(0.0, 0.10 - float(depth.min()))
    score -= max(0.0, HIGHEST - float(flat[:, 1].min())) / 40.0
    score -= (abs(float(flat[:, 1].mean()) - 500.0) / 300.0) ** 2
    return score, view
