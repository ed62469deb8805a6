"""Where things stand on this stage."""

from __future__ import annotations

from tourapp.authoring import Rect

LEFT, RIGHT = 64.0, 1440.0
ROWS = (272.0, 424.0, 576.0)
"""Middles of the three rows."""
BAR_H = 64.0
SCORES, POWERS, SHARES = (
    Rect(196.0, 190.0, 330.0, 450.0),
    Rect(622.0, 190.0, 360.0, 450.0),
    Rect(1078.0, 190.0, 362.0, 450.0),
)
"""Rooms of the three columns."""
HEADS_Y, SUM_Y = 168.0, 726.0
RULER_Y = 330.0
WHOLE = Rect(64.0, 600.0, 1376.0, 110.0)
"""The bar of one that the shares divide."""
CEILING_Y, FLOOR_Y, TOP_Y = 330.0, 640.0, 150.0
"""The largest power a format holds; zero; and the upper edge of the picture."""
COLUMNS = (280.0, 560.0, 840.0)
COLUMN_W = 150.0
RESULT = Rect(64.0, 716.0, 1376.0, 60.0)
REACH = Rect(120.0, 220.0, 1320.0, 480.0)
"""How high scores reach."""
HEAT = Rect(150.0, 200.0, 800.0, 540.0)
HEAT_BARS = Rect(1040.0, 260.0, 400.0, 480.0)
BELLS = (Rect(96.0, 220.0, 800.0, 200.0), Rect(96.0, 540.0, 800.0, 200.0))
BITS_X = 1000.0
ROW = Rect(96.0, 250.0, 1320.0, 300.0)
"""Columns of a row of scores."""
SUM = Rect(96.0, 690.0, 900.0, 70.0)
