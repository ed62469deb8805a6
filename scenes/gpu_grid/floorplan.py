"""Where things stand on the flat chip (u, v both 0..1): the processors and their lamps, the cache, the memory stacks.

Schematic: the numbers of processors and of memory stacks are the chip's own; their places are not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

DIE = (0.245, 0.04, 0.755, 0.955)  # u0, v0, u1, v1
CACHE = (0.445, 0.545)  # v of the L2 band
LEFT, RIGHT = -1, 1
STACK_SIDES = {LEFT: (0.015, 0.15), RIGHT: (0.85, 0.985)}
"""u of the memory left and right of the die."""
STACKS_FROM, STACKS_TO, STACK_GAP = 0.03, 0.955, 0.045
"""v of the memory's far and near end, and between two stacks."""
LAMPS_ACROSS, LAMPS_DOWN = 8, 4
LAMPS = LAMPS_ACROSS * LAMPS_DOWN
"""Lamps per processor: one is 1/32 of its math."""
PAD, GAP = 0.012, 0.004
"""Flat room between the die's edge and the processors, and between two processors."""


@dataclass(frozen=True, slots=True)
class MemoryPlace:
    """A place for memory beside the die: its side, its v, and whether a stack stands there. `whole`: one strip, because
    nothing tells how many stacks there are."""

    side: int
    v0: float
    v1: float
    filled: bool = True
    whole: bool = False


@lru_cache(maxsize=24)
def memory_places(stacks: int | None) -> tuple[MemoryPlace, ...]:
    """As many stacks as the chip has, half of them on each side; of an odd number the last place stays empty. A plain
    strip on each side where the number is not published or memory does not come in stacks."""
    if stacks is None:
        return tuple(MemoryPlace(side, STACKS_FROM, STACKS_TO, whole=True) for side in (LEFT, RIGHT))
    rows = -(-stacks // 2)
    h = (STACKS_TO - STACKS_FROM - STACK_GAP * (rows - 1)) / rows
    found = []
    for k in range(2 * rows):
        side, row = (LEFT, k) if k < rows else (RIGHT, k - rows)
        v0 = STACKS_FROM + row * (h + STACK_GAP)
        found.append(MemoryPlace(side, v0, v0 + h, filled=k < stacks))
    return tuple(found)


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


@lru_cache(maxsize=1)
def fields() -> np.ndarray:
    """The two parts of the die above and below the cache [2, 4], for a chip whose processors are not published."""
    u0, v0, u1, v1 = DIE
    return np.array(
        [(u0 + PAD, v0 + 0.015, u1 - PAD, CACHE[0] - PAD), (u0 + PAD, CACHE[1] + PAD, u1 - PAD, v1 - 0.015)]
    )


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
