"""The eight boxes: what one can do, by what evidence, and what would tick the open ones."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from scenes.labs.ready_page.large_list import draw_large_list, lab_stop
from scenes.labs.ready_page.tick import draw_tick, draw_tries
from tourapp.authoring import GotoStop, LabAct, Phrase, Picture, Rect, Tag, sizes
from tourapp.figures.page_plan import AREA, plan_of

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import BoxTick, ReadyView

ROWS, GAP, TICK, LEFT = 4, 20.0, 60.0, 122.0


def draw_boxes(p: Picture, f: Frame, view: ReadyView) -> None:
    """All of them, in two columns; the one that Enter would ask about breathes."""
    plan = plan_of(f)
    if plan.wide:
        return draw_large_list(p, f, plan, view)
    columns = AREA.columns(2, GAP)
    due = view.focus or (view.open[0] if view.open else "")
    for place, tick in enumerate(view.boxes):
        column, row = divmod(place, ROWS)
        box = columns[column].rows(ROWS, GAP)[row]
        _draw_box(p, tick, box, focused=view.focus == tick.ability.id)
        if tick.ability.id == due:
            breath = 0.5 + 0.5 * math.sin(f.clock * math.tau / 4.0)
            p.rects([box.inset(-4)], None, radius=20, stroke="ink", stroke_width=2, stroke_alpha=0.15 + 0.35 * breath)
        if tick.ability.id in view.open:
            p.hot([box], (Tag("ready_box", tick.ability.id),), (LabAct("prove", tick.ability.id),))
        _draw_way(p, f, tick, box)


def _draw_box(p: Picture, tick: BoxTick, box: Rect, *, focused: bool) -> None:
    edge = "white" if focused else "good" if tick.proved else "line"
    p.rects([box], "raised", radius=18, alpha=0.9, stroke=edge, stroke_width=3 if focused else 2)
    draw_tick(p, tick, _square(box, tick))
    x, room = box.x + LEFT, box.w - LEFT - 24
    p.text((x, box.y + 26), tick.ability.words, size=sizes.LINE, weight=600, wrap=room, lines=2, part="abilities")
    p.text(
        (x, box.y + 94), tick.words, size=sizes.LABEL, role="good" if tick.proved else "dim", fit=room, part="reasons"
    )


def _square(box: Rect, tick: BoxTick) -> Rect:
    """Where the tick is; higher where two lamps stand below it."""
    return Rect(box.x + 32, box.cy - TICK / 2 - (0 if tick.proved else 18), TICK, TICK)


def _draw_way(p: Picture, f: Frame, tick: BoxTick, box: Rect) -> None:
    """How far its questions are; and where its lab is, where this tour stops there."""
    if tick.proved:
        return
    x, y, square = box.x + LEFT, box.bottom - 26, _square(box, tick)
    draw_tries(p, tick, (square.cx, square.bottom + 24), 32.0)
    stop = lab_stop(f, tick)
    if stop is None:
        return
    words = Phrase("its lab: {title}", title=Phrase(stop.title))
    way = Rect(x, y - 34, box.right - x - 10, 52)
    p.text((way.right - 14, y), words, size=sizes.TAG, role="prefill", align="right", fit=way.w - 20, part="labs")
    p.hot([way], (Tag("ready_lab", stop.key),), (GotoStop(stop.key),))
