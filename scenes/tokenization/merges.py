"""The merges of a text inside a readable window: characters, bytes, and pieces that fuse as the merge list orders.

`merge_plan` replays the tokenizer's real merges and is kept by its arguments. Not here: where the pieces stand
(`tree_shape`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tourapp.figures.token_strip import safe_char, token_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Tokenizer

WINDOW = 24
"""Columns (bytes) shown at most, unless the very first token is longer."""
SLACK = 4
"""A text this much longer is still shown whole: cutting it would hide less than it costs."""
NEVER = 1 << 30
"""More merges, and a greater height, than there ever are."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character over the columns of its bytes."""

    words: str
    first: int
    count: int

    @property
    def middle(self) -> float:
        """The column it is centred over; half a column where it has an even number of bytes."""
        return self.first + (self.count - 1) / 2


@dataclass(frozen=True, slots=True, eq=False)
class MergePlan:
    """The window of a text: characters, byte columns, and pieces (single bytes first, then one per merge, in order).

    `first`/`last`: columns of each piece; `sizes`: its bytes; `left`, `right`, `parent`: pieces or -1; `born`, `died`:
    number of merges after which a piece exists and no longer exists; `ranks`: row of the merge list, one per merge.
    """

    text: str
    glyphs: tuple[Glyph, ...]
    data: bytes
    known: np.ndarray
    """Which bytes the vocabulary has."""
    pieces: tuple[bytes, ...]
    words: tuple[str, ...]
    ids: tuple[int, ...]
    first: np.ndarray
    last: np.ndarray
    sizes: np.ndarray
    left: np.ndarray
    right: np.ndarray
    parent: np.ndarray
    born: np.ndarray
    died: np.ndarray
    ranks: tuple[int, ...]
    hidden_chars: int

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

    def span(self, piece: int) -> int:
        """Columns from a piece's first byte to its last."""
        return int(self.last[piece] - self.first[piece] + 1)

    def in_largest(self) -> np.ndarray:
        """Which pieces are part of the token made of the most bytes, which the eye should follow (True for itself)."""
        ends = self.alive(self.merges)
        if not len(ends):
            return np.zeros(len(self.pieces), bool)
        root = int(ends[np.argmax(self.sizes[ends])])
        return np.asarray((self.first >= self.first[root]) & (self.last <= self.last[root]))


@lru_cache(maxsize=48)
def merge_plan(text: str, tokenizer: Tokenizer, window: int = WINDOW) -> MergePlan:
    """Replay every merge of `text` and keep those of a window of whole tokens from its start (about `window` bytes)."""
    text = tokenizer.encode(text).text
    replay = _replay(text, tokenizer)
    chars = _char_spans(text)
    ends = [replay.nodes[i].last + 1 for i in replay.roots]
    width = _window_width(ends, chars, len(text.encode("utf-8")), window)
    return _cut(replay, [span for span in chars if span[1] + span[2] <= width], width, tokenizer)


@dataclass(frozen=True, slots=True)
class MergeNode:
    """A piece of the whole text: its first and last column, the pieces it is made of (or -1), how it is spelt."""

    first: int
    last: int
    left: int
    right: int
    symbol: str


@dataclass(frozen=True, slots=True)
class TextReplay:
    """All merges of a whole text: every piece in the order in which it is made, and those left at the end."""

    text: str
    nodes: list[MergeNode]
    roots: list[int]
    leaves: int
    ranks: list[int]


def _replay(text: str, tokenizer: Tokenizer) -> TextReplay:
    """Bytes that the vocabulary lacks keep their column, but no piece stands there. A first piece is a byte, a letter
    or a whole word, as the vocabulary has it."""
    missing, spelled = frozenset(tokenizer.missing_bytes), tokenizer.spelled(text)
    column = [i for i, value in enumerate(spelled.encode("utf-8")) if value not in missing]
    nodes: list[MergeNode] = []
    at = 0
    for symbol in tokenizer.start_symbols(text):
        size = len(tokenizer.symbol_bytes(symbol))
        nodes.append(MergeNode(column[at], column[at + size - 1], -1, -1, symbol))
        at += size
    alive = list(range(len(nodes)))
    trace = tokenizer.merge_trace(text)
    for merge in trace:
        left, right = alive[merge.position], alive[merge.position + 1]
        alive[merge.position] = len(nodes)
        del alive[merge.position + 1]
        nodes.append(MergeNode(nodes[left].first, nodes[right].last, left, right, merge.merged))
    return TextReplay(spelled, nodes, alive, len(column), [merge.rank for merge in trace])


def _char_spans(text: str) -> list[tuple[str, int, int]]:
    """Each character with its first column and how many bytes it takes."""
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
    whole = [end for end in ends if end in edges]
    inside = [edge for edge in whole if edge <= window]
    if inside:
        return max(inside)
    if whole and min(whole) <= 3.5 * window:
        return min(whole)
    return max(edge for edge in edges if edge <= window)


def _cut(replay: TextReplay, chars: list[tuple[str, int, int]], width: int, tokenizer: Tokenizer) -> MergePlan:
    """What of a replay lies in the first `width` columns, with the characters there."""
    kept = [i for i, node in enumerate(replay.nodes) if node.last < width]
    nodes = [replay.nodes[i] for i in kept]
    data = replay.text.encode("utf-8")[:width]
    ids = tuple(tokenizer.vocab[node.symbol] for node in nodes)
    pieces = tuple(tokenizer.token_bytes(i) for i in ids)
    left, right, parent, born, died = _family(replay, kept)
    sizes = np.ones(len(kept))
    for i in np.flatnonzero(left >= 0):
        sizes[i] = sizes[left[i]] + sizes[right[i]]
    return MergePlan(
        text=replay.text,
        glyphs=tuple(Glyph(safe_char(char), first, count) for char, first, count in chars),
        data=data,
        known=np.array([value not in tokenizer.missing_bytes for value in data], bool),
        pieces=pieces,
        words=tuple(token_words(piece) for piece in pieces),
        ids=ids,
        first=_locked(np.array([node.first for node in nodes], int)),
        last=_locked(np.array([node.last for node in nodes], int)),
        sizes=_locked(sizes),
        left=_locked(left),
        right=_locked(right),
        parent=_locked(parent),
        born=_locked(born),
        died=_locked(died),
        ranks=tuple(replay.ranks[i - replay.leaves] for i in kept if i >= replay.leaves),
        hidden_chars=len(replay.text) - len(chars),
    )


def _family(replay: TextReplay, kept: list[int]) -> tuple[np.ndarray, ...]:
    """left, right, parent, born and died of the kept pieces, counted among themselves."""
    place = {node: i for i, node in enumerate(kept)}
    n = len(kept)
    left, right, parent = np.full(n, -1), np.full(n, -1), np.full(n, -1)
    born, died = np.zeros(n, int), np.full(n, NEVER)
    made = [i for i, node in enumerate(kept) if node >= replay.leaves]
    for order, i in enumerate(made, 1):
        node = replay.nodes[kept[i]]
        left[i], right[i], born[i] = place[node.left], place[node.right], order
        for child in (left[i], right[i]):
            parent[child], died[child] = i, order
    return left, right, parent, born, died


def _locked(array: np.ndarray) -> np.ndarray:
    array.flags.writeable = False
    return array
