"""Marks on the map of the hall: lines at numbers of tokens, with words below that can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tourapp.authoring import Act, Phrase, Picture, Rect, Tag, show, text_width
from tourapp.authoring.sizes import T16


@dataclass(frozen=True, slots=True)
class MapMark:
    """A place on the map: tokens, words below it, and what a click does."""

    tokens: float
    words: Phrase
    act: Act = None


def draw_marks(p: Picture, bar: Rect, marks: Sequence[tuple[float, MapMark]], gain: float, alpha: float) -> None:
    """Each with its stage position, from the left; its words move right of those before where they would touch."""
    boxes, free = [], bar.x
    for at, mark in marks:
        width = text_width(show(mark.words), T16, "mono") * gain
        left = min(max(at - (width / 2 if at > bar.x + 90 else 0), free), bar.right - width)
        p.lines([(at, bar.y - 4, at, bar.bottom + 5)], "ink", width=1.6, alpha=alpha)
        p.text((left, bar.bottom + 28), "{words}", size=T16, mono=True, weight=600, alpha=alpha, words=mark.words)
        boxes.append((left - 6, bar.bottom + 8, width + 12, 28.0))
        free = left + width + 22
    if boxes and alpha > 0.9:
        p.hot(boxes, [Tag("mark", mark.tokens) for _, mark in marks], [mark.act for _, mark in marks])
