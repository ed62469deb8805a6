"""What the stage takes and gives: the entrance's light, and the FFN's rooms of the floor that lies open."""

from __future__ import annotations

import numpy as np

from scenes.paths.model_overview.facts import towers
from scenes.paths.model_overview.places import PLAN, SHAFT, TOWER
from scenes.paths.model_overview.plan import FFN, plan_of
from tourapp.authoring import Frame, Shapes


def token_arrives(_f: Frame) -> tuple[float, float]:
    """The foot of the stream."""
    return TOWER.x - SHAFT, TOWER.bottom


def rooms_leave(f: Frame) -> Shapes:
    """Gate, up and down."""
    boxes = [each.box for each in plan_of(towers(f), PLAN) if each.id in FFN]
    return Shapes(np.array(boxes, dtype=np.float64), "weights", 3.0)
