"""What the scene takes and gives: the light of the last vector, and the columns of the best words."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_lm_head.facts import head_facts
from scenes.atlas.op_lm_head.scale import head_chart
from scenes.atlas.op_lm_head.sweep import STRIP
from tourapp.authoring import Frame, Shapes


def vector_arrives(_f: Frame) -> Shapes:
    """The strip of the vector, in pieces."""
    return Shapes(np.array([tuple(box) for box in STRIP.columns(48, 6.0)]), "decode", 2.0)


def columns_leave(f: Frame) -> Shapes:
    """The models as they stand in the chart."""
    facts = head_facts(f)
    chart = head_chart(facts)
    at = np.array([chart.point(float(row.params.value), float(row.head_share.value)) for row in facts.models])
    return Shapes(np.concatenate([at - 8.0, np.full((len(at), 2), 16.0)], 1), "weights", 8.0)
