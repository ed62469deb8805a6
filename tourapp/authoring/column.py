"""A column: a cursor that lays labels, values, notes and small drawings one below the other.

Every call draws and moves on; `left` is the room that remains. The rail's readouts are one (`authoring.rail`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tourapp.authoring.acts import Tag, Why
from tourapp.authoring.layout import Rect
from tourapp.authoring.picture import Picture
from tourapp.authoring.sizes import T14, T15, T18, TAG
from tourapp.words import Phrase


class Column:
    """Draws into `area` from its top to its foot."""

    def __init__(self, picture: Picture, area: Rect) -> None:
        self._p = picture
        self.x, self.right, self.w = area.x, area.right, area.w
        self.y, self.foot = area.y, area.bottom

    @property
    def left(self) -> float:
        """Stage units of height still free above the foot."""
        return self.foot - self.y

    def skip(self, height: float) -> None:
        """Leave some room."""
        self.y += height

    def rule(self) -> None:
        """A thin line across."""
        self._p.lines([(self.x, self.y + 4, self.right, self.y + 4)], "line")
        self.y += 14.0

    def heading(self, words: str | Phrase, aside: str | Phrase = "", role: str = "dim", **values: Any) -> None:
        """A quiet line of words, with an aside at the right."""
        room = self.w * (0.72 if aside else 1.0)
        self._p.text((self.x, self.y + 18), words, size=T15, role=role, fit=room, **values)
        if aside:
            self._p.text(
                (self.right, self.y + 18), aside, size=T14, role="dim", align="right", fit=self.w * 0.26, **values
            )
        self.y += 28.0

    def read(
        self, label: str | Phrase, value: Any, role: str = "ink", *, step: float = 34.0, size: float = TAG
    ) -> None:
        """A label and its value. Give a Quantity and it can be asked 'why this number?'."""
        self._p.text((self.x, self.y + 22), label, size=T15, role="dim", fit=self.w * 0.56)
        self._value(self.right, value, role, size=size, room=self.w * 0.52)
        self.y += step

    def pair(self, label: str | Phrase, first: Any, second: Any, role: str = "ink", *, step: float = 32.0) -> None:
        """A label and two values in columns, such as ideal and achieved."""
        self._p.text((self.x, self.y + 21), label, size=T15, role="dim", fit=self.w * 0.36)
        for x, value in ((self.x + self.w * 0.68, first), (self.right, second)):
            self._value(x, value, role, size=T18, room=self.w * 0.30, drop=21)
        self.y += step

    def columns(self, first: str | Phrase, second: str | Phrase) -> None:
        """The heads of `pair`'s two columns."""
        for x, words in ((self.x + self.w * 0.68, first), (self.right, second)):
            self._p.text((x, self.y + 14), words, size=T14, role="dim", align="right")
        self.y += 20.0

    def box(self, height: float) -> Rect:
        """Room for a small drawing."""
        room = Rect(self.x, self.y, self.w, height)
        self.y += height + 8.0
        return room

    def note(self, words: str | Phrase, role: str = "dim", **values: Any) -> None:
        """A small line of words."""
        self._p.text((self.x, self.y + 16), words, size=T14, role=role, fit=self.w, **values)
        self.y += 24.0

    def why(
        self, title: str | Phrase, lines: Sequence[tuple[str | Phrase, str]], value: Any = None, **values: Any
    ) -> Rect:
        """The card at the foot: the arithmetic of the moment, a few monospaced lines of (words, role)."""
        height = 44.0 + 26.0 * len(lines)
        card = Rect(self.x - 4, self.foot - height, self.w + 8, height)
        self._p.rects([card], "ground", radius=10, alpha=0.75, stroke="line", stroke_alpha=0.6)
        self._p.text((card.x + 14, card.y + 26), title, size=T14, role="dim", weight=600, fit=card.w - 28)
        for i, (words, role) in enumerate(lines):
            at = (card.x + 14, card.y + 53 + 26 * i)
            self._p.text(at, words, size=T15, role=role, mono=True, fit=card.w - 28, **values)
        if value is not None:
            self._p.hot([card], (Tag("why"),), (Why(),), (value,))
        self.foot = card.y - 10.0
        return card

    def _value(self, x: float, value: Any, role: str, *, size: float, room: float, drop: float = 22) -> None:
        at = (x, self.y + drop)
        self._p.text(at, "{v}", size=size, role=role, mono=True, weight=600, align="right", fit=room, v=value)
