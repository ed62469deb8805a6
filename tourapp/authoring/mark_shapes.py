"""Shapes of marks: what many things of a few kinds are told apart by, besides their colour. Each is a kind of sprite,
filled by its name and hollow by "hollow " and its name.
"""

from __future__ import annotations

from typing import NamedTuple

HOLLOW = "hollow "


class MarkShape(NamedTuple):
    """A regular shape: corners (0: a circle), its turn in degrees, and how large it is drawn, so that all weigh the
    same."""

    corners: int
    turn: float
    size: float


MARK_SHAPES: dict[str, MarkShape] = {
    "circle": MarkShape(0, 0.0, 0.76),
    "triangle": MarkShape(3, -90.0, 1.0),
    "square": MarkShape(4, 45.0, 0.92),
    "diamond": MarkShape(4, 0.0, 0.98),
    "wedge": MarkShape(3, 90.0, 1.0),
    "hexagon": MarkShape(6, 0.0, 0.86),
    "pentagon": MarkShape(5, -90.0, 0.9),
}
"""In the order in which they are given out."""
