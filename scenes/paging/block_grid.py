"""Physical memory as a grid of blocks: free places, blocks of others, and the blocks of a sequence with their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.paging.facts import OURS, BlockedWords
from tourapp.authoring import Frame, Picture, Rect, begun, show_piece, text_width
from tourapp.authoring.sizes import LABEL, LINE, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PoolMoment

COLUMNS = 8
WIDE_MEMORY, MEMORY = Rect(60, 166, 1384, 682), Rect(716, 166, 724, 682)
"""Where physical memory stands on the stage: alone, and beside something else."""
TITLE_Y = 150
"""Baseline of the titles above memory and beside it."""
APART_X, APART_Y = 5.0, 11.0
LARGER = 1.2
LINE_STEP = 1.35
"""From one line of a wrapped text to the next, as a share of the type size."""
LEAST_ROW = 24.0
"""Stage units of height that a word needs."""
HEAD = 36.0
"""Room for an owner's letter at the top of a block."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the blocks of a pool stand."""

    area: Rect
    blocks: int

    @property
    def rows(self) -> int:
        """Rows of the grid."""
        return -(-self.blocks // COLUMNS)

    def box(self, block: int) -> Rect:
        """The rectangle of one block."""
        pw, ph = self.area.w / COLUMNS, self.area.h / self.rows
        x, y = self.area.x + (block % COLUMNS) * pw, self.area.y + (block // COLUMNS) * ph
        return Rect(x, y, pw, ph).inset(APART_X, APART_Y)

    def boxes(self, blocks: Iterable[int]) -> np.ndarray:
        """Rectangles of several blocks, n x 4."""
        return np.array([self.box(int(block)) for block in blocks], dtype=np.float64).reshape(-1, 4)


def draw_free(p: Picture, grid: Grid) -> None:
    """Every place of the pool, empty."""

    def still(q: Picture) -> None:
        q.rects(grid.boxes(range(grid.blocks)), "ground", radius=8, alpha=0.55, stroke="line", stroke_width=1.5)

    p.bake(("block-grid", grid.blocks, tuple(grid.area)), still, rect=grid.area.inset(-6))


def draw_others(p: Picture, grid: Grid, moment: PoolMoment, size: int) -> None:
    """Blocks of the other requests: quiet, filled as far as they are written, hatched where held and empty."""
    held = [block for block in range(grid.blocks) if moment.owner[block] > OURS]
    if not held:
        return
    boxes = grid.boxes(held)
    share = np.array([moment.filled[block] / size for block in held])
    inner = boxes + np.array([6.0, 6.0, -12.0, -12.0])
    p.rects(boxes, "weights", radius=8, alpha=0.14, stroke="weights", stroke_alpha=0.5)
    written = inner.copy()
    written[:, 3] = inner[:, 3] * share
    p.rects(written, "weights", radius=3, alpha=0.42)
    empty = inner.copy()
    empty[:, 1] += written[:, 3]
    empty[:, 3] -= written[:, 3]
    if (empty[:, 3] > 1).any():
        p.hatch(empty[empty[:, 3] > 1], alpha=0.8)


def draw_sequence(p: Picture, grid: Grid, table: tuple[int, ...], sequence: BlockedWords, gain: float) -> None:
    """A sequence in the blocks of its table: prompt blue and answer gold, empty places hatched, words where they
    fit. `gain`: how much larger words are on this theme."""
    for logical, block in enumerate(table):
        draw_block(p, grid.box(block), sequence, logical, gain)


def draw_block(p: Picture, box: Rect, sequence: BlockedWords, logical: int, gain: float) -> None:
    """One block of a sequence."""
    words, prompt = sequence.written(logical), sequence.prompt_words(logical)
    row = (box.h - 4) / sequence.size
    p.rects([box.inset(-2)], "ground", radius=8, stroke="white", stroke_width=2.5)
    gap = 2.0 if row > 8 else 0.0
    for role, places in (("prefill", range(prompt)), ("decode", range(prompt, len(words)))):
        if places:
            boxes = [(box.x + 2, box.y + 2 + i * row, box.w - 4, row - gap) for i in places]
            p.rects(boxes, role, radius=4, alpha=0.95)
    left = sequence.size - len(words)
    if left > 0:
        p.hatch([(box.x + 2, box.y + 2 + len(words) * row, box.w - 4, left * row - 1)], alpha=0.9)
    if row < LEAST_ROW:
        return
    size = LINE if row > 56 else LABEL if row > 32 else TAG
    if _set_as_one(p, box, [plain(word) for word in words], (size, row), prompt):
        return
    for i, word in enumerate(words):
        piece, at = (
            begun(plain(word), size, (box.w - 4) / gain, weight=600),
            (box.cx, box.y + 2 + (i + 0.5) * row + size * 0.34),
        )
        ink = "ground" if i < prompt else "onlight"
        p.text(at, "{w}", w=piece, size=size, weight=600, role=ink, align="center", spill=True)


def _set_as_one(p: Picture, box: Rect, words: list[str], sizes: tuple[float, float], prompt: int) -> bool:
    """The words of a block as one column, where its rows are two of the type's own lines high. `sizes`: of the type, of
    a row."""
    size, row = sizes
    line = size * LINE_STEP
    fits = all(text_width(word, size, weight=600) <= box.w - 12 for word in words)
    if size in (TAG, LABEL) or abs(row / (2 * line) - 1) > 0.03 or not fits or 0 < prompt < len(words):
        return False
    at = (box.x, box.y + 2 + row / 2 + size * (0.34 - 0.95))
    ink = "ground" if prompt else "onlight"
    told = "\n \n".join(words)
    p.text(at, "{w}", w=told, size=size, weight=600, role=ink, align="center", wrap=box.w, lines=2 * len(words))
    return True


def word_gain(f: Frame) -> float:
    """How much larger the smallest words are on this theme than on the dark one."""
    return LARGER if f.text_gain > 1 else 1.0


def plain(word: str) -> str:
    """A token without its marked spaces at the ends."""
    return show_piece(word).strip("·") or "·"


def draw_places(p: Picture, grid: Grid, table: tuple[int, ...], sequence: BlockedWords) -> None:
    """A sequence's blocks where they are too narrow for words: filled, with the number of each place in memory."""
    for logical, block in enumerate(table):
        box = grid.box(block)
        words, prompt = len(sequence.written(logical)), sequence.prompt_words(logical)
        row = (box.h - 4) / sequence.size
        p.rects([box.inset(-2)], "ground", radius=8, stroke="white", stroke_width=2.5)
        pieces = (("prefill", 0, prompt), ("decode", prompt, words))
        for role, first, last in pieces:
            if last > first:
                p.rects([(box.x + 2, box.y + 2 + first * row, box.w - 4, (last - first) * row - 1)], role, radius=4)
        if words < sequence.size:
            p.hatch([(box.x + 2, box.y + 2 + words * row, box.w - 4, (sequence.size - words) * row - 1)], alpha=0.9)
        plate = Rect(box.cx - 26, box.cy - 20, 52, 40)
        p.rects([plate], "ground", radius=8, alpha=0.9)
        p.text((plate.cx, plate.cy + 10), "{n}", n=block, size=LINE, mono=True, weight=600, align="center")
