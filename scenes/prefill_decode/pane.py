"""A pane of glass, which stands for a few layers of the model, and a row of them: where they stand, seen at a slant.

Oblique projection: a pane is `HEIGHT` high and runs into the depth along `DEPTH`. Not here: drawing them (`panes`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Rect

HEIGHT = 292.0
DEPTH = np.array([108.0, -62.0])
"""A pane's width in depth: from its near lower left to its far upper right edge."""
FLOOR = 14.0
"""How far the floor lies below the panes."""
MIRROR = 0.17
"""Height of the reflection on the floor, as a share of the thing."""
PANES_AT_MOST = 20


@dataclass(frozen=True, slots=True, eq=False)
class PaneRow:
    """A row of panes: the middles' x [n], their common y, and where their reflection on the floor is cut off."""

    xs: np.ndarray
    cy: float
    floor: float = 1080.0

    @property
    def first(self) -> float:
        """Middle of the first pane."""
        return float(self.xs[0])

    @property
    def last(self) -> float:
        """Middle of the last pane."""
        return float(self.xs[-1])

    @property
    def step(self) -> float:
        """Way from one pane to the next, at least one stage unit."""
        return max(float(self.xs[1] - self.xs[0]), 1.0)

    @property
    def seen(self) -> Rect:
        """The part of the stage in which the row and what stands in it are drawn."""
        return Rect(-100.0, 0.0, 2120.0, self.floor)

    def at(self, share: float) -> float:
        """x after a share of the way from the first pane to the last."""
        return self.first + (self.last - self.first) * share


def panes_for(layers: int) -> tuple[int, int]:
    """How many panes stand for so many layers, and how many layers one pane is."""
    each = max(1, math.ceil(layers / PANES_AT_MOST))
    return max(2, math.ceil(layers / each)), each


def row_of(count: int, first: float, last: float, cy: float, floor: float = 1080.0) -> PaneRow:
    """`count` panes evenly from `first` to `last`."""
    return PaneRow(np.linspace(first, last, count), cy, floor)


def pane_corners(cx: float, cy: float) -> np.ndarray:
    """The four corners [4, 2], from the near lower one round."""
    mid, half, up = np.array([cx, cy]), DEPTH / 2, np.array([0.0, HEIGHT / 2])
    return np.stack([mid - half + up, mid + half + up, mid + half - up, mid - half - up])


def mirror_corners(share: float) -> np.ndarray:
    """The four corners [4, 2] of the upper `share` of the reflection of a pane around (0, 0)."""
    near, far = -DEPTH / 2 + [0.0, HEIGHT / 2 + FLOOR], DEPTH / 2 + [0.0, HEIGHT / 2 + FLOOR]
    down = np.array([0.0, HEIGHT * MIRROR * share])
    return np.stack([near, far, far + down, near + down])
