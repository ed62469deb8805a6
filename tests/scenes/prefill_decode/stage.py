"""What the tests of the two phases share: moments of the scene by name, worlds of one conversation alone, and a sitting
in which this computer was measured."""

from __future__ import annotations

from typing import Any

from tourapp.authoring import flat_ops, ops
from tourapp.engine.measure import Measurement, Spread
from tourapp.export.offline import Moment, Offline
from tourapp.world import Inputs, World

BEATS = ("slab", "sweep", "flip", "loop", "clock", "ridge", "computer")
SITTING = Measurement(
    decode=Spread(41.2, 39.0, 43.1, 5),
    decode_shared=Spread(81.5, 77.1, 84.0, 5),
    prefill=Spread(555.0, 540.0, 571.0, 5),
    prefill_shared=Spread(560.0, 531.0, 580.0, 5),
    read=Spread(29.8e9, 28.9e9, 30.4e9, 5),
    gemm=Spread(183e9, 178e9, 186e9, 5),
    weight_bytes=538_060_032,
)


def at(offline: Offline, beat: str, share: float = 1.0, idle: float = 0.0) -> Any:
    index = offline.tour.index("prefill_decode")
    return offline.picture(Moment(index, BEATS.index(beat), share), idle)


def frame_of(offline: Offline, t: float) -> Any:
    index = offline.tour.index("prefill_decode")
    return offline.frame(index, t)


def said(picture: Any) -> list[str]:
    return [op.words for op in flat_ops(picture) if isinstance(op, ops.Words)]


def alone(**changes: Any) -> World:
    return World(Inputs().change(batch=1, **changes))


def measured(offline: Offline) -> Offline:
    World(offline.settings.inputs, offline.worlds.cache).adopt("measured", SITTING)
    return offline
