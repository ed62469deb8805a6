"""Expressions that a person types into a box: numbers with units, + - * / ^ ( ), floor, ceil, max and the named
quantities of a page. A parser of its own: nothing that is typed is ever run.

At most 200 characters and 20 levels deep. Units are those of `quantity`: bytes and seconds do not add up.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from tourapp.quantity import Quantity, UnitError
from tourapp.quantity.units import product, to_unit
from tourapp.words import Phrase

LONGEST, DEEPEST = 200, 20
FUNCTIONS = {"floor": 1, "ceil": 1, "max": 2}
"""What may be called, and with how many values."""
MOST_POWER = 4
"""Of something with a unit."""
SAME = {"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "\u2009": " ", "\u00a0": " ", "\u202f": " "}
"""Signs that people type or paste for others."""
COUNTS = {"users": "1", "user": "1", "tokens": "token", "passes": "1", "x": "times", "TF": "TFLOP"}
"""Words behind a number that are no symbols of units."""
TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|([^\W\d]\w*)|(\S))")
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?")


class ExpressionError(ValueError):
    """What is wrong with an expression, and what to do: `words` to be shown."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(str(words))
        self.words = words


def evaluate(text: str, names: Mapping[str, Quantity] | None = None) -> Quantity:
    """The value of an expression over the named quantities of a page. ExpressionError says what to do about it."""
    if len(text) > LONGEST:
        raise ExpressionError(Phrase("{n} characters: use at most {most}.", n=len(text), most=LONGEST))
    if not text.strip():
        raise ExpressionError(Phrase("Write a number or a formula first."))
    reader = _Reader(_tokens(text), names or {})
    try:
        found = reader.whole()
    except UnitError:
        raise ExpressionError(Phrase("These units do not go together: write each number with its own.")) from None
    except OverflowError:
        raise ExpressionError(Phrase("This number is too large: look at the powers.")) from None
    if not math.isfinite(float(found.value)):
        raise ExpressionError(Phrase("This number is too large: look at the powers."))
    return found


def in_unit(text: str, unit: str, names: Mapping[str, Quantity] | None = None) -> float:
    """The number that an expression gives in a box with this unit. A plain number is taken to be in it."""
    found = evaluate(text, names)
    if found.unit in ("1", "times") and unit not in ("1", "times", "share"):
        return float(found.value)
    try:
        return float(to_unit(found.value, found.unit, unit))
    except UnitError:
        words = Phrase("This is in {got}, and the box is in {want}.", got=found.unit, want=unit)
        bare = Phrase("This is in {got}, and the box is a plain number.", got=found.unit)
        raise ExpressionError(bare if unit == "1" else words) from None


def _tokens(text: str) -> list[tuple[str, str]]:
    """(kind, text) of each number, name and sign."""
    for given, meant in SAME.items():
        text = text.replace(given, meant)
    found: list[tuple[str, str]] = []
    calls: list[bool] = []
    at = 0
    while at < len(text.rstrip()):
        start = at + len(text[at:]) - len(text[at:].lstrip())
        grouped = None if any(calls) else GROUPED.match(text, start)
        if grouped:
            found.append(("number", grouped[0].replace(",", "")))
            at = grouped.end()
            continue
        match = TOKEN.match(text, at)
        assert match is not None
        number, name, sign = match.groups()
        if sign == "(":
            calls.append(bool(found) and found[-1][1] in FUNCTIONS)
        elif sign == ")" and calls:
            calls.pop()
        elif sign == "," and not any(calls):
            raise ExpressionError(Phrase("Decimals with a point, thousands in threes: 1.5 or 2,000."))
        found.append(("number", number) if number else ("name", name) if name else ("sign", sign))
        at = match.end()
    return found


class _Reader:
    """Reads tokens from left to right: sums of products of powers."""

    def __init__(self, tokens: list[tuple[str, str]], names: Mapping[str, Quantity]) -> None:
        self._tokens, self._names, self._at, self._depth = tokens, names, 0, 0

    def whole(self) -> Quantity:
        """The value of all of it."""
        found = self._sum()
        if self._at < len(self._tokens):
            raise self._unexpected()
        return found

    @property
    def _next(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    @property
    def _kind(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _unexpected(self) -> ExpressionError:
        if not self._next:
            return ExpressionError(Phrase("Something is missing at the end: a number or a bracket."))
        return ExpressionError(Phrase("{sign} is not expected here: look at what stands before it.", sign=self._next))

    def _sum(self) -> Quantity:
        left = self._product()
        while self._kind == "sign" and self._next in "+-":
            sign, right = self._take(), self._product()
            unit = right.unit if left.unit == "1" and right.unit in ("share", "token", "times") else left.unit
            a, b = to_unit(left.value, left.unit, unit), to_unit(right.value, right.unit, unit)
            left = Quantity(a + b if sign == "+" else a - b, unit)
        return left

    def _product(self) -> Quantity:
        left = self._signed()
        while self._kind == "sign" and self._next in "*/":
            sign, right = self._take(), self._signed()
            left = _multiplied(left, right, divide=sign == "/")
        return left

    def _signed(self) -> Quantity:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExpressionError(Phrase("Too many brackets within each other: use at most {n}.", n=DEEPEST))
        if self._kind == "sign" and self._next in "+-":
            sign, inner = self._take(), self._signed()
            found = Quantity(-inner.value, inner.unit) if sign == "-" else inner
        else:
            found = self._power()
        self._depth -= 1
        return found

    def _power(self) -> Quantity:
        base = self._atom()
        if not (self._kind == "sign" and self._next == "^"):
            return base
        self._take()
        return _raised(base, self._signed())

    def _atom(self) -> Quantity:
        if self._kind == "number":
            return self._number()
        if self._kind == "name":
            return self._named()
        if self._next != "(":
            raise self._unexpected()
        self._take()
        found = self._sum()
        self._close()
        return found

    def _close(self) -> None:
        if self._next != ")":
            raise (
                ExpressionError(Phrase("A bracket is not closed: write ) behind it."))
                if not self._next
                else (self._unexpected())
            )
        self._take()

    def _number(self) -> Quantity:
        value = float(self._take())
        if self._next == "%":
            self._take()
            return Quantity(value / 100.0, "share")
        if self._kind == "name":
            return Quantity(value, _unit(self._take()))
        return Quantity(value, "1")

    def _named(self) -> Quantity:
        name = self._take()
        if name in FUNCTIONS and self._next == "(":
            return self._called(name)
        if name in self._names:
            found = self._names[name]
            return Quantity(float(found.value), found.unit)
        try:
            return Quantity(1.0, _unit(name))
        except ExpressionError:
            known = ", ".join([*self._names, *FUNCTIONS])
            raise ExpressionError(Phrase("There is no {name} here: use {known}.", name=name, known=known)) from None

    def _called(self, name: str) -> Quantity:
        self._take()
        values = [self._sum()]
        while self._next == ",":
            self._take()
            values.append(self._sum())
        self._close()
        if (len(values) < 2) if name == "max" else (len(values) != 1):
            words = Phrase("{name} takes {n} {n|value|values}.", name=name, n=FUNCTIONS[name])
            raise ExpressionError(words)
        first = values[0]
        if name == "max":
            return Quantity(max(float(to_unit(v.value, v.unit, first.unit)) for v in values), first.unit)
        return Quantity(float(math.floor(first.value) if name == "floor" else math.ceil(first.value)), first.unit)


def _unit(name: str) -> str:
    unit = COUNTS.get(name, name)
    try:
        product(unit, "1", False)
    except UnitError:
        raise ExpressionError(
            Phrase("{name} is no unit here: write B, MB, GB, s or leave it out.", name=name)
        ) from None
    return unit


def _multiplied(left: Quantity, right: Quantity, *, divide: bool) -> Quantity:
    if divide and right.value == 0:
        raise ExpressionError(Phrase("This divides by zero: look at what stands below."))
    unit, factor = product(left.unit, right.unit, divide)
    value = left.value / right.value if divide else left.value * right.value
    if not math.isfinite(value):
        raise OverflowError
    return Quantity(value * factor, unit)


def _raised(base: Quantity, power: Quantity) -> Quantity:
    exponent = float(to_unit(power.value, power.unit, "1"))
    if base.unit in ("1", "times", "share", "token"):
        try:
            value = math.pow(float(base.value), exponent)
        except (ValueError, ZeroDivisionError):
            raise ExpressionError(Phrase("This power has no value: look at the sign and at zero.")) from None
        return Quantity(value, base.unit if exponent == 1.0 else "1")
    if not exponent.is_integer() or not 1 <= exponent <= MOST_POWER:
        raise ExpressionError(Phrase("Raise plain numbers only, not what has a unit."))
    found = base
    for _ in range(int(exponent) - 1):
        found = _multiplied(found, base, divide=False)
    return found
