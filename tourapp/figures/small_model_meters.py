"""The head's meters where a scene is about the small model itself: its arithmetic, its bytes and its weights."""

from __future__ import annotations

from tourapp.authoring import Frame, Meters
from tourapp.figures.machine_meters import machine_meters


def small_model_meters(f: Frame) -> Meters:
    """The small model on the scenario's machine, alone, at the length of the answer on stage."""
    work = f.world.token_work
    return machine_meters("Bytes / token", work.flops, work.bytes, (work.held, work.memory))
