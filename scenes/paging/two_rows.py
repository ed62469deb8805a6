"""The same memory held in two ways, on one clock that stops where it is wanted most: slabs above, blocks below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.paging.clock import common_step
from scenes.paging.facts import POLICIES, slab_run
from scenes.paging.memory_strip import draw_slab_names, draw_strip
from scenes.paging.waiting import draw_waiting
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import FIGURE_LARGE, LINE, READOUT, TITLE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PolicyRun, PoolMoment

STRIPS = Rect(70, 176, 1364, 144), Rect(70, 544, 1364, 144)
TITLE_RISE, FIGURE_DROP = 26, 108
"""Stage units from a strip to its title, and down to the baseline of its number."""
WORDS_GAP = 28
DIGIT = 58
WELL_USED = 0.8
"""Share of memory that holds tokens from which blocks are marked as good."""


def draw_two_rows(f: Frame, p: Picture) -> None:
    """The chosen policy with slabs, and blocks."""
    now = common_step(f)
    slabs, paged = slab_run(f.world), f.world.paging.paged
    p.text((STRIPS[0].right, STRIPS[0].y - TITLE_RISE), "step {n}", n=int(now), size=READOUT, mono=True, align="right")
    for run, area in zip((slabs, paged), STRIPS, strict=True):
        moment = run.at(now)
        draw_strip(f, p, run, moment, area)
        p.text((area.x - 6, area.y - TITLE_RISE), title_of(run), size=LINE, weight=600)
        if not run.paged:
            draw_slab_names(p, run, moment, area)
        _draw_count(p, run, moment, area)
        draw_waiting(p, moment, area.right, area.bottom + FIGURE_DROP - 14)


def title_of(run: PolicyRun) -> Phrase:
    """How this row holds memory."""
    if run.paged:
        return Phrase("Blocks of {n} {n|token|tokens}, taken as the tokens come", n=run.block_size)
    return Phrase("One slab per request: {rule}", rule=POLICIES[run.policy])


def _draw_count(p: Picture, run: PolicyRun, moment: PoolMoment, area: Rect) -> None:
    """How many slots hold a token."""
    pool, y = run.total * run.block_size, area.bottom + FIGURE_DROP
    good = run.paged and moment.used_slots > WELL_USED * pool
    p.text(
        (area.x - 6, y),
        "{n} ✓" if good else "{n}",
        n=moment.used_slots,
        size=FIGURE_LARGE,
        weight=600,
        mono=True,
        role="good" if good else "ink",
    )
    x = area.x + WORDS_GAP + DIGIT * (len(str(moment.used_slots)) + (2 if good else 0))
    p.text((x, y - 8), "of {n} slots hold a token", n=pool, size=TITLE, weight=600)
