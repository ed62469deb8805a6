"""Where the columns stand, on three arcs of the floor, and their outlines on the stage for any height.

Geometry only; how high a column is says `heights`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from scenes.sampling.camera import MIDDLE_Z, RADIUS, project

ARCS = ((7, RADIUS, 0.456), (14, RADIUS + 0.80, 0.545), (19, RADIUS + 1.55, 0.545))
"""Columns per arc, its radius, its half angle (radians)."""
COLUMNS = sum(count for count, _, _ in ARCS)
NEAR = ARCS[0][0]
"""How many stand on the arc in front: these have labels."""
HALF = 0.19
"""Half the width of a column."""
ROUND = (-1, 1, 1, -1)
"""Sides of a face's corners, once round."""


class ColumnPlaces(NamedTuple):
    """Radius, angle (radians) and number of the arc [COLUMNS] of every column, most likely first."""

    radius: np.ndarray
    angle: np.ndarray
    arc: np.ndarray


@lru_cache(maxsize=1)
def places() -> ColumnPlaces:
    """Where the columns stand: each arc from its middle outwards."""
    radius, angle, arc = [], [], []
    for number, (count, r, half) in enumerate(ARCS):
        across = np.linspace(-half, half, count)
        across = across[np.argsort(np.abs(across) + 1e-6 * (across > 0), kind="stable")]
        radius += [r] * count
        angle += across.tolist()
        arc += [number] * count
    return ColumnPlaces(np.array(radius), np.array(angle), np.array(arc))


def _corners(u: np.ndarray, v: np.ndarray, height: np.ndarray, which: np.ndarray) -> np.ndarray:
    """Stage points [n, m, 2] of corners given along (u) and across (v) each column's own axes."""
    radius, angle, _ = places()
    r, a = radius[which][:, None], angle[which][:, None]
    x = r * np.sin(a) + u * np.cos(a) + v * np.sin(a)
    z = MIDDLE_Z + r * np.cos(a) - u * np.sin(a) + v * np.cos(a)
    return project(x, height, z)


def faces(which: np.ndarray, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Front, visible side and top [n, 4, 2] each of the columns `which`, from height `low` to `high`. Found in one go,
    and remembered: most frames ask for what the one before asked for."""
    found = _faces(*(each.astype(kind).tobytes() for each, kind in ((which, int), (low, float), (high, float))))
    return found[:, :4], found[:, 4:8], found[:, 8:]


@lru_cache(maxsize=64)
def _faces(which_bytes: bytes, low_bytes: bytes, high_bytes: bytes) -> np.ndarray:
    """Corners [n, 12, 2] of front, side and top."""
    which, low, high = np.frombuffer(which_bytes, int), np.frombuffer(low_bytes), np.frombuffer(high_bytes)
    w = HALF
    nil = np.zeros((len(which), 12))
    across, deep = (
        nil + np.array(ROUND + ROUND + ROUND) * w,
        nil + np.array([-1] * 4 + list(ROUND) + [-1, -1, 1, 1]) * w,
    )
    across[:, 4:8] = np.where(places().angle[which] < 0, w, -w)[:, None]
    lows, highs = low[:, None], high[:, None]
    level = np.concatenate([lows, lows, highs, highs] * 2 + [highs] * 4, 1)
    found = _corners(across, deep, level, which)
    found.flags.writeable = False
    return found


def silhouettes(which: np.ndarray, height: np.ndarray) -> np.ndarray:
    """The outline [n, 6, 2] of the three visible faces of columns that stand on the floor."""
    w = HALF
    turn = np.where(places().angle[which] < 0, 1.0, -1.0)[:, None]
    nil = np.zeros((len(which), 6))
    across = turn * np.array([-w, w, w, w, -w, -w])
    deep = nil + np.array([-w, -w, w, w, w, -w])
    level = height[:, None] * np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0])
    return _corners(across, deep, level, which)


def rims(which: np.ndarray, height: np.ndarray, wider: float = 0.0) -> np.ndarray:
    """Lines [n, 4] along the front of columns at some height, `wider` world units longer at both ends."""
    w = HALF
    ends = np.array([-w - wider, w + wider])
    points = _corners(np.zeros((len(which), 2)) + ends, np.full((len(which), 2), -w), height[:, None], which)
    return points.reshape(-1, 4)


def tops(which: np.ndarray, height: np.ndarray) -> np.ndarray:
    """Stage points [n, 2] of the middle of the tops."""
    nil = np.zeros((len(which), 1))
    return _corners(nil, nil, height[:, None], which)[:, 0]
