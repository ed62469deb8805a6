"""The merge tree's geometry: where the pieces of a plan stand, and the threads along which they slide together.

Bytes are at the top; each merge is one step further down. Kept by its arguments. Not here: any drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scenes.tokenization.merges import NEVER, MergePlan
from tourapp.authoring import Rect, smooth

ARRIVE = 0.72
"""Share of a merge's time after which both parts have met; the rest is the glow."""
CELL, STEP = 96.0, 52.0
"""Widest column and tallest step."""
POINTS = 26
"""Of a thread."""


@dataclass(frozen=True, slots=True, eq=False)
class TreeShape:
    """Where a plan's pieces stand: x of columns and pieces, the height at which each piece is made, and column
    width."""

    plan: MergePlan
    left: float
    cell: float
    top: float
    step: float
    bend: float
    """The height over which two pieces slide together."""
    x: np.ndarray
    y: np.ndarray

    @property
    def key(self) -> tuple[object, ...]:
        """All that a drawing of this tree depends on."""
        return self.plan.text, self.plan.columns, self.left, self.cell, self.top, self.step, self.bend

    @property
    def bottom(self) -> float:
        """Where the last merge is made."""
        return self.top + self.step * self.plan.merges

    @property
    def width(self) -> float:
        """Of all columns."""
        return self.cell * self.plan.columns

    def column(self, index: float) -> float:
        """Middle of a column."""
        return self.left + self.cell * (index + 0.5)

    def columns(self) -> np.ndarray:
        """Middles of all columns."""
        return np.asarray(self.left + self.cell * (np.arange(self.plan.columns) + 0.5))

    def level(self, merges: float) -> float:
        """The height of the merge list's reading line after so many merges: moves fast, then rests at each merge."""
        whole = np.floor(merges)
        return float(self.top + self.step * (whole + smooth((merges - whole) / ARRIVE)))

    def approach(self, pieces: np.ndarray, y: float) -> np.ndarray:
        """How far pieces have slid towards the ones they fuse with when the reading line is at height y: 0..1."""
        parent = self.plan.parent[pieces]
        end = np.where(parent >= 0, self.y[parent], NEVER)
        start = np.maximum(self.y[pieces], end - self.bend)
        return np.asarray(smooth(np.clip((y - start) / np.maximum(end - start, 1e-6), 0.0, 1.0)))

    def at(self, pieces: np.ndarray, y: float) -> np.ndarray:
        """Where pieces that have not merged yet are when the reading line is at height y."""
        parent = self.plan.parent[pieces]
        home = np.where(parent >= 0, self.x[parent], self.x[pieces])
        return np.asarray(self.x[pieces] + (home - self.x[pieces]) * self.approach(pieces, y))


@lru_cache(maxsize=96)
def lay_tree(plan: MergePlan, room: Rect, top: float, bottom: float) -> TreeShape:
    """Spread a plan over `room` (only x and width count) between the heights top and bottom."""
    cell = min(CELL, room.w / max(plan.columns, 1))
    left = room.cx - cell * plan.columns / 2
    step = min(STEP, (bottom - top) / (plan.merges + 0.35)) if plan.merges else 0.0
    x = np.zeros(len(plan.pieces))
    for i in range(len(plan.pieces)):
        a, b = plan.left[i], plan.right[i]
        if a < 0:
            x[i] = left + cell * (plan.first[i] + 0.5)
        else:
            x[i] = (x[a] * plan.sizes[a] + x[b] * plan.sizes[b]) / plan.sizes[i]
    return TreeShape(plan, left, cell, top, step, 0.36 * (bottom - top), x, top + step * plan.born)


@lru_cache(maxsize=64)
def thread_curves(shape: TreeShape) -> tuple[np.ndarray, np.ndarray]:
    """Paths (n x POINTS x 2) of all pieces that merge, from where each is made to where it fuses, and which pieces."""
    child = np.flatnonzero(shape.plan.parent >= 0)
    parent = shape.plan.parent[child]
    u = np.linspace(0, 1, POINTS)
    y = shape.y[child, None] + (shape.y[parent] - shape.y[child])[:, None] * u[None]
    start = np.maximum(shape.y[child], shape.y[parent] - shape.bend)[:, None]
    share = np.clip((y - start) / np.maximum(shape.y[parent][:, None] - start, 1e-6), 0, 1)
    x = shape.x[child][:, None] + (shape.x[parent] - shape.x[child])[:, None] * smooth(share)
    return np.stack([x, y], 2), child
