"""What the scene takes and gives: the slots our slab keeps empty, and one request's tokens out of their blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.paging.block_grid import MEMORY, Grid
from scenes.paging.clock import paged_moment, slab_step, stands_dry
from scenes.paging.coloured_pool import ROW_RADIUS, block_rows
from scenes.paging.facts import OURS, first_preemption, slab_run
from scenes.paging.memory_strip import empty_slots_of, held_pieces, slot_boxes, written_slots
from scenes.paging.preemption import taken_blocks
from scenes.paging.slabs import STRIP
from tourapp.authoring import Frame, Shapes

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PoolMoment


def slab_arrives(f: Frame) -> Shapes | tuple[float, float]:
    """Every slot that our slab holds for nothing; its tokens where none is empty, a light where it holds nothing."""
    run = slab_run(f.world)
    ours = [piece for piece in held_pieces(run, run.at(slab_step(f))) if piece.request == OURS]
    empty = [empty_slots_of(run, STRIP, piece) for piece in ours if piece.held > piece.written]
    if empty:
        return Shapes(np.concatenate(empty), "waste", 0.0, hatched=True)
    slots, read = written_slots(run, ours)
    return Shapes(slot_boxes(run, STRIP, slots[read]), "prefill", 0.0) if read.any() else (STRIP.x, STRIP.cy)


def tokens_leave(f: Frame) -> Shapes | tuple[float, float]:
    """The written tokens of one request, out of all its blocks; read ones where it has none, else a light."""
    run, moment = f.world.paging.paged, paged_moment(f)
    grid, number = Grid(MEMORY, run.total), who_leaves(f, moment)
    rows = [block_rows(grid, run, moment, (number, k)) for k in range(len(moment.tables.get(number, ())))]
    for role, kind in (("decode", 1), ("prefill", 0)):
        boxes = [box for block in rows for box in block[kind]]
        if boxes:
            return Shapes(np.array(boxes), role, ROW_RADIUS)
    middle = grid.box(run.total // 2)
    return middle.cx, middle.cy


def who_leaves(f: Frame, moment: PoolMoment) -> int:
    """Our request while it runs, else who took the last block, else who has most of them; never who has to go."""
    event = first_preemption(f.world.paging.paged) if stands_dry(f) else None
    stays = {number: table for number, table in moment.tables.items() if event is None or number != event.request}
    taken = [number for number in taken_blocks(f, event).values() if number in stays]
    if OURS in stays or not stays:
        return OURS
    return taken[-1] if taken else max(stays, key=lambda number: len(stays[number]))
