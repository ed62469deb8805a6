"""What the scene takes and gives: the Enter key, and the prompt's crossing, filled by the light that has made it."""

from __future__ import annotations

import numpy as np

from scenes.network.clock import ruler_at
from scenes.network.framing import frame_path
from scenes.network.prompt import KEY_RADIUS, key_box, prompt_plate
from scenes.network.ruler import LEAST, RADIUS
from tourapp.authoring import Frame, Rect, Shapes


def key_arrives(f: Frame) -> Shapes:
    """The Enter key that will be pressed."""
    return _one(key_box(prompt_plate(f, frame_path(f.world.route))), KEY_RADIUS)


def crossing_leaves(f: Frame) -> Shapes | tuple[float, float]:
    """The prompt's crossing on the ruler; the light at the datacentre where it is too short to be drawn."""
    box = ruler_at(f).leg_box(f.world.network.legs[-1])
    return _one(box, RADIUS) if box.w > LEAST else frame_path(f.world.route).end


def _one(box: Rect, radius: float) -> Shapes:
    return Shapes(np.array([(box.x, box.y, box.w, box.h)]), "prefill", radius)
