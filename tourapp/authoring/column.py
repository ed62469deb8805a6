"""A column: a cursor that lays labels, values, notes and small drawings one below the other.

Every call draws and moves on; `left` is the room that remains. The rail's readouts are one (`authoring.rail`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tourapp.authoring.acts import Tag, Why
from tourapp.authoring.layout import Rect
from tourapp.authoring.picture import Picture
from tourapp.authoring.sizes import LABEL, LINE, READOUT, TAG
from tourapp.authoring.text import say_words, show, text_width
from tourapp.words import Phrase

ROW, STACKED = 46.0, 80.0
"""Height of a readout on one line, and of one whose value stands below its label."""
BELOW = 28.0
"""Height of the small words below a pair."""
LINE_STEP = 32.0
"""From one line of small words to the next."""
CARD_INSET = 14.0
GAP = 14.0


class Column:
    """Draws into `area` from its top to its foot. tight: what finds no room above the foot is left out, from the
    last."""

    def __init__(self, picture: Picture, area: Rect, *, tight: bool = False) -> None:
        self._p, self._tight = picture, tight
        self.x, self.right, self.w = area.x, area.right, area.w
        self.y, self.foot = area.y, area.bottom

    @property
    def left(self) -> float:
        """Stage units of height still free above the foot."""
        return self.foot - self.y

    def _full(self, height: float) -> bool:
        """Whether there is no room for so much; what comes after finds none either."""
        if self._tight and height > self.left + 2.0:
            self.y = self.foot + 1.0
            return True
        return False

    def skip(self, height: float) -> None:
        """Leave some room."""
        self.y += height

    def rule(self) -> None:
        """A thin line across."""
        if self._full(14.0):
            return
        self._p.lines([(self.x, self.y + 4, self.right, self.y + 4)], "line")
        self.y += 14.0

    def heading(self, words: str | Phrase, role: str = "ink", **values: Any) -> None:
        """A line of words above what follows."""
        if self._full(40.0 + ROW):
            return
        self._p.text((self.x, self.y + 26), words, size=LABEL, role=role, weight=600, fit=self.w, **values)
        self.y += 40.0

    def read(self, label: str | Phrase, value: Any, role: str = "ink", *, alpha: float = 1.0) -> None:
        """A label and its value, one below the other where they are too wide for a line. Give a Quantity and it can be
        asked 'why this number?'."""
        beside = self._beside(label, value)
        if self._full(ROW if beside else STACKED):
            return
        drop = 32.0 if beside else 68.0
        self._p.text((self.x, self.y + (32.0 if beside else 26.0)), label, size=LABEL, role="dim", alpha=alpha)
        self._value(self.right, value, role, drop=drop, alpha=alpha)
        self.y += ROW if beside else STACKED

    def pair(
        self,
        label: str | Phrase,
        first: Any,
        second: Any,
        roles: tuple[str, str] = ("ink", "ink"),
        *,
        below: Phrase | None = None,
    ) -> None:
        """A label and below it two values in columns, such as ideal and achieved; `below` the second a few small words,
        such as its band."""
        if self._full(STACKED + (BELOW if below is not None else 0.0)):
            return
        self._p.text((self.x, self.y + 26), label, size=LABEL, role="dim", fit=self.w)
        for x, value, role in ((self.x + self.w * 0.47, first, roles[0]), (self.right, second, roles[1])):
            self._value(x, value, role, drop=64.0)
        self.y += STACKED
        if below is not None:
            self._p.text((self.right, self.y + 10), below, size=TAG, role="dim", align="right", fit=self.w)
            self.y += BELOW

    def columns(self, first: str | Phrase, second: str | Phrase) -> None:
        """The heads of `pair`'s two columns."""
        if self._full(26.0 + STACKED):
            return
        for x, words in ((self.x + self.w * 0.47, first), (self.right, second)):
            self._p.text((x, self.y + 20), words, size=TAG, role="dim", align="right")
        self.y += 26.0

    def box(self, height: float) -> Rect:
        """Room for a small drawing; beyond the foot where there is none."""
        self._full(height)
        room = Rect(self.x, self.y, self.w, height)
        self.y += height + 8.0
        return room

    def note(self, words: str | Phrase, role: str = "dim", **values: Any) -> None:
        """A few small words, on as many lines as they need."""
        template = words if isinstance(words, Phrase) else Phrase(words, **values)
        count = lines_of(show(template), self.w, TAG)
        if self._full(LINE_STEP * count):
            return
        self._p.text((self.x, self.y), template, size=TAG, role=role, wrap=self.w, lines=count)
        self.y += LINE_STEP * count + 4.0

    def why(
        self, title: str | Phrase, lines: Sequence[tuple[str | Phrase, str]], value: Any = None, **values: Any
    ) -> Rect:
        """The card at the foot: the arithmetic of the moment, a few monospaced lines of (words, role)."""
        room = self.w + 16 - 2 * CARD_INSET
        told = [words if isinstance(words, Phrase) else Phrase(words, **values) for words, _ in lines]
        counts = [lines_of(show(each), room, TAG, mono=True) for each in told]
        height = 54.0 + LINE_STEP * sum(counts)
        card = Rect(self.x - 8, self.foot - height, self.w + 16, height)
        if self._tight and height > self.left:
            return card
        self._p.rects([card], "ground", radius=10, alpha=0.75, stroke="line", stroke_alpha=0.9)
        x, y = card.x + CARD_INSET, card.y + 66
        self._p.text((x, card.y + 32), title, size=LABEL, weight=600, fit=room, **values)
        for words, (_, role), count in zip(told, lines, counts, strict=True):
            at, wrap = ((x, y), None) if count == 1 else ((x, y - 22.0), room)
            self._p.text(at, words, size=TAG, role=role, mono=True, wrap=wrap, lines=count)
            y += LINE_STEP * count
        if value is not None:
            self._p.hot([card], (Tag("why"),), (Why(),), (value,))
        self.foot = card.y - GAP
        return card

    def _beside(self, label: str | Phrase, value: Any) -> bool:
        """Whether label and value stand on one line in every theme."""
        words = say_words(label)
        return text_width(words, LINE) + text_width(show(value), READOUT, "mono", 600) + 16.0 <= self.w

    def _value(self, x: float, value: Any, role: str, *, drop: float, alpha: float = 1.0) -> None:
        """A value that is longer than the column takes a smaller size of the scale."""
        at, long = (x, self.y + drop), show(value)
        gain = LABEL / TAG if self._tight else 1.0  # where it stands beside large words the theme's are the largest
        fits = [size for size in (READOUT, LINE, LABEL) if text_width(long, size * gain, "mono", 600) <= self.w]
        size = fits[0] if fits else LABEL
        self._p.text(
            at, "{v}", size=size, role=role, mono=True, weight=600, align="right", fit=self.w, alpha=alpha, v=value
        )


def lines_of(words: str, width: float, size: float, *, mono: bool = False) -> int:
    """How many lines words take that are wrapped at a width, in the theme that has them largest."""
    gain, count, used = LABEL / TAG, 1, 0.0
    family = "mono" if mono else "text"
    space = text_width(" ", size * gain, family)
    for word in words.split(" "):
        wide = text_width(word, size * gain, family) + space
        if used and used + wide - space > width:
            count, used = count + 1, 0.0
        used += wide
    return count
