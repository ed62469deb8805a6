"""The pool runs dry: how many blocks are free step by step, who takes the last one, and who gives its blocks back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.paging.block_grid import MEMORY, TITLE_Y, Grid, draw_free
from scenes.paging.clock import dry_steps, stands_dry
from scenes.paging.coloured_pool import draw_coloured
from scenes.paging.facts import first_preemption, free_blocks, letter
from scenes.paging.given_back import PANEL, draw_given_back, given_back
from tourapp.authoring import Frame, Phrase, Picture, Rect, pulse
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, LINE, TAG, TITLE
from tourapp.figures.pill import Jump, draw_jump

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PagingEvent, PoolMoment

NUMBER = Rect(64, 134, 580, 196)
"""The panel of the number of free blocks."""
PLATE, DIGIT = Rect(80, 150, 548, 164), 84
"""Its quiet middle, and the width of a digit."""
BARS = Rect(64, 370, 580, 84)
"""Free blocks of every step up to the present one; a mark stands where there were none."""
BUTTON = Rect(64, 806, 330, 36)
PREEMPTION = Jump("preemption", "dry", 0.7)
"""Where the clock of this beat stands inside the step of the first preemption."""


def draw_preemption(f: Frame, p: Picture, moment: PoolMoment) -> None:
    """Memory at the right; at the left the number of free blocks, and the request that has to go."""
    run = f.world.paging.paged
    event, grid, dry = first_preemption(run), Grid(MEMORY, run.total), moment.free == 0
    p.text((MEMORY.x + 4, TITLE_Y), "KV memory: {n} blocks", n=run.total, size=LINE, weight=600)
    draw_free(p, grid)
    _draw_number(p, moment, dry, last_taker(f, event))
    _draw_bars(f, p, moment, event)
    if event is None:
        draw_coloured(p, grid, run, moment, frozenset())
        _draw_enough(p, dry)
        return
    leaves = stands_dry(f)
    given = given_back(run, event)
    draw_coloured(p, grid, run, moment, frozenset(given.blocks) if leaves else frozenset())
    if leaves:
        _draw_taken(f, p, grid, event)
        draw_given_back(f, p, grid, given)
    draw_jump(f, p, BUTTON, "to the first preemption", PREEMPTION, size=TAG)


def taken_blocks(f: Frame, event: PagingEvent | None) -> dict[int, int]:
    """Blocks that were free before the preemption and have an owner now, with that owner."""
    dry = f.world.paging_numbers.dry
    if event is None or dry is None:
        return {}
    before = f.world.paging.paged.at(event.step - 1)
    places = np.flatnonzero((before.owner < 0) & (dry.owner >= 0))
    return {int(block): int(dry.owner[block]) for block in places}


def last_taker(f: Frame, event: PagingEvent | None) -> int | None:
    """Who takes the last free block, while the clock stands in that moment."""
    taken = taken_blocks(f, event)
    return list(taken.values())[-1] if taken and stands_dry(f) else None


def _draw_number(p: Picture, moment: PoolMoment, dry: bool, taker: int | None) -> None:
    """How many blocks are free; none is red and hatched."""
    if dry:
        p.hatch([NUMBER], "waste", alpha=0.9, ground=0.2, radius=14)
    p.rects([NUMBER], None, radius=14, stroke="waste" if dry else "line", stroke_width=2.5)
    p.rects([PLATE], "ground", radius=10, alpha=0.92)
    x, role = PLATE.x + 22, "waste" if dry else "ink"
    p.text((x, PLATE.y + 132), "{n}", n=moment.free, size=FIGURE_HUGE, weight=600, mono=True, role=role)
    x += DIGIT * len(str(moment.free)) + 36
    free = "{n|block|blocks} free ✗" if dry else "{n|block|blocks} free"
    p.text((x, PLATE.y + 56), free, n=moment.free, size=TITLE, weight=600)
    p.text((x, PLATE.y + 94), "of {all}, at step {n}", all=moment.total, n=moment.step, size=LABEL, role="dim")
    if taker is not None:
        p.text((x, PLATE.y + 136), "{who} took the last one", who=letter(taker), size=LABEL, weight=600)


def _draw_bars(f: Frame, p: Picture, moment: PoolMoment, event: PagingEvent | None) -> None:
    """A bar per step: the blocks that were free in it."""
    run, (start, stop) = f.world.paging.paged, dry_steps(f)
    first, last = int(start), max(int(stop), int(start) + 1)
    every = max(1, (last - first) // 60)
    steps = np.arange(first, min(moment.step, last) + 1, every)
    free = free_blocks(run)[steps].astype(float)
    if moment.free == 0 and event is not None and len(free):
        free[-1] = 0.0
    width = BARS.w / max(1, last - first + 1)
    high = BARS.h * free / max(float(free.max()), 1.0)
    boxes = np.stack(
        [BARS.x + (steps - first) * width, BARS.bottom - high, np.full(len(steps), width * every - 3), high], 1
    )
    p.lines([(BARS.x, BARS.bottom, BARS.right, BARS.bottom)], "dim", width=2)
    p.rects(boxes, "weights", radius=3, alpha=0.85)
    p.text((BARS.x, BARS.bottom + 32), "blocks free, step {a} to {b}", a=first, b=last, size=LABEL, role="dim")
    if event is not None and moment.step >= event.step:
        p.rects([(BARS.right - width, BARS.y, 4, BARS.h)], "waste", radius=1)
        at = (BARS.right, BARS.bottom + 32)
        p.text(at, "0 at step {n}", n=event.step, size=LABEL, weight=600, role="waste", align="right")


def _draw_taken(f: Frame, p: Picture, grid: Grid, event: PagingEvent) -> None:
    """The blocks that were taken last, with a light."""
    taken = taken_blocks(f, event)
    if taken:
        boxes = grid.boxes(taken)
        p.rects(boxes, None, radius=8, stroke="ink", stroke_width=3.5)
        at = boxes[:, :2] + boxes[:, 2:] / 2
        p.sprites(at, 120, "decode", alpha=pulse(f.clock, 2.4, 0.3, 0.8), kind="soft")


def _draw_enough(p: Picture, dry: bool) -> None:
    """That nobody has to go."""
    words = Phrase("Filled, and nobody needs more.") if dry else Phrase("This pool never runs dry.")
    p.text((PANEL.x, PANEL.y + 50), words, size=TITLE, weight=600)
    p.text((PANEL.x, PANEL.y + 96), "Make it smaller, or raise the arrivals.", size=LABEL, role="dim")
