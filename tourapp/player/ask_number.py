"""A number that a class guesses: its log axis with every guess on it, and the truth as it comes up the same axis."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tourapp.authoring import Phrase, Picture, Quantity, Rect, Tag, mix, sizes, text_width
from tourapp.authoring.acts import SayNumberFor
from tourapp.player.ask_look import AskLook, distance, guess_words

HEAD, FOOT = 216.0, 44.0
"""Above the axis for the figure, and below it."""
KEYS_H = 128.0
"""For the keys at the foot."""
AXIS_AT = 122.0
"""From the left edge of the axis' room to the axis."""
FLAG_AT, FLAG_W = 46.0, 176.0
LOW, LEFT = 400.0, 0.45
"""A panel lower than this has the figure beside the axis, on that share of its width."""
NARROW = 260.0
"""A head narrower than this has a smaller figure."""
MOST_PINS = 60
SLICE = 9.0
"""Height of the pieces of the axis that a click tells apart."""


@dataclass(frozen=True, slots=True)
class NumberAxis:
    """A log axis that stands upright."""

    x: float
    top: float
    bottom: float
    low: float
    high: float

    def y(self, value: float) -> float:
        """The height of a value; beyond an end, that end."""
        share = math.log(max(value, 1e-12) / self.low) / math.log(self.high / self.low)
        return mix(self.bottom, self.top, min(1.0, max(0.0, share)))

    def slices(self) -> list[tuple[float, float, int]]:
        """From the top down, pieces of the axis: upper edge, height and the whole number that each stands for, with two
        digits that count; next to each other none stands twice."""
        count = max(1, round((self.bottom - self.top) / SLICE))
        high = (self.bottom - self.top) / count
        found: list[tuple[float, float, int]] = []
        for place in range(count):
            share = 1.0 - (place + 0.5) / count
            number = _whole(self.low * (self.high / self.low) ** share)
            if found and found[-1][2] == number:
                found[-1] = (found[-1][0], found[-1][1] + high, number)
            else:
                found.append((self.top + place * high, high, number))
        return found

    def ticks(self) -> list[tuple[float, bool]]:
        """Values to mark, and whether each is written: whole powers of ten, and twos and fives where there is room."""
        found = []
        for power in range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1):
            for times in (1, 2, 5):
                value = times * 10.0**power
                if self.low * 0.999 <= value <= self.high * 1.001:
                    found.append((value, times == 1))
        return found


def _whole(value: float) -> int:
    """A whole number of two digits that count."""
    step = 10 ** max(0, math.floor(math.log10(max(value, 1.0))) - 1)
    return max(1, round(value / step) * step)


def draw_number(p: Picture, box: Rect, look: AskLook, truth: Quantity, *, keys: bool) -> None:
    """The class's numbers on the axis, and in the head the guess; the truth in its place once it has come. keys: what
    they do stands at the foot."""
    ask, guess, true = look.ask, look.hands.guess, look.ask.value_of(truth)
    head, axis = _laid_out(box, look, keys=keys)
    _draw_axis(p, axis, look, truth)
    for number in look.hands.numbers[-MOST_PINS:]:
        p.rects([(axis.x + 28, axis.y(number) - 7, 14, 14)], "prefill", radius=7, alpha=0.9)
    if look.open:
        _listen(p, axis, box)
    if guess is not None:
        _draw_flag(p, axis, axis.y(guess), guess_words(ask, guess, truth), box.right)
    if look.told > 0.0:
        _draw_true_mark(p, axis, true, look.told)
    if look.told < 1.0:
        _draw_entry(p, head, look, truth)
        return
    draw_truth(p, head, truth)
    words = Phrase("Nobody guessed.") if guess is None else Phrase("the class: {d}", d=distance(guess, true))
    p.text((head.x, head.y + _words_at(head)), words, size=sizes.LABEL, wrap=head.w, lines=2)
    if look.made is not None:
        p.text((head.x, head.y + 176), look.made, size=sizes.TAG, role="dim", fit=head.w)


def _laid_out(box: Rect, look: AskLook, *, keys: bool) -> tuple[Rect, NumberAxis]:
    """Where the figure stands, and the axis: below it, or beside it in a low panel."""
    low, high = look.ask.low, look.ask.high
    if box.h < LOW:
        left = LEFT * box.w
        return Rect(box.x, box.y, left - 16, box.h), NumberAxis(
            box.x + left + 90, box.y + 10, box.bottom - 10, low, high
        )
    foot = box.bottom - FOOT - (KEYS_H if keys else 0.0)
    return box, NumberAxis(box.x + AXIS_AT, box.y + HEAD, foot, low, high)


def _draw_axis(p: Picture, axis: NumberAxis, look: AskLook, truth: Quantity) -> None:
    p.lines([(axis.x, axis.top, axis.x, axis.bottom)], "dim", width=3)
    for value, named in axis.ticks():
        y = axis.y(value)
        p.lines([(axis.x - (12 if named else 7), y, axis.x, y)], "dim", width=2, alpha=1.0 if named else 0.6)
        if named:
            words = guess_words(look.ask, value, truth)
            if text_width(words, sizes.LABEL) * 1.2 > AXIS_AT - 22:
                words = words.partition("\u2009")[0]  # the flags beside the axis name the unit
            p.text((axis.x - 20, y + 8), "{v}", v=words, size=sizes.LABEL, align="right", role="dim", fit=AXIS_AT - 22)


def _listen(p: Picture, axis: NumberAxis, box: Rect) -> None:
    """A click on the axis, or beside it, is a guess of that height."""
    left = max(box.x, axis.x - AXIS_AT)
    pieces = axis.slices()
    boxes = [(left, y, box.right - left, h) for y, h, _ in pieces]
    p.hot(boxes, [Tag("guess", str(n)) for _, _, n in pieces], [SayNumberFor(n) for _, _, n in pieces])


def _draw_flag(p: Picture, axis: NumberAxis, y: float, words: str, right: float) -> None:
    """The class's guess beside the axis, with a line to its height."""
    x = axis.x + FLAG_AT
    box = Rect(x, y - 22, min(FLAG_W, right - x), 44)
    p.lines([(axis.x, y, x, y)], "prefill", width=3)
    p.rects([box], "raised", radius=8, stroke="prefill", stroke_width=3)
    p.text((box.x + 14, y + 10), "{v}", v=words, size=sizes.LINE, weight=600, fit=box.w - 24)


def _draw_true_mark(p: Picture, axis: NumberAxis, value: float, came: float) -> None:
    """The truth as it comes up the axis, and stands."""
    y = mix(axis.bottom, axis.y(value), came)
    p.lines([(axis.x, axis.bottom, axis.x, y)], "good", width=7)
    if came < 1.0:
        p.sprites([(axis.x, y)], 70.0, "good", alpha=0.9)
        return
    p.polys([[(axis.x + 3, y), (axis.x + 26, y - 12), (axis.x + 26, y + 12)]], "good")


def _figure(box: Rect) -> float:
    """The size of the figure in a box."""
    return sizes.FIGURE if box.w > NARROW else sizes.VALUE


def _words_at(box: Rect) -> float:
    """From the top of a box to the baseline below its figure."""
    return 112.0 if box.w > NARROW else 96.0


def draw_truth(p: Picture, box: Rect, truth: Quantity) -> None:
    """The true figure, large."""
    p.text((box.x, box.y + 62), "{v} ✓", v=truth, size=_figure(box), weight=600, role="good", fit=box.w)


def _draw_entry(p: Picture, box: Rect, look: AskLook, truth: Quantity) -> None:
    """The number that is being typed, and how many there are."""
    hands, ask = look.hands, look.ask
    if hands.typed:
        words = guess_words(ask, int(hands.typed), truth)
        p.text((box.x, box.y + 62), "{v}", v=words, size=_figure(box), weight=600, role="prefill", fit=box.w)
    elif look.open:
        p.rects([(box.x, box.y + 14, 4, 54)], "prefill")
        p.text((box.x + 18, box.y + 56), "?", size=sizes.FIGURE, weight=600, role="dim")
    elif hands.guess is not None:
        words = guess_words(ask, hands.guess, truth)
        p.text((box.x, box.y + 62), "{v}", v=words, size=_figure(box), weight=600, role="prefill", fit=box.w)
    n = hands.given
    told = "the class's guess" if n == 1 else "{n} guesses; the middle one stands"
    said = Phrase("a rough number will do") if n == 0 else Phrase(told, n=n)
    p.text((box.x, box.y + _words_at(box)), said, size=sizes.TAG if n > 1 else sizes.LABEL, wrap=box.w, lines=3)
