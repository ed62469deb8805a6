"""The gate of light across the hall at its entrance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scenes.kv_hall.camera import CEILING, CX, FLOOR, HALF, WINDOW, project
from scenes.kv_hall.flight import HallMoment
from tourapp.authoring import Picture

OWN = ("key", "value")
"""Roles of the left and the right side."""


def draw_gates(p: Picture, s: HallMoment) -> None:
    """The gate at the entrance."""
    draw_gate(p, s.camera.depth(0.0), OWN, alpha=0.9, width=2.4)


def draw_gate(p: Picture, depth: float, roles: Sequence[str], *, alpha: float = 1.0, width: float = 2.0) -> None:
    """A frame of light across the hall: left post, right post, beam and sill. `roles`: left and right."""
    if not 1.02 < depth < 60.0 or alpha <= 0.01:
        return
    light = alpha * float(np.exp(-max(0.0, depth - 1.5) / 14.0)) * min(1.0, (depth - 1.02) / 0.5)
    (left, top), (right, low) = project(-HALF, CEILING, depth), project(HALF, FLOOR, depth)
    edge, end = max(top, WINDOW.y), min(low, WINDOW.bottom)
    for thick, strength in ((width * 4.0, 0.20), (width, 1.0)):
        t = thick / 2
        for x, role, start, stop in ((left, roles[0], left, CX), (right, roles[1], CX, right)):
            bars = [(x - t, edge, thick, end - edge)]
            bars += [(start, y - t, stop - start, thick) for y in (top, low) if WINDOW.y <= y <= WINDOW.bottom]
            p.rects(bars, role, alpha=strength * light)
