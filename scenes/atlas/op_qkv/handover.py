"""What the card takes and gives: the vector comes in, the chosen row of heads goes on."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_qkv.places import VECTOR
from scenes.atlas.op_qkv.scale import BAR_H, BARS, TOP
from tourapp.authoring import Frame, Shapes

PIECES = 12


def vector_arrives(_f: Frame) -> Shapes:
    """The vector, in pieces."""
    high = VECTOR.h / PIECES
    boxes = [(VECTOR.x, VECTOR.y + high * place, VECTOR.w, high - 2) for place in range(PIECES)]
    return Shapes(np.array(boxes), "ink", 2.0)


def bar_leaves(_f: Frame) -> tuple[float, float]:
    """Where the bars begin."""
    return BARS, TOP + BAR_H / 2
