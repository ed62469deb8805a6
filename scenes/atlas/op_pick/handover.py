"""What the scene takes and gives: columns, and the light of the present temperature."""

from __future__ import annotations

from scenes.atlas.op_pick.drawing import ROOM, column_boxes
from scenes.atlas.op_pick.facts import pick_facts
from scenes.atlas.op_pick.scale import pick_chart
from tourapp.authoring import Frame, Shapes


def columns_arrive(f: Frame) -> Shapes | tuple[float, float]:
    """The columns of the likeliest words."""
    facts = pick_facts(f)
    return (ROOM.cx, ROOM.cy) if facts is None else Shapes(column_boxes(facts, 1.0, 0.0), "weights", 4.0)


def word_leaves(f: Frame) -> tuple[float, float]:
    """The point of the setting."""
    facts = pick_facts(f)
    if facts is None:
        return ROOM.cx, ROOM.cy
    return pick_chart(facts).point(float(facts.choice.params.temperature), 1.0)
