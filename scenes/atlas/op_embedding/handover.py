"""What the scene takes and gives: bright lines in the tower, and the point of the present batch."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_embedding.facts import embedding_facts
from scenes.atlas.op_embedding.scale import embedding_chart
from scenes.atlas.op_embedding.tower import TOWER, row_y
from tourapp.authoring import Frame, Shapes


def rows_arrive(f: Frame) -> Shapes:
    """The lines of our tokens."""
    facts = embedding_facts(f)
    boxes = [(TOWER.x - 6, row_y(TOWER, token, facts.entries) - 2.5, TOWER.w + 12, 5.0) for token in facts.ids]
    return Shapes(np.array(boxes).reshape(-1, 4), "prefill", 2.0)


def point_leaves(f: Frame) -> tuple[float, float]:
    """The point of the batch."""
    facts = embedding_facts(f)
    return embedding_chart(facts).point(float(facts.costs.rows.value), float(facts.costs.touched.value))
