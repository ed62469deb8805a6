"""The floor of the memory in perspective: area is bytes. Where the weights lie, how halls of one length are laid out in
the room beside them, and where a point of the floor is on the stage. Nothing is drawn here."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

LEFT, RIGHT, NEAR_Y, FAR_Y = 64.0, 1440.0, 756.0, 306.0
NARROWING = 0.74
"""Width of the far edge over that of the near one."""
HEIGHT = 15.0
"""How high walls and weights stand at the near edge, stage units."""
MOST_ROWS, BROADEST, MOST_HALLS = 4, 12.0, 320
"""Rows of halls at most; a row has at least so many; more halls than this are not drawn one by one."""


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """total: bytes across the floor; weights, usable: where the weights and the memory end; one: bytes of a hall;
    fits: halls that have room; rows: of halls, one behind the other."""

    total: float
    weights: float
    usable: float
    one: float
    fits: int
    rows: int

    def point(self, across: np.ndarray | float, depth: np.ndarray | float, up: float = 0.0) -> np.ndarray:
        """Stage positions [..., 2] of bytes across the floor at a depth 0 (near) to 1 (far)."""
        near = 1.0 / (1.0 + np.asarray(depth, dtype=np.float64) * (1.0 / NARROWING - 1.0))
        x = (LEFT + RIGHT) / 2 + (np.asarray(across, dtype=np.float64) / self.total - 0.5) * (RIGHT - LEFT) * near
        y = FAR_Y + (NEAR_Y - FAR_Y) * (near - NARROWING) / (1.0 - NARROWING) - up * HEIGHT * near
        return np.stack(np.broadcast_arrays(x, y), -1)

    def quad(self, start: float, end: float, up: float = 0.0) -> np.ndarray:
        """The stretch of the floor from `start` to `end` bytes, over the whole depth [4, 2]."""
        return self.point(np.array([start, end, end, start]), np.array([0.0, 0.0, 1.0, 1.0]), up)

    @property
    def columns(self) -> int:
        """Halls side by side in a row."""
        return max(1, math.ceil(self.fits / self.rows))

    def cells(self) -> tuple[np.ndarray, np.ndarray]:
        """Column and row of every hall that fits, from the middle of the front row outwards: ours is the first."""
        n = min(self.fits, MOST_HALLS)
        at = np.arange(self.columns * self.rows)
        column, row = at % self.columns, at // self.columns
        order = np.argsort(np.abs(column - self.columns // 2) + 2.2 * row, kind="stable")[:n]
        return column[order], row[order]

    def boxes(self, column: np.ndarray, row: np.ndarray, part: tuple[float, float], up: float = 0.0) -> np.ndarray:
        """A share of each hall's width, over its depth [n, 4, 2]."""
        width = self.one * self.rows
        start, end = (self.weights + (column + share) * width for share in part)
        near, far = (row + 0.05) / self.rows, (row + 0.95) / self.rows
        return np.stack([self.point(x, z, up) for x, z in ((start, near), (end, near), (end, far), (start, far))], 1)

    def fronts(self, column: np.ndarray, row: np.ndarray, part: tuple[float, float]) -> np.ndarray:
        """The face towards us of what `boxes` gives, from the floor up [n, 4, 2]."""
        low, high = self.boxes(column, row, part), self.boxes(column, row, part, 1.0)
        return np.stack([low[:, 0], low[:, 1], high[:, 1], high[:, 0]], 1)


def plan_of(weights: float, usable: float, one: float, fits: int) -> FloorPlan:
    """The floor for halls of one length: wide enough for a hall that does not fit."""
    total = max(usable, weights, weights + one if not fits else 0.0)
    exact = max(0.0, usable - weights) / one
    good = [n for n in range(1, MOST_ROWS + 1) if n * math.floor(exact / n) == fits and exact / n >= BROADEST]
    return FloorPlan(total, weights, usable, one, fits, max(good, default=1))
