"""An equation on one line whose terms are numbers: what a beat speaks of is lit, and every term answers "why?".

Not here: which equation, and which of its terms a beat is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tourapp.authoring import Phrase, Picture, Quantity, Rect, Tag, Why, say_words, text_width
from tourapp.authoring.sizes import LABEL, LINE, TAG

SPACE = 0.32
"""Between two terms, in sizes of the type."""
SURE = 1.04
"""The table of widths is right to a few per cent."""


@dataclass(frozen=True, slots=True)
class EquationTerm:
    """One piece of an equation: its letter or number, what it stands for (None for a sign), its role, and how much it
    is lit, 0..1. key: by which it is known while it is pointed at."""

    words: str | Phrase
    value: Quantity | None = None
    role: str = "ink"
    lit: float = 0.0
    key: str = ""


def equation_width(terms: Sequence[EquationTerm], size: float) -> float:
    """Stage units that an equation takes at a size of the scale."""
    wide = sum(text_width(say_words(term.words), size, weight=600) for term in terms)
    return wide + SPACE * size * max(len(terms) - 1, 0)


def equation_size(terms: Sequence[EquationTerm], room: float, gain: float, most: float = LINE) -> float | None:
    """The largest size of the scale, up to one, at which a whole equation has room when its words are painted `gain`
    times as large; None where none does: an equation stands whole or not at all."""
    sizes = [size for size in (LINE, LABEL, TAG) if size <= most]
    return next((size for size in sizes if equation_width(terms, size) * gain * (SURE + 0.03) <= room), None)


def draw_equation(
    p: Picture,
    at: tuple[float, float],
    terms: Sequence[EquationTerm],
    *,
    size: float,
    align: str = "left",
    alpha: float = 1.0,
    part: str = "equation",
    gain: float = 1.0,
) -> list[Rect]:
    """The equation from a baseline point; returns the box of each term, in order. gain: how much larger its words will
    be painted (`RailStand.words_gain`)."""
    x, y = at
    if align != "left":
        x -= equation_width(terms, size) * gain * (1.0 if align == "right" else 0.5)
    boxes: list[Rect] = []
    for term in terms:
        wide = text_width(say_words(term.words), size, weight=600) * gain * (SURE if gain > 1.0 else 1.0)
        box = Rect(x - 4.0, y - size * 0.86 * gain, wide + 8.0, size * 1.2 * gain)
        if term.lit > 0.01:
            p.rects([box], term.role, radius=8, alpha=0.18 * term.lit * alpha)
            p.rects([(box.x, box.bottom - 3.0, box.w, 3.0)], term.role, radius=1.5, alpha=term.lit * alpha)
        role = term.role if term.value is not None or term.lit > 0.5 else "dim"
        p.text((x, y), term.words, size=size, weight=600, role=role, alpha=alpha, part=part)
        if term.value is not None:
            p.hot([box], (Tag("term", term.key or None),), (Why(),), (term.value,))
        boxes.append(box)
        x += wide + SPACE * size * gain
    return boxes
