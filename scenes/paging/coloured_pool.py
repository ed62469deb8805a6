"""The pool with every request's tokens in their colours: read ones blue, written ones gold, and its letter above."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.paging.block_grid import COLUMNS, HEAD, Grid
from scenes.paging.facts import letter
from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import LABEL
from tourapp.figures.spaced_row import SpacedRow, draw_spaced_row

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PolicyRun, PoolMoment

QUIET, ROW_RADIUS = 0.62, 3.0
FINEST = 8
"""A block of more tokens than this is drawn as one bar of each colour."""
Boxes = list[tuple[float, float, float, float]]


def token_rows(box: Rect, size: int, read: int, written: int) -> tuple[Boxes, Boxes, Boxes]:
    """Bars of the tokens of a block: read, written, empty."""
    inner = Rect(box.x + 7, box.y + HEAD, box.w - 14, box.h - HEAD - 7)
    row = inner.h / size
    gap = 4.0 if size <= FINEST and row > 10 else 0.0

    def bars(first: int, last: int) -> Boxes:
        if last <= first:
            return []
        if not gap:
            return [(inner.x, inner.y + first * row, inner.w, (last - first) * row)]
        return [(inner.x, inner.y + i * row, inner.w, row - gap) for i in range(first, last)]

    return bars(0, read), bars(read, written), bars(written, size)


def block_rows(grid: Grid, run: PolicyRun, moment: PoolMoment, which: tuple[int, int]) -> tuple[Boxes, Boxes, Boxes]:
    """Bars of the tokens of one block: read, written, empty. which: the request, and which of its blocks in order."""
    (number, logical), size = which, run.block_size
    prompt, length = run.workload.requests[number].prompt, moment.lengths[number]
    written = int(np.clip(length - logical * size, 0, size))
    read = int(np.clip(prompt - logical * size, 0, written))
    return token_rows(grid.box(moment.tables[number][logical]), size, read, written)


def draw_coloured(p: Picture, grid: Grid, run: PolicyRun, moment: PoolMoment, gone: frozenset[int]) -> None:
    """Every held block but those that are `gone`, kept as one layer for as long as nothing changes."""
    held = (moment.owner.tobytes(), moment.filled.tobytes(), tuple(sorted(moment.lengths.items())))
    key = ("coloured", grid.blocks, tuple(grid.area), run.block_size, held, tuple(sorted(gone)))
    p.bake(key, lambda q: _held(q, grid, run, moment, gone), rect=grid.area.inset(-6))


def _held(p: Picture, grid: Grid, run: PolicyRun, moment: PoolMoment, gone: frozenset[int]) -> None:
    seen = set(gone)
    rows: tuple[Boxes, Boxes, Boxes] = ([], [], [])
    edges: Boxes = []
    names: dict[int, str] = {}
    for number, table in moment.tables.items():
        for logical, block in enumerate(table):
            if block in seen:
                continue
            seen.add(block)
            edges.append(grid.box(block))
            for kind, bars in zip(rows, block_rows(grid, run, moment, (number, logical)), strict=True):
                kind.extend(bars)
            names[block] = letter(number)
    _name_blocks(p, grid, names)
    if edges:
        p.rects(edges, None, radius=8, stroke="dim", stroke_alpha=0.6)
    for role, bars in (("prefill", rows[0]), ("decode", rows[1])):
        if bars:
            p.rects(bars, role, radius=ROW_RADIUS, alpha=QUIET)
    if rows[2]:
        p.rects(rows[2], None, radius=3, stroke="line", stroke_width=1.5)


def _name_blocks(p: Picture, grid: Grid, names: dict[int, str]) -> None:
    """The letters over the blocks, each row of the pool as one line."""
    pitch = grid.area.w / COLUMNS
    for first in range(0, grid.blocks, COLUMNS):
        cells = [(names.get(block, ""), "ink") for block in range(first, min(first + COLUMNS, grid.blocks))]
        row = SpacedRow(grid.area.x, grid.box(first).y + 28, pitch, LABEL, LABEL)
        draw_spaced_row(p, row, cells)
