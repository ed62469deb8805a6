"""Cache memory as one long strip: a slab per request or scattered blocks, what is written, kept back, or of no use.

Draws one moment of any reservation policy; the meaning of colours is the house's: blue prompt, gold answer, hatched
waste.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes.paging.facts import OURS, letter
from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import T17

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PolicyRun, PoolMoment

Box = tuple[float, float, float, float]
NAME_ROOM, FREE_ROOM = 90.0, 150.0
"""Stage units that a slab's name and the words on free memory need."""
MARGIN = 3
"""Between the strip's edge and what is in it."""
LEAST = 0.4
"""Narrower pieces are not seen."""
HATCH, GROUND = 0.8, 0.2
"""How strongly what is held and empty is hatched: one look for all of it."""


@dataclass(frozen=True, slots=True)
class HeldPiece:
    """Neighbouring slots that one request holds: the first, how many, and how many of them hold a token."""

    request: int
    first: int
    held: int
    written: int


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
                yield HeldPiece(number, physical * size, size, max(0, min(size, length - logical * size)))
            continue
        first, held = table
        yield HeldPiece(number, first, held, min(length, held))


def draw_strip(p: Picture, run: PolicyRun, moment: PoolMoment, area: Rect, *, alpha: float = 1.0) -> None:
    """The pool at one moment. Ours is lit; others are quiet; hatched is held and not written."""
    p.rects([area], "raised", radius=4, alpha=0.9 * alpha, stroke="line")
    pieces, unit = list(held_pieces(run, moment)), unit_of(run, area)
    _draw_written(p, run, pieces, area, alpha=alpha)
    y, h = area.y + MARGIN, area.h - 2 * MARGIN
    empty = [
        (area.x + (piece.first + piece.written) * unit, y, (piece.held - piece.written) * unit, h) for piece in pieces
    ]
    real = [box for box in empty if box[2] > LEAST]
    if real:
        p.hatch(real, alpha=HATCH * alpha, ground=GROUND)


def _draw_written(p: Picture, run: PolicyRun, pieces: list[HeldPiece], area: Rect, *, alpha: float) -> None:
    """Slots that hold a token. In our slab the prompt has its colour; our blocks are too small for two."""
    unit = unit_of(run, area)
    prompts: list[Box] = []
    answers: list[Box] = []
    others: list[Box] = []
    for piece in pieces:
        x, y, h = area.x + piece.first * unit, area.y + MARGIN, area.h - 2 * MARGIN
        if piece.request == OURS and not run.paged:
            prompt = min(run.workload.requests[OURS].prompt, piece.written)
            prompts.append((x, y, prompt * unit, h))
            answers.append((x + prompt * unit, y, (piece.written - prompt) * unit, h))
            continue
        box = (x, y, max(piece.written * unit - (1 if unit > 3 else 0), 0.5), h)
        (answers if piece.request == OURS else others).append(box)
    for boxes, role, strength in ((others, "weights", 0.6), (prompts, "prefill", 0.95), (answers, "decode", 0.95)):
        if boxes:
            p.rects(boxes, role, alpha=strength * alpha)


def draw_slab_names(p: Picture, run: PolicyRun, moment: PoolMoment, area: Rect) -> None:
    """Where each slab begins and whose it is, and who does not fit into what is free behind the last one."""
    unit, y = unit_of(run, area), area.cy + 6
    for number, (first, held) in moment.tables.items():
        x, w = area.x + first * unit, held * unit
        p.lines([(x, area.y - 6, x, area.bottom + 6)], "ink", alpha=0.6)
        if w > NAME_ROOM:
            p.text(
                (x + w / 2, y),
                "{who}: {n} of {m}",
                who=letter(number),
                n=moment.lengths[number],
                m=held,
                size=T17,
                weight=600,
                align="center",
                fit=w - 16,
                backed=0.75,
            )
    free = run.total * run.block_size - max((first + held for first, held in moment.tables.values()), default=0)
    w = free * unit
    if moment.external_slots and moment.waiting and w > FREE_ROOM:
        p.text(
            (area.right - w / 2, y),
            "{n} free: {who} does not fit",
            n=free,
            who=letter(moment.waiting[0]),
            size=T17,
            weight=600,
            role="waste",
            align="center",
            fit=w - 16,
            backed=0.75,
        )
