"""The type scale in stage units (1920 x 1080), and no other size: every word on the stage names one of these."""

from __future__ import annotations

TAG = 20.0
"""Axis ticks, badge, tags; nothing that is read is smaller."""
LABEL = 24.0
"""Everything else that is read."""
LINE = 28.0
"""The second line."""
READOUT = 32.0
"""Numbers that are read, monospaced."""
TITLE = 36.0
"""A scene's title."""
VALUE = 40.0
"""The value of the rail's control."""
CAPTION = 44.0
"""The sentence."""
FIGURE, FIGURE_LARGE, FIGURE_HUGE = 64.0, 96.0, 140.0
"""The one number of a beat."""

SCALE = (TAG, LABEL, LINE, READOUT, TITLE, VALUE, CAPTION, FIGURE, FIGURE_LARGE, FIGURE_HUGE)


def size_within(most: float) -> float:
    """The largest size of the scale up to `most`, and at least the smallest one: for words that share a room."""
    return max((size for size in SCALE if size <= most), default=TAG)
