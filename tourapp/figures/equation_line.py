"""An equation on one line whose terms are numbers: what a beat speaks of is lit, and every term answers "why?".

Not here: which equation, and which of its terms a beat is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tourapp.authoring import Phrase, Picture, Quantity, Rect, Tag, Why, say_words, text_width

SPACE = 0.32
"""Between two terms, in sizes of the type."""


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


def draw_equation(
    p: Picture,
    at: tuple[float, float],
    terms: Sequence[EquationTerm],
    *,
    size: float,
    align: str = "left",
    alpha: float = 1.0,
    part: str = "equation",
) -> list[Rect]:
    """The equation from a baseline point; returns the box of each term, in order."""
    x, y = at
    if align != "left":
        x -= equation_width(terms, size) * (1.0 if align == "right" else 0.5)
    boxes: list[Rect] = []
    for term in terms:
        wide = text_width(say_words(term.words), size, weight=600)
        box = Rect(x - 4.0, y - size * 0.86, wide + 8.0, size * 1.2)
        if term.lit > 0.01:
            p.rects([box], term.role, radius=8, alpha=0.18 * term.lit * alpha)
            p.rects([(box.x, box.bottom - 3.0, box.w, 3.0)], term.role, radius=1.5, alpha=term.lit * alpha)
        role = term.role if term.value is not None or term.lit > 0.5 else "dim"
        p.text((x, y), term.words, size=size, weight=600, role=role, alpha=alpha, part=part)
        if term.value is not None:
            p.hot([box], (Tag("term", term.key or None),), (Why(),), (term.value,))
        boxes.append(box)
        x += wide + SPACE * size
    return boxes
