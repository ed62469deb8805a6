"""Cache memory as one long strip in which every slot is seen: read tokens blue, written ones gold, hatched what is held
for nothing, dark what nobody holds.

Draws one moment of any reservation policy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.paging.facts import OURS, letter
from tourapp.authoring import Frame, Picture, Rect, pulse
from tourapp.authoring.sizes import LABEL, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PolicyRun, PoolMoment

NAME_W, NAME_H = 46, 44
COUNT_ROOM, FREE_ROOM = 90.0, 250.0
"""Stage units that the count of a slab's empty slots and the words on free memory need."""
MARGIN = 5
"""Between the strip's edge and what is in it."""
CELL_GAP = 1.4
LEAST_UNIT = 3.0
"""Slots narrower than this touch each other."""
HATCH, GROUND = 0.9, 0.2
"""How strongly what is held and empty is hatched: one look for all of it."""


@dataclass(frozen=True, slots=True)
class HeldPiece:
    """Neighbouring slots that one request holds: the first, how many, how many of them hold a token, and how many of
    its tokens stand elsewhere before them."""

    request: int
    first: int
    held: int
    written: int
    before: int = 0


def unit_of(run: PolicyRun, area: Rect) -> float:
    """Stage units of one token slot in a strip."""
    return area.w / (run.total * run.block_size)


def held_pieces(run: PolicyRun, moment: PoolMoment) -> Iterator[HeldPiece]:
    """Everything held: a slab per request, or a piece per block."""
    size = run.block_size
    for number, table in moment.tables.items():
        length = moment.lengths[number]
        if run.paged:
            for logical, physical in enumerate(table):
                before = logical * size
                yield HeldPiece(number, physical * size, size, max(0, min(size, length - before)), before)
            continue
        first, held = table
        yield HeldPiece(number, first, held, min(length, held))


def written_slots(run: PolicyRun, pieces: list[HeldPiece]) -> tuple[np.ndarray, np.ndarray]:
    """Slots that hold a token, and for each whether it is a prompt's."""
    slots: list[np.ndarray] = [np.zeros(0)]
    read: list[np.ndarray] = [np.zeros(0, bool)]
    for piece in pieces:
        place = np.arange(piece.written)
        slots.append(piece.first + place)
        read.append(piece.before + place < run.workload.requests[piece.request].prompt)
    return np.concatenate(slots), np.concatenate(read)


def slot_boxes(run: PolicyRun, area: Rect, slots: np.ndarray) -> np.ndarray:
    """Boxes of single token slots in a strip [n, 4]."""
    unit, full = unit_of(run, area), np.ones(len(slots))
    gap = CELL_GAP if unit > LEAST_UNIT else 0.0
    y, h = area.y + MARGIN, area.h - 2 * MARGIN
    return np.stack([area.x + slots * unit + gap / 2, y * full, (unit - gap) * full, h * full], 1)


def empty_part(run: PolicyRun, area: Rect, piece: HeldPiece) -> tuple[float, float, float, float]:
    """The box of what a piece holds without a token, which is hatched."""
    unit = unit_of(run, area)
    x, w = area.x + (piece.first + piece.written) * unit, (piece.held - piece.written) * unit
    return x, area.y + MARGIN, w, area.h - 2 * MARGIN


def empty_slots_of(run: PolicyRun, area: Rect, piece: HeldPiece) -> np.ndarray:
    """The same, cut into its slots [n, 4]: they touch, as the hatch has no gaps."""
    x, y, w, h = empty_part(run, area, piece)
    count = piece.held - piece.written
    each = w / count
    return np.array([(x + k * each, y, each, h) for k in range(count)])


def draw_strip(f: Frame, p: Picture, run: PolicyRun, moment: PoolMoment, area: Rect) -> None:
    """The pool at one moment; the newest token of every request is a light."""
    p.rects([area.inset(-6)], "raised", radius=10, alpha=0.9, stroke="line", stroke_width=2)
    pieces, unit = list(held_pieces(run, moment)), unit_of(run, area)
    _draw_empty(p, run, pieces, area)
    slots, read = written_slots(run, pieces)
    boxes = slot_boxes(run, area, slots)
    for some, role in ((read, "prefill"), (~read, "decode")):
        if some.any():
            p.rects(boxes[some], role, alpha=0.92)
    _draw_newest(f, p, pieces, area, unit)


def _draw_empty(p: Picture, run: PolicyRun, pieces: list[HeldPiece], area: Rect) -> None:
    """What is held and holds no token. Slabs are hatched whole and kept as a layer, dark where tokens stand: they stay
    the same for many steps, and hatching is dear."""
    unit, y, h = unit_of(run, area), area.y + MARGIN, area.h - 2 * MARGIN
    if run.paged:
        empty = [empty_part(run, area, one) for one in pieces if one.held > one.written]
        if empty:
            p.hatch(empty, alpha=HATCH, ground=GROUND)
        return
    slabs = [(area.x + one.first * unit, y, one.held * unit, h) for one in pieces]
    if slabs:
        key = ("slabs", tuple(area), tuple(slabs))
        p.bake(key, lambda q: q.hatch(slabs, alpha=HATCH, ground=GROUND), rect=area)
        p.rects([(area.x + one.first * unit, y, one.written * unit, h) for one in pieces], "ground")


def _draw_newest(f: Frame, p: Picture, pieces: list[HeldPiece], area: Rect, unit: float) -> None:
    """A light on the token that each request wrote last."""
    newest: dict[int, float] = {}
    for piece in pieces:
        if piece.written:
            newest[piece.request] = area.x + (piece.first + piece.written - 0.5) * unit
    if newest:
        at = [(x, area.cy) for x in newest.values()]
        p.sprites(at, 84, "decode", alpha=pulse(f.clock, 2.4, 0.45, 1.0))


def draw_slab_names(p: Picture, run: PolicyRun, moment: PoolMoment, area: Rect) -> None:
    """Whose each slab is, how much of it is empty, and who does not fit into what is free behind the last one."""
    unit = unit_of(run, area)
    for number, (first, held) in moment.tables.items():
        x, w, written = area.x + first * unit, held * unit, moment.lengths[number]
        ours = number == OURS
        edge = {"stroke": "white" if ours else "ink", "stroke_width": 4.0 if ours else 1.5}
        slab = Rect(x, area.y, w, area.h).inset(1.5, 0)
        p.rects([slab], None, radius=5, stroke=str(edge["stroke"]), stroke_width=float(edge["stroke_width"]))
        name = Rect(x + 10, area.y + 12, NAME_W, NAME_H)
        if w > NAME_W + 20:
            p.rects([name], "ground", radius=8, alpha=0.88)
            p.text((name.cx, name.cy + 11), "{who}", who=letter(number), size=READOUT, weight=600, align="center")
        gone = (held - written) * unit
        if gone > COUNT_ROOM:
            at = (x + w - gone / 2, area.cy + 11)
            p.text(at, "{n}", n=held - written, size=READOUT, weight=600, mono=True, align="center", backed=0.88)
    free = run.total * run.block_size - max((first + held for first, held in moment.tables.values()), default=0)
    if moment.waiting and free * unit > FREE_ROOM:
        x = area.right - free * unit / 2
        p.text((x, area.cy - 4), "{n} free", n=free, size=LABEL, weight=600, align="center")
        who = letter(moment.waiting[0])
        p.text((x, area.cy + 30), "too few for {who}", who=who, size=LABEL, role="dim", align="center")
