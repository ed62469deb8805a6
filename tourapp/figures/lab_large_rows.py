"""Rows of a lab's page for large words: choices and hands of the guess, lamps of the boxes, knobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import LabAct, Phrase, Picture, Rect, Tag, sizes
from tourapp.authoring.acts import RaiseHandFor
from tourapp.figures.lab_field import draw_check
from tourapp.figures.page_plan import PageLines, PagePlan

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import Box, Knob, LabView

GAP, LAMP, APART = 8.0, 40.0, 1.25
"""Between two rows; most width of a lamp, and from one to the next by it."""
FEW, KNOB_H = 3, 1.4
"""More knobs than these stand in two columns; height of one by the size of its words."""


def draw_choice_rows(p: Picture, plan: PagePlan, view: LabView, lines: PageLines) -> None:
    """The choices with their numbers; a click takes one."""
    chosen, choices = view.text_in("guess").strip(), view.lab.guess.choices
    for place, (words, row) in enumerate(zip(choices, lines.room.rows(len(choices), GAP), strict=True), 1):
        mine = chosen == str(place)
        p.rects(
            [row], "ground", radius=10, alpha=0.5, stroke="white" if mine else "line", stroke_width=3 if mine else 2
        )
        size, weight = _size(plan, row), 600 if mine else 400
        _numbered(p, plan, row, (place, words), (size, weight))
        p.hot([row], (Tag("lab_choice", place),), (LabAct("choose", str(place)),))


def draw_hand_rows(p: Picture, plan: PagePlan, view: LabView, lines: PageLines) -> None:
    """Each choice or range with its digit and the hands that are up for it, as a bar behind its words."""
    counts = view.hands_up
    lines.say(Phrase("Show of hands: 1 to {n}. Backspace: one less.", n=len(counts)), (sizes.TAG,), role="dim")
    rows = lines.room.rows(len(counts), GAP)
    for place, (row, words, count) in enumerate(zip(rows, view.lab.guess.option_words, counts, strict=True), 1):
        p.rects([row], "ground", radius=10, alpha=0.5, stroke="line", stroke_width=2)
        if count:
            p.rects([row._replace(w=row.w * count / max(counts))], "prefill", radius=10, alpha=0.35)
        size = _size(plan, row)
        _numbered(p, plan, row, (place, words), (size, 400))
        at = (row.right - 24, row.cy + 0.36 * size * plan.gain)
        p.text(at, "{n}", n=count, size=size, mono=True, align="right", part="hands")
    p.hot(rows, [Tag("lab_hand", place) for place in range(len(rows))], [RaiseHandFor(n) for n in range(len(rows))])


def lamps_width(view: LabView, most: float) -> float:
    """How wide the lamps of all boxes are, at most so much."""
    return min(most, APART * LAMP * len(view.lab.boxes))


def draw_box_lamps(p: Picture, view: LabView, here: Box, room: Rect) -> None:
    """A lamp for each box over the width of a room: right ones with a tick; a click takes one that is open."""
    pitch = room.w / len(view.lab.boxes)
    side = pitch / APART
    for place, box in enumerate(view.lab.boxes):
        x = room.x + pitch * (place + 0.5)
        lamp, right = Rect(x - side / 2, room.cy - side / 2, side, side), box.id in view.state.right
        role = "good" if right else "white" if box is here else "dim"
        p.rects([lamp], "good" if right else "ground", radius=0.25 * side, alpha=0.3, stroke=role,
                stroke_width=3 if box is here else 2)  # fmt: skip
        if right:
            draw_check(p, (lamp.cx - 1, lamp.cy), side / 54)
        elif box.id in view.stops:
            p.hot([lamp], (Tag("lab_lamp", box.id),), (LabAct("box", box.id),))


def _rows_of(view: LabView) -> tuple[int, int]:
    """Columns and rows of the knobs, with the button that runs again below them."""
    columns = 1 if len(view.lab.knobs) <= FEW else 2
    return columns, -(-len(view.lab.knobs) // columns) + bool(view.state.runs)


def knobs_height(plan: PagePlan, view: LabView) -> float:
    """What the knobs take of a page."""
    return _rows_of(view)[1] * (KNOB_H * sizes.LABEL * plan.gain + GAP)


def draw_knob_rows(p: Picture, plan: PagePlan, view: LabView, room: Rect) -> None:
    """What may be turned; while something is measured, the button that runs it again."""
    knobs, (columns, count) = view.lab.knobs, _rows_of(view)
    rows = [column.rows(count, GAP) for column in room._replace(h=room.h - GAP).columns(columns, GAP)]
    for place, knob in enumerate(knobs):
        _draw_knob(p, plan, view, knob, rows[place % columns][place // columns])
    if view.state.runs:
        row, focused = rows[0][-1], view.state.focus == "run"
        p.rects([row], None, radius=10, stroke="white" if focused else "dim", stroke_width=3 if focused else 2)
        size = _size(plan, row)
        p.text((row.cx, row.cy + 0.36 * size * plan.gain), "Run it again", size=size, align="center")
        p.hot([row], (Tag("lab_run"),), (LabAct("run"),))


def _draw_knob(p: Picture, plan: PagePlan, view: LabView, knob: Knob, row: Rect) -> None:
    focused, value = view.state.focus == knob.id, view.knob(knob.id)
    p.rects([row], "ground", radius=10, alpha=0.5, stroke="white" if focused else "line",
            stroke_width=3 if focused else 2)  # fmt: skip
    said, weight = knob.shown(value), 600 if value != knob.start(view.case) else 400
    room = row.inset(16, 0.0)
    one = Phrase("{label}: {value}", label=knob.label, value=said)
    size = plan.largest(one, room._replace(h=1.2 * row.h), (sizes.LABEL, sizes.TAG))
    p.text((room.x, row.cy + 0.36 * size * plan.gain), one, size=size, weight=weight)
    if not view.state.runs:
        p.hot([row], (Tag("lab_knob", knob.id),), (LabAct("knob", knob.id),))


def _numbered(p: Picture, plan: PagePlan, row: Rect, told: tuple[int, Phrase], how: tuple[float, int]) -> None:
    """Digit and words of a row. how: size and weight."""
    (place, words), (size, weight) = told, how
    y = row.cy + 0.36 * size * plan.gain
    p.text((row.x + 20, y), "{n}", n=place, size=size, weight=600, role="dim", mono=True)
    p.text((row.x + 20 + 1.4 * size * plan.gain, y), words, size=size, weight=weight)


def _size(plan: PagePlan, row: Rect) -> float:
    """The larger of two sizes that a row is high enough for."""
    return sizes.LABEL if row.h >= 1.1 * sizes.LABEL * plan.gain else sizes.TAG
