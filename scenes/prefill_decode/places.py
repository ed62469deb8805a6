"""Where things stand on the stage that several drawings of this scene agree on."""

from __future__ import annotations

from tourapp.authoring import Rect

SLAB = (168.0, 410.0)
"""The slab of the prompt, where the light comes in."""
WIDE, WIDE_Y, WIDE_FLOOR = (372.0, 1378.0), 410.0, 720.0
"""The machine while it fills the stage: its first and last pane, its middle, and where its reflection ends."""
LEFT, RIGHT, LOW_Y = (124.0, 612.0), (884.0, 1318.0), 384.0
"""The machine twice: first and last pane of each, and their middle."""
FLIP_X, EXIT_X = 796.0, 1386.0
"""Where the wave has become a drop, and where a drop leaves the machine of decode."""
BARS_Y, WIDE_BARS_Y = 628.0, 742.0
"""The bars of how busy math and memory are: below two machines, and below the wide one."""
BIRTH = (876.0, 372.0)
"""Where the first token of the answer comes out."""
TIME_LINE = Rect(64, 668, 1376, 170)
