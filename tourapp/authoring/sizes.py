"""The type scale in stage units (1920 x 1080), and no other size: every word on the stage names one of these.

The first ten are the scale that reads from the last row. `T14` to `T120` are the sizes of pictures drawn before it; a
picture that is drawn anew uses none of them, and the list only shrinks.
"""

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

T14, T15, T16, T17, T18, T19, T21, T22, T23 = 14.0, 15.0, 16.0, 17.0, 18.0, 19.0, 21.0, 22.0, 23.0
T26, T27, T30, T34, T38, T42, T46, T48 = 26.0, 27.0, 30.0, 34.0, 38.0, 42.0, 46.0, 48.0
T54, T56, T60, T62, T66, T72, T84, T88, T120 = 54.0, 56.0, 60.0, 62.0, 66.0, 72.0, 84.0, 88.0, 120.0
