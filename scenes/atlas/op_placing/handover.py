"""What the scene takes and gives: the stream, and the points of the models."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_placing.facts import placing_facts
from scenes.atlas.op_placing.layer import LEFT, RAIL_Y, RIGHT, THICK
from scenes.atlas.op_placing.scale import placing_chart
from tourapp.authoring import Frame, Rect, Shapes


def stream_arrives(_f: Frame) -> Shapes:
    """The residual stream, in pieces."""
    room = Rect(LEFT, RAIL_Y - THICK / 2, RIGHT - LEFT, THICK)
    return Shapes(np.array([tuple(box) for box in room.columns(24)]), "decode", 3.0)


def points_leave(f: Frame) -> Shapes:
    """The models as they stand in the chart."""
    facts = placing_facts(f)
    chart = placing_chart(facts)
    at = np.array([chart.point(float(row.layers.value), float(row.norms.calls.value)) for row in facts.models])
    return Shapes(np.concatenate([at - 8.0, np.full((len(at), 2), 16.0)], 1), "weights", 8.0)
