"""The land as dots on a view of the globe: which dots can be seen, where they stand and how much they are shown.

Land or water is the world's `land`. Not here: how the dots are painted (still_globe, lit_land).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.network.globe import FRAME, GlobePath, GlobeView, unit, window
from scenes.network.name_spots import label_spot
from tourapp.authoring import ramp, smooth

if TYPE_CHECKING:
    from tourapp.authoring.kinds import LandMask

PITCH = 9.0  # stage units between dots where the ball faces the eye
GRAZING = 2400.0  # balls larger than this are seen at a low angle: their rows stand further apart
DOT = 5.4
"""Diameter of a dot, stage units."""


@dataclass(frozen=True, slots=True, eq=False)
class LandDots:
    """The dots of one view: unit vectors, stage positions, depth, rotation (degrees) and how much they are shown."""

    vectors: np.ndarray
    at: np.ndarray
    depth: np.ndarray
    angle: np.ndarray
    shown: np.ndarray

    @property
    def squash(self) -> np.ndarray:
        """How narrow a dot looks on the slope of the ball."""
        return np.maximum(self.depth, 0.22)


@lru_cache(maxsize=12)
def land_dots(path: GlobePath, land: LandMask) -> LandDots:
    """The dots of a path's view."""
    vectors = land_points(path.view, land)
    at, depth = path.view.project(vectors)
    shown = window(at) * _quiet(path, at)
    keep = (depth > 0.045) & (shown > 0.01) & (at[:, 1] > FRAME.y)
    vectors, at, depth, shown = vectors[keep], at[keep], depth[keep], shown[keep]
    angle = np.degrees(np.arctan2(at[:, 1] - path.view.cy, at[:, 0] - path.view.cx))
    return LandDots(vectors, at, depth, angle, shown)


def land_points(view: GlobeView, land: LandMask) -> np.ndarray:
    """Unit vectors (n x 3) of land dots that can be seen: rows of latitude PITCH apart on the stage."""
    step = float(np.clip(np.degrees(PITCH / view.radius), 0.1, 1.2))
    middle, reach = _seen_cap(view)
    reach += step
    lat0, lon0 = np.degrees(np.arcsin(middle[2])), np.degrees(np.arctan2(middle[1], middle[0]))
    tall = step * (1.7 if view.radius > GRAZING else 1.0)
    wide = _reach_in_longitude(lat0, reach)
    found = []
    for row in range(int(max(0, (lat0 - reach + 90) / tall)), int(min(180 / tall, (lat0 + reach + 90) / tall))):
        lat = -90 + (row + 0.5) * tall
        count = max(1, round(360 * np.cos(np.radians(lat)) / step))
        first, last = (int(np.floor((lon0 + d + 180) / 360 * count)) for d in (-wide, wide))
        lon = (np.arange(first, min(last + 1, first + count)) + 0.5 * (row % 2)) / count * 360 - 180
        found.append(np.stack([np.full(lon.shape, lat), lon], -1))
    points = np.concatenate(found)
    kept = points[land.holds(points[:, 0], points[:, 1])]
    return unit(kept[:, 0], kept[:, 1])


def _seen_cap(view: GlobeView) -> tuple[np.ndarray, float]:
    """The unit vector at the middle of what the frame shows of the ball, and how far (degrees) that reaches."""
    grid = np.stack(np.meshgrid(np.linspace(0, FRAME.right, 25), np.linspace(FRAME.y, FRAME.bottom, 17)), -1)
    corners, inside = view.lift(grid.reshape(-1, 2))
    rim = np.linspace(-np.pi, np.pi, 181)
    edge = np.stack([view.cx + 0.999 * view.radius * np.cos(rim), view.cy + 0.999 * view.radius * np.sin(rim)], -1)
    on_stage = (edge[:, 0] > 0) & (edge[:, 0] < FRAME.right) & (edge[:, 1] < FRAME.bottom)
    seen = np.concatenate([corners[inside], view.lift(edge[on_stage])[0]])
    middle = seen.mean(0) / np.linalg.norm(seen.mean(0))
    return middle, float(np.degrees(np.arccos(np.clip(seen @ middle, -1, 1)).max()))


def _reach_in_longitude(lat0: float, reach: float) -> float:
    """Half width in degrees of longitude of a cap of angular radius `reach` around latitude lat0."""
    if abs(lat0) + reach >= 89.0:
        return 180.0
    return float(np.degrees(np.arcsin(min(1.0, np.sin(np.radians(reach)) / np.cos(np.radians(lat0))))))


def _quiet(path: GlobePath, at: np.ndarray) -> np.ndarray:
    """The dots step back where the two names stand."""
    shown = np.ones(len(at))
    for spot in (label_spot(path, False), label_spot(path, True)):
        x, y = spot.middle
        away = np.hypot((at[:, 0] - x) / 180.0, (at[:, 1] - y) / 60.0)
        shown *= 0.22 + 0.78 * smooth(ramp(away, 0.62, 1.1))
    return shown
