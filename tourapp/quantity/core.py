"""A value with unit, name, formula, inputs and source: the answer to "why this number?".

`derive` makes a quantity by running its formula text, so the formula shown is the formula computed. A value is a number
or a numpy array (a sweep); everything else about the quantity is the same for all elements. Not here: how a
quantity is printed for a screen (text.py) and unit algebra (units.py).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tourapp.quantity import units
from tourapp.quantity.formula import evaluate
from tourapp.words import Phrase

if TYPE_CHECKING:
    import numpy as np

    Value = int | float | np.ndarray
else:
    Value = Any


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number was read: short name, title, date (ISO, or year and month) and place (file, page or address).
    Without a date: how it came about (`quantity.origin`)."""

    short: str
    title: str
    date: str
    where: str

    def __str__(self) -> str:
        return f"{self.title} ({self.date}), {self.where}" if self.date else f"{self.title}: {self.where}"

    @property
    def brief(self) -> str:
        """The same in a few words, for a line of text."""
        return f"{self.title}: {self.short}, {self.date}" if self.date else self.short


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """One number, or one array of numbers, that can say where it comes from.

    value: int (exact), float or numpy array (locked against writing); unit: 'B', 'FLOP/s', 'token', '1', 'share' ...;
    name: human words, or a phrase where they vary; symbol: a Python name, used in formulas; formula: text over the
    inputs' symbols; source: for numbers that were read, not computed; id: which fact it is, "" for a step to one;
    printed: its text in a sum, where rounding has to agree with the other parts (`print_sum`), else "".
    """

    value: Value
    unit: str = "1"
    name: str | Phrase = ""
    symbol: str = "x"
    formula: str = ""
    inputs: tuple[Quantity, ...] = ()
    source: Source | None = None
    id: str = ""
    printed: str = ""

    def __post_init__(self) -> None:
        kind = type(self.value)
        if kind is float or kind is int:
            return
        if hasattr(self.value, "shape") and self.value.shape:
            self.value.flags.writeable = False  # type: ignore[union-attr]
        elif isinstance(self.value, bool) or not hasattr(self.value, "item"):
            raise TypeError(f"{self.name or 'quantity'}: a value must be a number or an array, not {self.value!r}")
        else:
            object.__setattr__(self, "value", self.value.item())

    @property
    def is_array(self) -> bool:
        """True for a sweep: the value has a shape."""
        return hasattr(self.value, "shape")

    def to(self, unit: str) -> Quantity:
        """The same quantity told in another unit of the same kind; UnitError otherwise."""
        return replace(self, value=units.to_unit(self.value, self.unit, unit), unit=unit, printed="")

    def named(self, name: str | Phrase, symbol: str | None = None) -> Quantity:
        """The same quantity under other words."""
        return replace(self, name=name, symbol=symbol or self.symbol)

    def christen(self, id: str) -> Quantity:
        """The same quantity, which from now on goes by this id; one that has an id keeps it."""
        if not self.id:
            object.__setattr__(self, "id", id)
        return self

    # arithmetic -----------------------------------------------------------------------------------------------

    def __add__(self, other: Quantity | float) -> Quantity:
        return _linear(operator.add, "+", self, _lift(other))

    def __sub__(self, other: Quantity | float) -> Quantity:
        return _linear(operator.sub, "-", self, _lift(other))

    def __mul__(self, other: Quantity | float) -> Quantity:
        return _scaled(operator.mul, "*", self, _lift(other))

    def __truediv__(self, other: Quantity | float) -> Quantity:
        return _scaled(operator.truediv, "/", self, _lift(other))

    def __radd__(self, other: float) -> Quantity:
        return _lift(other) + self

    def __rsub__(self, other: float) -> Quantity:
        return _lift(other) - self

    def __rmul__(self, other: float) -> Quantity:
        return _lift(other) * self

    def __rtruediv__(self, other: float) -> Quantity:
        return _lift(other) / self

    def __floor__(self) -> Quantity:
        value = evaluate("floor(x)", {"x": self.value})
        name = Phrase("whole {name}", name=_named(self)) if self.name else "whole"
        return Quantity(value, self.unit, name, "floored", f"floor({self.symbol})", (self,))

    def floor(self) -> Quantity:
        """Rounded down to a whole number, in its own unit."""
        return self.__floor__()

    def maximum(self, other: Quantity | float) -> Quantity:
        """The larger of the two, element by element."""
        right = _lift(other)
        value = evaluate("maximum(a, b)", {"a": self.value, "b": units.to_unit(right.value, right.unit, self.unit)})
        formula = f"maximum({self.symbol}, {right.symbol})"
        return Quantity(
            value,
            self.unit,
            Phrase("larger of {a} and {b}", a=_named(self), b=_named(right)),
            "larger",
            formula,
            (self, right),
        )

    # comparison -----------------------------------------------------------------------------------------------

    def __eq__(self, other: object) -> bool:
        """The same amount (names and formulas aside); all elements of a sweep must agree. Unlike kinds are unequal."""
        if not isinstance(other, (Quantity, int, float)):
            return NotImplemented
        try:
            agreed = self.value == self._same(other)
        except units.UnitError:
            return False
        return bool(agreed.all()) if hasattr(agreed, "all") else bool(agreed)

    def __hash__(self) -> int:
        """The same for all: 1 GB equals 1e9 B, so nothing cheap tells them apart. Slow as a key."""
        return 7919

    def __lt__(self, other: Quantity | float) -> Any:
        return self.value < self._same(other)

    def __le__(self, other: Quantity | float) -> Any:
        return self.value <= self._same(other)

    def __gt__(self, other: Quantity | float) -> Any:
        return self.value > self._same(other)

    def __ge__(self, other: Quantity | float) -> Any:
        return self.value >= self._same(other)

    def close_to(self, other: Quantity | float, rel: float = 1e-9) -> bool:
        """True where both tell the same amount, whatever their units; all elements of a sweep must agree."""
        import numpy as np

        return bool(np.allclose(self.value, self._same(other), rtol=rel, atol=0.0))

    def _same(self, other: Quantity | float) -> Any:
        right = _lift(other)
        return units.to_unit(right.value, right.unit, self.unit)


def _lift(other: Quantity | float) -> Quantity:
    if isinstance(other, Quantity):
        return other
    return Quantity(other, "1", str(other), repr(other) if isinstance(other, (int, float)) else "array")


def _named(q: Quantity) -> Phrase | str:
    """The name as a part of another one: still a template, so that it is said in the language in use then."""
    return q.name if isinstance(q.name, Phrase) or not q.name else Phrase(q.name)


def _word(q: Quantity) -> str:
    return q.symbol if q.symbol.isidentifier() or q.symbol.replace(".", "").isdigit() else f"({q.symbol})"


def _linear(op: Callable[[Any, Any], Any], sign: str, a: Quantity, b: Quantity) -> Quantity:
    unit = b.unit if a.unit == "1" else a.unit  # 1 - share is a share
    value = op(units.to_unit(a.value, a.unit, unit), units.to_unit(b.value, b.unit, unit))
    formula = f"{_word(a)} {sign} {_word(b)}"
    return Quantity(
        value, unit, Phrase("{a} {sign} {b}", a=_named(a), sign=sign, b=_named(b)), formula, formula, (a, b)
    )


def _scaled(op: Callable[[Any, Any], Any], sign: str, a: Quantity, b: Quantity) -> Quantity:
    unit, factor = units.product(a.unit, b.unit, sign == "/")
    value = op(a.value, b.value)
    formula = f"{_word(a)} {sign} {_word(b)}"
    return Quantity(
        value if factor == 1.0 else value * factor,
        unit,
        Phrase("{a} {sign} {b}", a=_named(a), sign=sign, b=_named(b)),
        formula,
        formula,
        (a, b),
    )


def derive(name: str | Phrase, symbol: str, unit: str, formula: str, *inputs: Quantity) -> Quantity:
    """A quantity computed by its own formula text over the inputs' symbols, with units checked (UnitError).

    Every input must appear in the formula and the other way round. Example: with P of 70 and b of 2 'B',
    derive('weights', 'W', 'B', 'P * b', P, b) is 140 B.
    """
    symbols = tuple([q.symbol for q in inputs])
    units.check(formula, unit, symbols, tuple([q.unit for q in inputs]))
    value = evaluate(formula, {q.symbol: q.value for q in inputs})
    return Quantity(value, unit, name, symbol, formula, inputs)


def add_up(name: str | Phrase, symbol: str, unit: str, parts: Sequence[Quantity]) -> Quantity:
    """The sum of parts that all have this very unit (UnitError otherwise); the formula says 'sum of n parts'."""
    total: Any = 0
    for part in parts:
        if part.unit != unit:
            raise units.UnitError(f"{name}: part {part.name!r} is in {part.unit!r}, the sum in {unit!r}")
        total = total + part.value
    return Quantity(total, unit, name, symbol, f"sum of {len(parts)} parts", tuple(parts))


def plain(value: Any) -> Any:
    """A quantity or number as plain data: int where it is whole and a float holds it exactly; lists for sweeps."""
    if isinstance(value, Quantity):
        value = value.value
    if hasattr(value, "tolist"):
        return [plain(item) for item in value.tolist()] if value.shape else plain(value.item())
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value
