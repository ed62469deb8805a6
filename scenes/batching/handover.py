"""What the scene takes and gives: the chip's units become the two cores, and the bar of our answer goes on."""

from __future__ import annotations

import numpy as np

from scenes.batching.facts import compare
from scenes.batching.lanes import answers_done
from scenes.batching.panels import policy_panels
from scenes.batching.users_climb import FIELD
from scenes.batching.weight_wall import CORES, UNIT_RADIUS, core_units
from tourapp.authoring import Frame, Shapes


def cores_arrive(f: Frame) -> Shapes:
    """The units of both cores: what the chip computes with."""
    slots = f.world.inputs.slots
    return Shapes(np.concatenate([core_units(half, slots) for half in range(len(CORES))]), "weights", UNIT_RADIUS)


def our_bar_leaves(f: Frame) -> Shapes | tuple[float, float]:
    """Our answer under policy B, one token for each of its steps; a light at its end where the bar is too short."""
    if f.beat_name == "climb":
        return FIELD.right - 60.0, FIELD.bottom - 60.0
    _, low = policy_panels(f, compare(f.world))
    trace, lanes = low.trace, low.lanes
    ours = trace.ours if trace.ours is not None else 0
    boxes, whose = answers_done(lanes, trace, low.now)
    if ours in whose:
        return Shapes(boxes[whose == ours], "decode", 0.0)
    return float(lanes.x(trace.finish[ours])), float(lanes.y(trace.slot[ours])) + lanes.bar / 2
