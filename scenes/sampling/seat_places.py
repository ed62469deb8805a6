"""Where the seats are: one per vocabulary entry, in order of id, row by row from the front.

Geometry only, and found once per size of the vocabulary.
"""

from __future__ import annotations

from functools import lru_cache

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
