"""How a merge list is learned: count the pairs of neighbours in a text, fuse the most frequent one, count again.

On a paragraph in place of a lot of text, and on letters in place of bytes; merges never cross the edge of a word, which
begins with its space. Not here: applying a list that is there (`byte_pairs`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r" ?\S+")


@dataclass(frozen=True, slots=True)
class LearnedMerge:
    """One step: the pair that was fused, how often it stood there, and the pairs most frequent then, with counts."""

    left: str
    right: str
    count: int
    frequent: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class LearnedList:
    """steps: merges in the order in which they are learned; pieces: the text before the first one and after each."""

    text: str
    steps: tuple[LearnedMerge, ...]
    pieces: tuple[tuple[str, ...], ...]


def learn_merges(text: str, most: int, shown: int = 6) -> LearnedList:
    """Learn up to so many merges. The pair seen first wins among equals; a pair that stands there once is not fused.

    Example: of "low low lower" the first merge is "l" + "o", with 3.
    """
    words = [list(word) for word in _WORD.findall(text)]
    steps, pieces = [], [_flat(words)]
    for _ in range(most):
        counts = Counter(pair for word in words for pair in pairwise(word))
        ranked = sorted(counts, key=lambda pair: -counts[pair])
        if not ranked or counts[ranked[0]] < 2:
            break
        left, right = ranked[0]
        steps.append(LearnedMerge(left, right, counts[ranked[0]], tuple((*p, counts[p]) for p in ranked[:shown])))
        words = [_fused(word, left, right) for word in words]
        pieces.append(_flat(words))
    return LearnedList(text, tuple(steps), tuple(pieces))


def _flat(words: list[list[str]]) -> tuple[str, ...]:
    return tuple(piece for word in words for piece in word)


def _fused(word: list[str], left: str, right: str) -> list[str]:
    """A word with every such pair made one piece, from left to right."""
    out: list[str] = []
    at = 0
    while at < len(word):
        pair = at + 1 < len(word) and word[at] == left and word[at + 1] == right
        out.append(left + right if pair else word[at])
        at += 2 if pair else 1
    return out
