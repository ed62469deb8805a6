"""Where a page to work on has its parts: a card with a narrow one beside it, or one wide card for large words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Rect, say_words, sizes, text_width
from tourapp.words import Phrase

if TYPE_CHECKING:
    from tourapp.authoring import Frame, Picture

AREA = Rect(64.0, 120.0, 1792.0, 724.0)
SIDE_W, BUTTON_H, GAP, INSET = 540.0, 84.0, 20.0, 40.0
USUAL = 1.04
"""Words that are larger than this beside what is drawn need the wide card."""
LEADING, SLACK, SPACE = 1.38, 1.06, 0.28
"""Height of a line, how much wider words may be, and the space between two, by their size."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """gain: how much larger than in a usual theme words are painted beside what is drawn; card: what is worked on;
    lamps: the card beside it, None where they stand in the head of the wide one; buttons: the row of what goes on."""

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
        """How many lines words take, one after another as they are wrapped."""
        lines, at = 1, 0.0
        for word in say_words(words).split(" "):
            need = text_width(word, size) * self.gain * SLACK
            if at and at + need > wide:
                lines, at = lines + 1, 0.0
            at += need + SPACE * size * self.gain
        return lines

    def largest(self, words: str | Phrase, room: Rect, among: tuple[float, ...]) -> float:
        """The first of some sizes, from the largest on, at which words have room; the last one if none has."""
        fits = (size for size in among if self.lines(words, size, room.w) * self.step(size) <= room.h)
        return next(fits, among[-1])


class PageLines:
    """Words one below the other in a room of a page, each as large as leaves the rest its own."""

    def __init__(self, p: Picture, plan: PagePlan, room: Rect) -> None:
        self._p, self._plan, self.room = p, plan, room

    def say(
        self, words: str | Phrase, among: tuple[float, ...], *, role: str = "ink", weight: int = 400, most: float = 1.0
    ) -> None:
        """Wrapped words at the first of some sizes that has room in that share of what is left; then what is left is
        below them. Words that find no room at any size are cut at the last line that has."""
        if not say_words(words) or self.room.h < self._plan.step(among[-1]):
            return
        size = self._plan.largest(words, self.room._replace(h=most * self.room.h), among)
        lines = min(self._plan.lines(words, size, self.room.w), int((self.room.h - 4) / self._plan.step(size)))
        at = (self.room.x, self.room.y)
        self._p.text(at, words, size=size, role=role, weight=weight, wrap=self.room.w, lines=max(1, lines))
        self.skip(lines * self._plan.step(size) + 8)

    def skip(self, high: float) -> Rect:
        """The upper part of what is left, which is taken."""
        taken = self.room._replace(h=min(high, self.room.h))
        self.room = Rect(self.room.x, self.room.y + taken.h, self.room.w, self.room.h - taken.h)
        return taken

    def keep(self, high: float) -> Rect:
        """The lower part of what is left, which is taken."""
        high = min(high, self.room.h)
        self.room = self.room._replace(h=self.room.h - high)
        return Rect(self.room.x, self.room.bottom, self.room.w, high)


def plan_of(f: Frame) -> PagePlan:
    """The plan for the words of a frame."""
    gain = f.rail.stand.words_gain * f.text_gain
    if f.rail.stand.words_gain <= USUAL:
        side = Rect(AREA.right - SIDE_W, AREA.y, SIDE_W, AREA.h)
        buttons = Rect(side.x, side.bottom - BUTTON_H, side.w, BUTTON_H)
        card = Rect(AREA.x, AREA.y, side.x - 2 * GAP - AREA.x, AREA.h)
        return PagePlan(gain, card, Rect(side.x, side.y, side.w, buttons.y - side.y - GAP), buttons)
    return wide_plan(gain, AREA)


def wide_plan(gain: float, area: Rect) -> PagePlan:
    """One wide card over an area, the buttons in a row below it."""
    high = max(BUTTON_H, 1.6 * sizes.LINE * gain)
    buttons = Rect(area.x, area.bottom - high, area.w, high)
    return PagePlan(gain, Rect(area.x, area.y, area.w, buttons.y - area.y - GAP), None, buttons)
