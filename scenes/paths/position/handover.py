"""What the scene takes and gives: the four words, and the light on the curve."""

from __future__ import annotations

import numpy as np

from scenes.paths.position.places import CHIP_H, CHIP_W, CHIP_XS, CHIP_Y, WAVES
from tourapp.authoring import Frame, Shapes


def words_arrive(_f: Frame) -> Shapes:
    """The boxes of the four words."""
    return Shapes(np.array([(x - CHIP_W / 2, CHIP_Y, CHIP_W, CHIP_H) for x in CHIP_XS]), "prefill", 12.0)


def score_leaves(_f: Frame) -> tuple[float, float]:
    """The last and slowest of the columns."""
    return WAVES.right - 20.0, WAVES.cy
