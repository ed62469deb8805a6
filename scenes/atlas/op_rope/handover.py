"""What the card takes and gives: the dials begin as the cells of a strip, and the score goes on."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_rope.clocks import MOST, dials, room_of
from scenes.atlas.op_rope.stage import PANEL
from tourapp.authoring import Frame, Shapes


def dials_arrive(_f: Frame) -> Shapes:
    """The middles of the dials."""
    middles, _ = dials(room_of(0.0), MOST)
    full = np.full(len(middles), 14.0)
    return Shapes(np.stack([middles[:, 0] - 7, middles[:, 1] - 7, full, full], 1), "ink", 7.0)


def score_leaves(_f: Frame) -> tuple[float, float]:
    """Where the score stands."""
    return PANEL + 80.0, 410.0
