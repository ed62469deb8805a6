"""The boxes of a lab's task, row by row: what each is, the box, its unit, its check mark; below a wrong one the first
thing that is wrong with it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Picture, Rect, say_words, sizes, text_width
from tourapp.figures.lab_field import Field, draw_check, draw_field

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import Box, LabView

BOX_W, BOX_H, TOP, UNIT = 220.0, 58.0, 8.0, 16.0
SIGN, HEAD = 40.0, 208.0
"""Room of the sign before a row; of the head of a row with several boxes."""
UNITS = {"1": "", "times": "×", "token": "", "share": ""}
LEFT, MARK = 60.0, 60.0
"""Right of a box and its unit, for the check mark; right of a row, for its own."""
WIDER = 1.24
"""How much wider words may be on another theme."""


def draw_boxes(p: Picture, f: Frame, view: LabView, area: Rect) -> None:
    """All rows, evenly over the area."""
    rows = [list(boxes) for _, boxes in groupby(view.lab.boxes, lambda box: box.row or box.id)]
    for boxes, place in reversed(tuple(zip(rows, area.rows(len(rows)), strict=True))):
        if boxes[0].row:
            _cells(p, f, view, (boxes, place))
        else:
            _single(p, f, view, (boxes[0], place))


def _single(p: Picture, f: Frame, view: LabView, at: tuple[Box, Rect]) -> None:
    """A row of one box: sign, label with small letters below it, box, unit; below all of it what is wrong."""
    box, place = at
    aside = max(_aside(each) for each in view.lab.boxes)
    field = Rect(place.right - aside - BOX_W, place.y + TOP, BOX_W, BOX_H)
    left, room = place.x + SIGN, field.x - place.x - SIGN - 16
    if box.rule:
        p.lines([(left, place.y - 4, place.right - 40, place.y - 4)], "dim", width=2)
    here = (view.phase == "task" and view.open_box is box) or box.id in view.state.right
    role = "ink" if here else "dim"
    if box.sign:
        p.text((place.x, field.cy + 10), box.sign, size=sizes.READOUT, role=role, part="signs")
    below = box.below(view.case) if box.below is not None else None
    lift = 9.0 if below is None else -8.0
    p.text((left, field.cy + lift), box.label, size=sizes.LABEL, weight=600 if here else 400, role=role, fit=room)
    if below is not None:
        p.text((left, field.cy + 22), below, size=sizes.TAG, role="dim", fit=room)
    draw_field(p, f, view, Field(box.id, field))
    unit = UNITS.get(box.unit, box.unit)
    if box.id in view.state.right:
        draw_check(p, (field.right + aside - 30.0, field.cy))
    if unit:
        p.text((field.right + UNIT, field.cy + 9), unit, size=sizes.LABEL, role="dim", part="units")
    said = _verdict(view, box)
    if said is not None:
        _say(p, said, Rect(left, field.bottom + 2, place.right - left, 0.0))


def _aside(box: Box) -> float:
    """Room that unit and check mark need at the right of a box."""
    return UNIT + text_width(UNITS.get(box.unit, box.unit), sizes.LABEL) * WIDER + LEFT


def _verdict(view: LabView, box: Box) -> Phrase | None:
    verdict = view.state.verdict
    return None if verdict is None or verdict.ok or verdict.box != box.id else verdict.what


def columns_of(area: Rect, count: int) -> list[Rect]:
    """Where the boxes of a row stand in an area, as wide as the widest row needs."""
    return Rect(area.x + HEAD, area.y + TOP, area.w - HEAD - MARK, BOX_H).columns(count, 16.0)


def _cells(p: Picture, f: Frame, view: LabView, at: tuple[list[Box], Rect]) -> None:
    """A row of several boxes beside each other; its head at the left."""
    boxes, place = at
    done = all(box.id in view.state.right for box in boxes)
    here = view.phase == "task" and view.open_box in boxes
    most = max(len(list(each)) for _, each in groupby(view.lab.boxes, lambda box: box.row))
    cells = columns_of(place, most)
    head = boxes[0].head
    if head is not None:
        role = "ink" if here or done else "dim"
        at_head = (place.x, cells[0].cy + 9)
        p.text(at_head, head, size=sizes.LABEL, weight=600 if here else 400, role=role, fit=HEAD - 12)
    for box, cell in zip(boxes, cells, strict=False):
        draw_field(p, f, view, Field(box.id, cell))
    if done:
        draw_check(p, (place.right - 24, cells[0].cy))
    for said in filter(None, (_verdict(view, box) for box in boxes)):
        _say(p, said, Rect(place.x + HEAD, cells[0].bottom + 6, place.w - HEAD, 0.0))


def _say(p: Picture, said: Phrase, at: Rect) -> None:
    """What is wrong, on a ground of its own: it may reach into the row below."""
    lines = 2 if text_width(say_words(said), sizes.TAG) * WIDER > at.w else 1
    p.rects([Rect(at.x - 4, at.y, at.w, 32.0 * lines)], "ground", radius=6, alpha=0.95)
    p.text((at.x, at.y), said, size=sizes.TAG, role="waste", wrap=at.w, lines=2)
