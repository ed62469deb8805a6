"""The pool of blocks at one step of the run: memory with everybody's blocks, ours lit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.paging.block_grid import (
    MEMORY,
    TITLE_Y,
    WIDE_MEMORY,
    Grid,
    draw_free,
    draw_others,
    draw_places,
    draw_sequence,
    word_gain,
)
from scenes.paging.facts import OURS, our_blocks
from tourapp.authoring import Frame, Picture, pulse
from tourapp.authoring.sizes import LABEL, LINE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PoolMoment


def pool_grid(f: Frame) -> Grid:
    """Where the run's blocks stand: over the whole stage while nothing stands beside them."""
    return Grid(WIDE_MEMORY if f.beat_name == "blocks" else MEMORY, f.world.paging.paged.total)


def draw_pool(f: Frame, p: Picture, moment: PoolMoment) -> None:
    """Physical memory: free places, blocks of others, and ours: with words where there is room."""
    grid, size = pool_grid(f), f.world.paging.paged.block_size
    wide = grid.area is WIDE_MEMORY
    p.text((grid.area.x + 4, TITLE_Y), "Physical memory", size=LINE, weight=600)
    words = "{n} blocks of {s} {s|token|tokens}"
    p.text((grid.area.right - 4, TITLE_Y), words, n=grid.blocks, s=size, size=LABEL, role="dim", align="right")
    draw_free(p, grid)
    draw_others(p, grid, moment, size)
    table, sequence = moment.tables.get(OURS, ()), our_blocks(f.world, moment)
    if wide:
        draw_sequence(p, grid, table, sequence, word_gain(f))
    else:
        draw_places(p, grid, table, sequence)
    if wide and table:
        _draw_newest(f, p, grid, table, sequence.length)


def _draw_newest(f: Frame, p: Picture, grid: Grid, table: tuple[int, ...], length: int) -> None:
    """A light on the token that our request wrote last."""
    size = f.world.paging.paged.block_size
    logical = min((length - 1) // size, len(table) - 1)
    box = grid.box(table[logical])
    y = box.y + 2 + (length - 1 - logical * size + 0.5) * (box.h - 4) / size
    p.sprites([(box.right - 6, y)], 74, "decode", alpha=pulse(f.clock, 2.4, 0.35, 1.0))
