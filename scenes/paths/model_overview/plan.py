"""One floor from above: every matrix as a room whose area is its parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.model_overview.facts import ROLES, short, towers
from tourapp.authoring import OPERATOR, Frame, Phrase, Picture, Quantity, Rect, SetControls, Tag, show, text_width
from tourapp.authoring.sizes import LABEL, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Towers

FFN = ("gate", "up", "down")
NAMES = {
    "q": Phrase("q"),
    "k": Phrase("k"),
    "v": Phrase("v"),
    "q_down": Phrase("q down"),
    "q_up": Phrase("q up"),
    "kv_down": Phrase("kv down"),
    "kv_up": Phrase("kv up"),
    "out": Phrase("out"),
    "router": Phrase("router"),
    "gate": Phrase("gate"),
    "up": Phrase("up"),
    "down": Phrase("down"),
}
JOINT = 3.0


@dataclass(frozen=True, slots=True)
class PlanRoom:
    """A room of the plan: its matrix, its parameters, where it lies."""

    id: str
    params: Quantity
    box: Rect


def plan_of(told: Towers, room: Rect) -> tuple[PlanRoom, ...]:
    """Attention's matrices in a column at the left, the FFN's in one at the right; areas are parameters."""
    sizes = {id: float(value.value) for id, value in told.matrices.items()}
    whole = sum(sizes.values())
    columns = ([id for id in sizes if id not in FFN], [id for id in FFN if id in sizes])
    x, found = room.x, []
    for column in columns:
        part = sum(sizes[id] for id in column)
        wide, y = room.w * part / whole, room.y
        for id in column:
            high = room.h * sizes[id] / part
            found.append(PlanRoom(id, told.matrices[id], Rect(x, y, wide, high)))
            y += high
        x += wide
    return tuple(found)


def draw_plan(f: Frame, p: Picture, room: Rect, shown: float = 1.0) -> None:
    """The floor with the names of all rooms that have place for them; a light that walks through them."""
    rooms = plan_of(towers(f), room)
    p.rects([room.inset(-6)], "ground2", radius=6, alpha=0.8 * shown, stroke="ink", stroke_alpha=0.6 * shown)
    for each in rooms:
        joint = min(JOINT, 0.2 * min(each.box.w, each.box.h))
        box = each.box.inset(joint / 2)
        role = "router" if each.id == "router" else "ffn" if each.id in FFN else "attention"
        p.rects([box], ROLES[role], alpha=(0.7 if role == "attention" else 0.55) * shown, gradient="up", fade=0.7)
        _draw_strands(p, box, shown)
        _draw_name(f, p, each, shown)
    _draw_walk(f, p, rooms, shown)
    p.hot([room], (Tag(OPERATOR, "layer"),), (SetControls((("tower_part", "layer"), ("tower_zoom", OPENING))),))


OPENING = 2
"""Value of the zoom at which what lies behind a floor is opened."""


def _draw_strands(p: Picture, box: Rect, shown: float) -> None:
    """Columns of a matrix, a few of them."""
    if box.w < 12 or box.h < 8:
        return
    x = np.arange(box.x + 6.0, box.right - 3, 9.0)
    alpha = (0.04 + 0.1 * np.random.default_rng(len(x)).random(len(x))) * shown
    p.lines(np.stack([x, np.full_like(x, box.y + 2), x, np.full_like(x, box.bottom - 2)], 1), "ground", alpha=2 * alpha)


def _draw_name(f: Frame, p: Picture, each: PlanRoom, shown: float) -> None:
    words, number = NAMES[each.id], short(each.params)
    need = max(
        text_width(show(words), READOUT * f.text_gain, "text", 600),
        text_width(show(number), LABEL * f.text_gain, "mono"),
    )
    box = each.box
    if box.w < need + 12 or box.h < 34.0:
        return
    role = "onlight" if each.id not in FFN else "ink"
    two = box.h > 84.0
    p.text(
        (box.cx, box.cy + (-4 if two else 11)), words, size=READOUT, weight=600, align="center", role=role, alpha=shown
    )
    if two:
        at = (box.cx, box.cy + 30)
        p.text(at, "{v}", v=number, size=LABEL, mono=True, align="center", role=role, alpha=shown, part="rooms")


def _draw_walk(f: Frame, p: Picture, rooms: tuple[PlanRoom, ...], shown: float) -> None:
    """In the order of the work, a while in each."""
    if f.still:
        return
    each = rooms[int(f.clock / 0.9) % len(rooms)]
    p.rects([each.box.inset(1)], None, radius=3, stroke="white", stroke_width=3.0, stroke_alpha=shown)
    p.spark((each.box.cx, each.box.y), "white", 48.0, 0.8 * shown)
