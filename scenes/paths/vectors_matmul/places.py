"""Where things stand on this stage."""

from __future__ import annotations

from tourapp.authoring import Rect

PLANE = Rect(800.0, 140.0, 640.0, 640.0)
"""The squared paper on which arrows are drawn."""
LEAST_REACH = 3.4
"""From its middle to its edge, in units of a vector, at least."""
LIST_BASE, LIST_X = 206.0, 64.0
"""Baseline and left end of the list on top."""
BARS = Rect(64.0, 292.0, 640.0, 270.0)
"""Numbers of the list as bars around a middle line."""
ROW = Rect(64.0, 664.0, 640.0, 134.0)
"""A row of the model as bars."""
PAIRS_BASE = 512.0
"""Foot of the rectangles of the dot product."""
PAIR_MIDDLES = (246.0, 690.0, 1180.0)
CELL = 52.0
"""Side of a cell that is one, at most."""
TALLEST, WIDEST = 180.0, 370.0
"""Most height and width of a rectangle."""
CUP = Rect(140.0, 700.0, 832.0, 116.0)
"""Inside of the cup."""
SUM_X, SUM_END, SUM_BASE = 1028.0, 1440.0, 820.0
MATRIX_X, MATRIX_Y = 160.0, 400.0
MATRIX_CELL = (196.0, 130.0)
OUT_X = 1220.0
PRODUCT = Rect(72.0, 150.0, 1368.0, 640.0)
"""The product by hand: rows at the left, columns above, outputs where they meet."""
SIZED = Rect(64.0, 362.0, 1180.0, 446.0)
"""The larger real matrix; the smaller one has the same scale."""
