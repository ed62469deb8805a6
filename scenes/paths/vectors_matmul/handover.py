"""What the scene takes and gives: two bars of a list come in, the large matrix goes on."""

from __future__ import annotations

import numpy as np

from scenes.paths.vectors_matmul.facts import dot_by_hand
from scenes.paths.vectors_matmul.listed import list_bars
from scenes.paths.vectors_matmul.sized import matrix_boxes
from tourapp.authoring import Frame, Shapes


def bars_arrive(f: Frame) -> Shapes:
    """The two bars of the list."""
    return Shapes(list_bars(dot_by_hand(f).x), "prefill", 8.0)


def matrix_leaves(f: Frame) -> Shapes:
    """Columns of the large matrix."""
    _, large = matrix_boxes(f)
    wide = large.w / 12
    return Shapes(np.array([(large.x + at * wide, large.y, wide - 4, large.h) for at in range(12)]), "weights", 4.0)
