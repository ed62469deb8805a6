"""The pool runs dry: how many blocks are free, who gives its blocks back, and when it is read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.paging.facts import first_preemption, letter, recomputation
from scenes.paging.pool import pool_grid
from tourapp.authoring import Frame, Picture, Rect, ramp
from tourapp.authoring.sizes import LABEL, T16, T18, T22, T26, T120, TAG
from tourapp.figures.pill import Jump, draw_jump

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PagingEvent, PoolMoment

LEFT = 64
WIDE = 600
"""Room for words left of memory."""
BUTTON = Rect(LEFT, 770, 250, 36)
PREEMPTION = Jump("preemption", "dry", 0.62)
"""Shortly after the first preemption: the clock of this beat runs towards it from before."""


def draw_preemption(f: Frame, p: Picture, moment: PoolMoment) -> None:
    """Words beside the pool, marks on the blocks that were given back, and a button that leads to the moment."""
    role = "waste" if moment.free == 0 else "good"
    p.text((LEFT, 236), "{n}", n=moment.free, size=T120, weight=600, mono=True, role=role)
    p.text((LEFT, 282), "blocks free of {n}", n=moment.total, size=T22, role="dim")
    p.text((LEFT, 340), "step {n}", n=moment.step, size=T18, mono=True, role="dim")
    event = first_preemption(f.world.paging.paged)
    if event is None:
        p.text((LEFT, 420), "This pool never runs dry.", size=LABEL, wrap=520)
        p.text((LEFT, 460), "Make it smaller, or raise the arrivals.", size=T18, role="dim", wrap=520)
        return
    if moment.step >= event.step:
        _draw_words(f, p, event)
        _mark_blocks(f, p, moment, event)
    draw_jump(f, p, BUTTON, "to the first preemption", PREEMPTION, size=T16)


def _draw_words(f: Frame, p: Picture, event: PagingEvent) -> None:
    """Who went, and who came back."""
    who = letter(event.request)
    p.text(
        (LEFT, 420),
        "Request {who} gives back {n} blocks",
        who=who,
        n=event.b,
        size=T26,
        weight=600,
        role="waste",
        fit=WIDE,
    )
    p.text((LEFT, 456), "the latest to arrive goes first; its tokens are kept as text", size=T18, role="dim", fit=WIDE)
    back = recomputation(f.world.paging.paged, event.request)
    if back is None:
        return
    p.text(
        (LEFT, 520),
        "request {who} is read again: {n} tokens at step {s}",
        who=who,
        n=back.a,
        s=back.step,
        size=TAG,
        role="prefill",
        fit=620,
    )
    p.text((LEFT, 552), "nothing it had said is lost", size=T18, role="dim")


def _mark_blocks(f: Frame, p: Picture, moment: PoolMoment, event: PagingEvent) -> None:
    """The blocks that were given back: outlined, and hatched for as long as nobody has taken them."""
    before = f.world.paging.paged.at(event.step - 1).tables.get(event.request, ())
    if not before:
        return
    grid, since = pool_grid(f), moment.step - event.step
    flash = float(ramp(since + 1.0, 0, 1)) * (1.0 if since < 3 else 0.4)
    empty = [block for block in before if moment.owner[block] < 0]
    if empty:
        p.hatch(grid.boxes(empty), alpha=min(1.0, 0.4 + 0.6 * flash), ground=0.25, radius=6)
    p.rects(grid.boxes(before), None, radius=6, stroke="waste", stroke_width=2.5, stroke_alpha=flash)
