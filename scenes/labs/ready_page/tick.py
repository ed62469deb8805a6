"""The mark of one box: a tick where it is proved, hatched where a teacher vouches; two lamps for its questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Picture, Rect
from tourapp.figures.lab_field import draw_check

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import BoxTick

LAMP = 20.0
"""Side of a lamp."""


def draw_tick(p: Picture, tick: BoxTick, square: Rect) -> None:
    """The square."""
    role = "good" if tick.proved else "dim"
    p.rects([square], "good" if tick.proved else "ground", radius=12, alpha=0.25, stroke=role, stroke_width=3)
    if tick.proved:
        draw_check(p, (square.cx, square.cy), square.w / 38)
    elif tick.by == "teacher":
        p.hatch([square.inset(8)], "dim", radius=6)


def draw_tries(p: Picture, tick: BoxTick, centre: tuple[float, float], apart: float) -> None:
    """How many questions in a row were right, of the two that prove it."""
    x, y = centre
    for place in range(2):
        lit, at = place < tick.right, x + apart * (place - 0.5)
        lamp, role = Rect(at - LAMP / 2, y - LAMP / 2, LAMP, LAMP), "good" if lit else "dim"
        p.rects([lamp], "good" if lit else "ground", radius=LAMP / 2, alpha=0.5, stroke=role, stroke_width=2)
