"""Byte-pair encoding: merges that join single bytes to tokens, with a record of each.

A merge list is a mapping from "left right" to the rank of that pair, its row in the list."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
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


def trace_merges(words: Sequence[Sequence[str]], ranks: Mapping[str, int]) -> list[Merge]:
    """All merges that turn `words` (lists of symbols) into tokens; merges never cross a word's edge.

    The pair of lowest rank goes first, the leftmost among equals. O(n log n) for n symbols.
    """
    symbols = [symbol for word in words for symbol in word]
    alive = _Alive(len(symbols))
    trace: list[Merge] = []
    for left, right, left_text, right_text, rank in _merges(symbols, words, ranks):
        trace.append(Merge(left_text, right_text, left_text + right_text, rank, alive.before(left)))
        alive.remove(right)
    return trace


def merged(word: Sequence[str], ranks: Mapping[str, int]) -> list[str]:
    """The tokens that one word's symbols end in."""
    symbols = list(word)
    for _ in _merges(symbols, [word], ranks):
        pass
    return [symbol for symbol in symbols if symbol]


def _merges(
    symbols: list[str], words: Sequence[Sequence[str]], ranks: Mapping[str, int]
) -> Iterator[tuple[int, int, str, str, int]]:
    """Every merge as (left index, right index, left text, right text, rank); `symbols`, all words in a row, changes
    with each: the left one grows, the right one becomes ""."""
    count = len(symbols)
    previous, following = _neighbours(words, count)
    heap: list[tuple[int, int, str, str]] = []

    def push(left: int) -> None:
        right = following[left] if left >= 0 else count
        if left >= 0 and right < count:
            rank = ranks.get(f"{symbols[left]} {symbols[right]}")
            if rank is not None:
                heapq.heappush(heap, (rank, left, symbols[left], symbols[right]))

    for index in range(count):
        push(index)
    while heap:
        rank, left, left_text, right_text = heapq.heappop(heap)
        right = following[left]
        if right >= count or symbols[left] != left_text or symbols[right] != right_text:
            continue
        yield left, right, left_text, right_text, rank
        symbols[left], symbols[right] = left_text + right_text, ""
        following[left] = following[right]
        if following[left] < count:
            previous[following[left]] = left
        push(previous[left])
        push(left)


def replay(symbols: Sequence[str], merges: Sequence[Merge], count: int | None = None) -> list[str]:
    """The symbol sequence after the first `count` merges (default all)."""
    out = list(symbols)
    for merge in merges[:count]:
        out[merge.position : merge.position + 2] = [merge.merged]
    return out
