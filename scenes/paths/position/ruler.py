"""The line of places: two tokens stand on it as chips, ticks run past below, a bracket tells their distance."""

from __future__ import annotations

import math

from scenes.paths.position.places import LEFT, PITCH, RIGHT, RULER_Y
from tourapp.authoring import Phrase, Picture, text_width
from tourapp.authoring.sizes import LABEL, LINE, TAG

CHIP, CHIP_UP = 56.0, 88.0
"""Height of a chip and from its top to the line."""
TEN = 10
CLOSE, WIDEST = 236.0, 980.0
"""Stage units between two tokens, at least and at most."""
EACH = 90.0
"""From this pitch on every place has its number."""
CENTRE = (LEFT + RIGHT) / 2


def pitch_of(apart: float) -> float:
    """From one place to the next, so that two tokens stand apart and both are seen."""
    apart = max(apart, 1.0)
    return min(max(PITCH, CLOSE / apart), WIDEST / apart)


class PlaceRuler:
    """The part of the line that is seen, with one place in its middle."""

    def __init__(self, middle: float, pitch: float = PITCH) -> None:
        self.middle, self.pitch = middle, pitch

    def x(self, place: float) -> float:
        """Where a place is."""
        return CENTRE + (place - self.middle) * self.pitch

    def draw(self, p: Picture, y: float = RULER_Y) -> None:
        """The line with its ticks; every tenth has its number."""
        p.lines([(LEFT, y, RIGHT, y)], "dim", width=2.0)
        reach = (RIGHT - LEFT) / 2 / self.pitch
        first, last = math.ceil(self.middle - reach), math.floor(self.middle + reach)
        for place in range(max(0, first), last + 1):
            x = self.x(place)
            ten = place % TEN == 0 or self.pitch >= EACH
            p.lines([(x, y, x, y + (18 if ten else 9))], "dim", width=2.0)
            if ten and LEFT + 40 < x < RIGHT - 40:
                words = Phrase("{n:,}", n=place)
                p.text((x, y + 42), words, size=TAG, mono=True, role="dim", align="center", part="places")

    def chip(self, p: Picture, place: float, word: str, role: str, y: float = RULER_Y) -> None:
        """A token at a place: its box above the line, and a foot on it."""
        x = self.x(place)
        wide = max(96.0, text_width(word, LINE, weight=600) * 1.16 + 40)
        box = (x - wide / 2, y - CHIP_UP, wide, CHIP)
        p.rects([box], "ground", radius=12, alpha=0.95, stroke=role, stroke_width=3.0)
        p.text((x, y - CHIP_UP + 39), Phrase("{w}", w=word), size=LINE, weight=600, align="center")
        p.polys([[(x - 11, y - CHIP_UP + CHIP + 3), (x + 11, y - CHIP_UP + CHIP + 3), (x, y - 3)]], role)
        p.sprites([(x, y)], 70.0, role, alpha=0.6)

    def bracket(self, p: Picture, ends: tuple[float, float], words: Phrase, y: float = RULER_Y) -> None:
        """From one place to the other, with their distance."""
        one, two = (self.x(place) for place in ends)
        low = y + 62
        middle, half = (one + two) / 2, 72.0
        ends_ = [(one, y + 4, one, low), (two, y + 4, two, low)]
        if abs(two - one) > 2 * half:
            ends_ += [(one, low, middle - half, low), (middle + half, low, two, low)]
        p.lines(ends_, "ink", width=2.0)
        p.text((middle, low + 10), words, size=LINE, weight=600, align="center")


def label_below(p: Picture, at: tuple[float, float], words: Phrase) -> None:
    """A line that says what the clocks are."""
    p.text(at, words, size=LABEL, role="dim")
