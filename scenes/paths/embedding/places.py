"""Where things stand on this stage."""

from __future__ import annotations

from tourapp.authoring import Rect

HOT = Rect(150.0, 250.0, 30.0, 330.0)
"""The list of zeros with a single one."""
TABLE = Rect(420.0, 250.0, 620.0, 330.0)
"""The whole table, a row for each token."""
ROW = Rect(64.0, 640.0, 1376.0, 160.0)
"""The row that was picked, number by number."""
MIDDLE = (440.0, 474.0)
"""The word whose neighbours are shown."""
RAY = 264.0
"""Length of the longest ray."""
LIST = Rect(916.0, 196.0, 524.0, 590.0)
"""Neighbours by their cosine."""
MAP = Rect(84.0, 150.0, 1336.0, 670.0)
LANDING = (726.0, 462.0)
"""Where the sum lands."""
UNIT = 214.0
"""Length of a unit row on the stage."""
LENS = (1290.0, 690.0)
LENS_RADIUS = 112.0
BOARD = Rect(64.0, 276.0, 1376.0, 540.0)
"""The sums of the list, each with its lamp."""
HISTOGRAM = Rect(84.0, 200.0, 1336.0, 400.0)
LENGTHS = Rect(84.0, 700.0, 1336.0, 44.0)
"""The mean row beside a row in the middle."""
TIED = Rect(520.0, 190.0, 400.0, 360.0)
"""The one table, read at the entrance and at the exit."""
PARAMS = Rect(64.0, 690.0, 1376.0, 70.0)
"""All numbers of the model."""
