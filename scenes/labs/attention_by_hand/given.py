"""What is given: the query, and of each token its key and value, as small tables in their colours."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture, Rect, mix, sizes

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import HandCase, LabView

TABLE = Rect(64.0, 140.0, 380.0, 700.0)
CELL, GAP = 62.0, 10.0
QUERY_Y, FIRST_Y, STEP = 200.0, 370.0, 112.0
KEYS_X, VALUES_X = 196.0, 354.0


def draw_given(f: Frame, p: Picture, view: LabView) -> None:
    """Query above, tokens below each other; the token of the box at hand is lit."""
    case: HandCase = view.case
    p.text((TABLE.x, 166), "the query", size=sizes.LABEL, weight=600)
    _pair(p, (KEYS_X, QUERY_Y), case.query, "ink", 1.0)
    p.text((KEYS_X, FIRST_Y - 40), "keys", size=sizes.LABEL, role="key", weight=600)
    p.text((VALUES_X, FIRST_Y - 40), "values", size=sizes.LABEL, role="value", weight=600)
    lit = _lit(view)
    beat = 0.5 + 0.5 * math.sin(f.clock * math.tau / 4.0)
    for place, (key, value) in enumerate(zip(case.keys, case.values, strict=True)):
        y = FIRST_Y + STEP * place
        here = lit in (None, place)
        bright = mix(0.7, 1.0, beat) if lit == place else 1.0 if here else 0.6
        n = place + 1
        p.text((TABLE.x, y + 40), "token {n}", n=n, size=sizes.LABEL, role="ink" if here else "dim")
        _pair(p, (KEYS_X, y), key, "key", bright)
        _pair(p, (VALUES_X, y), value, "value", bright)
    if "weight3" in view.state.right:
        _shares(p, case)


def given_words(view: LabView) -> Phrase:
    """The same in words, for a page without tables."""
    case: HandCase = view.case

    def pairs(numbers: tuple[tuple[int, int], ...]) -> str:
        return ", ".join(f"({a}, {b})" for a, b in numbers)

    told = {"q": pairs((case.query,)), "k": pairs(case.keys), "v": pairs(case.values)}
    return Phrase("query {q} · keys {k} · values {v}", **told)


def draw_tokens(p: Picture, columns: list[Rect]) -> None:
    """Which token a column of boxes is about."""
    for place, cell in enumerate(columns, 1):
        p.text((cell.cx, cell.y - 24), "token {n}", n=place, size=sizes.TAG, role="dim", align="center", part="tokens")


def _lit(view: LabView) -> int | None:
    """The token that the box at hand is about, from 0; None for all."""
    box = view.open_box
    if view.phase != "task" or box is None or box.row == "output":
        return None
    return int(box.id[-1]) - 1


def _pair(p: Picture, at: tuple[float, float], numbers: tuple[int, int], role: str, bright: float) -> None:
    x, y = at
    cells = [Rect(x + place * (CELL + GAP), y, CELL, CELL) for place in range(2)]
    p.rects(cells, role, radius=10, alpha=0.18 * bright, stroke=role, stroke_width=2, stroke_alpha=bright)
    for cell, number in zip(cells, numbers, strict=True):
        p.text(cell, "{n}", n=number, size=sizes.READOUT, mono=True, part="numbers")


def _shares(p: Picture, case: HandCase) -> None:
    """The three weights as one bar: together they are one."""
    y, wide = FIRST_Y + STEP * 3 + 28, VALUES_X + 2 * CELL + GAP - TABLE.x
    p.text((TABLE.x, y - 8), Phrase("weights: together one"), size=sizes.TAG, role="dim")
    x = TABLE.x
    boxes = []
    for weight in case.weights:
        boxes.append((x, y + 8, wide * weight - 3, 44))
        x += wide * weight
    p.rects(boxes, "key", radius=4, alpha=0.75)
