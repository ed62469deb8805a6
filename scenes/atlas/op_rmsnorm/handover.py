"""What the scene takes and gives: the bars of the stream, and the points of the models."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_rmsnorm.facts import norm_facts
from scenes.atlas.op_rmsnorm.scale import norm_chart
from scenes.atlas.op_rmsnorm.stream import ROOM, bar_boxes
from tourapp.authoring import Frame, Shapes


def sizes_arrive(f: Frame) -> Shapes | tuple[float, float]:
    """The bars before the first norm."""
    facts = norm_facts(f)
    return (ROOM.cx, ROOM.cy) if facts.sizes is None else Shapes(bar_boxes(facts.sizes[0]), "prefill", 3.0)


def ticks_leave(f: Frame) -> Shapes:
    """The models as they stand in the chart."""
    facts = norm_facts(f)
    chart = norm_chart(facts)
    at = np.array([chart.point(float(row.norms.calls.value), float(row.norm_share.value)) for row in facts.models])
    return Shapes(np.concatenate([at - 8.0, np.full((len(at), 2), 16.0)], 1), "weights", 8.0)
