"""Where the seats are: one per vocabulary entry, in order of id, row by row from the front.

Geometry only, and found once per size of the vocabulary.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from scenes.sampling.camera import CENTRE_X, RADIUS, on_arc

TIERS, ROWS = 4, 24
SEAT_EDGE = 672.0
"""Half the width of the seats on the stage."""


@lru_cache(maxsize=2)
def seats(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Stage points [count, 2] and tier [count] of all seats, seat i for token id i, front row first.

    The seats' spacing is found so that the last row ends with the vocabulary.
    """
    gap, rows = 0.03, _rows()
    angles = _angles(rows, gap)
    for _ in range(12):
        made = sum(len(row) for row in angles)
        if count <= made <= count * 1.004:
            break
        gap *= made / (count * 1.002)
        angles = _angles(rows, gap)
    many = [len(row) for row in angles]
    points = on_arc(np.repeat(rows.radius, many), np.concatenate(angles), np.repeat(rows.height, many))[:count]
    tiers = np.repeat(np.arange(TIERS * ROWS) // ROWS, many)[:count]
    points.flags.writeable = tiers.flags.writeable = False
    return points, tiers


class SeatRows(NamedTuple):
    """All rows from the front one on: radius, height, and the angle [rows] at which the stage's seats end."""

    radius: np.ndarray
    height: np.ndarray
    limit: np.ndarray


def _rows() -> SeatRows:
    radii, radius = [], RADIUS + 2.45
    for _ in range(TIERS):
        for _ in range(ROWS):
            radii.append(radius)
            radius += 0.040
        radius += 0.16
    every = np.array(radii)
    height = 0.24 + 0.31 * (every - every[0]) ** 1.2
    limit = np.full(len(every), 0.9)
    for _ in range(20):
        edge = on_arc(every, limit, height)[:, 0]
        limit *= 1 + 0.6 * (SEAT_EDGE / np.abs(edge - CENTRE_X) - 1)
    return SeatRows(every, height, limit)


def _angles(rows: SeatRows, gap: float) -> list[np.ndarray]:
    """Angles of the seats of each row: all that lie within the stage, without the aisles."""
    found = []
    for radius, limit in zip(rows.radius.tolist(), rows.limit.tolist(), strict=True):
        count = int(2 * limit * radius / gap)
        angle = (np.arange(count) - (count - 1) / 2) * gap / radius
        aisle = 0.1425
        away = np.abs((angle / aisle) % 1.0 - 0.5) * aisle * radius
        found.append(angle[away < aisle * radius / 2 - 0.05])
    return found
