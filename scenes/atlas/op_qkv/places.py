"""Where things stand: the vector, the three matrices and the strips they give; and the matrices to scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Rect, mix

VECTOR = Rect(204.0, 156.0, 44.0, 656.0)
STRIPS_X, STRIPS_W = 800.0, 500.0
MATRIX_X, MATRIX_W = 470.0, 190.0
GROUP_GAP, TOP, HEIGHT = 26.0, 156.0, 656.0
AREA = Rect(84.0, 252.0, 760.0, 330.0)
"""Room of the three matrices to scale: as high as the hidden width, as wide together as the room."""
AREA_GAP = 14.0


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Rows of queries, keys and values [n, 4] as strips, and the boxes of their three matrices."""

    rows: tuple[np.ndarray, np.ndarray, np.ndarray]
    matrices: tuple[Rect, Rect, Rect]


def groups_of(queries: int, pairs: int) -> Groups:
    """Places for so many query heads and key-value heads."""
    pitch = (HEIGHT - 2 * GROUP_GAP) / (queries + 2 * pairs)
    y, rows, matrices = TOP, [], []
    for count in (queries, pairs, pairs):
        tops = y + pitch * np.arange(count)
        full = np.full(count, 1.0)
        rows.append(np.stack([STRIPS_X * full, tops + 0.12 * pitch, STRIPS_W * full, 0.76 * pitch * full], 1))
        matrices.append(Rect(MATRIX_X, y, MATRIX_W, pitch * count))
        y += pitch * count + GROUP_GAP
    return Groups((rows[0], rows[1], rows[2]), (matrices[0], matrices[1], matrices[2]))


def areas_of(sizes: tuple[float, float, float]) -> tuple[Rect, Rect, Rect]:
    """The matrices with areas in proportion to their weights, side by side."""
    free = AREA.w - 2 * AREA_GAP
    whole, x, found = max(sum(sizes), 1e-9), AREA.x, []
    for size in sizes:
        wide = free * size / whole
        found.append(Rect(x, AREA.y, wide, AREA.h))
        x += wide + AREA_GAP
    return found[0], found[1], found[2]


def between(one: Rect, two: Rect, share: float) -> Rect:
    """A box on its way to another."""
    return Rect(*(mix(a, b, share) for a, b in zip(one, two, strict=True)))
