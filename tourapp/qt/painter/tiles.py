"""A coarse grid over the stage: which parts of it are to be painted."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from tourapp.authoring.layout import HEIGHT, WIDTH
from tourapp.qt.painter.bounds import Box

TILE = 30
"""Stage units of a tile's side: a divisor of both sides of the stage."""
COLUMNS, ROWS = int(WIDTH) // TILE, int(HEIGHT) // TILE


class StageTiles:
    """Marked tiles of a stage of some height."""

    def __init__(self, every: bool = False, height: float = HEIGHT) -> None:
        self._rows = ROWS if height == HEIGHT else math.ceil(height / TILE)
        self.grid = np.full((self._rows, COLUMNS), every)
        self._sums: list[list[int]] | None = None

    def mark(self, box: Box) -> None:
        """Mark whatever a box touches."""
        x0, y0, x1, y1 = _span(box, self._rows)
        self.grid[y0:y1, x0:x1] = True
        self._sums = None

    @property
    def share(self) -> float:
        """Share of the stage that is marked."""
        return float(self.grid.mean())

    def hits(self, box: Box) -> bool:
        """Whether a box touches a marked tile."""
        x0, y0, x1, y1 = _span(box, self._rows)
        if x0 >= x1 or y0 >= y1:
            return False
        if self._sums is None:
            sums = np.zeros((self._rows + 1, COLUMNS + 1), np.int32)
            sums[1:, 1:] = self.grid.cumsum(0).cumsum(1)
            self._sums = sums.tolist()
        s = self._sums
        return s[y1][x1] - s[y0][x1] - s[y1][x0] + s[y0][x0] > 0

    def boxes(self) -> Iterator[tuple[int, int, int, int]]:
        """The marked tiles as few rectangles: left, top, right, bottom in stage units."""
        for x0, y0, x1, y1 in rectangles(self.grid):
            yield x0 * TILE, y0 * TILE, x1 * TILE, y1 * TILE


def rectangles(grid: np.ndarray) -> Iterator[list[int]]:
    """The marked cells of a grid as few rectangles: left, top, right, bottom in cells."""
    walled = np.zeros((grid.shape[0], grid.shape[1] + 2), np.int8)
    walled[:, 1:-1] = grid
    edges = walled[:, 1:] - walled[:, :-1]
    rows, starts = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    live: dict[tuple[int, int], list[int]] = {}
    going: dict[tuple[int, int], list[int]] = {}
    found: list[list[int]] = []
    last = -1
    for y, first, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        if y != last:
            live, going = (going if y == last + 1 else {}), {}
            last = y
        box = live.get((first, end))
        if box is None:
            box = [first, y, end, y + 1]
            found.append(box)
        else:
            box[3] = y + 1
        going[first, end] = box
    yield from found


def _span(box: Box, rows: int) -> tuple[int, int, int, int]:
    """First and past-the-last column and row a box touches; written out, for it is asked hundreds of times a frame."""
    x0, y0, x1, y1 = int(box[0] // TILE), int(box[1] // TILE), int(box[2] // TILE) + 1, int(box[3] // TILE) + 1
    return (x0 if x0 > 0 else 0, y0 if y0 > 0 else 0, x1 if x1 < COLUMNS else COLUMNS, y1 if y1 < rows else rows)
