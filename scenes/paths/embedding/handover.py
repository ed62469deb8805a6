"""What the scene takes and gives: rows come in from the list of ids, the table's part of the model goes on."""

from __future__ import annotations

import numpy as np

from scenes.paths.embedding.places import PARAMS, TABLE
from tourapp.authoring import Frame, Shapes

ROWS = 24


def rows_arrive(_f: Frame) -> Shapes:
    """Rows of the table."""
    step = TABLE.h / ROWS
    return Shapes(np.array([(TABLE.x, TABLE.y + at * step, TABLE.w, step - 3) for at in range(ROWS)]), "weights", 3.0)


def share_leaves(f: Frame) -> Shapes:
    """The table beside the rest of the model."""
    wide = PARAMS.w * float(f.world.token_crowd.share.value)
    return Shapes(np.array([(PARAMS.x, PARAMS.y, wide, PARAMS.h)]), "prefill", 8.0)
