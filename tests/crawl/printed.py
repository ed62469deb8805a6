"""Checks of what frames print: one id has one value, printed numbers are their values, parts add up to totals.

Each check gives sentences about what is wrong, none where all is well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.helpers import passing
from tourapp.authoring import Quantity
from tourapp.quantity import format_quantity

NUMBER = re.compile(r"[−-]?\$?\d[\d,]*(?:\.\d+)?")
PREFIX = {"": 1.0, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18, "m": 1e-3, "µ": 1e-6, "n": 1e-9}
POWER, RAISED = re.compile("[\u2009 ]× 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)"), str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
EXACT = 1e-9
FIGURES = 3
"""Of a large amount so many figures are printed; zeros behind them only hold its place."""


@dataclass(frozen=True)
class Row:
    """One quantity as one frame prints it."""

    where: str
    value: Quantity
    text: str


@dataclass(frozen=True)
class Number:
    """A printed number in the quantity's own unit, and half of its last digit."""

    value: float
    half: float


def parse(text: str, unit: str) -> Number | None:
    """The number a text prints, in `unit`; None for words ("undefined", "unlimited")."""
    found = NUMBER.search(text)
    if found is None:
        return None
    digits = found.group().replace(",", "").replace("−", "-").replace("$", "")
    whole, _, decimals = digits.partition(".")
    zeros = len(whole) - len(whole.rstrip("0")) if not decimals else 0
    step = 10.0 ** (min(zeros, max(0, len(whole.lstrip("-")) - FIGURES)) - len(decimals))
    power = POWER.match(text[found.end() :])
    if power is not None:  # 5.2 × 10⁻⁸
        raised = 10.0 ** int(power.group(1).translate(RAISED))
        return Number(float(digits) * raised, step * raised / 2)
    factor = _factor(text[found.end() :].strip("\u2009 "), unit)
    return Number(float(digits) * factor, step * factor / 2)


def _factor(words: str, unit: str) -> float:
    """What one of the printed unit is worth in the quantity's own."""
    head = unit.partition("/")[0]
    if unit == "share":
        return 0.01 if words.startswith("%") else 1.0
    if head in ("B", "FLOP", "s", "m", "W"):
        for prefix, worth in PREFIX.items():
            if words.startswith(prefix + head):
                return worth
    return 1.0


def one_value_each(rows: Iterable[Row]) -> Iterator[str]:
    """An id with two values, anywhere under one setting."""
    known: dict[str, Row] = {}
    for row in rows:
        if not row.value.id or row.value.is_array:
            continue
        first = known.setdefault(row.value.id, row)
        a, b = _own(first.value), _own(row.value)
        if abs(a - b) > EXACT * max(abs(a), abs(b)):
            yield f"{row.value.id} is {a!r} in {first.where} and {b!r} in {row.where}"


def _own(value: Quantity) -> float:
    """The value in a unit that does not depend on where it stands."""
    from tourapp.quantity.units import UnitError

    for base in ("s", "B", "FLOP", "m", "USD", "share", "1"):
        try:
            return float(value.to(base).value)
        except UnitError:
            continue
    return float(value.value)


def texts_are_values(rows: Iterable[Row]) -> Iterator[str]:
    """A printed text that is not its value: more than half of its last digit off (in a sum: one and a half)."""
    for row in rows:
        text = row.value.printed or format_quantity(row.value)
        said = parse(text, row.value.unit)
        if said is None or row.value.is_array or text.startswith("under"):
            continue
        allowed = said.half * (3.001 if row.value.printed else 1.001)
        if abs(said.value - float(row.value.value)) > allowed + EXACT * abs(said.value):
            yield f"{row.where}: {row.value.id or row.value.name} is {row.value.value!r} and is printed {text!r}"


def sums_add_up(rows: Iterable[Row]) -> Iterator[str]:
    """A printed total whose printed parts, all in the same frame, add up to something else."""
    frames: dict[str, dict[str, Row]] = {}
    for row in rows:
        if row.value.id:
            frames.setdefault(row.where, {})[row.value.id] = row
    for where, told in frames.items():
        for row in told.values():
            if row.value.formula != f"sum of {len(row.value.inputs)} parts":
                continue
            parts = [told[part.id] for part in row.value.inputs if part.id in told]
            missing = [part for part in row.value.inputs if part.id not in told and float(part.value) != 0]
            if missing or len(parts) < 2:
                continue
            yield from _sum(where, row, parts)


def _sum(where: str, row: Row, parts: list[Row]) -> Iterator[str]:
    numbers = [parse(_text(each), each.value.unit) for each in [row, *parts]]
    if any(number is None for number in numbers):
        return
    total, *each = [number.value for number in numbers if number is not None]
    if abs(total - sum(each)) > 1e-6 * abs(total) + 1e-12:
        yield f"{where}: {row.value.id} {_text(row)} is not the sum of {', '.join(_text(part) for part in parts)}"


def _text(row: Row) -> str:
    return row.value.printed or format_quantity(row.value)


def nameless(early: list[Row], late: list[Row]) -> Iterator[str]:
    """A quantity without an id that is no passing value: it is printed the same at two moments of a beat."""
    seen = {(_name(row.value), row.text) for row in early if not row.value.id}
    for row in late:
        if passing(row.value):
            continue  # the passport's, which tick on
        if not row.value.id and not row.value.is_array and (_name(row.value), row.text) in seen:
            yield f"{row.where}: {_name(row.value)!r} ({row.text}) has no id"


def _name(value: Any) -> str:
    return str(value.name)
