"""Our words in reading order, the block table beside them, and the traces from its entries into memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scenes.paging.block_grid import TITLE_Y, plain, word_gain
from scenes.paging.facts import OURS, BlockedWords, our_blocks
from scenes.paging.pool import pool_grid
from scenes.paging.traces import table_path
from tourapp.authoring import Frame, Picture, Rect, ops, show_piece, text_width
from tourapp.authoring.sizes import LABEL, LINE, READOUT, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PoolMoment

LEFT, TOP = 64, 176
WORDS_X, WORDS_W = 64, 448
ENTRY_X, ENTRY_W = 524, 84
SEEN = 7
"""Blocks that are listed; the rest is counted."""
SEEN_WORDS = 4
"""Words of a block that are listed."""
CELL_GAP, PAD = 4, 12
BETWEEN, EMPTY = 2, 8
"""Letters of room beside a word, and of an empty place."""
MONO, TIGHTEST = 0.6, 0.9
"""Width of a letter, and how much closer letters may stand."""
WORD_GAIN = 1.2
"""Words may be that much larger on other themes."""


def draw_block_table(f: Frame, p: Picture, moment: PoolMoment) -> None:
    """A row per logical block."""
    p.text((LEFT, TITLE_Y), "our request, in order", size=LINE, weight=600)
    p.text((ENTRY_X + ENTRY_W, TITLE_Y), "table", size=LABEL, role="dim", align="right")
    table, sequence = moment.tables.get(OURS, ()), our_blocks(f.world, moment)
    shown = table[:SEEN]
    pitch = min(108.0, 660.0 / max(1, len(shown)))
    size = _type_of(sequence, len(shown), word_gain(f) > 1)
    for logical, block in enumerate(shown):
        y, h = TOP + logical * pitch, pitch - 20
        row = Rect(WORDS_X, y, WORDS_W, h)
        if size is not None:
            _as_one_line(p, row, sequence, logical, size)
        else:
            _draw_words(p, row, sequence, logical)
        role = "prefill" if logical * sequence.size < sequence.prompt else "decode"
        entry = Rect(ENTRY_X, y, ENTRY_W, h)
        p.rects([entry], "raised", radius=8, stroke=role, stroke_width=2.5)
        p.text((entry.cx, entry.cy + 11), "{n}", n=block, size=READOUT, mono=True, weight=600, align="center")
        _draw_trace(f, p, entry, block, place=(logical, len(shown)), role=role)
    if len(table) > len(shown):
        y = TOP + len(shown) * pitch + 4
        p.text((WORDS_X, y), "and {n} more blocks", n=len(table) - len(shown), size=TAG, role="dim")


def _draw_words(p: Picture, row: Rect, sequence: BlockedWords, logical: int) -> None:
    """The words of one block as cells; those beyond the last cell are counted in it, empty places are hatched."""
    words, count = sequence.written(logical), min(sequence.size, SEEN_WORDS)
    more = len(words) - count
    for i, cell in enumerate(cells(row, [show_piece(word) for word in words[:count]], count)):
        if i >= len(words):
            p.hatch([cell], alpha=0.9, radius=6)
            continue
        role = "prefill" if logical * sequence.size + i < sequence.prompt else "decode"
        p.rects([cell], role, radius=6, alpha=0.95)
        at, ink = (cell.cx, cell.cy + 8), "ground" if role == "prefill" else "onlight"
        if i == count - 1 and more > 0:
            p.text(at, "+{n}", n=more + 1, size=TAG, weight=600, role=ink, align="center")
            continue
        piece = plain(words[i])
        if text_width(piece, TAG, weight=600) * WORD_GAIN <= cell.w:
            p.text(at, "{w}", w=piece, size=TAG, weight=600, role=ink, align="center")


def _letters(words: Sequence[str], count: int) -> int:
    """Letters of room that a row of words takes, its empty places included."""
    return sum(max(2, len(word)) + BETWEEN for word in words) + (count - len(words)) * EMPTY


def _type_of(sequence: BlockedWords, shown: int, larger: bool) -> tuple[float, float] | None:
    """The type size in which every row is one line, and what one letter takes; None where a row has no room so."""
    count = min(sequence.size, SEEN_WORDS)
    rows = [[plain(word) for word in sequence.written(logical)] for logical in range(shown)]
    if sequence.size > SEEN_WORDS or not rows or not all(word.isascii() for row in rows for word in row):
        return None
    room = WORDS_W / max(1, *(_letters(row, count) for row in rows))
    for size, painted in ((LABEL, LINE if larger else LABEL), (TAG, LABEL if larger else TAG)):
        if room >= TIGHTEST * MONO * painted:
            return size, min(room, MONO * painted)
    return None


def _as_one_line(p: Picture, row: Rect, sequence: BlockedWords, logical: int, size: tuple[float, float]) -> None:
    """The words of a block as one line with a cell round each."""
    words, first, letter = [plain(word) for word in sequence.written(logical)], sequence.size * logical, size[1]
    x, runs = row.x, []
    for i, word in enumerate(words):
        role = "prefill" if first + i < sequence.prompt else "decode"
        wide = letter * (max(2, len(word)) + BETWEEN)
        p.rects([Rect(x, row.y, wide - CELL_GAP, row.h)], role, radius=6, alpha=0.95)
        runs.append((f" {word:<2} ", "ground" if role == "prefill" else "onlight"))
        x += wide
    left = sequence.size - len(words)
    rest = (row.right - x - CELL_GAP * (left - 1)) / max(1, left)
    if left:
        empty = [Rect(x + k * (rest + CELL_GAP), row.y, rest, row.h) for k in range(left)]
        p.hatch(empty, alpha=0.9, radius=6)
    if words:
        said = "".join(run for run, _ in runs)
        place = (row.x - CELL_GAP / 2, row.cy + 8, size[0], runs[0][1], "left", 600, "mono")
        p.ops.append(ops.Line(said, *place, runs=tuple(runs), width=letter * len(said)))


def cells(row: Rect, words: Sequence[str], count: int) -> list[Rect]:
    """A row cut so that long tokens get more room than short ones; empty places count as a short token."""
    need = [max(4 * PAD, text_width(word, TAG, weight=600) + PAD) for word in words]
    need += [4.0 * PAD] * (count - len(words))
    unit = (row.w - CELL_GAP * (count - 1)) / sum(need)
    if min(need) * unit < 2 * PAD:
        need, unit = [1.0] * count, (row.w - CELL_GAP * (count - 1)) / count
    return [Rect(row.x + sum(need[:i]) * unit + CELL_GAP * i, row.y, need[i] * unit, row.h) for i in range(count)]


def _draw_trace(f: Frame, p: Picture, entry: Rect, block: int, *, place: tuple[int, int], role: str) -> None:
    """From a table entry to its block, with light that goes along one after the other in reading order."""
    traced = f.cue("table.traces", eased=False)
    if traced <= 0.02:
        return
    logical, count = place
    path = table_path((entry.right, entry.cy), pool_grid(f), block, logical, count)
    upto = max(3, int(len(path) * traced))
    p.curves(path[:upto], role, width=2.5, alpha=0.8)
    if traced >= 1 and not f.still:
        turn = (f.clock * 0.45 - logical / count) % 1.0
        p.trail(path, min(turn * 1.6, 1.3), role, length=0.16, count=12, size=34)
