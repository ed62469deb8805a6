"""Where things stand on the stage that several drawings of this scene agree on."""

from __future__ import annotations

from tourapp.authoring import Rect

SLAB = (168.0, 430.0)
"""The slab of the prompt, where the light comes in."""
WIDE, WIDE_Y, WIDE_FLOOR = (372.0, 1378.0), 430.0, 730.0
"""The machine while it fills the stage: its first and last pane, its middle, and where its reflection ends."""
LEFT, LOW_Y, FLOOR = (124.0, 612.0), 424.0, 690.0
"""The machine folded to the left: its first and last pane, its middle, and where its reflection ends."""
FLIP_X = 796.0
"""Where the wave has become a drop."""
BARS_Y, WIDE_BARS_Y = 756.0, 780.0
"""The bars of how busy math and memory are: below the folded machine, and below the wide one."""
BIRTH = (870.0, 440.0)
"""Where the first token of the answer comes out."""
TIME_LINE = Rect(64, 150, 1376, 680)
