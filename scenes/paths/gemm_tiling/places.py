"""Where things stand on this stage."""

from __future__ import annotations

from tourapp.authoring import Rect

TOP, FOOT = 140.0, 834.0
LEFT, RIGHT = 64.0, 1440.0
APART = 22.0
"""Between the matrices and their product."""
CORNER = Rect(LEFT, TOP, 420.0, 420.0)
"""Above the left matrix and beside the right one: room for a figure and bars."""
HEAD_BASE = 152.0
STRIP = (168.0, 66.0)
"""Top and height of the tiles of a wave."""
SEATS = (330.0, 440.0)
"""Top and height of the processors."""
TIME = (790.0, 18.0)
SAW = Rect(150.0, 250.0, 1290.0, 480.0)
"""The share of used time along all numbers of tokens."""
RACE = Rect(64.0, 140.0, 1376.0, 400.0)
"""Three ways, one below another, on an axis of seconds."""
RACE_PITCH, RACE_TALL = 132.0, 70.0
RACE_CARD = Rect(990.0, 654.0, 450.0, 172.0)
RACE_BUTTON = Rect(RACE_CARD.x + 24, RACE_CARD.y + 94, RACE_CARD.w - 48, 58)
HALL_GAP = 46.0
THIN_TILE = Rect(64.0, 196.0, 500.0, 500.0)
GANTT = Rect(650.0, 196.0, 790.0, 238.0)
"""Time across, processors down: the tiles whole; the split ones stand below."""
GANTT_DOWN = 340.0
CHECK = Rect(150.0, 204.0, 480.0, 480.0)
"""All pairs of sides of a tile."""
SCALE = Rect(760.0, 556.0, 660.0, 240.0)
"""FLOP for a byte, logarithmic."""
LEVELS = Rect(760.0, 224.0, 660.0, 216.0)
