"""Where things stand on the stage of attention, in stage units: rows under the threads, columns, the output at their
end. Numbers only; no drawing."""

from __future__ import annotations

from tourapp.authoring import STAGE, Rect

LABEL_X = STAGE.x
LABEL_W = 226
"""What each row is stands at the left."""
LEFT, RIGHT = 302.0, 1346.0
"""Between these stand the columns of tokens."""
CHIP_Y, CHIP_H = 384.0, 44.0
KEYS_Y, VALUES_Y = 444.0, 620.0
STRIP_W, HAND_STRIP_W, STRIP_H = 38.0, 112.0, 88.0
"""A strip of numbers stands under its token; those of the pencil case are wide enough for digits."""
SCORE_Y, WEIGHT_Y = 563.0, 601.0
"""Baselines of two rows of numbers."""
QUERY_X = 1402.0
BED = Rect(1376.0, 726.0, 52.0, 92.0)
"""The output vector; all threads end at its left side."""
SHEET_X, SHEET_W = 290.0, 1140.0
"""A kept layer of a row reaches from here this far, beyond its first and its last column."""
ARCS = Rect(SHEET_X, 112.0, SHEET_W, 276.0)
FLOWS = Rect(SHEET_X, 700.0, SHEET_W, 132.0)


def row_sheet(y: float, height: float, around: float) -> Rect:
    """Room for a kept layer of a row that begins at y, with light `around` it."""
    return Rect(SHEET_X, y - around, SHEET_W, height + 2 * around)
