"""The kept probabilities laid end to end (they make one), in the order of the draw, and where the seed's number
points."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from scenes.sampling.token_words import Label, told
from tourapp.authoring import Picture, Quantity, Rect, text_width
from tourapp.authoring.sizes import T15, T16

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ChoiceNumbers

LINE = Rect(112.0, 712.0, 1280.0, 24.0)
NARROW = 1.2
"""Parts narrower than this are not drawn one by one."""
FEW = 60
"""Up to so many parts have outlines."""
WORTH_A_WORD, PADDING = 30.0, 10.0
WORD_Y = LINE.y + 17.5
TIP = 5.0
"""The needle's tip ends this much above the line; its mark begins twice as far and ends in the line."""
HEAD, SHOULDER = 16.0, 7.0
"""Height and half width of the needle's head."""
BESIDE, ABOVE, NUMBER_ROOM = 14.0, 9.0, 190.0


def draw_line_of_odds(
    p: Picture, numbers: ChoiceNumbers, word: Callable[[int], Label], *, shown: float, needle: float, gain: float
) -> None:
    """`shown` 0..1 rolls the line out, `needle` 0..1 leads the pointer to the seed's number; `word` gives a token id's
    label, `gain` is the theme's factor for words."""
    if shown <= 0.01:
        return
    choice = numbers.choice
    edges = np.concatenate([[0.0], np.cumsum(choice.line_odds)])
    edges /= edges[-1]
    left, wide = LINE.x + LINE.w * edges[:-1] * shown, LINE.w * np.diff(edges) * shown
    drawn = choice.line_ids == choice.drawn
    seen = np.flatnonzero((wide >= NARROW) | drawn)
    p.rects([(LINE.x, LINE.y, LINE.w * shown, LINE.h)], "decode", alpha=0.10)
    _draw_parts(p, left[seen], wide[seen], drawn[seen] & (needle > 0.9))
    for k in seen.tolist() if shown > 0.98 else []:
        _draw_word(p, word(int(choice.line_ids[k])), float(left[k]), float(wide[k]), gain)
    if needle > 0.01:
        there = numbers.chance
        _draw_needle(p, there if needle >= 1.0 else Quantity(choice.chance * needle, "1", there.name, "u"))


def _draw_parts(p: Picture, left: np.ndarray, wide: np.ndarray, lit: np.ndarray) -> None:
    n = len(left)
    boxes = np.stack([left, np.full(n, LINE.y), np.maximum(wide - 2, 1.0), np.full(n, LINE.h)], 1)
    p.rects(boxes[~lit], "decode", alpha=0.20, stroke="decode" if n < FEW else None, stroke_alpha=0.5)
    if lit.any():
        p.rects(boxes[lit], "decode", alpha=0.62, stroke="decode", stroke_width=2)


def _draw_word(p: Picture, word: Label, left: float, wide: float, gain: float) -> None:
    """A part's word, where it fits."""
    if wide <= WORTH_A_WORD or text_width(told(word), T15 * max(gain, 1.0), weight=600) + PADDING >= wide:
        return
    at, room = (left + wide / 2, WORD_Y), wide - 8
    p.text(at, "{token}", token=word, size=T15, weight=600, align="center", fit=room)


def _draw_needle(p: Picture, number: Quantity) -> None:
    """The needle at a number 0..1, and the number."""
    x, top = LINE.x + LINE.w * float(number.value), LINE.y
    p.lines([(x, top - 2 * TIP, x, top + 6)], "ink", width=2.5)
    p.polys([(x - SHOULDER, top - HEAD), (x + SHOULDER, top - HEAD), (x, top - TIP)], "ink")
    before = x > LINE.right - NUMBER_ROOM
    p.text(
        (x - BESIDE if before else x + BESIDE, top - ABOVE),
        "{u}",
        u=number,
        size=T16,
        mono=True,
        weight=600,
        align="right" if before else "left",
        backed=0.6,
    )
