"""The eight boxes where words are large: a line for each, and below them what would tick the one at hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from scenes.labs.ready_page.tick import draw_tick, draw_tries
from tourapp.authoring import GotoStop, LabAct, Phrase, Picture, Rect, StopView, Tag, sizes
from tourapp.figures.page_plan import AREA, PageLines, PagePlan

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import BoxTick, ReadyView

GAP, TICK = 6.0, 44.0
"""Between two rows; side of a tick."""


def draw_large_list(p: Picture, f: Frame, plan: PagePlan, view: ReadyView) -> None:
    """All of them; the one that Enter would ask about breathes, its way stands below."""
    due = view.focus or (view.open[0] if view.open else "")
    lines = PageLines(p, plan, AREA)
    foot = PageLines(p, plan, lines.keep(plan.step(sizes.TAG) + 8))
    for tick, row in zip(view.boxes, lines.room.rows(len(view.boxes), GAP), strict=True):
        _draw_row(p, plan, tick, row, focused=view.focus == tick.ability.id)
        if tick.ability.id == due:
            breath = 0.5 + 0.5 * math.sin(f.clock * math.tau / 4.0)
            p.rects([row], None, radius=14, stroke="ink", stroke_width=2, stroke_alpha=0.15 + 0.35 * breath)
            _draw_way(p, f, tick, foot)
        if tick.ability.id in view.open:
            p.hot([row], (Tag("ready_box", tick.ability.id),), (LabAct("prove", tick.ability.id),))


def _draw_row(p: Picture, plan: PagePlan, tick: BoxTick, row: Rect, *, focused: bool) -> None:
    edge = "white" if focused else "good" if tick.proved else "line"
    p.rects([row], "raised", radius=14, alpha=0.9, stroke=edge, stroke_width=3 if focused else 2)
    square = Rect(row.x + 20, row.cy - TICK / 2, TICK, TICK)
    draw_tick(p, tick, square)
    size = sizes.LABEL if row.h >= 1.1 * sizes.LABEL * plan.gain else sizes.TAG
    at = (square.right + 28, row.cy + 0.36 * size * plan.gain)
    p.text(at, tick.ability.words, size=size, weight=600, part="abilities")
    if not tick.proved:
        draw_tries(p, tick, (row.right - 56, row.cy), 34.0)


def _draw_way(p: Picture, f: Frame, tick: BoxTick, foot: PageLines) -> None:
    """What would tick it; its lab, where this tour stops there."""
    stop, room = lab_stop(f, tick), foot.room
    words = tick.words
    if stop is not None:
        lab = Phrase("its lab: {title}", title=Phrase(stop.title))
        words = Phrase("{way} · {lab}", way=tick.words, lab=lab)
        p.hot([room], (Tag("ready_lab", stop.key),), (GotoStop(stop.key),))
    foot.say(words, (sizes.TAG,), role="prefill" if stop is not None else "dim")


def lab_stop(f: Frame, tick: BoxTick) -> StopView | None:
    """The stop of this tour at a lab that proves it."""
    return next((stop for stop in f.journey.stops if stop.scene.lab in tick.ability.labs), None)
