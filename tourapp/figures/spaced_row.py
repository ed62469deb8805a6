"""A row of short words of one width of letter, each in the middle of its cell, set as one line: letters over their
bytes, a table's row, names along a row of boxes.

Not here: words that are wider than their cell, and scripts whose letters have no common width; the caller sets those
one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tourapp.authoring import Picture, ops, text_width
from tourapp.authoring.text import MONO_ADVANCE


@dataclass(frozen=True, slots=True)
class SpacedRow:
    """Where a row stands: left edge of its first cell, baseline, width of a cell, type size as named and as painted on
    this theme, weight, and whether another row may stand between its words."""

    left: float
    y: float
    pitch: float
    size: float
    px: float
    weight: int = 600
    spill: bool = False


def draw_spaced_row(p: Picture, row: SpacedRow, cells: Sequence[tuple[str, str]], alpha: float = 1.0) -> bool:
    """`cells`: (words, role), "" for an empty one; a model's or a person's words, or figures: data as they are. False,
    and nothing drawn, where they cannot be set as one line."""
    longest = max((len(words) for words, _ in cells), default=0)
    if not longest or any(not _even(words) for words, _ in cells):
        return False
    advance = MONO_ADVANCE * row.px
    count = 1 if longest == 1 else max(longest, round(row.pitch / advance))
    if count * advance > row.pitch * 1.12:
        return False
    slot = row.pitch / count
    first = (row.pitch - advance) / 2 / slot - (longest - 1) / 2
    shift = first - round(first)
    runs = []
    for words, role in cells:
        before = max(0, min(count - len(words), round(first - shift + (longest - len(words)) / 2)))
        runs.append((" " * before + words + " " * (count - before - len(words)), role))
    said = "".join(words for words, _ in runs)
    place = (row.left + shift * slot, row.y, row.size, runs[0][1], "left", row.weight, "mono", float(alpha))
    if alpha > 0.004:
        p.ops.append(ops.Line(said, *place, spill=row.spill, runs=tuple(runs), width=row.pitch * len(cells)))
    return True


def _even(words: str) -> bool:
    """Whether every letter has the common width."""
    return words.isascii() or abs(text_width(words, 1.0, "mono") - MONO_ADVANCE * len(words)) < 1e-6
