"""Where the columns of the tokens stand: as wide as their words ask for, in one row of the stage."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_ids.facts import IdsFacts
from tourapp.authoring import Rect, text_width
from tourapp.authoring.sizes import READOUT, size_within

LEAST, BESIDE = 210.0, 44.0
"""Width of a narrow column, and room beside its words."""
CHIP_H = 58.0


def columns(facts: IdsFacts, room: Rect) -> list[Rect]:
    """A column for each token, together as wide as the room."""
    if not facts.words:
        return []
    asked = np.array([max(LEAST, text_width(words, READOUT, "mono", 600) + BESIDE) for words in facts.words])
    wide = asked * room.w / asked.sum() if asked.sum() > room.w else asked + (room.w - asked.sum()) / len(asked)
    left = room.x + np.concatenate([[0.0], np.cumsum(wide)[:-1]])
    return [Rect(float(x), room.y, float(w), room.h) for x, w in zip(left, wide, strict=True)]


def chip_box(column: Rect, y: float) -> Rect:
    """The chip of a token in its column."""
    wide = min(column.w - 14.0, 400.0)
    return Rect(column.cx - wide / 2, y, wide, CHIP_H)


def word_size(facts: IdsFacts, boxes: list[Rect], gain: float) -> float:
    """The type size with which every word fits into its chip."""
    room = min(
        (box.w - 16.0) / text_width(words, gain, "mono", 600) for box, words in zip(boxes, facts.words, strict=True)
    )
    return min(READOUT, size_within(room))
