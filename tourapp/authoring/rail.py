"""The rail at the right: where each control stands, and a column of readouts that fills the room below them.

The window puts native widgets where `control_boxes` says; pictures without a window draw the same controls there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from tourapp.authoring.layout import RAIL, Rect
from tourapp.authoring.picture import Picture
from tourapp.world import Button, Choice, Control, Slider, Text

INSET = 24.0
HEAD = 62.0
SEGMENTS_AT_MOST = 4


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


class Rail:
    """Readouts below the controls, top to bottom. Make one per frame: `rail = Rail(p, SCENE_CONTROLS)`.

    Every call draws and moves on; `left` is the room that remains. A `why` card stands at the foot.
    """

    def __init__(self, picture: Picture, controls: Sequence[Control], rail: Rect = RAIL) -> None:
        if picture.side is None:
            picture.side = Picture()
        self.p = picture.side
        self.rail = rail
        boxes = control_boxes(controls, rail)
        self.y = (boxes[-1].bottom + 14.0) if boxes else rail.y + HEAD
        self.foot = rail.bottom - 20.0
        self.x, self.right = rail.x + INSET, rail.right - INSET
        self.w = self.right - self.x

    @property
    def left(self) -> float:
        """Stage units of height still free above the foot card."""
        return self.foot - self.y

    def rule(self) -> None:
        """A thin line across."""
        self.p.lines([(self.x, self.y + 4, self.right, self.y + 4)], "line")
        self.y += 14.0

    def heading(self, words: str, aside: str = "", role: str = "dim") -> None:
        """A quiet line of words, with an aside at the right."""
        self.p.text((self.x, self.y + 18), words, size=15, role=role, fit=self.w * (0.72 if aside else 1.0))
        if aside:
            self.p.text((self.right, self.y + 18), aside, size=14, role="dim", align="right", fit=self.w * 0.26)
        self.y += 28.0

    def read(self, label: str, value: Any, role: str = "ink", *, step: float = 34.0, size: float = 20.0) -> None:
        """A label and its value. Give a Quantity and it can be asked 'why this number?'."""
        self.p.text((self.x, self.y + 22), label, size=15, role="dim", fit=self.w * 0.56)
        self.p.text(
            (self.right, self.y + 22),
            "{v}",
            size=size,
            role=role,
            mono=True,
            weight=600,
            align="right",
            fit=self.w * 0.52,
            v=value,
        )
        self.y += step

    def pair(self, label: str, first: Any, second: Any, role: str = "ink", *, step: float = 32.0) -> None:
        """A label and two values in columns, such as ideal and achieved."""
        self.p.text((self.x, self.y + 21), label, size=15, role="dim", fit=self.w * 0.36)
        self.p.text(
            (self.x + self.w * 0.68, self.y + 21),
            "{v}",
            size=18,
            role=role,
            mono=True,
            weight=600,
            align="right",
            fit=self.w * 0.30,
            v=first,
        )
        self.p.text(
            (self.right, self.y + 21),
            "{v}",
            size=18,
            role=role,
            mono=True,
            weight=600,
            align="right",
            fit=self.w * 0.30,
            v=second,
        )
        self.y += step

    def columns(self, first: str, second: str) -> None:
        """The heads of `pair`'s two columns."""
        self.p.text((self.x + self.w * 0.68, self.y + 14), first, size=14, role="dim", align="right")
        self.p.text((self.right, self.y + 14), second, size=14, role="dim", align="right")
        self.y += 20.0

    def box(self, height: float) -> Rect:
        """Room for a small drawing."""
        room = Rect(self.x, self.y, self.w, height)
        self.y += height + 8.0
        return room

    def note(self, words: str, role: str = "dim", **values: Any) -> None:
        """A small line of words."""
        self.p.text((self.x, self.y + 16), words, size=14, role=role, fit=self.w, **values)
        self.y += 24.0

    def why(self, title: str, lines: Sequence[tuple[str, str]], value: Any = None, **values: Any) -> Rect:
        """The card at the foot: the arithmetic of the moment, a few monospaced lines of (words, role)."""
        height = 44.0 + 26.0 * len(lines)
        card = Rect(self.x - 4, self.foot - height, self.w + 8, height)
        self.p.rects([card], "ground", radius=10, alpha=0.75, stroke="line", stroke_alpha=0.6)
        self.p.text((card.x + 14, card.y + 26), title, size=14, role="dim", weight=600, fit=card.w - 28)
        for i, (words, role) in enumerate(lines):
            self.p.text(
                (card.x + 14, card.y + 53 + 26 * i), words, size=15, role=role, mono=True, fit=card.w - 28, **values
            )
        if value is not None:
            self.p.hot([card], ("why",), ("why",), (value,))
        self.foot = card.y - 10.0
        return card
