"""Where things stand on this stage."""

from __future__ import annotations

from tourapp.authoring import Rect

COINS_FLOOR, COIN_MOST = 712.0, 380.0
"""Baseline on which the two tokens of a price list stand, and the side of the larger one."""
COIN_IN, COIN_OUT = 244.0, 640.0
"""Middle of each."""
LIST = Rect(900.0, 136.0, 540.0, 690.0)
"""The dated lists."""
HOUR = Rect(64.0, 300.0, 1376.0, 84.0)
"""An hour of the machine."""
SECOND = Rect(340.0, 560.0, 820.0, 150.0)
"""One second of it."""
SLAB = Rect(64.0, 232.0, 220.0, 400.0)
"""The weights."""
SHEET = Rect(392.0, 232.0, 568.0, 400.0)
"""The tokens that share one read of them."""
RESULT = Rect(1000.0, 216.0, 440.0, 440.0)
"""From the pass to one token."""
BUSY = Rect(64.0, 690.0, 1376.0, 140.0)
"""What works, and for how much of the time."""
WIDTHS = Rect(64.0, 236.0, 1376.0, 600.0)
"""Two times to scale."""
CURVE = Rect(170.0, 250.0, 850.0, 490.0)
"""The ratio over the batch."""
CARDS = Rect(1084.0, 226.0, 356.0, 560.0)
"""The lists beside it."""
