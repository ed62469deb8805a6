"""Where things stand on the flat chip (u, v both 0..1): the processors and their lamps, the cache, the memory stacks.

Schematic: the number of processors is the chip's own; their places, the stacks and the bridges are not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

DIE = (0.245, 0.04, 0.755, 0.955)  # u0, v0, u1, v1
CACHE = (0.445, 0.545)  # v of the L2 band
STACKS = ((0.03, 0.315), (0.36, 0.635), (0.68, 0.955))  # v of the memory stacks, the same on both sides
LAMPS_ACROSS, LAMPS_DOWN = 8, 4
LAMPS = LAMPS_ACROSS * LAMPS_DOWN
"""Lamps per processor: one is 1/32 of its math."""
PAD, GAP = 0.012, 0.004
"""Flat room between the die's edge and the processors, and between two processors."""


@dataclass(frozen=True, slots=True, eq=False)
class Floorplan:
    """Where the processors of a chip with `count` of them stand: flat boxes [count, 4] (u0, v0, u1, v1)."""

    count: int
    cells: np.ndarray

    @property
    def lamps(self) -> int:
        """Lamps of the whole chip."""
        return self.count * LAMPS


@lru_cache(maxsize=24)
def floorplan(count: int) -> Floorplan:
    """Processors in rows above and below the cache."""
    columns = max(4, round(math.sqrt(count * 1.1)))
    rows = -(-count // columns)
    upper = -(-rows // 2)
    u0, v0, u1, v1 = DIE
    cells = []
    for k in range(count):
        row, column = divmod(k, columns)
        top = row < upper
        low, high = (v0 + 0.015, CACHE[0] - PAD) if top else (CACHE[1] + PAD, v1 - 0.015)
        place, many = (row, upper) if top else (row - upper, max(1, rows - upper))
        h, w = (high - low) / many, (u1 - u0 - 2 * PAD) / columns
        x, y = u0 + PAD + column * w, low + place * h
        cells.append((x + GAP / 2, y + GAP, x + w - GAP / 2, y + h - GAP))
    return Floorplan(count, np.array(cells))


@lru_cache(maxsize=24)
def lamp_places(count: int) -> np.ndarray:
    """Flat position of every lamp [count * LAMPS, 2], processor by processor."""
    plan = floorplan(count)
    u = (np.arange(LAMPS_ACROSS) + 0.5) / LAMPS_ACROSS
    v = (np.arange(LAMPS_DOWN) + 0.5) / LAMPS_DOWN
    grid = np.stack(np.meshgrid(u, v), -1).reshape(-1, 2)
    low, size = plan.cells[:, None, :2], (plan.cells[:, 2:] - plan.cells[:, :2])[:, None]
    return np.asarray((low + grid[None] * size).reshape(-1, 2))


@lru_cache(maxsize=24)
def lamp_order(count: int) -> np.ndarray:
    """The order in which lamps go on [count * LAMPS]: scattered, always the same."""
    return np.random.default_rng(count).permutation(count * LAMPS)


def lit_lamps(count: int, share: float) -> int:
    """Lamps that stand for a share of the math; at least one where the share is above zero."""
    return min(count * LAMPS, max(1 if share > 0 else 0, round(share * count * LAMPS)))
