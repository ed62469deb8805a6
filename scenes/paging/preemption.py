"""The pool runs dry: how many blocks are free step by step, who gives its blocks back, and when it is read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.paging.clock import dry_steps, stands_dry
from scenes.paging.facts import first_preemption, free_blocks, letter, recomputation
from scenes.paging.pool import pool_grid
from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import LABEL, T16, T17, T18, T22, T26, T120, TAG
from tourapp.figures.pill import Jump, draw_jump

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PagingEvent, PoolMoment

LEFT = 64
WIDE = 600
"""Room for words left of memory."""
NUMBER_Y, DIGIT = 236, 74
"""Baseline of the number of free blocks, and the width of one of its digits."""
BARS = Rect(LEFT, 640, 560, 84)
"""Free blocks of every step up to the present one; a mark stands where there were none."""
BUTTON = Rect(LEFT, 788, 250, 36)
PREEMPTION = Jump("preemption", "dry", 0.56)
"""Where the clock of this beat stands inside the step of the first preemption."""


def draw_preemption(f: Frame, p: Picture, moment: PoolMoment) -> None:
    """Words beside the pool, marks on the blocks that are given back, and a button that leads to the moment."""
    event, dry = first_preemption(f.world.paging.paged), moment.free == 0
    _draw_number(p, moment, dry)
    _draw_bars(f, p, moment, event)
    if event is None:
        if dry:
            p.text((LEFT, 420), "Filled, and nobody needs more.", size=LABEL, wrap=520)
        else:
            p.text((LEFT, 420), "This pool never runs dry.", size=LABEL, wrap=520)
        p.text((LEFT, 460), "Make it smaller, or raise the arrivals.", size=T18, role="dim", wrap=520)
        return
    if moment.step >= event.step:
        _draw_words(f, p, event, moment.step)
        _mark_blocks(f, p, moment, event)
    draw_jump(f, p, BUTTON, "to the first preemption", PREEMPTION, size=T16)


def _draw_number(p: Picture, moment: PoolMoment, dry: bool) -> None:
    """How many blocks are free; none is red and hatched."""
    role = "waste" if dry else "ink"
    if dry:
        digits = Rect(LEFT - 8, NUMBER_Y - 96, DIGIT + 18, 108)
        p.hatch([digits], "waste", alpha=0.55, ground=0.12, radius=8)
        p.text((digits.right + 22, NUMBER_Y - 34), "✗ dry", size=LABEL, weight=600, role="waste")
    p.text((LEFT, NUMBER_Y), "{n}", n=moment.free, size=T120, weight=600, mono=True, role=role)
    p.text((LEFT, 282), "{n|block|blocks} free of {all}", n=moment.free, all=moment.total, size=T22, role="dim")
    p.text((LEFT, 340), "step {n}", n=moment.step, size=T18, mono=True, role="dim")


def _draw_bars(f: Frame, p: Picture, moment: PoolMoment, event: PagingEvent | None) -> None:
    """A bar per step: the blocks that were free in it."""
    run, (start, _, end) = f.world.paging.paged, dry_steps(f)
    first, last = int(start), max(int(end), int(start) + 1)
    every = max(1, (last - first) // 60)
    steps = np.arange(first, min(moment.step, last) + 1, every)
    free = free_blocks(run)[steps]
    width = BARS.w / max(1, last - first + 1)
    high = BARS.h * free / max(float(free.max()), 1.0)
    boxes = np.stack(
        [BARS.x + (steps - first) * width, BARS.bottom - high, np.full(len(steps), width * every - 2), high], 1
    )
    p.lines([(BARS.x, BARS.bottom, BARS.right, BARS.bottom)], "line")
    p.rects(boxes, "weights", radius=2, alpha=0.75)
    p.text((BARS.x, BARS.bottom + 24), "blocks free, step {a} to {b}", a=first, b=last, size=T17, role="dim")
    if event is not None and moment.step >= event.step:
        x = BARS.x + (event.step - first) * width
        p.rects([(x, BARS.y, 3, BARS.h)], "waste", radius=1)
        at = (x - 8, BARS.y + 14)
        p.text(at, "0 at step {n}", n=event.step, size=T17, weight=600, role="waste", align="right", backed=0.7)


def _draw_words(f: Frame, p: Picture, event: PagingEvent, step: int) -> None:
    """Who has to go, and who came back."""
    who = letter(event.request)
    p.text(
        (LEFT, 420),
        "Request {who} has to give back {n} {n|block|blocks}"
        if stands_dry(f)
        else "Request {who} gave back {n} {n|block|blocks}",
        who=who,
        n=event.b,
        size=T26,
        weight=600,
        role="waste",
        fit=WIDE,
    )
    p.text((LEFT, 456), "the latest to arrive goes first; its tokens are kept as text", size=T18, role="dim", fit=WIDE)
    back = recomputation(f.world.paging.paged, event.request)
    if back is None or step < back.step:
        return
    p.text(
        (LEFT, 520),
        "request {who} is read again: {n} {n|token|tokens} at step {s}",
        who=who,
        n=back.a,
        s=back.step,
        size=TAG,
        role="prefill",
        fit=620,
    )
    p.text((LEFT, 552), "nothing it had said is lost", size=T18, role="dim")


def _mark_blocks(f: Frame, p: Picture, moment: PoolMoment, event: PagingEvent) -> None:
    """The blocks that are given back: outlined as long as they are the request's, then hatched until somebody takes
    them."""
    given = f.world.paging.paged.at(event.step - 1).tables.get(event.request, ())
    grid, now = pool_grid(f), stands_dry(f)
    if now:
        p.rects(grid.boxes(given), None, radius=6, stroke="waste", stroke_width=2.5)
        return
    empty = [block for block in given if moment.owner[block] < 0]
    if empty:
        p.hatch(grid.boxes(empty), alpha=0.7, ground=0.25, radius=6)
        p.rects(grid.boxes(empty), None, radius=6, stroke="waste", stroke_width=2.5, stroke_alpha=0.6)
