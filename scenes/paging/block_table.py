"""Our words in reading order, the block table beside them, and the traces from its entries into memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scenes.paging.block_grid import TITLE_Y, trace_path
from scenes.paging.facts import OURS, BlockedWords, our_blocks
from scenes.paging.pool import pool_grid
from tourapp.authoring import Frame, Picture, Rect, show_piece
from tourapp.authoring.sizes import T16, T17, T22, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PoolMoment

LEFT, TOP = 64, 176
WORDS_X, WORDS_W = 88, 390
ENTRY_X, ENTRY_W = 494, 78
SEEN = 9
"""Blocks that are listed; the rest is counted."""
SEEN_WORDS = 4
"""Words of a block that are listed."""
CELL_GAP = 4


def draw_block_table(f: Frame, p: Picture, moment: PoolMoment) -> None:
    """A row per logical block."""
    p.text((LEFT, TITLE_Y), "A, our request", size=TAG, weight=600)
    p.text((ENTRY_X - 4, TITLE_Y), "block table", size=T16, role="dim")
    table, sequence = moment.tables.get(OURS, ()), our_blocks(f.world, moment)
    shown = table[:SEEN]
    pitch = min(94.0, 640.0 / max(1, len(shown)))
    for logical, block in enumerate(shown):
        y, h = TOP + logical * pitch, pitch - 18
        p.text((WORDS_X - 14, y + h / 2 + 6), "{n}", n=logical, size=T17, role="dim", mono=True, align="right")
        _draw_words(p, Rect(WORDS_X, y, WORDS_W, h), sequence, logical)
        role = "prefill" if logical * sequence.size < sequence.prompt else "decode"
        entry = Rect(ENTRY_X, y, ENTRY_W, h)
        p.rects([entry], role, radius=8, alpha=0.18, stroke=role, stroke_alpha=0.9)
        p.text((entry.cx, entry.cy + 8), "{n}", n=block, size=T22, mono=True, weight=600, align="center")
        _draw_trace(f, p, entry, block, logical=logical, role=role)
    if len(table) > len(shown):
        y = TOP + len(shown) * pitch + 8
        p.text((WORDS_X, y), "and {n} more blocks", n=len(table) - len(shown), size=T16, role="dim")


def _draw_words(p: Picture, row: Rect, sequence: BlockedWords, logical: int) -> None:
    """The words of one block as cells; those beyond the last cell are counted in it, empty places are hatched."""
    words, count = sequence.written(logical), min(sequence.size, SEEN_WORDS)
    more = len(words) - count
    for i, cell in enumerate(cells(row, [show_piece(word) for word in words[:count]], count)):
        if i >= len(words):
            p.hatch([cell], alpha=0.8, radius=5)
            continue
        role = "prefill" if logical * sequence.size + i < sequence.prompt else "decode"
        p.rects([cell], role, radius=5, alpha=0.22, stroke=role, stroke_alpha=0.5)
        at, fit = (cell.cx, cell.cy + 6), cell.w - 8
        if i == count - 1 and more > 0:
            p.text(at, "+{n}", n=more + 1, size=T17, mono=True, role=role, align="center", fit=fit)
        else:
            p.text(at, "{w}", w=show_piece(words[i]), size=T17, mono=True, role=role, align="center", fit=fit)


def cells(row: Rect, words: Sequence[str], count: int) -> list[Rect]:
    """A row cut so that long tokens get more room than short ones; empty places count as a short token."""
    need = [max(5, min(len(word), 15)) for word in words] + [5] * (count - len(words))
    unit = (row.w - CELL_GAP * (count - 1)) / sum(need)
    return [Rect(row.x + sum(need[:i]) * unit + CELL_GAP * i, row.y, need[i] * unit, row.h) for i in range(count)]


def _draw_trace(f: Frame, p: Picture, entry: Rect, block: int, *, logical: int, role: str) -> None:
    """From a table entry to its block, with light travelling while the table is the subject."""
    traced = f.cue("blocks.traces", eased=False)
    if traced <= 0.02:
        return
    path = trace_path((entry.right + 2, entry.cy), pool_grid(f), block)
    upto = max(3, int(len(path) * traced))
    p.curves(path[:upto], role, width=1.8, alpha=0.75)
    if f.beat_name == "table":
        p.trail(path, (f.clock * 0.35 + logical * 0.21) % 1.25, role, length=0.16, count=14, size=26)
