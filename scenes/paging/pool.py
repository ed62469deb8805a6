"""The pool of blocks at one step of the run: memory with everybody's blocks, ours with their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.paging.block_grid import (
    MEMORY,
    TITLE_Y,
    Grid,
    draw_free,
    draw_others,
    draw_references,
    draw_sequence,
    draw_title,
)
from scenes.paging.facts import OURS, our_blocks
from tourapp.authoring import Frame, Picture
from tourapp.authoring.sizes import T16

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PoolMoment

TAGGED = 8
"""Shared blocks that get a tag with their reference count."""


def pool_grid(f: Frame) -> Grid:
    """Where the run's blocks stand."""
    return Grid(MEMORY, f.world.paging.paged.total)


def draw_pool(f: Frame, p: Picture, moment: PoolMoment) -> None:
    """Physical memory: free places, blocks of others, ours, and reference counts of shared ones."""
    grid, size = pool_grid(f), f.world.paging.paged.block_size
    draw_title(p)
    p.text(
        (MEMORY.right, TITLE_Y),
        "{n} blocks of {s} {s|token|tokens}",
        n=grid.blocks,
        s=size,
        size=T16,
        role="dim",
        align="right",
    )
    draw_free(p, grid)
    draw_others(p, grid, moment, size)
    draw_sequence(p, grid, moment.tables.get(OURS, ()), our_blocks(f.world, moment))
    for block in np.flatnonzero(moment.refs > 1)[:TAGGED]:
        draw_references(p, grid.box(int(block)), int(moment.refs[block]))


def light_leaves(f: Frame) -> tuple[float, float]:
    """Where the light leaves the scene: at the block in the middle of the pool."""
    box = pool_grid(f).box(f.world.paging.paged.total // 2)
    return (box.cx, box.cy)


def light_arrives(_f: Frame) -> tuple[float, float]:
    """Where the light enters it: above the left end of the strip of slabs."""
    return (90.0, 300.0)
