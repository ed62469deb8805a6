"""The first beat: a list of zeros with a single one picks a row of the table, and the row is all that goes on."""

from __future__ import annotations

import numpy as np

from scenes.paths.embedding.facts import RowFacts
from scenes.paths.embedding.places import HOT, ROW, TABLE
from tourapp.authoring import Frame, Phrase, Picture
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, READOUT

WORD_BASE = 206.0
STRIPES = 60
LAP = 3.0
FIRST_X = 1100.0


def row_y(facts: RowFacts) -> float:
    """Where in the table the word's row lies."""
    number = facts.near.word.number
    share = 0.5 if number is None else float(number.value) / float(facts.crowd.vocabulary.value)
    return TABLE.y + TABLE.h * share


def row_bars(facts: RowFacts, grown: float) -> np.ndarray:
    """The row's numbers as bars around a middle line [h, 4]."""
    assert facts.near.row is not None
    row = facts.near.row.astype(np.float64)
    high, wide = ROW.h / 2 * row / np.abs(row).max() * grown, ROW.w / len(row)
    left = ROW.x + wide * np.arange(len(row))
    return np.stack([left, ROW.cy - np.maximum(high, 0.0), np.full(len(row), wide * 0.8), np.abs(high)], 1)


def draw_row(f: Frame, p: Picture, facts: RowFacts) -> None:
    """Word and id, the single one, the table, the row."""
    pick, grown = f.cue("row.pick"), f.cue("row.grow")
    y = row_y(facts)
    word = facts.near.word
    p.text((64.0, WORD_BASE), "“{w}”", w=word.text, size=FIGURE, weight=600)
    p.text((TABLE.x, WORD_BASE), "row {n}", n=word.number, size=FIGURE, weight=600, role="prefill", alpha=pick)
    p.rects([HOT, TABLE], "raised", radius=6, stroke="line", stroke_width=2.0)
    stripes = TABLE.y + TABLE.h * (np.arange(1, STRIPES) / STRIPES)
    ends = [np.full_like(stripes, TABLE.x), stripes, np.full_like(stripes, TABLE.right), stripes]
    p.lines(np.stack(ends, 1), "weights", width=2.0, alpha=0.45)
    p.rects([(HOT.x, y - 3, HOT.w, 6)], "white", radius=3, alpha=pick)
    p.lines([(HOT.right + 8, y, TABLE.x - 8, y)], "white", width=2.0, dash=True, alpha=0.8 * pick)
    p.rects([(TABLE.x, y - 4, TABLE.w, 8)], "prefill", radius=4, alpha=pick)
    x = HOT.right + (TABLE.right - HOT.right) * ((f.clock / LAP) % 1.0)
    p.spark((x, y), "prefill", size=64.0, alpha=pick)
    p.text((HOT.cx, HOT.bottom + 34), "one 1, else 0", size=LABEL, role="dim", align="center")
    told = Phrase("the table: {v} rows of {h} numbers", v=facts.crowd.vocabulary, h=facts.crowd.hidden)
    p.text((TABLE.x, TABLE.bottom + 34), told, size=LABEL, role="dim")
    _draw_unfolded(p, facts, y, grown)


def _draw_unfolded(p: Picture, facts: RowFacts, y: float, grown: float) -> None:
    """The row falls out of the table and opens to its whole width."""
    if grown <= 0.004:
        return
    sides = [(TABLE.x, y + 6), (TABLE.right, y + 6), (ROW.right, ROW.y + 20), (ROW.x, ROW.y + 20)]
    p.polys(sides, "prefill", alpha=0.13 * grown, gradient="down", fade=0.2)
    p.rects(row_bars(facts, grown), "prefill", alpha=0.9)
    p.lines([(ROW.x, ROW.cy, ROW.right, ROW.cy)], "line", width=2.0)
    x = FIRST_X
    p.text((x, 300.0), "its first number", size=LINE, role="dim", alpha=grown)
    p.text((x, 348.0), "{v}", v=facts.near.first, size=READOUT, mono=True, weight=600, alpha=grown)
    p.text((x, 420.0), "the row’s length", size=LINE, role="dim", alpha=grown)
    p.text((x, 468.0), "{v}", v=facts.near.length, size=READOUT, mono=True, weight=600, alpha=grown)
