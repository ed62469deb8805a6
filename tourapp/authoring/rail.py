"""The rail at the right: where each control stands, and a column of readouts that fills the room below them.

The window puts native widgets where `control_boxes` says; pictures without a window draw the same controls there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tourapp.authoring.column import Column
from tourapp.authoring.layout import RAIL, Rect
from tourapp.authoring.picture import Picture
from tourapp.world import Button, Choice, Control, Slider, Text

INSET = 24.0
HEAD = 62.0


def is_menu(control: Control) -> bool:
    """Whether a choice has too many or too long options to stand side by side."""
    if not isinstance(control, Choice):
        return False
    letters = sum(len(label) for _, label in control.choices)
    return len(control.choices) > 5 or letters > 34


def _height(control: Control) -> float:
    if isinstance(control, Slider):
        return 50.0
    if isinstance(control, Choice) and not is_menu(control):
        return 66.0
    if isinstance(control, Button | Text) or is_menu(control):
        return 44.0
    return 38.0


def control_boxes(controls: Sequence[Control], rail: Rect = RAIL) -> list[Rect]:
    """One rectangle per control, from the top of the rail; they move closer together when there are many."""
    return list(_boxes(tuple(controls), rail))


@lru_cache(maxsize=64)
def _boxes(controls: tuple[Control, ...], rail: Rect) -> tuple[Rect, ...]:
    total = sum(_height(item) for item in controls)
    gap = 12.0 if len(controls) <= 5 else max(3.0, 12.0 - 2.0 * (len(controls) - 5))
    squeeze = min(1.0, 430.0 / (total + gap * len(controls))) if controls else 1.0
    boxes, y = [], rail.y + HEAD
    for item in controls:
        h = _height(item) * max(0.82, squeeze)
        boxes.append(Rect(rail.x + INSET, y, rail.w - 2 * INSET, h))
        y += h + gap * squeeze
    return tuple(boxes)


class Rail(Column):
    """Readouts below the controls, top to bottom. Make one per frame: `rail = Rail(p, SCENE_CONTROLS)`.

    A `why` card stands at the foot.
    """

    def __init__(self, picture: Picture, controls: Sequence[Control], rail: Rect = RAIL) -> None:
        if picture.side is None:
            picture.side = Picture()
        boxes = control_boxes(controls, rail)
        top = (boxes[-1].bottom + 14.0) if boxes else rail.y + HEAD
        super().__init__(picture.side, Rect(rail.x + INSET, top, rail.w - 2 * INSET, rail.bottom - 20.0 - top))
        self.rail = rail
        self.p = picture.side
