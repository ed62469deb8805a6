"""Where a number comes from, as lines for a page in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator

from tourapp.authoring import Quantity, fill, format_quantity, say_words
from tourapp.quantity.formula import pretty
from tourapp.words import say

LINES = 9


def derivation_lines(quantity: Quantity, most: int = LINES) -> list[str]:
    """The number, what it is made of, and what those are made of, each two spaces deeper; at most so many lines."""
    seen: set[int] = set()
    lines: list[str] = []
    for depth, each, known in _walked(quantity, 0, seen):
        if len(lines) == most:
            break
        words = {"name": say_words(each.name), "symbol": each.symbol, "value": format_quantity(each)}
        line = fill("{name} {symbol} = {value}", words)
        if known:
            line = fill("{line} (see above)", {"line": line})
        elif each.formula:
            line = f"{line} = {pretty(each.formula)}"
        if each.source is not None:
            line = f"{line} [{each.source.brief if each.source.date else say(each.source.short)}]"
        lines.append("  " * depth + line)
    return lines


def _walked(quantity: Quantity, depth: int, seen: set[int]) -> Iterator[tuple[int, Quantity, bool]]:
    known = id(quantity) in seen and bool(quantity.inputs)
    seen.add(id(quantity))
    yield depth, quantity, known
    for part in () if known else quantity.inputs:
        yield from _walked(part, depth + 1, seen)
