"""A number worked out again with other values at its roots: one formula, many scenarios at once.

A quantity carries its formula and its inputs. Here leaves are replaced by arrays (by id, or by symbol where a setting
has no id) and everything above them is evaluated anew, so a sweep over machines uses the very formulas of the cost
model.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tourapp.quantity import Quantity
from tourapp.quantity.formula import evaluate


class Swept:
    """Values at the roots, and what was worked out with them so far. values: arrays of one length, by leaf."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self._known: dict[int, tuple[Quantity, Any]] = {}

    def __call__(self, number: Quantity) -> Any:
        """A quantity's value."""
        known = self._known.get(id(number))
        if known is not None:
            return known[1]
        if not number.inputs:
            value = self._values.get(number.id or number.symbol, number.value)
        elif number.formula.startswith("sum of "):
            value = sum(self(part) for part in number.inputs)
        else:
            value = self.formula(number.formula, number)
        self._known[id(number)] = number, value
        return value

    def formula(self, text: str, number: Quantity) -> Any:
        """Some formula over the inputs of a number."""
        return evaluate(text, {part.symbol: self(part) for part in number.inputs})


def arms(formula: str) -> tuple[str, str] | None:
    """The two sides of a formula that is the larger of two; None for any other."""
    start = "maximum("
    if not (formula.startswith(start) and formula.endswith(")")):
        return None
    depth, comma, inner = 0, -1, formula[len(start) : -1]
    for place, sign in enumerate(inner):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return None
        if sign == "," and depth == 0:
            comma = place
    return (inner[:comma].strip(), inner[comma + 1 :].strip()) if comma >= 0 else None
