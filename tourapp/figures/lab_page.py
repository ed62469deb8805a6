"""The page of a lab: its picture, the boxes beside it, the sheet at the right; one thing at a time for large words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Picture, Rect
from tourapp.figures.lab_boxes import draw_boxes
from tourapp.figures.lab_large import draw_large_lab
from tourapp.figures.lab_sheet import draw_sheet

if TYPE_CHECKING:
    from tourapp.authoring import Frame


def draw_lab_page(p: Picture, f: Frame, boxes: Rect, picture: Callable[[], None], given: Phrase | None = None) -> bool:
    """Draw the frame's lab; whether it is the usual page. boxes: where they stand there; picture: draws what stands at
    the left; given: what the picture says and no box or name does, in words."""
    if f.lab is None or draw_large_lab(p, f, f.lab, given, picture):
        return False
    picture()
    draw_boxes(p, f, f.lab, boxes)
    draw_sheet(p, f, f.lab)
    return True
