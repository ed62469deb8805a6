"""Where things stand on the card: lanes at the top, the funnel, the sum at the foot; bars of matrices; columns."""

from __future__ import annotations

from tourapp.authoring import Rect
from tourapp.figures.card_frame import UNDER

LANES = Rect(64.0, 136.0, 1376.0, 170.0)
NARROW = 516.0
"""Width of the folded vector: that of the lanes, times its numbers over theirs."""
FOLDED = Rect(LANES.cx - NARROW / 2, 432.0, NARROW, 96.0)
TERM = 400.0
SUM_Y, SUM_H = 612.0, 120.0
SUM_ROOMS = tuple(Rect(LANES.x + (TERM + 88.0) * place, SUM_Y, TERM, SUM_H) for place in range(3))
"""The stream before, what is added, and the stream after."""
SIGNS = tuple(SUM_ROOMS[place].right + 44.0 for place in range(2))
WORDS_Y = SUM_Y + SUM_H + 38.0
KEPT = Rect(216.0, UNDER.y + 20.0, NARROW, 84.0)
"""Where the added vector stands beside the bars of the matrices."""
MATRICES = Rect(216.0, UNDER.y + 168.0, 720.0, 324.0)
NUMBER_AT = (1012.0, UNDER.y + 150.0)
BITS = Rect(64.0, UNDER.y + 44.0, 360.0, UNDER.h - 128.0)
GPUS = Rect(500.0, UNDER.y + 44.0, 500.0, UNDER.h - 128.0)
BESIDE = 1056.0
