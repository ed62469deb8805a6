"""The amphitheatre of tokens: where every seat, column and plane stands, and their outlines on the stage.

Geometry only: a fixed camera looks across a round floor at rising rows of seats. One seat per vocabulary entry, in id
order, row by row from the front. Columns stand on three arcs of the floor. Nothing here knows odds or draws.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

FOCUS = 1500.0
"""Camera: stage units per world unit at distance 1."""
CENTRE_X, CENTRE_Y = 752.0, 499.0
CAMERA_Y, CAMERA_Z, PITCH = 2.6, -6.4, 0.27
RADIUS = 4.2
"""Of the first arc of columns; its middle lies at z = FRONT."""
FRONT = 0.65
MIDDLE_Z = FRONT - RADIUS
ARCS = ((11, RADIUS, 0.625), (14, RADIUS + 0.80, 0.605), (15, RADIUS + 1.55, 0.575))
"""Columns per arc, its radius, its half angle (radians)."""
COLUMNS = sum(count for count, _, _ in ARCS)
HALF = 0.158
"""Half the width of a column."""
FULL_HEIGHT = 2.12
"""Height of a column whose token is certain."""
TIERS, ROWS = 4, 24
SEAT_EDGE = 672.0
"""Half the width of the seats on the stage."""


def project(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Stage points [..., 2] of world points: x right, y up, z away from the camera."""
    down, away = y - CAMERA_Y, z - CAMERA_Z
    cos, sin = np.cos(PITCH), np.sin(PITCH)
    depth = away * cos - down * sin
    return np.stack([CENTRE_X + FOCUS * x / depth, CENTRE_Y - FOCUS * (down * cos + away * sin) / depth], -1)


def on_arc(radius: np.ndarray | float, angle: np.ndarray | float, height: np.ndarray | float) -> np.ndarray:
    """Stage points of places on circles round the middle of the floor."""
    r, a, h = np.broadcast_arrays(np.asarray(radius, float), np.asarray(angle, float), np.asarray(height, float))
    return project(r * np.sin(a), h, MIDDLE_Z + r * np.cos(a))


def height_of(odds: np.ndarray | float) -> np.ndarray:
    """The one definition of a column's height: the square root of the odds, FULL_HEIGHT for a certain token."""
    return FULL_HEIGHT * np.sqrt(np.maximum(np.asarray(odds, float), 0.0))


@lru_cache(maxsize=1)
def places() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Radius, angle and arc [COLUMNS] of the columns, most likely first: each arc from its middle outwards."""
    radius, angle, arc = [], [], []
    for number, (count, r, half) in enumerate(ARCS):
        across = np.linspace(-half, half, count)
        across = across[np.argsort(np.abs(across) + 1e-6 * (across > 0), kind="stable")]
        radius += [r] * count
        angle += across.tolist()
        arc += [number] * count
    return np.array(radius), np.array(angle), np.array(arc)


def _corners(u: np.ndarray, v: np.ndarray, height: np.ndarray, which: np.ndarray) -> np.ndarray:
    """Stage points [n, m, 2] of corners given along (u) and across (v) each column's own axes."""
    radius, angle, _ = places()
    r, a = radius[which][:, None], angle[which][:, None]
    x = r * np.sin(a) + u * np.cos(a) + v * np.sin(a)
    z = MIDDLE_Z + r * np.cos(a) - u * np.sin(a) + v * np.cos(a)
    return project(x, height, z)


def faces(which: np.ndarray, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Front, visible side and top [n, 4, 2] each of the columns `which`, from height `low` to `high`."""
    w = HALF
    zero = np.zeros((len(which), 4))
    lows, highs = low[:, None], high[:, None]
    walls = np.concatenate([lows, lows, highs, highs], 1)
    front = _corners(zero + np.array([-w, w, w, -w]), zero - w, walls, which)
    inner = np.where(places()[1][which] < 0, w, -w)[:, None]
    side = _corners(zero + inner, zero + np.array([-w, w, w, -w]), walls, which)
    top = _corners(zero + np.array([-w, w, w, -w]), zero + np.array([-w, -w, w, w]), zero + highs, which)
    return front, side, top


def silhouettes(which: np.ndarray, height: np.ndarray) -> np.ndarray:
    """The outline [n, 6, 2] of the three visible faces of columns that stand on the floor."""
    w = HALF
    turn = np.where(places()[1][which] < 0, 1.0, -1.0)[:, None]
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


def plane_half(height: float) -> float:
    """Half angle of the plane of the cut: a high one lies nearer to the eye and is made narrower."""
    return 0.63 - 0.04 * height


def ring(inner: float, outer: float, height: float, count: int = 36) -> np.ndarray:
    """A strip of a flat ring at some height, as a polygon [2 count, 2]; the first half is its near edge."""
    angle = np.linspace(-1.0, 1.0, count) * plane_half(height)
    return np.concatenate([on_arc(inner, angle, height), on_arc(outer, angle[::-1], height)])


def _row(radius: float, height: float, gap: float) -> np.ndarray:
    """Angles of the seats of one row: all that lie within the stage, without the aisles."""
    limit = 0.9
    for _ in range(20):
        edge = on_arc(radius, limit, height)
        limit *= 1 + 0.6 * (SEAT_EDGE / abs(float(edge[0]) - CENTRE_X) - 1)
    count = int(2 * limit * radius / gap)
    angle = (np.arange(count) - (count - 1) / 2) * gap / radius
    aisle = 0.1425
    away = np.abs((angle / aisle) % 1.0 - 0.5) * aisle * radius
    return angle[away < aisle * radius / 2 - 0.05]


@lru_cache(maxsize=2)
def seats(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Stage points [count, 2] and tier [count] of all seats, seat i for token id i, front row first.

    The seats' spacing is found so that the last row ends with the vocabulary.
    """
    gap = 0.03
    points, tiers = _bowl(gap)
    for _ in range(12):
        if count <= len(points) <= count * 1.004:
            break
        gap *= len(points) / (count * 1.002)
        points, tiers = _bowl(gap)
    points, tiers = points[:count], tiers[:count]
    points.flags.writeable = tiers.flags.writeable = False
    return points, tiers


def _bowl(gap: float) -> tuple[np.ndarray, np.ndarray]:
    points, tiers = [], []
    radius = start = RADIUS + 2.45
    for tier in range(TIERS):
        for _ in range(ROWS):
            height = 0.24 + 0.31 * (radius - start) ** 1.2
            angle = _row(radius, height, gap)
            points.append(on_arc(radius, angle, height))
            tiers.append(np.full(len(angle), tier))
            radius += 0.040
        radius += 0.16
    return np.concatenate(points), np.concatenate(tiers)
