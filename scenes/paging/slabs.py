"""The old way: memory as one row of token slots, a slab per request, and those who wait because nothing fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.paging.clock import slab_step
from scenes.paging.facts import OURS, HeldSlots, held_slots, letter, slab_run
from scenes.paging.memory_strip import draw_slab_names, draw_strip, unit_of
from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import LABEL, T18, T22, T84, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PoolMoment

STRIP = Rect(64, 330, 1376, 150)
LEFT = 64
EMPTY_Y = 610
"""Baseline of the large number under the strip."""
DIGIT = 52
"""Width of one of its digits."""
QUEUE = Rect(860, 578, 558, 50)
SEEN_WAITING = 9


def draw_slabs(f: Frame, p: Picture) -> None:
    """The chosen contiguous policy at one step: the strip, what is empty in it, who waits, and our light."""
    run = slab_run(f.world)
    moment = run.at(slab_step(f))
    p.text((LEFT, 190), "KV memory", size=T22, weight=600)
    p.text((LEFT, 222), "{n} token slots in a row", n=run.total * run.block_size, size=T18, role="dim")
    draw_strip(p, run, moment, STRIP)
    draw_slab_names(p, run, moment, STRIP)
    shown = f.cue("slabs.empty", eased=False)
    _draw_count(p, held_slots(moment), shown)
    _draw_queue(p, moment, shown)
    if OURS in moment.tables:
        end = moment.tables[OURS][0] + moment.lengths[OURS]
        p.spark((STRIP.x + end * unit_of(run, STRIP), STRIP.cy), "decode", size=80, alpha=0.9)


def _draw_count(p: Picture, slots: HeldSlots, shown: float) -> None:
    """How many slots are held for nothing."""
    p.text((LEFT, EMPTY_Y), "{n}", n=slots.empty, size=T84, weight=600, mono=True, role="waste", alpha=shown)
    x = LEFT + 70 + DIGIT * len(str(slots.empty))
    p.text((x, EMPTY_Y - 30), "slots are held and empty", size=LABEL, alpha=shown, fit=560)
    p.text((x, EMPTY_Y + 2), "of {n} held", n=slots.held, size=T18, role="dim", alpha=shown)


def _draw_queue(p: Picture, moment: PoolMoment, shown: float) -> None:
    """The requests outside, by their letters."""
    waiting = moment.waiting[:SEEN_WAITING]
    if not waiting:
        return
    p.text((QUEUE.x, QUEUE.y - 18), "waiting outside", size=T18, role="dim", alpha=shown)
    for i, number in enumerate(waiting):
        box = Rect(QUEUE.x + i * 62, QUEUE.y, 50, QUEUE.h)
        p.rects([box], "raised", radius=8, alpha=0.9 * shown, stroke="waste", stroke_alpha=shown)
        at = (box.cx, box.cy + 7)
        p.text(at, "{who}", who=letter(number), size=TAG, weight=600, align="center", alpha=shown)
