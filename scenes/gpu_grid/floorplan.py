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
LAMPS_UNKNOWN = 4
"""Lamps per processor where nothing tells how many tensor cores it has: one is a quarter of its math."""
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
    """Where the processors of a chip and the lamps on them stand: flat boxes (u0, v0, u1, v1), `cells` [processors, 4]
    and `lamps` [processors x lamps of each, 4], processor by processor."""

    cells: np.ndarray
    lamps: np.ndarray

    @property
    def count(self) -> int:
        """Lamps of the whole chip."""
        return len(self.lamps)


@lru_cache(maxsize=24)
def floorplan(count: int, each: int) -> Floorplan:
    """`count` processors in rows above and below the cache, with `each` lamps."""
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
    boxes = np.array(cells)
    return Floorplan(boxes, _lamps(boxes, each))


def _lamps(cells: np.ndarray, each: int) -> np.ndarray:
    """The boxes of the lamps, two rows of them on every processor."""
    down = 2 if each % 2 == 0 else 1
    across = each // down
    u, v = np.meshgrid((np.arange(across) + 0.5) / across, (np.arange(down) + 0.5) / down)
    middle = np.stack([u, v], -1).reshape(-1, 2)
    low, size = cells[:, None, :2], (cells[:, 2:] - cells[:, :2])[:, None]
    half = size * np.array([0.40 / across, 0.38 / down])
    at = low + middle[None] * size
    return np.concatenate([at - half, at + half], 2).reshape(-1, 4)


@lru_cache(maxsize=1)
def fields() -> np.ndarray:
    """The two parts of the die above and below the cache [2, 4], for a chip whose processors are not published."""
    u0, v0, u1, v1 = DIE
    return np.array(
        [(u0 + PAD, v0 + 0.015, u1 - PAD, CACHE[0] - PAD), (u0 + PAD, CACHE[1] + PAD, u1 - PAD, v1 - 0.015)]
    )


@lru_cache(maxsize=24)
def lamp_order(lamps: int) -> np.ndarray:
    """The order in which so many lamps go on [lamps]: scattered, always the same."""
    return np.random.default_rng(lamps).permutation(lamps)


def lit_lamps(lamps: int, share: float) -> int:
    """How many of the lamps stand for a share of the math; at least one where the share is above zero."""
    return min(lamps, max(1 if share > 0 else 0, round(share * lamps)))
