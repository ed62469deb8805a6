"""What the card takes and gives: the query's row comes in, the last row of scores goes on to the softmax."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_scores.facts import facts_of
from scenes.atlas.op_scores.scale import chart_of
from scenes.atlas.op_scores.what import QUERY
from tourapp.authoring import Frame, Shapes

PIECES = 16


def query_arrives(_f: Frame) -> Shapes:
    """The query's row, in pieces."""
    x = QUERY.x + QUERY.w / PIECES * np.arange(PIECES)
    boxes = [(left, QUERY.y, QUERY.w / PIECES - 2, QUERY.h) for left in x.tolist()]
    return Shapes(np.array(boxes), "key", 2.0)


def point_leaves(f: Frame) -> tuple[float, float]:
    """The present context on the rising line."""
    facts = facts_of(f)
    height = float(np.interp(f.inputs.context, facts.crossings.tokens, facts.crossings.attention))
    return chart_of(facts).point(float(f.inputs.context), height)
