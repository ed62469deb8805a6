"""A keyboard seen at an angle, as drawn: the place where the question came from and its answer comes back to."""

from __future__ import annotations

import itertools

import numpy as np

from tourapp.authoring import Picture

ROWS = (
    (1.0,) * 14,
    (1.4, *(1.0,) * 12, 1.4),
    (1.7, *(1.0,) * 11, 2.1),
    (2.2, *(1.0,) * 10, 2.6),
    (1.5, 1.5, 1.5, 6.3, 1.5, 1.5, 1.5),
)
"""Widths of the keys of each row."""
ENTER = (2, 12)
"""Row and place of the key."""
CORNERS = np.array([(1420.0, 150.0), (1826.0, 132.0), (1856.0, 296.0), (1386.0, 326.0)])
"""Of the keyboard: left and right above, right and left below."""
MARGIN = 0.035


def keys() -> np.ndarray:
    """The corners of all keys (n x 4 x 2), row by row."""
    found = []
    for number, row in enumerate(ROWS):
        edges = np.cumsum([0.0, *row]) / sum(row)
        top, bottom = number / len(ROWS), (number + 1) / len(ROWS)
        for a, b in itertools.pairwise(edges):
            inner = [
                (a + 0.005, top + MARGIN),
                (b - 0.005, top + MARGIN),
                (b - 0.005, bottom - MARGIN),
                (a + 0.005, bottom - MARGIN),
            ]
            found.append([_on_the_board(0.02 + 0.96 * u, 0.03 + 0.94 * v) for u, v in inner])
    return np.array(found)


def enter_key() -> np.ndarray:
    """The corners of the Enter key."""
    return keys()[sum(len(row) for row in ROWS[: ENTER[0]]) + ENTER[1]]


def _on_the_board(u: float, v: float) -> tuple[float, float]:
    a, b, c, d = CORNERS
    x, y = (a * (1 - u) + b * u) * (1 - v) + (d * (1 - u) + c * u) * v
    return float(x), float(y)


def draw_keyboard(p: Picture, lit: float) -> None:
    """The keyboard, its Enter key as bright as `lit`."""
    p.bake(("finale keyboard",), _draw_board)
    key = enter_key()
    if lit > 0.01:
        x, y = key.mean(0)
        p.sprites([(float(x), float(y))], 260, "decode", alpha=0.7 * lit)
        p.polys(key, "decode", alpha=lit)


def _draw_board(p: Picture) -> None:
    p.polys(CORNERS, "raised", alpha=0.9, stroke="weights", stroke_width=2.0)
    p.polys(keys(), "weights", alpha=0.45)
