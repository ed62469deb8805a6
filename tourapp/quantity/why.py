"""The derivation of a quantity, as lines of text and as plain data.

A number that several lines need is spelled out once and named afterwards. Not here: computing anything.
"""

from __future__ import annotations

from typing import Any

from tourapp.quantity.core import Quantity, plain
from tourapp.quantity.formula import pretty
from tourapp.quantity.text import format_quantity


def explain(quantity: Quantity, indent: int = 0) -> str:
    """Lines 'name symbol = value = formula', inputs two spaces deeper, sources in brackets."""
    lines: list[str] = []
    seen: set[int] = set()

    def walk(q: Quantity, depth: int) -> None:
        line = f"{'  ' * depth}{q.name} {q.symbol} = {format_quantity(q)}"
        if id(q) in seen and q.inputs:
            lines.append(line + " (see above)")
            return
        seen.add(id(q))
        if q.formula:
            line += f" = {pretty(q.formula)}"
        if q.source:
            line += f" [{q.source.brief}]"
        lines.append(line)
        for part in q.inputs:
            walk(part, depth + 1)

    walk(quantity, indent)
    return "\n".join(lines)


def tree(quantity: Quantity) -> dict[str, Any]:
    """Nested dicts; a repeated number carries `"repeated": true` and no inputs."""
    seen: set[int] = set()

    def walk(q: Quantity) -> dict[str, Any]:
        node: dict[str, Any] = {"name": str(q.name), "symbol": q.symbol, "value": plain(q), "unit": q.unit}
        if q.formula:
            node["formula"] = q.formula
        if q.source:
            source = q.source
            node["source"] = {"short": source.short, "title": source.title, "date": source.date, "where": source.where}
        if id(q) in seen and q.inputs:
            node["repeated"] = True
        elif q.inputs:
            seen.add(id(q))
            node["inputs"] = [walk(part) for part in q.inputs]
        return node

    return walk(quantity)
