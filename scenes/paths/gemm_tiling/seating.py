"""Where processors and the tiles of a wave stand: rows and columns that fill a box."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np

from scenes.paths.gemm_tiling.places import HALL_GAP, LEFT, RIGHT, SEATS, STRIP
from tourapp.authoring import Rect

MOST_ROWS = 6
"""Rows of tiles that a strip has at most."""


@dataclass(frozen=True, slots=True)
class Hall:
    """One wave: its number, its place across, the pieces it has, and the seats there are."""

    wave: int
    x: float
    w: float
    pieces: int
    seats: int

    @property
    def strip(self) -> Rect:
        """Its tiles, as they leave the output."""
        return Rect(self.x, STRIP[0], self.w, STRIP[1])

    @property
    def box(self) -> Rect:
        """Its processors."""
        return Rect(self.x, SEATS[0], self.w, SEATS[1])


def halls_of(waves: int, last: int, seats: int) -> list[Hall]:
    """At most three halls: the first waves, and the last one at the right."""
    shown = list(range(1, waves + 1)) if waves <= 3 else [1, 2, waves]
    wide = (RIGHT - LEFT - HALL_GAP * (len(shown) - 1)) / len(shown)
    return [
        Hall(wave, LEFT + (wide + HALL_GAP) * place, wide, last if wave == waves else seats, seats)
        for place, wave in enumerate(shown)
    ]


def seat_boxes(box: Rect, count: int, gap: float = 3.0) -> np.ndarray:
    """Boxes of so many seats [count, 4], row by row, as square as the box allows."""
    about = max(1, min(count, ceil(sqrt(count * box.w / box.h))))
    whole = [each for each in range(max(1, about - 5), about + 6) if count % each == 0]
    columns = min(whole, key=lambda each: abs(each - about), default=about)
    rows = ceil(count / columns)
    return _cells(box, (rows, columns), count, gap, down=False)


def strip_boxes(box: Rect, count: int, seats: int, down: int, gap: float = 2.0) -> np.ndarray:
    """Boxes of a wave's tiles [count, 4], column by column; a whole wave would fill the box."""
    rows = min(down, MOST_ROWS, seats)
    return _cells(box, (rows, ceil(seats / rows)), count, gap, down=True)


def _cells(box: Rect, shape: tuple[int, int], count: int, gap: float, *, down: bool) -> np.ndarray:
    rows, columns = shape
    at = np.arange(count)
    row, column = (at % rows, at // rows) if down else (at // columns, at % columns)
    wide, tall = box.w / columns, box.h / rows
    gap = min(gap, 0.3 * wide, 0.3 * tall)
    sizes = np.full(count, wide - gap), np.full(count, tall - gap)
    return np.stack([box.x + wide * column, box.y + tall * row, *sizes], 1)
