"""Where things stand on this stage: the equation on top with its bytes to scale, the levers below it."""

from __future__ import annotations

from tourapp.authoring import Rect

BAR = Rect(196.0, 246.0, 740.0, 20.0)
"""The fraction bar: the bytes of a step, to scale."""
STEP_RIGHT = 1440.0
"""Right edge of the step's figure."""
NAMES_X = 130.0
HEAD_Y, FIRST, ROOM, BAR_H = 414.0, 434.0, 378.0, 26.0
"""Baseline of the columns' names, top of the first row, height of all rows, and height of a bar."""
CLOSE, WIDE = 54.0, 68.0
"""Least and most from one row to the next."""
USER = Rect(600.0, FIRST, 300.0, 0.0)
DOLLAR = Rect(1040.0, FIRST, 300.0, 0.0)
"""Columns of the bars; the numbers stand right of them."""
CHART = Rect(104.0, 196.0, 560.0, 540.0)
"""What levers give over the batch."""
LIST_X, LIST_RIGHT = 830.0, 1440.0
"""What does nothing here."""
