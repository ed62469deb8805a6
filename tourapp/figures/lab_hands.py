"""A class's hands for a lab's guess: a row for each choice or range while they go up, bars on the axis ever after."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tourapp.authoring import LabAct, Phrase, Picture, Rect, Tag, sizes
from tourapp.authoring.acts import RaiseHandFor

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import LabView

INSET, HIGH, KEY = 28.0, 44.0, 40.0
"""Of the card; the highest bar on an axis; room of a row's digit."""
WORDS = 0.46
"""Share of a row for its words."""


def draw_hands(p: Picture, view: LabView, box: Rect) -> None:
    """The card in which hands go up: each choice or range with its digit, its bar and its count."""
    counts = view.hands_up
    p.text((box.x + INSET, box.y + 44), "Show of hands", size=sizes.LINE, weight=600)
    told = Phrase("{n} {n|hand|hands}", n=sum(counts))
    p.text((box.right - INSET, box.y + 44), told, size=sizes.LABEL, role="prefill", align="right")
    rows = Rect(box.x + 20, box.y + 62, box.w - 40, box.h - 112).rows(len(counts), 6.0)
    for place, (row, words, count) in enumerate(zip(rows, view.lab.guess.option_words, counts, strict=True)):
        _row(p, row, (place, words, count), count / max(1, *counts))
    p.hot(rows, [Tag("lab_hand", place) for place in range(len(rows))], [RaiseHandFor(n) for n in range(len(rows))])
    keys = Phrase("1 to {n}: a hand. Backspace: one less.", n=len(counts))
    p.text((box.x + INSET, box.bottom - 18), keys, size=sizes.TAG, role="dim", fit=box.w - 2 * INSET)


def _row(p: Picture, row: Rect, told: tuple[int, Phrase, int], share: float) -> None:
    place, words, count = told
    p.rects([row], "ground", radius=8, alpha=0.5, stroke="line", stroke_width=1.5)
    left = row.x + KEY + WORDS * row.w
    bar = Rect(left, row.y + 7, row.right - left - 64, row.h - 14)
    p.rects([(bar.x, bar.y, max(2.0, bar.w * share), bar.h)], "prefill", radius=4, alpha=0.8)
    p.text((row.x + 14, row.cy + 8), "{n}", n=place + 1, size=sizes.LABEL, weight=600, role="dim", mono=True)
    p.text((row.x + KEY, row.cy + 8), words, size=sizes.LABEL, fit=WORDS * row.w - 12)
    p.text((row.right - 14, row.cy + 8), "{n}", n=count, size=sizes.LABEL, mono=True, align="right", part="hands")


def draw_hand_bars(p: Picture, view: LabView, at: Callable[[float], float], y: float) -> None:
    """The same as bars on the axis of the guess, each over its range."""
    counts = view.hands_up
    for (low, high), count in zip(view.lab.guess.ranges, counts, strict=False):
        if count:
            left, right = at(low) + 2, at(high) - 2
            tall = HIGH * count / max(counts)
            p.rects([(left, y - tall, right - left, tall)], "prefill", radius=4, alpha=0.35)
            p.text((0.5 * (left + right), y - 8), "{n}", n=count, size=sizes.TAG, align="center", part="bars")


def draw_ask_class(p: Picture, view: LabView, box: Rect) -> None:
    """How a class is asked, or how many hands there were."""
    given = sum(view.hands_up)
    words = Phrase("{n} {n|hand|hands}", n=given) if given else Phrase("V: ask the class")
    right = (box.right - INSET, box.y + 44)
    p.text(right, words, size=sizes.TAG, role="dim", align="right", fit=0.5 * box.w)
    p.hot([Rect(box.right - 0.5 * box.w, box.y + 12, 0.5 * box.w - 12, 46)], (Tag("lab_hands"),), (LabAct("hands"),))
