"""Where things stand on this stage."""

from __future__ import annotations

import numpy as np

from tourapp.authoring import Rect

LEFT, RIGHT = 64.0, 1440.0
CHIP_W, CHIP_H, CHIP_Y = 236.0, 64.0, 206.0
CHIP_XS = (240.0, 580.0, 920.0, 1260.0)
"""Middles of the four words."""
STRIP = Rect(64.0, 470.0, 1376.0, 256.0)
"""What the last word sees in both orders, above and below a middle line."""
GAPS = Rect(190.0, 190.0, 820.0, 560.0)
"""By how much both orders differ, layer by layer."""
RULER_Y = 208.0
"""The line of places."""
PITCH = 44.0
"""Stage units from one place to the next on it."""
ACROSS, DOWN = 8, 4
DIAL, DIAL_R = (122.0, 372.0), 51.0
DIAL_STEP = (116.0, 121.0)
GAUGE, GAUGE_R = (1226.0, 540.0), 190.0
"""Middle and radius of the large dial."""
FACES, DIAL_ROOM = Rect(62.0, 310.0, 936.0, 488.0), Rect(1000.0, 326.0, 440.0, 430.0)
"""Rooms of the clocks, and of the large dial."""
CURVE = Rect(120.0, 300.0, 950.0, 468.0)
ROW_Y = 180.0
"""Baseline of the sentence above the curve."""
TRACK = Rect(64.0, 190.0, 1376.0, 54.0)
"""All places of the context, to scale."""
WAVES = Rect(206.0, 190.0, 724.0, 560.0)
TEXTS_X, TEXTS_W = 1010.0, 430.0


def dial_middles(count: int) -> np.ndarray:
    """Middles [n, 2] of the clocks, row by row."""
    place = np.arange(count)
    return np.stack([DIAL[0] + DIAL_STEP[0] * (place % ACROSS), DIAL[1] + DIAL_STEP[1] * (place // ACROSS)], 1)
