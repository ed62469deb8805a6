"""The merge tree: bytes at the top fuse pair by pair, in the order of the merge list, down into tokens.

`merge_plan` replays a text's real merges inside a readable window; `lay_tree` gives every piece its place and path.
Both are kept by their arguments. Drawing is in `figures.merge_tree_draw`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Rect, smooth
from tourapp.figures.token_strip import safe_char, token_words

if TYPE_CHECKING:
    from tourapp.engine.tokenizer import Tokenizer

WINDOW = 24
"""Columns (bytes) shown at most, unless the very first token is longer."""
SLACK = 4
"""A text this much longer is still shown whole: cutting it would hide less than it costs."""
NEVER = 1 << 30


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character over the columns of its bytes."""

    words: str
    first: int
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class MergePlan:
    """The window of a text: characters, byte columns, and pieces (single bytes first, then one per merge, in order).

    `first`/`last`: columns of each piece; `left`, `right`, `parent`: pieces or -1; `born`, `died`: number of merges
    after which a piece exists and no longer exists; `ranks`: row of the merge list, one per merge.
    """

    text: str
    glyphs: tuple[Glyph, ...]
    data: bytes
    known: np.ndarray
    pieces: tuple[bytes, ...]
    words: tuple[str, ...]
    ids: tuple[int, ...]
    first: np.ndarray
    last: np.ndarray
    left: np.ndarray
    right: np.ndarray
    parent: np.ndarray
    born: np.ndarray
    died: np.ndarray
    ranks: tuple[int, ...]
    hidden_chars: int
    all_merges: int

    @property
    def columns(self) -> int:
        """Byte columns in the window."""
        return len(self.data)

    @property
    def merges(self) -> int:
        """Merges in the window."""
        return len(self.ranks)

    @property
    def leaves(self) -> int:
        """Pieces that are single bytes."""
        return len(self.pieces) - len(self.ranks)

    def alive(self, merges: int) -> np.ndarray:
        """The pieces there are after so many merges, left to right."""
        found = np.flatnonzero((self.born <= merges) & (self.died > merges))
        return found[np.argsort(self.first[found], kind="stable")]


@lru_cache(maxsize=48)
def merge_plan(text: str, tokenizer: Tokenizer, window: int = WINDOW) -> MergePlan:
    """Replay every merge of `text` and keep those of a window of whole tokens from its start (about `window` bytes)."""
    text = tokenizer.encode(text).text
    data = text.encode("utf-8")
    missing = frozenset(tokenizer.missing_bytes)
    column = [i for i, value in enumerate(data) if value not in missing]
    trace = tokenizer.merge_trace(text)
    nodes, roots = _replay(tokenizer.start_symbols(text), column, [(m.position, m.merged) for m in trace])
    chars = _char_spans(text)
    width = _window_width([nodes[i][1] for i in roots], chars, len(data), window)
    kept = [i for i, node in enumerate(nodes) if node[1] < width]
    return _plan(
        text,
        data[:width],
        missing,
        nodes,
        kept,
        [m.rank for m in trace],
        len(column),
        [span for span in chars if span[1] + span[2] <= width],
        tokenizer,
    )


def _replay(symbols: list[str], column: list[int], merges: list[tuple[int, str]]) -> tuple[list[list], list[int]]:
    """Nodes as [first column, last column, left, right, symbol] and the pieces left at the end."""
    nodes: list[list] = [[c, c, -1, -1, symbol] for c, symbol in zip(column, symbols, strict=True)]
    alive = list(range(len(nodes)))
    for position, merged in merges:
        left, right = alive[position], alive[position + 1]
        alive[position] = len(nodes)
        del alive[position + 1]
        nodes.append([nodes[left][0], nodes[right][1], left, right, merged])
    return nodes, alive


def _char_spans(text: str) -> list[tuple[str, int, int]]:
    spans, at = [], 0
    for char in text:
        count = len(char.encode("utf-8"))
        spans.append((char, at, count))
        at += count
    return spans


def _window_width(ends: list[int], chars: list[tuple[str, int, int]], total: int, window: int) -> int:
    """Columns to show: all, or up to the last edge within the window that is an edge of token and character."""
    if total <= window + SLACK:
        return total
    edges = {first + count for _, first, count in chars}
    whole = [end + 1 for end in ends if end + 1 in edges]
    inside = [edge for edge in whole if edge <= window]
    if inside:
        return max(inside)
    if whole and min(whole) <= 3.5 * window:
        return min(whole)
    return max(edge for edge in edges if edge <= window)


def _plan(
    text: str,
    data: bytes,
    missing: frozenset[int],
    nodes: list[list],
    kept: list[int],
    ranks: list[int],
    leaf_count: int,
    chars: list[tuple[str, int, int]],
    tokenizer: Tokenizer,
) -> MergePlan:
    place = {node: i for i, node in enumerate(kept)}
    n = len(kept)
    parent, born, died = np.full(n, -1), np.zeros(n, int), np.full(n, NEVER)
    left, right = np.full(n, -1), np.full(n, -1)
    order = 0
    for i, node in enumerate(kept):
        if node < leaf_count:
            continue
        order += 1
        left[i], right[i], born[i] = place[nodes[node][2]], place[nodes[node][3]], order
        for child in (left[i], right[i]):
            parent[child], died[child] = i, order
    ids = tuple(tokenizer.vocab[nodes[node][4]] for node in kept)
    pieces = tuple(tokenizer.token_bytes(i) for i in ids)
    arrays = (
        np.array([nodes[k][0] for k in kept], int),
        np.array([nodes[k][1] for k in kept], int),
        left,
        right,
        parent,
        born,
        died,
    )
    for array in arrays:
        array.flags.writeable = False
    glyphs = tuple(Glyph(safe_char(char), first, count) for char, first, count in chars)
    known = np.array([value not in missing for value in data], bool)
    return MergePlan(
        text,
        glyphs,
        data,
        known,
        pieces,
        tuple(token_words(piece) for piece in pieces),
        ids,
        *arrays,
        ranks=tuple(ranks[k - leaf_count] for k in kept if k >= leaf_count),
        hidden_chars=len(text) - len(glyphs),
        all_merges=len(ranks),
    )


@dataclass(frozen=True, slots=True, eq=False)
class TreeShape:
    """Where a plan's pieces stand: x of columns and pieces, the height at which each piece is made, and column
    width."""

    plan: MergePlan
    left: float
    cell: float
    top: float
    step: float
    bend: float
    x: np.ndarray
    y: np.ndarray

    @property
    def key(self) -> tuple[object, ...]:
        """All that a drawing of this tree depends on."""
        return self.plan.text, self.plan.columns, self.left, self.cell, self.top, self.step, self.bend

    @property
    def bottom(self) -> float:
        """Where the last merge is made."""
        return self.top + self.step * self.plan.merges

    def column(self, index: float) -> float:
        """Middle of a column."""
        return self.left + self.cell * (index + 0.5)

    def level(self, merges: float) -> float:
        """The height of the merge list's reading line after so many merges: moves fast, then rests at each merge."""
        whole = np.floor(merges)
        return float(self.top + self.step * (whole + smooth((merges - whole) / ARRIVE)))

    def at(self, pieces: np.ndarray, y: float) -> np.ndarray:
        """Where pieces that have not merged yet are when the reading line is at height y."""
        parent = self.plan.parent[pieces]
        home = np.where(parent >= 0, self.x[parent], self.x[pieces])
        end = np.where(parent >= 0, self.y[parent], NEVER)
        start = np.maximum(self.y[pieces], end - self.bend)
        share = np.clip((y - start) / np.maximum(end - start, 1e-6), 0.0, 1.0)
        return np.asarray(self.x[pieces] + (home - self.x[pieces]) * smooth(share))


ARRIVE = 0.72
"""Share of a merge's time after which both parts have met; the rest is the glow."""


@lru_cache(maxsize=96)
def lay_tree(plan: MergePlan, room: Rect, top: float, bottom: float) -> TreeShape:
    """Spread a plan over `room` (only x and width count) between the heights top and bottom."""
    cell = min(96.0, room.w / max(plan.columns, 1))
    left = room.cx - cell * plan.columns / 2
    step = min(52.0, (bottom - top) / (plan.merges + 0.35)) if plan.merges else 0.0
    x = np.zeros(len(plan.pieces))
    weight = np.ones(len(plan.pieces))
    for i in range(len(plan.pieces)):
        a, b = plan.left[i], plan.right[i]
        if a < 0:
            x[i] = left + cell * (plan.first[i] + 0.5)
        else:
            weight[i] = weight[a] + weight[b]
            x[i] = (x[a] * weight[a] + x[b] * weight[b]) / weight[i]
    return TreeShape(plan, left, cell, top, step, 0.36 * (bottom - top), x, top + step * plan.born)
