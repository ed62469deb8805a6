"""The two labs about tokens: from scores to one of them, and where merges come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from random import Random

import numpy as np

from tourapp.engine.sampler import SamplingParams, reshape, softmax
from tourapp.learning.code_labs.kinds import CodeCase, CodeLab

ROWS = 200
LETTERS = ("a", "b", "c", " ")
TEXTS = ("abab", "abcabc", "hello", "", "aaaa", "the cat sat on the mat with the hat", "banana bandana")


def drawn(scores: np.ndarray, temperature: float, top_k: int, top_p: float, u: float) -> int:
    """The engine's own choice with a given random number."""
    if temperature == 0.0:
        return int(np.argmax(scores))
    final = reshape(scores, SamplingParams(temperature, top_k, top_p)).final
    return _walked(final, u)


def _walked(final: np.ndarray, u: float) -> int:
    line = np.flatnonzero(final > 0)
    total = np.cumsum(final[line])
    return int(line[min(int(np.searchsorted(total, u * total[-1], side="right")), len(line) - 1)])


def _nucleus_first(scores: np.ndarray, temperature: float, top_k: int, top_p: float, u: float) -> int:
    """The usual mistake: top-p before top-k."""
    odds = softmax(scores, temperature)
    order = np.argsort(-odds, kind="stable")
    count = int(np.searchsorted(np.cumsum(odds[order]), top_p - 1e-12)) + 1
    kept = order[: max(1, min(count, len(order)))]
    kept = kept[:top_k] if top_k else kept
    final = np.zeros_like(odds)
    final[kept] = odds[kept]
    return _walked(final, u)


def _unscaled(scores: np.ndarray, _temperature: float, top_k: int, top_p: float, u: float) -> int:
    """The usual mistake: no temperature."""
    return drawn(scores, 1.0, top_k, top_p, u)


def _samples(dice: Random) -> Iterator[CodeCase]:
    source = np.random.default_rng(dice.randrange(2**32))
    for row in range(ROWS):
        scores = source.normal(0, 3, 40).round(2)
        if row % 10 == 0:
            scores = np.repeat(scores[:10], 4)
        temperature = (0.0, 0.5, 0.8, 1.0, 1.5)[row % 5]
        top_k, top_p = (0, 1, 5, 12)[row % 4], (1.0, 0.9, 0.5)[row % 3]
        u = round(float(source.random()), 6)
        args = (scores, temperature, top_k, top_p, u)
        right = drawn(*args)
        wrong = (
            []
            if temperature == 0.0
            else [
                (
                    _nucleus_first(*args),
                    "that is what comes of top-p before top-k: cut by k first, then sum to one again",
                ),
                (_unscaled(*args), "that is what comes without the temperature: divide the scores by it first"),
                (int(np.argmax(scores)), "that is the most likely one: draw with u, walking from the lowest place"),
            ]
        )
        told = tuple((value, words) for value, words in wrong if value != right)
        name = f"row {row + 1}: temperature {temperature}, top_k {top_k}, top_p {top_p}, u {u}"
        yield CodeCase("sample", list(args), right, name, wrong=told)


def learned(text: str, merges: int, *, lowest: bool = True) -> list[list[str]]:
    """Pairs in the order in which they are learned."""
    pieces, found = list(text), []
    for _ in range(merges):
        counts = Counter(pairwise(pieces))
        if not counts or max(counts.values()) < 2:
            break
        most = max(counts.values())
        pair = (min if lowest else max)(each for each, count in counts.items() if count == most)
        found.append(list(pair))
        pieces = fused(pieces, pair)
    return found


def fused(pieces: list[str], pair: tuple[str, str]) -> list[str]:
    """The pieces with a pair fused everywhere, from left to right."""
    made, place = [], 0
    while place < len(pieces):
        here = place + 1 < len(pieces) and (pieces[place], pieces[place + 1]) == pair
        made.append(pieces[place] + pieces[place + 1] if here else pieces[place])
        place += 2 if here else 1
    return made


def _merges(dice: Random) -> Iterator[CodeCase]:
    random_texts = ["".join(dice.choice(LETTERS) for _ in range(60)) for _ in range(6)]
    for text in (*TEXTS, *random_texts):
        for merges in (1, 4, 30):
            right = learned(text, merges)
            wrong = [
                (learned(text, merges, lowest=False), "of equally frequent pairs the first in the alphabet is taken"),
                (right[:1] * merges, "after a merge count the pairs of the fused pieces anew"),
                ([list(reversed(pair)) for pair in right], "a pair is (the left piece, the right piece)"),
            ]
            told = tuple((value, words) for value, words in wrong if value != right)
            yield CodeCase("train", [text, merges], right, f"train({text[:24]!r}, {merges})", wrong=told)


LABS = (CodeLab("sampler", "From scores to one token", _samples), CodeLab("bpe_train", "Learning merges", _merges))
