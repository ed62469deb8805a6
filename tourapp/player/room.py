"""What a window gives its stage: how large words must at least be, whether there is room for a rail at the side, and
how tall the stage may be. And the steps in which a person makes words larger."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tourapp.authoring.layout import HEIGHT, WIDTH
from tourapp.authoring.sizes import TAG

STEPS = (80, 100, 125, 150, 200)
"""Per cent, for Ctrl+Plus and Ctrl+Minus."""
LOWEST, LARGEST = 80, 250
"""Per cent: what may be asked for by an option."""
LEAST_PX = 12.0
"""Device pixels of the smallest words in any window."""
NARROW = 1366
"""Pixels: below this width the rail goes below the picture."""
SMALLEST = (640, 360)
"""Pixels: a smaller picture is a miniature, not a window, and looks like the large one."""
TALLEST = 3000.0
"""Stage units; a window that is still taller leaves ground free."""
TALL = 1.25
"""Times the usual height: from here on the rail goes below the picture."""
STEP = 30.0
"""Of the stage's height: a tile of the painter."""


@dataclass(frozen=True, slots=True)
class Room:
    """least: the smallest scale of words that can be read in the window; below: no rail at the side; height: of the
    stage, whose width is always 1920 units."""

    least: float = 0.0
    below: bool = False
    height: float = HEIGHT


USUAL = Room()


def room_of(width: float, height: float, ratio: float = 1.0) -> Room:
    """The room of a stage of so many pixels; ratio: device pixels for each of them."""
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return USUAL
    tall = min(TALLEST, max(HEIGHT, STEP * math.floor(WIDTH * height / width / STEP)))
    scale = min(width / WIDTH, height / tall)
    least = math.ceil(100.0 * LEAST_PX / (TAG * scale * ratio) - 1e-6) / 100.0
    return Room(least if least > 1.0 else 0.0, width < NARROW or tall > TALL * HEIGHT, tall)


def next_step(now: int, by: int) -> int:
    """The step above (by 1) or below (by -1) a text scale in per cent; 0 is the usual one."""
    if by == 0:
        return 100
    if by > 0:
        return next((step for step in STEPS if step > now), max(now, STEPS[-1]))
    return next((step for step in reversed(STEPS) if step < now), min(now, STEPS[0]))
