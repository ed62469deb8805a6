"""What the scene takes and gives: our key at the gateway, and the prefill of our question in the bar of its time."""

from __future__ import annotations

import numpy as np

from scenes.queue.gateway import KEY_RADIUS, our_key
from scenes.queue.inside import TERMS
from scenes.queue.played import played_run
from scenes.queue.stack import compute_begins, our_bar
from scenes.queue.stack_bar import RADIUS, stretch_room
from tourapp.authoring import Frame, Rect, Shapes


def key_arrives(_f: Frame) -> Shapes:
    """Our Enter key, still down."""
    return _one(our_key(), "prefill", KEY_RADIUS)


def prefill_leaves(f: Frame) -> Shapes | tuple[float, float]:
    """The prefill in our bar; decode where it is too short to be drawn, and a light where both are."""
    if f.beat_name == "inside":
        return TERMS[2]
    bar = our_bar(f, played_run(f))
    for field in ("prefill", "decode"):
        room = stretch_room(bar, field)
        if room is not None:
            return _one(room, field, RADIUS)
    return compute_begins(f.world.account.stay, f.world.other_stays)


def _one(box: Rect, role: str, radius: float) -> Shapes:
    return Shapes(np.array([(box.x, box.y, box.w, box.h)]), role, radius)
