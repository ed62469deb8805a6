"""The card's memory to scale: what stays free, the weights, and the users that fit; as far as the boxes are right."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from scenes.labs.kv_calculator.captions import case_of
from tourapp.authoring import Frame, Phrase, Picture, Rect, format_quantity, sizes

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import KvCase, LabView

CARD = Rect(64.0, 168.0, 330.0, 662.0)
LEAST_SLICE = 3.0
"""Slices thinner than this are drawn as one block with a line here and there."""


def draw_memory(f: Frame, p: Picture, view: LabView) -> None:
    """The card; with the knobs turned, as it is then."""
    case = case_of(view)
    if view.phase == "check":
        case = case.turned({knob.id: view.knob(knob.id) for knob in view.lab.knobs})
    elif view.phase in ("note", "done"):
        case = case.turned(view.state.knobs)
    name = Phrase("{gpu}, {gb}", gpu=case.gpu_name, gb=replace(case.memory, printed=format_quantity(case.memory, 2)))
    p.text((CARD.x, 150), name, size=sizes.LABEL, weight=600, fit=CARD.w + 140)
    p.rects([CARD], "raised", radius=8, stroke="line", stroke_width=2)
    if view.phase in ("play", "predict", "locked"):
        _unknown(f, p)
        return
    right = view.state.right
    full = float(case.memory.value)
    held = case.costs.capacity
    if "usable" in right:
        _free(p, case, full)
    y = CARD.bottom - CARD.h * float(held.weight_bytes.value) / full
    if "weights" in right:
        block = Rect(CARD.x + 3, y, CARD.w - 6, CARD.bottom - y - 3)
        p.rects([block], "weights", radius=4, alpha=0.85)
        _named(p, block, Phrase("weights"), Phrase("{gb}", gb=case.weights))
    top = CARD.y + CARD.h * (1.0 - float(held.usable_bytes.value) / full)
    room = Rect(CARD.x + 3, top, CARD.w - 6, y - top)
    if "users" in right:
        _users(p, case, room)
    elif "room" in right:
        _named(p, room, Phrase("room"), Phrase("{gb}", gb=case.room))
        if "user" in right:
            _one(f, p, case, room)


def _unknown(f: Frame, p: Picture) -> None:
    """Before the guess is locked: a card of which nobody says what is in it."""
    glow = 0.5 + 0.2 * math.sin(f.clock * math.tau / 5.0)
    p.text((CARD.cx, CARD.cy + 34), "?", size=sizes.FIGURE_LARGE, weight=600, role="dim", align="center")
    steps = 12
    ys = [CARD.y + CARD.h * step / steps for step in range(1, steps)]
    p.lines([(CARD.x + 10, y, CARD.right - 10, y) for y in ys], "line", width=2, alpha=glow)


def _free(p: Picture, case: KvCase, full: float) -> None:
    """What stays free, on top."""
    held = case.costs.capacity
    strip = Rect(CARD.x + 3, CARD.y + 3, CARD.w - 6, CARD.h * float(held.reserve_bytes.value) / full - 3)
    p.hatch([strip], "waste")
    y = strip.bottom
    p.lines([(CARD.x, y, CARD.right + 14, y)], "waste", width=2)
    p.text((CARD.right + 20, y - 10), "kept free", size=sizes.TAG, role="waste", part="free")
    p.text((CARD.right + 20, y + 18), "{gb}", gb=case.reserve, size=sizes.TAG, role="waste", part="free")


def _named(p: Picture, box: Rect, name: Phrase, size: Phrase) -> None:
    if box.h < 70.0:
        return
    p.rects([Rect(box.cx - 96, box.cy - 42, 192, 92)], "ground", radius=12, alpha=0.72)
    p.text((box.cx, box.cy - 4), name, size=sizes.LABEL, weight=600, align="center")
    p.text((box.cx, box.cy + 30), size, size=sizes.LABEL, mono=True, align="center")


def _slice(case: KvCase, room: Rect) -> float:
    """How high one user is."""
    return room.h * float(case.costs.kv_bytes_per_sequence.value) / float(case.room.value)


def _one(f: Frame, p: Picture, case: KvCase, room: Rect) -> None:
    """One user, to scale, at the foot of the room; it breathes."""
    high = max(4.0, _slice(case, room))
    box = Rect(room.x, room.bottom - high - 2, room.w, high)
    halves = box.columns(2, 2.0)
    bright = 0.8 + 0.2 * math.sin(f.clock * math.tau / 4.0)
    p.rects([halves[0]], "key", alpha=bright)
    p.rects([halves[1]], "value", alpha=bright)
    p.lines([(CARD.right, box.cy, CARD.right + 14, box.cy)], "key", width=2)
    p.text((CARD.right + 20, box.cy + 7), "one user", size=sizes.TAG, role="key")


def _users(p: Picture, case: KvCase, room: Rect) -> None:
    """All users that fit, keys left and values right, and how many in the middle."""
    count, high = case.users, _slice(case, room)
    step = max(high, LEAST_SLICE)
    shown = min(count, int(room.h / step))
    left, right = room.columns(2, 2.0)
    gap = min(2.0, step * 0.35)
    rows = [(room.bottom - step * (place + 1) + gap / 2, step - gap) for place in range(shown)]
    p.rects([(left.x, y, left.w, h) for y, h in rows], "key", alpha=0.9)
    p.rects([(right.x, y, right.w, h) for y, h in rows], "value", alpha=0.9)
    plate = Rect(room.cx - 88, room.cy - 46, 176, 92)
    p.rects([plate], "ground", radius=12, alpha=0.88)
    p.text(plate, "{n}", n=case.fitting, size=sizes.FIGURE, weight=600, role="good")
