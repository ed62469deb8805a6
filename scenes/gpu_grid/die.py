"""The chip that lies still: a package with memory stacks at both sides, and on the die dark processors and the cache.

Not here: what lights up on it (`lamps`, `bridges`).
"""

from __future__ import annotations

import numpy as np

from scenes.gpu_grid.facts import ChipAtWork
from scenes.gpu_grid.floorplan import CACHE, DIE, LEFT, PAD, STACK_SIDES, MemoryPlace, fields, floorplan, memory_places
from scenes.gpu_grid.slant import quads, slant
from tourapp.authoring import Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL, LINE

AREA = Rect(20, 120, 1460, 730)
"""The part of the stage that the chip's still layers need."""
STOREYS, STOREY = 6, 4.0
"""Chips on top of each other in a stack, and how far each is lifted, stage units."""


def draw_die(p: Picture, facts: ChipAtWork, *, words: bool = True) -> None:
    """The chip, as one still layer: its processors and its memory, as many as are published."""
    key = ("die", facts.processors, facts.lamps_each, facts.counted, facts.stacks, facts.chip.memory_kind, words)
    p.bake(key, lambda layer: _draw_all(layer, facts, words), rect=AREA)


def _draw_all(p: Picture, facts: ChipAtWork, words: bool) -> None:
    p.polys(quads([-0.02, -0.02, 1.02, 1.02]), "raised", alpha=0.95, stroke="line", stroke_width=2.0)
    p.polys(quads([0.0, 0.0, 1.0, 1.0]), "ground", alpha=0.7, stroke="line", stroke_alpha=0.5)
    p.polys(quads(DIE), "ground", alpha=0.9, stroke="weights", stroke_width=2.0, stroke_alpha=0.7)
    for place in memory_places(facts.stacks):
        _draw_memory(p, place, facts.chip.memory_kind, words)
    plan = floorplan(facts.processors, facts.lamps_each)
    p.polys(quads(plan.cells if facts.counted else fields()), "weights", alpha=0.10, stroke="weights", stroke_alpha=0.4)
    if facts.counted:
        p.polys(quads(plan.lamps), "weights", alpha=0.10, stroke="weights", stroke_alpha=0.38)
    cache = quads([DIE[0] + PAD, CACHE[0], DIE[2] - PAD, CACHE[1]])
    p.polys(cache, "weights", alpha=0.22, stroke="weights", stroke_alpha=0.8)


def _draw_memory(p: Picture, place: MemoryPlace, kind: str | None, words: bool) -> None:
    """A memory stack, its highest chip the brightest; an empty place; or a flat strip where no number is known."""
    u0, u1 = STACK_SIDES[place.side]
    ground = quads([u0, place.v0 + 0.02, u1, place.v1])
    x, y = slant([(u0 + u1) / 2, (place.v0 + place.v1) / 2 + 0.01])
    if not place.filled:
        p.polys(ground, "ground", alpha=0.5, stroke="line", stroke_alpha=0.9)
        if words:
            p.text((x, y + 2.0), "no stack", size=LABEL, role="dim", align="center")
        return
    storeys = 1 if place.whole else STOREYS
    for storey in range(storeys):
        lifted = ground - np.array([0.0, STOREY * storey])
        p.polys(lifted, "ground", alpha=0.8)
        p.polys(lifted, "weights", alpha=0.14, stroke="weights", stroke_alpha=0.55)
    towards = "right" if place.side == LEFT else "left"
    p.polys(lifted, "weights", alpha=0.62, gradient=towards, fade=0.25, stroke="weights", stroke_alpha=0.9)
    if words:
        name = Phrase("{kind}", kind=kind) if kind else Phrase("memory")
        p.text((x, y - STOREY * storeys + 12.0), name, size=LINE, weight=600, align="center")
