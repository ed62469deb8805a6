"""What the card takes and gives: the row of scores comes in, the lights go on as threads."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_softmax.facts import facts_of
from scenes.atlas.op_softmax.piles import SCORES, columns_of
from scenes.atlas.op_softmax.scale import chart_of
from tourapp.authoring import Frame, Shapes


def scores_arrive(f: Frame) -> Shapes:
    """The row of scores as a row of cells."""
    columns = columns_of(SCORES, f.world.one_head.count)
    boxes = [(c.x - 0.34 * c.w, SCORES.bottom - 12.0, 0.68 * c.w, 12.0) for c in columns]
    return Shapes(np.array(boxes), "key", 2.0)


def point_leaves(f: Frame) -> tuple[float, float]:
    """The present prompt on the chosen line."""
    facts = facts_of(f)
    size = facts.matrix.tile if facts.fused else facts.matrix.matrix
    return chart_of(facts).point(float(facts.prompt), float(size.value))
