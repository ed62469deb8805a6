"""Physical memory as a grid of blocks: free places, blocks of others, our words in ours, and the traces to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.paging.facts import OURS, BlockedWords, letter
from tourapp.authoring import Picture, Rect, show_piece
from tourapp.authoring.sizes import T14, T15, T16, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PoolMoment

COLUMNS = 8
MEMORY = Rect(724, 158, 716, 672)
"""Where physical memory stands on the stage."""
TITLE_Y = 146
"""Baseline of the titles above memory and beside it."""
LEAST_ROW = 15
"""Stage units of height that a word needs."""


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
        return Rect(
            self.area.x + (block % COLUMNS) * pw + 4, self.area.y + (block // COLUMNS) * ph + 7, pw - 8, ph - 14
        )

    def boxes(self, blocks: Iterable[int]) -> np.ndarray:
        """Rectangles of several blocks, n x 4."""
        return np.array([self.box(int(block)) for block in blocks], dtype=np.float64).reshape(-1, 4)


def draw_title(p: Picture) -> None:
    """What the grid is."""
    p.text((MEMORY.x + 4, TITLE_Y), "Physical memory", size=TAG, weight=600)


def draw_free(p: Picture, grid: Grid) -> None:
    """Every place of the pool, empty, with its number."""

    def still(q: Picture) -> None:
        boxes = grid.boxes(range(grid.blocks))
        q.rects(boxes, "ground", radius=6, alpha=0.55, stroke="line", stroke_alpha=0.8)
        for block, (x, y, w, _) in enumerate(boxes):
            at = (x + w - 7, y + 17)
            q.text(at, "{n}", n=block, size=T14, role="dim", mono=True, align="right", alpha=0.75)

    p.bake(("block-grid", grid.blocks, tuple(grid.area)), still, rect=grid.area.inset(-6))


def draw_others(p: Picture, grid: Grid, moment: PoolMoment, size: int) -> None:
    """Blocks of the other requests, kept as one layer for as long as nothing changes in them."""
    key = ("others", grid.blocks, tuple(grid.area), size, moment.owner.tobytes(), moment.filled.tobytes())
    p.bake(key, lambda q: _others(q, grid, moment, size), rect=grid.area.inset(-6), alpha=1.0)


def _others(p: Picture, grid: Grid, moment: PoolMoment, size: int) -> None:
    """Quiet, filled as far as they are written, hatched where held and empty."""
    held = [block for block in range(grid.blocks) if moment.owner[block] > OURS]
    if not held:
        return
    boxes = grid.boxes(held)
    share = np.array([moment.filled[block] / size for block in held])
    inner = boxes + np.array([5.0, 24.0, -10.0, -29.0])
    p.rects(boxes, "weights", radius=6, alpha=0.16, stroke="weights", stroke_alpha=0.55)
    written = inner.copy()
    written[:, 3] = inner[:, 3] * share
    p.rects(written, "weights", alpha=0.5)
    empty = inner.copy()
    empty[:, 1] += written[:, 3]
    empty[:, 3] -= written[:, 3]
    if (empty[:, 3] > 1).any():
        p.hatch(empty[empty[:, 3] > 1], alpha=0.8)
    for block, (x, y, _, _) in zip(held, boxes, strict=True):
        p.text((x + 8, y + 18), "{who}", who=letter(int(moment.owner[block])), size=T15, weight=600, role="weights")


def draw_sequence(p: Picture, grid: Grid, table: tuple[int, ...], sequence: BlockedWords) -> None:
    """The words of a sequence in the blocks of its table."""
    for logical, block in enumerate(table):
        _draw_words(p, grid.box(block), sequence, logical)


def _draw_words(p: Picture, box: Rect, sequence: BlockedWords, logical: int) -> None:
    """One block: its words in order, prompt blue and answer gold, empty places hatched."""
    words, prompt = sequence.written(logical), sequence.prompt_words(logical)
    row = (box.h - 4) / sequence.size
    edge = "prefill" if prompt >= len(words) else "decode"
    p.rects([box.inset(-1)], "ground", radius=6, alpha=1.0, stroke=edge, stroke_width=2.0, stroke_alpha=1.0)
    gap = 1.5 if row > 6 else 0.0
    for role, places in (("prefill", range(prompt)), ("decode", range(prompt, len(words)))):
        if places:
            p.rects(
                [(box.x + 2, box.y + 2 + i * row, box.w - 4, row - gap) for i in places], role, radius=3, alpha=0.92
            )
    left = sequence.size - len(words)
    if left > 0:
        p.hatch([(box.x + 2, box.y + 2 + len(words) * row, box.w - 4, left * row - 1)], alpha=0.9)
    if row < LEAST_ROW:
        return
    for i, word in enumerate(words):
        p.text(
            (box.x + 6, box.y + 2 + (i + 0.5) * row + 5),
            "{w}",
            w=short(word),
            size=min(T16, row * 0.72),
            weight=600,
            role="ground" if i < prompt else "onlight",
            fit=box.w - 8,
            spill=True,
        )


def short(word: str, most: int = 9) -> str:
    """A token for a narrow place: without its marked spaces, long ones cut with an ellipsis, never shrunk to
    nothing."""
    seen = show_piece(word).strip("·") or "·"
    return seen if len(seen) <= most else seen[: most - 1] + "…"


def draw_references(p: Picture, box: Rect, count: int) -> None:
    """How many requests use a block: a tag that hangs from its lower edge and leaves its words free."""
    role, edge = ("ink", "ink") if count > 1 else ("dim", "line")
    p.rects([(box.cx - 36, box.bottom - 5, 72, 19)], "ground", radius=9, stroke=edge, stroke_width=2)
    p.text((box.cx, box.bottom + 9), "used by {n}", n=count, size=T14, weight=600, role=role, align="center")


def trace_path(start: tuple[float, float], grid: Grid, block: int) -> np.ndarray:
    """A line like a circuit trace from a table entry to a block: across, along the gap above its row, down into it."""
    box = grid.box(block)
    turn = grid.area.x - 34.0
    y = box.y - 6.0
    u = np.linspace(0, 1, 30)[:, None]
    smooth = u * u * (3 - 2 * u)
    bend = np.concatenate([start[0] + (turn - start[0]) * u, start[1] + (y - start[1]) * smooth], axis=1)
    across = np.stack([np.linspace(turn, box.cx, 20), np.full(20, y)], 1)
    down = np.stack([np.full(4, box.cx), np.linspace(y, box.y + 2, 4)], 1)
    path = np.concatenate([bend, across[1:], down[1:]])
    steps = np.r_[0, np.cumsum(np.hypot(*np.diff(path, axis=0).T))]
    even = np.linspace(0, steps[-1], 90)
    return np.stack([np.interp(even, steps, path[:, 0]), np.interp(even, steps, path[:, 1])], 1)
