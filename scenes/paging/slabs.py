"""The old way: memory as one row of token slots, a slab per request, and those who wait because nothing fits."""

from __future__ import annotations

from scenes.paging.clock import slab_step
from scenes.paging.facts import HeldSlots, held_slots, slab_run
from scenes.paging.memory_strip import draw_slab_names, draw_strip
from scenes.paging.waiting import draw_waiting
from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, LINE, TITLE

STRIP = Rect(70, 186, 1364, 420)
LEFT = 64
EMPTY_Y = 778
"""Baseline of the large number under the strip."""
DIGIT = 84
"""Width of one of its digits."""


def draw_slabs(f: Frame, p: Picture) -> None:
    """The chosen contiguous policy at one step: the strip, what is empty in it, and who waits."""
    run = slab_run(f.world)
    moment = run.at(slab_step(f))
    p.text((LEFT, 158), "KV memory: {n} token slots in a row", n=run.total * run.block_size, size=LINE, weight=600)
    draw_strip(f, p, run, moment, STRIP)
    draw_slab_names(p, run, moment, STRIP)
    shown = f.cue("slabs.empty", eased=False)
    _draw_count(p, held_slots(moment), shown)
    draw_waiting(p, moment, STRIP.right, EMPTY_Y - 16, shown=shown)


def _draw_count(p: Picture, slots: HeldSlots, shown: float) -> None:
    """How many slots are held for nothing."""
    p.text((LEFT, EMPTY_Y), "{n}", n=slots.empty, size=FIGURE_HUGE, weight=600, mono=True, alpha=shown)
    x = LEFT + 36 + DIGIT * len(str(slots.empty))
    p.text((x, EMPTY_Y - 46), "slots are held and empty", size=TITLE, weight=600, alpha=shown)
    p.text((x, EMPTY_Y - 2), "hatched, of {n} that are held", n=slots.held, size=LABEL, role="dim", alpha=shown)
