"""A fork on real blocks: two answers over one prompt, reference counts, and the copy at the first write to a shared
block."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.paging.block_grid import MEMORY, Grid, draw_free, draw_references, draw_sequence, draw_title
from scenes.paging.clock import fork_moment, fork_place
from scenes.paging.facts import forked_blocks
from tourapp.authoring import Frame, Phrase, Picture, Rect, mix
from tourapp.authoring.sizes import LABEL, T17, TAG

LEFT = 64
CELL, SEEN = 90, 6
"""Width of a table entry, and how many are listed."""
TALL = 74
APART, NEAR = 11.0, 18.0
"""Between two traces that run side by side, and between a table and the nearest one."""
TURN = 14.0
"""Between memory's edge and the nearest trace that runs along it."""


@dataclass(frozen=True, slots=True)
class ForkTable:
    """How the block table of one answer is drawn: its name, colour, top, whether its traces leave it `below` (its name
    stands on the other side), which band along memory's edge they take, and whether they are dashed."""

    name: Phrase
    role: str
    top: float
    below: bool
    band: int
    dash: bool

    @property
    def way(self) -> int:
        """1 where traces go down from the table, -1 where they go up."""
        return 1 if self.below else -1


FIRST = ForkTable(Phrase("first answer"), "decode", top=230, below=True, band=0, dash=False)
SECOND = ForkTable(Phrase("second answer"), "ink", top=530, below=False, band=1, dash=True)


def draw_fork(f: Frame, p: Picture) -> None:
    """Both tables, the blocks they point at, and the copy when it has happened."""
    now = fork_moment(f)
    grid = Grid(MEMORY, len(now.refs))
    draw_free(p, grid)
    draw_title(p)
    for table, sequence in zip((now.parent, now.child), forked_blocks(f.world, now), strict=True):
        draw_sequence(p, grid, table, sequence)
    _draw_table(p, FIRST, now.parent, now.lengths[0], grid)
    _draw_table(p, SECOND, now.child, now.lengths[1], grid)
    for block, refs in enumerate(now.refs):
        if refs > 0:
            draw_references(p, grid.box(block), int(refs))
    _draw_copy(f, p, grid)


def _draw_table(p: Picture, look: ForkTable, table: tuple[int, ...], length: int, grid: Grid) -> None:
    """One answer's block table and the traces from its entries."""
    y, role = look.top, look.role
    at = (LEFT, y - 24 if look.below else y + TALL + 38)
    if not table:
        p.text(at, "{name}: not there yet", name=look.name, size=TAG, weight=600, role="dim")
        return
    count = min(len(table), SEEN)
    words = "{name}: {n} {n|token|tokens} in {m} {m|block|blocks}"
    p.text(at, words, name=look.name, n=length, m=len(table), size=TAG, weight=600, role=role)
    if len(table) > count:
        after = (at[0], at[1] + (-26 if look.below else 26))
        p.text(after, "the first {n} of them", n=count, size=T17, role="dim")
    cells = Rect(LEFT, y, CELL * count, TALL).columns(count, 10)
    for place, (cell, block) in enumerate(zip(cells, table, strict=False)):
        p.rects([cell], role, radius=8, alpha=0.16, stroke=role, stroke_alpha=0.9)
        p.text((cell.cx, cell.cy + 9), "{n}", n=block, size=LABEL, mono=True, weight=600, align="center")
        p.curves(fork_path(look, cell, count - 1 - place, grid, block), role, width=1.8, alpha=0.7, dash=look.dash)


def fork_path(look: ForkTable, cell: Rect, lane: int, grid: Grid, block: int) -> np.ndarray:
    """The trace from a table entry to its block: from the middle of the entry's edge out to a lane of its own, along
    memory's edge to the gap above the block's row, and down into the block. `lane` 0 is the nearest to the table."""
    box = grid.box(block)
    edge = cell.bottom if look.below else cell.y
    level = edge + look.way * (NEAR + APART * lane)
    turn = grid.area.x - TURN - (look.band * SEEN + lane) * 0.5 * APART
    gap, x = box.y - (9.0 if look.below else 4.0), box.cx - look.way * 12.0
    return np.array([(cell.cx, edge), (cell.cx, level), (turn, level), (turn, gap), (x, gap), (x, box.y + 3)])


def _draw_copy(f: Frame, p: Picture, grid: Grid) -> None:
    """The block that was copied last, and light from the old one to the new one."""
    done = [step.copied for step in f.world.fork_steps[: fork_place(f) + 1] if step.copied]
    if not done:
        return
    old, new = (grid.box(block) for block in done[-1])
    p.sprites([(new.cx, new.cy)], 190, "ink", kind="soft", alpha=0.22)
    u = (f.clock * 0.6) % 1.0 if not f.still else 0.7
    p.sprites([(mix(old.cx, new.cx, u), mix(old.cy, new.cy, u))], 44, "ink", alpha=0.6)
    p.rects([old, new], None, radius=6, stroke="ink", stroke_width=2.5)
    left = new.x > MEMORY.x + 200
    p.text(
        (new.x - 10 if left else new.right + 10, new.cy),
        "copied on write",
        size=T17,
        weight=600,
        role="ink",
        align="right" if left else "left",
        backed=0.8,
        spill=True,
    )
