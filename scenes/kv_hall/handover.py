"""What the scene takes and gives: the prompt's tokens come to the hall's door, and the keys of a slot go on."""

from __future__ import annotations

import numpy as np

from scenes.kv_hall.bars import key_half
from scenes.kv_hall.camera import CX, HORIZON
from scenes.kv_hall.flight import hall_moment
from scenes.kv_hall.packet import RADIUS, packet
from tourapp.authoring import Frame, Shapes


def tokens_arrive(f: Frame) -> Shapes | tuple[float, float]:
    """The bricks of the prompt's tokens; a light where there is none."""
    s = hall_moment(f)
    return Shapes(packet(s), "prefill", RADIUS) if s.prompt else (CX, HORIZON)


def keys_leave(f: Frame) -> Shapes:
    """The keys of one token, on the chosen card."""
    bar = key_half(hall_moment(f))
    return Shapes(np.array([(bar.x, bar.y, bar.w, bar.h)]), "key", 0.0)
