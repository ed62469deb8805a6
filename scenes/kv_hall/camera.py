"""The room of the hall in perspective: its measures, the eye in it, and how slots far away melt into panes.

Units of the room: the eye is at zero, x to the right, y down; depth grows ahead. Nothing is drawn here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Rect

CX, HORIZON, FOCAL = 752.0, 398.0, 760.0
HALF, CEILING, FLOOR = 1.25, -0.84, 0.60
"""Half the hall's width, heights of ceiling and floor."""
SIDES = ((-1.0, "key"), (1.0, "value"))
"""The two walls: to which side, in which role."""
COLUMNS, ROWS = 688, 640
"""Picture columns of one wall, and picture rows."""
HALL = Rect(CX - COLUMNS, 120.0, 2.0 * COLUMNS, float(ROWS))
WINDOW = Rect(HALL.x, HALL.y + 2.0, HALL.w, HALL.h - 12.0)
"""What stands near the eye is cut off here."""
PANE = (0.11, 0.27)
"""A pane shorter than the first length has melted into the next larger one; longer than the second it stands alone."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the eye is: at token `at` (a fraction is between two), in a hall whose slots are `length` deep."""

    at: float
    length: float
    blur: float = 0.0
    """Slots that pass while a picture is seen; fast flights smear them instead of flickering."""

    def depth(self, token: float) -> float:
        """How far ahead of the eye a token's near edge is; negative behind."""
        return (token - self.at) * self.length

    def token(self, depth: float) -> float:
        """Which token stands at a depth."""
        return self.at + depth / self.length

    def column(self, token: float) -> float:
        """The wall column (0 at the picture's edge .. COLUMNS at the vanishing point) of a token's near edge."""
        depth = self.depth(token)
        return 0.0 if depth <= FOCAL * HALF / COLUMNS else float(COLUMNS - FOCAL * HALF / depth)


def project(x: float, y: float, depth: float) -> tuple[float, float]:
    """Stage position of a point of the room (x to the right, y down, both 0 on the axis)."""
    return CX + FOCAL * x / depth, HORIZON + FOCAL * y / depth


def panes(length: float) -> tuple[float, float]:
    """How many slots share a pane (a power of ten), and how plainly those panes stand apart (0..1)."""
    size = 10.0 ** max(0.0, np.ceil(np.log10(PANE[0] / length)))
    alone = np.clip((length * size - PANE[0]) / (PANE[1] - PANE[0]), 0, 1)
    return float(size), float(alone if size > 1 or length < PANE[1] else 1.0)
