"""A formula written out: as it is read, with its symbols or with today's numbers in their place."""

from __future__ import annotations

import re

from tourapp.authoring.text import show
from tourapp.quantity import Quantity
from tourapp.quantity.formula import pretty

NAME = re.compile(r"[^\W\d]\w*")
"""A symbol in a formula."""


def with_symbols(value: Quantity) -> str:
    """The formula that made a number, with its symbols; nothing where none did."""
    return _read(value.formula) if value.formula else ""


def with_numbers(value: Quantity) -> str:
    """The same with the numbers of its inputs in place of their symbols; a number below zero in brackets."""
    if not value.formula:
        return ""
    numbers = {part.symbol: _bracketed(show(part)) for part in value.inputs}
    return _read(NAME.sub(lambda found: numbers.get(found.group(), found.group()), value.formula))


def _read(formula: str) -> str:
    """As it is read: signs of arithmetic, a power behind a hat."""
    return pretty(formula).replace(" ** ", "^")


def _bracketed(number: str) -> str:
    return f"({number})" if number.startswith(("-", "−")) else number
