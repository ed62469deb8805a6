"""Word and probability above columns, likeliest first; a label that would touch another one is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from scenes.sampling.columns import StandingColumns
from scenes.sampling.token_words import Label, wide
from tourapp.authoring import Phrase, Picture, Quantity, Rect, Tag
from tourapp.authoring.sizes import T17, TAG

COLUMN = "column"
"""Kind of the tag of a column under the pointer: the card then explains that column's token."""
WIDEST, MORE = 126.0, 10.0
"""Room of a label, and how much more its word may take."""
NUMBER = 66.0
"""Room of the number below the word."""
SMALLEST = 13.0
"""Size of a long word."""
TALL, GAP = 58.0, 8.0
"""From the upper edge of a label to its column's top, and from the lower one."""
BASE, LINE = 16.0, 22.0
"""From the baseline of the number to the column's top, and from line to line."""
TARGET = Rect(-36, -58, 72, 90)
"""Area that answers the pointer, from a column's top."""


class ColumnLabel(NamedTuple):
    """A token's word and its probability, and the top of its column on the stage."""

    word: Label
    odds: Quantity
    x: float
    y: float


def labels_of(words: Sequence[Label], odds: Sequence[Quantity], columns: StandingColumns) -> list[ColumnLabel]:
    """Labels of the first columns, as many as there are words."""
    count = min(len(words), columns.count)
    return [
        ColumnLabel(word, share, x, y)
        for word, share, (x, y) in zip(words[:count], odds[:count], columns.tops[:count].tolist(), strict=True)
    ]


def passing_odds(words: Sequence[Label], odds: np.ndarray) -> list[Quantity]:
    """Probabilities on their way from one choice to another: as shown, but no facts."""
    return [
        Quantity(float(share), "share", Phrase("probability of {token}", token=word), "q")
        for word, share in zip(words, odds, strict=False)
    ]


def draw_column_labels(
    p: Picture, labels: Sequence[ColumnLabel], *, gain: float, chosen: int, least: float, alpha: float
) -> list[int]:
    """Labels of probabilities from `least` on; `gain` is the theme's factor for words. Returns the columns with one."""
    placed = _with_room(labels, gain, least)
    for k in placed:
        _draw_label(p, labels[k], gain, alpha, "decode" if k == chosen else "ink")
    return placed


def make_columns_answer(p: Picture, labels: Sequence[ColumnLabel], placed: Sequence[int]) -> None:
    """Areas that answer the pointer, for the columns that have a label."""
    tops = [(labels[k].x, labels[k].y) for k in placed]
    p.hot([TARGET.move(x, y) for x, y in tops], [Tag(COLUMN, k) for k in placed])


def _with_room(labels: Sequence[ColumnLabel], gain: float, least: float) -> list[int]:
    taken: list[Rect] = []
    placed: list[int] = []
    for k, label in enumerate(labels):
        half = min(WIDEST, max(wide(label.word, TAG * gain, 600), NUMBER * gain)) / 2
        top, foot = label.y - TALL * max(1.0, gain), label.y - GAP
        box = Rect(label.x - half, top, 2 * half, foot - top)
        if label.odds.value < least or any(_touch(box, other) for other in taken):
            continue
        taken.append(box)
        placed.append(k)
    return placed


def _touch(a: Rect, b: Rect) -> bool:
    return a.x < b.right + 4 and a.right > b.x - 4 and a.y < b.bottom and a.bottom > b.y


def _draw_label(p: Picture, label: ColumnLabel, gain: float, alpha: float, role: str) -> None:
    across = wide(label.word, TAG * gain, 600)
    size = max(SMALLEST, TAG * min(1.0, WIDEST / across) if across > 0 else TAG)
    p.text(
        (label.x, label.y - BASE - LINE * max(1.0, gain)),
        "{token}",
        token=label.word,
        size=size,
        role=role,
        weight=600,
        align="center",
        fit=WIDEST + MORE,
        alpha=alpha,
        backed=0.62,
    )
    p.text(
        (label.x, label.y - BASE),
        "{v}",
        v=label.odds,
        size=T17,
        mono=True,
        role="decode",
        weight=600,
        align="center",
        fit=WIDEST,
        alpha=alpha,
        backed=0.62,
    )
