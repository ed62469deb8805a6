"""What the stage takes and gives: the token's row stands up as our column, and its head goes on."""

from __future__ import annotations

import numpy as np

from scenes.paths.residual_stream.colonnade import FOOT, HEAD, OURS
from tourapp.authoring import Frame, Shapes


def column_rises(_f: Frame) -> Shapes:
    """Our column, as cells from its foot."""
    y = np.linspace(FOOT - 20.0, HEAD, 24)
    return Shapes(np.stack([np.full(24, OURS - 14.0), y, np.full(24, 28.0), np.full(24, 20.0)], 1), "decode", 4.0)


def head_leaves(_f: Frame) -> tuple[float, float]:
    """The head of our column."""
    return OURS, HEAD
