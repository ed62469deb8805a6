"""What the scene takes and gives: the question comes as the cells of its characters and goes on as numbers."""

from __future__ import annotations

import numpy as np

from scenes.tokenization.back import FIELD, TEXT_Y
from scenes.tokenization.fan import BARS, bar_boxes
from scenes.tokenization.letters import RADIUS, letter_cells
from scenes.tokenization.moment import tree_moment
from scenes.tokenization.rows import look_up
from scenes.tokenization.vectors import shown_row
from tourapp.authoring import Frame, Shapes

MOST = 96
"""So many of a row's numbers go on: the largest ones, which can be seen on their way."""


def characters_arrive(f: Frame) -> Shapes | tuple[float, float]:
    """A cell for each character on stage; a light where there is none."""
    s = tree_moment(f)
    if not s.plan.columns:
        return s.text_middle
    return Shapes(letter_cells(s.shape), "prefill", RADIUS)


def numbers_leave(f: Frame) -> Shapes | tuple[float, float]:
    """The largest numbers of the row on stage, from left to right; a light where there is no row."""
    if f.beat_name == "back":
        return FIELD.right - 120.0, TEXT_Y + 55.0
    found = look_up(f, tree_moment(f))
    if found is None:
        return BARS.cx, BARS.cy
    row = shown_row(found)
    largest = np.sort(np.argsort(-np.abs(row), kind="stable")[:MOST])
    return Shapes(bar_boxes(row, found.rows.top, BARS)[0][largest], "prefill", 0.0)
