"""Two lines of an answer, as runs of words of one kind: the same as in sixteen bits, the first other one, the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tourapp.authoring import text_width
from tourapp.authoring.sizes import LINE
from tourapp.figures.token_strip import safe_words

LINES = 2
TIGHTER = 0.958
"""Letters of this size stand closer than the table of widths has them."""
PAD = 9.0
"""Beside the first other word, within its box."""


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words that stand beside one another: how far from the left, on which line (from 0), and how wide."""

    words: str
    kind: str
    x: float
    line: int
    w: float


def lay_out_answer(words: Sequence[str], first: int, shown: int, room: float) -> list[WordRun]:
    """As many of the words as fit into the lines, of the other ones at most `shown`; `first`: place of the first."""
    runs: list[WordRun] = []
    x, line, space = 0.0, 0, text_width(" ", LINE) * TIGHTER
    for place, word in enumerate(words[: first + shown]):
        kind = "same" if place < first else "other" if place == first else "rest"
        said = safe_words(word)
        pad = PAD if kind == "other" else 0.0
        w = text_width(said, LINE, weight=600 if pad else 400) * TIGHTER + 2 * pad
        if x + w > room:
            x, line = 0.0, line + 1
        if line == LINES:
            break
        _append(runs, WordRun(said, kind, x, line, w))
        x += w + space
    return runs


def _append(runs: list[WordRun], new: WordRun) -> None:
    """To the last run where it goes on in the same way, else as one of its own."""
    last = runs[-1] if runs else None
    if last is not None and (last.kind, last.line) == (new.kind, new.line):
        runs[-1] = WordRun(last.words + " " + new.words, new.kind, last.x, new.line, new.x + new.w - last.x)
    else:
        runs.append(new)
