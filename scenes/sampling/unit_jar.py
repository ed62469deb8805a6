"""A jar that holds exactly one: all probabilities stacked in it, and in the draw where the seed's number points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from scenes.sampling.column_shapes import faces
from scenes.sampling.columns import StandingColumns
from scenes.sampling.text_sizes import painted
from scenes.sampling.token_words import Label, wide
from tourapp.authoring import Picture, Quantity, Rect, cascade, mix, smooth
from tourapp.authoring.sizes import LABEL, VALUE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ChoiceNumbers

JAR = Rect(1272.0, 300.0, 164.0, 440.0)
"""Its inside: full when the parts make one."""
WALL, LIP = 6.0, 14.0
NARROW, GAP = 1.2, 2.0
"""Parts lower than this are not drawn one by one; the gap between two parts."""
TEXT_ROOM, AIR = 1.15, 1.5
"""A part this many times as high as its word is large has room for it; beside the drawn one, which is read first."""
BESIDE, POINT, HALF = 12.0, 30.0, 13.0
"""Gap of the needle to the jar, its length, half its height."""


def draw_jar(p: Picture, alpha: float) -> None:
    """The empty jar and its ends."""
    if alpha <= 0.0:
        return
    p.rects(
        [JAR.inset(-WALL)],
        "ground",
        radius=8,
        alpha=0.9 * alpha,
        stroke="ink",
        stroke_width=2.0,
        stroke_alpha=0.5 * alpha,
    )
    p.lines([(JAR.x - WALL - LIP, JAR.y, JAR.right + WALL, JAR.y)], "ink", width=2.5, alpha=0.9 * alpha)
    for value, y in ((0, JAR.bottom), (1, JAR.y)):
        at = (JAR.x - WALL - LIP - 6, y + 7)
        p.text(at, "{n}", n=value, size=LABEL, mono=True, weight=600, align="right", alpha=alpha, backed=0.6)


def draw_poured(
    p: Picture, columns: StandingColumns, odds: np.ndarray, words: Sequence[Label], *, poured: float, gain: float
) -> None:
    """A copy of every column goes into the jar, likeliest first; `poured` 0..1."""
    count = min(len(odds), columns.count)
    own = np.asarray(smooth(cascade(poured, count, 0.9)))
    edges = np.concatenate([[0.0], np.cumsum(odds[:count])])
    there = _boxes(edges)
    front = faces(np.arange(count), np.zeros(count), columns.heights[:count])[0]
    low, high = front.min(1), front.max(1)
    boxes = mix(np.concatenate([low, high - low], 1), there, own[:, None])
    moving = own > 0.0
    if poured >= 1.0:  # the many unlikely ones, and what lies between the parts
        p.rects([JAR], "decode", alpha=0.35)
    if moving.any():
        p.rects(boxes[moving], "decode", alpha=0.9, stroke="ground", stroke_width=1.5)
    if poured >= 1.0:
        _draw_words(p, there, words, gain)


def draw_draw(
    p: Picture, numbers: ChoiceNumbers, word: Callable[[int], Label], *, filled: float, needle: float, gain: float
) -> None:
    """The kept probabilities in the order of the draw, which fill the jar as `filled` goes 0..1, and the needle on its
    way to the seed's number as `needle` does."""
    choice = numbers.choice
    edges = np.concatenate([[0.0], np.cumsum(choice.line_odds)])
    edges /= edges[-1]
    boxes = _boxes(edges * filled)
    drawn = choice.line_ids == choice.drawn
    lit = drawn & (needle > 0.9)
    seen = (boxes[:, 3] >= NARROW) | drawn
    p.rects([(JAR.x, JAR.bottom - JAR.h * filled, JAR.w, JAR.h * filled)], "decode", alpha=0.2)
    p.rects(boxes[seen & ~lit], "decode", alpha=0.62 if needle > 0.9 else 0.85, stroke="ground", stroke_width=1.0)
    if lit.any():
        p.rects(boxes[lit], "decode", stroke="white", stroke_width=4)
    if filled >= 1.0:
        _draw_words(p, boxes, [word(token) for token in choice.line_ids[:200].tolist()], gain, lit)
    if needle > 0.01:
        there = numbers.chance
        rising = Quantity(choice.chance * needle, "1", there.name, "u", "the needle on its way to u", (there,))
        _draw_needle(p, there if needle >= 1.0 else rising)


def _boxes(edges: np.ndarray) -> np.ndarray:
    """Parts of the jar [n, 4] between shares 0..1, the first one at the bottom."""
    n = len(edges) - 1
    tall = JAR.h * np.diff(edges)
    gap = np.minimum(GAP, tall / 3)
    return np.stack([np.full(n, JAR.x), JAR.bottom - JAR.h * edges[1:], np.full(n, JAR.w), tall - gap], 1)


def _draw_words(
    p: Picture, boxes: np.ndarray, words: Sequence[Label], gain: float, lit: np.ndarray | None = None
) -> None:
    """A part's word where it has room, and that of the `lit` part where it fits at all."""
    size = painted(LABEL, gain)
    for k, ((x, y, w, h), word) in enumerate(zip(boxes.tolist(), words, strict=False)):
        room = TEXT_ROOM if lit is None or lit[k] else AIR
        if h >= room * size and wide(word, size, 600) < w - 12:
            at = (x + w / 2, y + h / 2 + 0.36 * size)
            p.text(at, "{token}", token=word, size=LABEL, weight=600, role="onlight", align="center")


def _draw_needle(p: Picture, number: Quantity) -> None:
    """The needle at a number 0..1, and the number."""
    y, tip = JAR.bottom - JAR.h * float(number.value), JAR.x - WALL - 2
    p.lines([(tip - POINT, y, JAR.x, y)], "white", width=3.0)
    p.polys([(tip, y), (tip - POINT, y - HALF), (tip - POINT, y + HALF)], "white")
    at = (tip - POINT - BESIDE, y + 0.36 * VALUE)
    p.text(at, "{u:.3f}", u=number, size=VALUE, mono=True, weight=600, align="right", backed=0.85)
