"""Where things stand on the card: the walls, the row below them, the bars of its levels, columns and chart."""

from __future__ import annotations

from tourapp.authoring import Rect
from tourapp.figures.card_frame import UNDER

KEYS = Rect(112.0, 142.0, 620.0, 470.0)
VALUES = Rect(772.0, 142.0, 620.0, 470.0)
ROW = Rect(64.0, 704.0, 1376.0, 76.0)
"""The newest row, large: its keys at the left, its values at the right."""
ROW_WORDS = 828.0
"""Baseline of the words below it."""
BARS = Rect(290.0, UNDER.y + 4.0, 660.0, UNDER.h - 8.0)
"""Room of the levels' bars."""
BAR = 46.0
COUNTS, NAMES = 64.0, 268.0
"""Where the counts begin, and where their names end."""
NUMBER = 1010.0
"""Left edge of the one large number."""
COLUMNS = Rect(64.0, UNDER.y, 468.0, UNDER.h)
CHART = Rect(640.0, UNDER.y + 186.0, 780.0, UNDER.h - 252.0)


def bar_box(place: int, count: int) -> Rect:
    """A level's bar: from the top of the room to its foot, however many there are."""
    pitch = (BARS.h - BAR) / max(count - 1, 1)
    return Rect(BARS.x, BARS.y + pitch * place, BARS.w, BAR)
