"""Where a page of questions has its parts: a card with a narrow one beside it, or one wide card for large words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Rect, say_words, sizes, text_width
from tourapp.words import Phrase

if TYPE_CHECKING:
    from tourapp.authoring import Frame

AREA = Rect(64.0, 120.0, 1792.0, 724.0)
SIDE_W, BUTTON_H, GAP, INSET = 540.0, 84.0, 20.0, 40.0
USUAL = 1.04
"""Words that are larger than this beside what is drawn need the wide card."""
LEADING, SLACK = 1.38, 1.06
"""Height of a line, and how much wider words may be, by their size."""


@dataclass(frozen=True, slots=True)
class QuizPlan:
    """gain: how much larger than in a usual theme words are painted beside what is drawn; card: the questions; lamps:
    the card beside it, None where they stand in the head of the wide one; buttons: the row of what goes on."""

    gain: float
    card: Rect
    lamps: Rect | None
    buttons: Rect

    @property
    def wide(self) -> bool:
        """Whether words are large."""
        return self.lamps is None

    @property
    def grown(self) -> float:
        """By how much boxes around words must grow with them."""
        return self.gain if self.wide else 1.0

    @property
    def inner(self) -> Rect:
        """What words may fill of the card."""
        return self.card.inset(INSET, 0.0)

    def step(self, size: float) -> float:
        """From one line of that size to the next."""
        return size * self.gain * LEADING

    def lines(self, words: str | Phrase, size: float, wide: float) -> int:
        """How many lines words take at most."""
        return max(1, math.ceil(text_width(say_words(words), size) * self.gain * SLACK / wide))

    def largest(self, words: str | Phrase, room: Rect, among: tuple[float, ...]) -> float:
        """The first of some sizes, from the largest on, at which words have room; the last one if none has."""
        fits = (size for size in among if self.lines(words, size, room.w) * self.step(size) <= room.h)
        return next(fits, among[-1])


def plan_of(f: Frame) -> QuizPlan:
    """The plan for the words of a frame."""
    gain = f.rail.stand.words_gain * f.text_gain
    if f.rail.stand.words_gain <= USUAL:
        side = Rect(AREA.right - SIDE_W, AREA.y, SIDE_W, AREA.h)
        buttons = Rect(side.x, side.bottom - BUTTON_H, side.w, BUTTON_H)
        card = Rect(AREA.x, AREA.y, side.x - 2 * GAP - AREA.x, AREA.h)
        return QuizPlan(gain, card, Rect(side.x, side.y, side.w, buttons.y - side.y - GAP), buttons)
    high = max(BUTTON_H, 1.6 * sizes.LINE * gain)
    buttons = Rect(AREA.x, AREA.bottom - high, AREA.w, high)
    return QuizPlan(gain, Rect(AREA.x, AREA.y, AREA.w, buttons.y - AREA.y - GAP), None, buttons)
