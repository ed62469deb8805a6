"""The chip that lies still: a package with memory stacks at both sides, and on the die dark processors and the cache.

Not here: what lights up on it (`lamps`, `bridges`).
"""

from __future__ import annotations

import numpy as np

from scenes.gpu_grid.floorplan import CACHE, DIE, PAD, STACKS, floorplan
from scenes.gpu_grid.slant import quads, slant
from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import T18

AREA = Rect(20, 120, 1460, 712)
"""The part of the stage that the chip's still layers need."""
STACK_SIDES = ((0.015, 0.15), (0.85, 0.985))
"""u of the memory stacks left and right of the die."""
STOREYS, STOREY = 4, 4.0
"""Chips on top of each other in a stack, and how far each is lifted, stage units."""


def draw_die(p: Picture, count: int) -> None:
    """The chip with `count` processors, as one still layer."""
    p.bake(("die", count, "memory"), lambda layer: _draw_all(layer, count), rect=AREA)


def _draw_all(p: Picture, count: int) -> None:
    p.polys(quads([-0.03, -0.03, 1.03, 1.03]), "raised", alpha=0.95, stroke="line")
    p.polys(quads([0.0, 0.0, 1.0, 1.0]), "ground", alpha=0.6, stroke="line", stroke_alpha=0.5)
    p.polys(quads(DIE), "raised", alpha=0.9, stroke="prefill", stroke_alpha=0.45)
    for v0, v1 in STACKS:
        for u0, u1 in STACK_SIDES:
            _draw_stack(p, (u0, v0, u1, v1))
    p.polys(quads(floorplan(count).cells), "prefill", alpha=0.055, stroke="prefill", stroke_alpha=0.22)
    cache = quads([DIE[0] + PAD, CACHE[0], DIE[2] - PAD, CACHE[1]])
    p.polys(cache, "weights", alpha=0.16, stroke="weights", stroke_alpha=0.5)


def _draw_stack(p: Picture, box: tuple[float, float, float, float]) -> None:
    """A memory stack over a flat box, its highest chip the brightest."""
    u0, v0, u1, v1 = box
    ground = quads([u0, v0 + 0.02, u1, v1])
    for storey in range(STOREYS):
        lifted = ground - np.array([0.0, STOREY * storey])
        p.polys(lifted, "weights", alpha=0.20 + 0.07 * storey, stroke="weights", stroke_alpha=0.55)
    x, y = slant([(u0 + u1) / 2, (v0 + v1) / 2 + 0.01])
    p.text((x, y - 8.0), "memory", size=T18, weight=600, align="center", alpha=0.9)
