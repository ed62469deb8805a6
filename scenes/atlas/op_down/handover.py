"""What the scene takes and gives: the light where the lanes begin, and the mark of its time."""

from __future__ import annotations

from scenes.atlas.op_down.columns import column_boxes
from scenes.atlas.op_down.facts import down_facts
from scenes.atlas.op_down.places import GPUS, LANES
from tourapp.authoring import Frame


def lanes_arrive(_f: Frame) -> tuple[float, float]:
    """The middle of the lanes' foot."""
    return LANES.cx, LANES.bottom


def time_leaves(f: Frame) -> tuple[float, float]:
    """The top of the column that is the scenario's."""
    facts = down_facts(f)
    own = next(k for k, each in enumerate(facts.numbers.gpus) if int(each.setting.value) == facts.gpus)
    down, _ = column_boxes(GPUS, facts, facts.numbers.gpus)[own]
    return down.cx, down.y
