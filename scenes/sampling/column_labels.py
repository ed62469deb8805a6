"""Word and probability above columns, likeliest first; a label that would touch another one is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from scenes.sampling.columns import StandingColumns
from scenes.sampling.token_words import Label, wide
from tourapp.authoring import Phrase, Picture, Quantity, Rect, Tag, origin
from tourapp.authoring.sizes import LABEL, LINE

MOVING = "on its way from one choice to the next"
COLUMN = "column"
"""Kind of the tag of a column under the pointer: the card then explains that column's token."""
WIDEST = 300.0
"""A wider word has no room anywhere."""
NUMBER = 88.0
"""Room of the number below the word."""
TALL, GAP = 76.0, 8.0
"""From the upper edge of a label to its column's top, and from the lower one."""
BASE, STEP = 16.0, 30.0
"""From the baseline of the number to the column's top, and from line to line."""
TARGET = Rect(-48, -76, 96, 120)
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
        Quantity(float(share), "share", Phrase("probability of {token}", token=word), "q", MOVING, (), origin.RUN)
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
        half = max(wide(label.word, LINE, 600), NUMBER * gain) / 2
        top, foot = label.y - TALL * max(1.0, gain), label.y - GAP
        box = Rect(label.x - half, top, 2 * half, foot - top)
        if label.odds.value < least or 2 * half > WIDEST or any(_touch(box, other) for other in taken):
            continue
        taken.append(box)
        placed.append(k)
    return placed


def _touch(a: Rect, b: Rect) -> bool:
    return a.x < b.right + 4 and a.right > b.x - 4 and a.y < b.bottom and a.bottom > b.y


def _draw_label(p: Picture, label: ColumnLabel, gain: float, alpha: float, role: str) -> None:
    at = (label.x, label.y - BASE - STEP * max(1.0, gain))
    p.text(at, "{token}", token=label.word, size=LINE, role=role, weight=600, align="center", alpha=alpha, backed=0.62)
    p.text(
        (label.x, label.y - BASE),
        "{v}",
        v=label.odds,
        size=LABEL,
        mono=True,
        role="decode",
        weight=600,
        align="center",
        alpha=alpha,
        backed=0.62,
    )
