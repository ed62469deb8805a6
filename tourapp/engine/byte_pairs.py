"""Byte-pair encoding with a record of every merge. It teaches; the ids used elsewhere come from the
library."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Merge:
    """One merge: `left` + `right` -> `merged` with this rank (row in the merge list, 0 learned first).

    `position` is the index of `left` in the whole symbol sequence at that moment.
    """

    left: str
    right: str
    merged: str
    rank: int
    position: int


def byte_symbols() -> list[str]:
    """The printable character that stands for each byte value 0..255 in a byte-level vocabulary.

    Printable Latin-1 characters stand for themselves; the other 68 bytes take the characters from U+0100
    on, in order, so that a space is "Ġ" and a line feed "Ċ".
    """
    printable = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    symbols, spare = [], 0x100
    for value in range(256):
        if value in printable:
            symbols.append(chr(value))
        else:
            symbols.append(chr(spare))
            spare += 1
    return symbols


class _Alive:
    """Counts the symbols still alive before an index: a Fenwick tree, O(log n) per question and per
    removal."""

    def __init__(self, count: int) -> None:
        self._tree = [i & -i for i in range(count + 1)]

    def remove(self, index: int) -> None:
        node = index + 1
        while node < len(self._tree):
            self._tree[node] -= 1
            node += node & -node

    def before(self, index: int) -> int:
        total, node = 0, index
        while node > 0:
            total += self._tree[node]
            node -= node & -node
        return total


def _neighbours(words: Sequence[Sequence[str]], count: int) -> tuple[list[int], list[int]]:
    """The place before and after each symbol within its word: -1 and `count` at a word's edges."""
    following = list(range(1, count + 1))
    previous = list(range(-1, count - 1))
    start = 0
    for word in words:
        if word:
            previous[start] = -1
            following[start + len(word) - 1] = count
        start += len(word)
    return previous, following


def trace_merges(words: Sequence[Sequence[str]], ranks: Mapping[tuple[str, str], int]) -> list[Merge]:
    """All merges that turn `words` (lists of symbols) into tokens; merges never cross a word's edge.

    The pair of lowest rank goes first, the leftmost among equals. O(n log n) for n symbols.
    """
    symbols = [symbol for word in words for symbol in word]
    count = len(symbols)
    previous, following = _neighbours(words, count)
    heap: list[tuple[int, int, str, str]] = []

    def push(left: int) -> None:
        right = following[left] if left >= 0 else count
        if left >= 0 and right < count:
            rank = ranks.get((symbols[left], symbols[right]))
            if rank is not None:
                heapq.heappush(heap, (rank, left, symbols[left], symbols[right]))

    for index in range(count):
        push(index)
    alive = _Alive(count)
    trace: list[Merge] = []
    while heap:
        rank, left, left_text, right_text = heapq.heappop(heap)
        right = following[left]
        if right >= count or symbols[left] != left_text or symbols[right] != right_text:
            continue
        trace.append(Merge(left_text, right_text, left_text + right_text, rank, alive.before(left)))
        symbols[left], symbols[right] = left_text + right_text, ""
        alive.remove(right)
        following[left] = following[right]
        if following[left] < count:
            previous[following[left]] = left
        push(previous[left])
        push(left)
    return trace


def replay(symbols: Sequence[str], merges: Sequence[Merge], count: int | None = None) -> list[str]:
    """The symbol sequence after the first `count` merges (default all)."""
    out = list(symbols)
    for merge in merges[:count]:
        out[merge.position : merge.position + 2] = [merge.merged]
    return out
