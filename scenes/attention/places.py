"""Where things stand on the stage of attention, in stage units: rows under the threads, columns, the output at their
end, and the band below. Numbers only; no drawing."""

from __future__ import annotations

from tourapp.authoring import STAGE, Rect

LABEL_X = STAGE.x
"""What each row is stands at the left."""
LEFT, RIGHT = 214.0, 1346.0
"""Between these stand the columns of tokens."""
CHIP_Y, CHIP_H = 356.0, 50.0
KEYS_Y, VALUES_Y = 418.0, 608.0
STRIP_W, HAND_STRIP_W, STRIP_H = 68.0, 112.0, 78.0
"""A strip of numbers stands under its token; those of the pencil case are wide enough for digits."""
SCORE_Y, WEIGHT_Y = 537.0, 584.0
"""Baselines of two rows of numbers."""
QUERY_X = 1402.0
BED = Rect(1366.0, 718.0, 72.0, 116.0)
"""The output vector; all threads end at its left side."""
BAND = Rect(LEFT, 712.0, 1226.0, 130.0)
"""Below the rows: the figure of a beat, until the values run there."""
HIGH = Rect(LEFT, 190.0, RIGHT - LEFT, 152.0)
"""Above the tokens: the scores as columns, until the threads run there."""
SHEET_X, SHEET_W = 202.0, 1228.0
"""A kept layer of a row reaches from here this far, beyond its first and its last column."""
ARCS = Rect(SHEET_X, 112.0, SHEET_W, 248.0)
FLOWS = Rect(SHEET_X, 692.0, SHEET_W, 152.0)


def row_sheet(y: float, height: float, around: float) -> Rect:
    """Room for a kept layer of a row that begins at y, with light `around` it."""
    return Rect(SHEET_X, y - around, SHEET_W, height + 2 * around)
