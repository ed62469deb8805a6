"""A fork on real blocks: two answers over one prompt, reference counts, and the copy at the first write to a shared
block."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.paging.block_grid import MEMORY, Grid, draw_free, draw_references, draw_sequence, draw_title, trace_path
from scenes.paging.clock import fork_moment, fork_place
from scenes.paging.facts import forked_blocks
from tourapp.authoring import Frame, Phrase, Picture, Rect, mix
from tourapp.authoring.sizes import LABEL, T17, T18, TAG

LEFT = 64
CELL, SEEN = 90, 6
"""Width of a table entry, and how many are listed."""


@dataclass(frozen=True, slots=True)
class ForkTable:
    """How the block table of one answer is drawn: its name, colour, top, where traces leave it below an entry, and
    whether they are dashed."""

    name: Phrase
    role: str
    top: float
    drop: float
    dash: bool


FIRST = ForkTable(Phrase("first answer"), "decode", top=230, drop=14, dash=False)
SECOND = ForkTable(Phrase("second answer"), "key", top=530, drop=-88, dash=True)


def draw_fork(f: Frame, p: Picture) -> None:
    """Both tables, the blocks they point at, and the copy when it has happened."""
    now = fork_moment(f)
    grid = Grid(MEMORY, len(now.refs))
    draw_free(p, grid)
    draw_title(p)
    for table, sequence in zip((now.parent, now.child), forked_blocks(f.world, now), strict=True):
        draw_sequence(p, grid, table, sequence)
    for block, refs in enumerate(now.refs):
        if refs > 0:
            draw_references(p, grid.box(block), int(refs))
    _draw_table(p, FIRST, now.parent, now.lengths[0], grid)
    _draw_table(p, SECOND, now.child, now.lengths[1], grid)
    _draw_copy(f, p, grid)


def _draw_table(p: Picture, look: ForkTable, table: tuple[int, ...], length: int, grid: Grid) -> None:
    """One answer's block table and the traces from its entries."""
    y, role = look.top, look.role
    p.text((LEFT, y - 24), "{name}", name=look.name, size=TAG, weight=600, role=role)
    if not table:
        p.text((LEFT, y + 40), "not there yet", size=T18, role="dim")
        return
    p.text((LEFT, y + 116), "{n} tokens", n=length, size=T17, role="dim")
    count = min(len(table), SEEN)
    for cell, block in zip(Rect(LEFT, y, CELL * count, 74).columns(count, 10), table, strict=False):
        p.rects([cell], role, radius=8, alpha=0.16, stroke=role, stroke_alpha=0.9)
        p.text((cell.cx, cell.cy + 9), "{n}", n=block, size=LABEL, mono=True, weight=600, align="center")
        path = trace_path((cell.cx, cell.bottom + look.drop), grid, block)
        p.curves(path, role, width=1.6, alpha=0.5, dash=look.dash)


def _draw_copy(f: Frame, p: Picture, grid: Grid) -> None:
    """The block that was copied last, and light from the old one to the new one."""
    done = [step.copied for step in f.world.fork_steps[: fork_place(f) + 1] if step.copied]
    if not done:
        return
    old, new = (grid.box(block) for block in done[-1])
    p.sprites([(new.cx, new.cy)], 190, "key", kind="soft", alpha=0.22)
    u = (f.clock * 0.6) % 1.0 if not f.still else 0.7
    p.sprites([(mix(old.cx, new.cx, u), mix(old.cy, new.cy, u))], 44, "key", alpha=0.6)
    p.rects([old, new], None, radius=6, stroke="key", stroke_width=2.5)
    left = new.x > MEMORY.x + 200
    p.text(
        (new.x - 10 if left else new.right + 10, new.cy),
        "copied on write",
        size=T17,
        weight=600,
        role="key",
        align="right" if left else "left",
        backed=0.8,
        spill=True,
    )
