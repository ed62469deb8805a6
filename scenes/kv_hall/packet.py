"""The prompt's tokens before they are written: a row of bricks under the light, which prefill turns into slots."""

from __future__ import annotations

import numpy as np

from scenes.kv_hall.camera import CX, FOCAL, HORIZON
from scenes.kv_hall.flight import HallMoment
from tourapp.authoring import Frame, Picture, ramp, smooth

ACROSS, LOW, HIGH = 1.7, 0.30, 0.11
"""Width of the row, how far below the light it hangs, and its height, in units of the room."""
SOLID = 0.8
"""Share of its place that a brick takes."""
RADIUS = 1.0


def packet(s: HallMoment) -> np.ndarray:
    """A box on the stage for each token of the prompt [n, 4], as far away as the light."""
    near = FOCAL / max(s.camera.depth(s.spark), 1.0)
    wide = ACROSS * near / max(s.prompt, 1)
    x = CX - ACROSS * near / 2 + wide * (np.arange(s.prompt) + (1 - SOLID) / 2)
    y, high = np.full(s.prompt, HORIZON + LOW * near), np.full(s.prompt, HIGH * near)
    return np.stack([x, y, np.full(s.prompt, SOLID * wide), high], 1)


def draw_packet(p: Picture, f: Frame, s: HallMoment) -> None:
    """The bricks, until prefill has written all of them at once."""
    alpha = 1.0 - float(smooth(ramp(f.beat("prefill"), 0.18, 0.26)))
    if alpha > 0.01 and s.prompt:
        p.rects(packet(s), "prefill", radius=RADIUS, alpha=alpha)
