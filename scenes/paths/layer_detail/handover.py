"""What the stage takes and gives: the top of the stream, and the FFN's bars."""

from __future__ import annotations

import numpy as np

from scenes.paths.layer_detail.facts import layer_facts
from scenes.paths.layer_detail.places import BYTES, ROAD_X, TOP
from scenes.paths.layer_detail.table import cells_of
from tourapp.authoring import Frame, Shapes


def stream_arrives(_f: Frame) -> tuple[float, float]:
    """The top of the stream."""
    return ROAD_X, TOP


def matrices_leave(f: Frame) -> Shapes:
    """The weights of the FFN, as they stand in their column."""
    facts = layer_facts(f)
    cells = cells_of(facts)
    wide = {op: max(4.0, cells[op].weights) for op in ("gate", "up", "down") if op in cells}
    boxes = [facts.places[op].bar(BYTES[0], w) for op, w in wide.items()]
    return Shapes(np.array(boxes, dtype=np.float64), "weights", 4.0)
