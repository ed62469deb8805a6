"""Unit algebra: which unit comes out of an operation, and whether a formula's units agree with what it claims.

Pint does the algebra; answers are cached by unit, so that an operation on quantities costs microseconds. Pint is
imported on the first question, never on import of this module. Not here: numbers and their formatting.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from tourapp.quantity.formula import compiled, evaluate

# Only what the product speaks of. A token, a share and an event are counts; bytes, FLOP, dollars, time, length, power
# are dimensions of their own, so that confusing any two of them is an error.
_DEFINITIONS = (
    "kilo- = 1e3 = k-",
    "mega- = 1e6 = M-",
    "giga- = 1e9 = G-",
    "tera- = 1e12 = T-",
    "peta- = 1e15 = P-",
    "exa- = 1e18 = E-",
    "milli- = 1e-3 = m-",
    "micro- = 1e-6 = µ-",
    "nano- = 1e-9 = n-",
    "kibi- = 1024 = Ki-",
    "mebi- = 1048576 = Mi-",
    "gibi- = 1073741824 = Gi-",
    "second = [time] = s",
    "minute = 60 second = min",
    "hour = 3600 second = h",
    "bit = [information]",
    "byte = 8 bit = B",
    "FLOP = [arithmetic]",
    "dollar = [money] = USD",
    "metre = [length] = m",
    "watt = [power] = W",
    "token = []",
    "share = []",
    "times = []",
)

_PROBES = (2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0, 19.0, 23.0, 29.0, 31.0, 37.0)


class UnitError(ValueError):
    """Units that do not fit together; the message names both."""


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry(None)
    for line in _DEFINITIONS:
        registry.define(line)
    return registry


def _of(value: float, unit: str) -> Any:
    import pint

    registry = _registry()
    try:
        return registry.Quantity(value, "" if unit == "1" else unit)
    except pint.errors.UndefinedUnitError as error:
        raise UnitError(f"unit {unit!r} is not known") from error


def _name(result: Any) -> str:
    """Short text of a pint quantity's unit; shares vanish beside a real unit ('share * FLOP' is 'FLOP')."""
    import pint

    kept = {name: power for name, power in result.unit_items() if name not in ("share", "times")}
    return f"{_registry().Unit(pint.util.UnitsContainer(kept)):~C}" if kept else "1"


@lru_cache(maxsize=4096)
def scale(unit: str, target: str) -> float:
    """Factor that turns a number in `unit` into one in `target`; UnitError where they measure different things."""
    if unit == target:
        return 1.0
    import pint

    try:
        return float(_of(1.0, unit).to(_of(1.0, target).units).magnitude)
    except pint.errors.DimensionalityError as error:
        raise UnitError(f"{unit!r} cannot be turned into {target!r}: they measure different things") from error


def to_unit(value: Any, unit: str, target: str) -> Any:
    """`value` (number or array) in `unit`, told in `target`. Example: to_unit(2.0, 'h', 's') is 7200.0."""
    factor = scale(unit, target)
    return value if factor == 1.0 else value * factor


@lru_cache(maxsize=4096)
def product(unit: str, other: str, divide: bool) -> tuple[str, float]:
    """Unit of a product or quotient, and the factor its number needs. ('GB', 'B', True) gives ('1', 1e9)."""
    operation: Callable[[Any, Any], Any] = operator.truediv if divide else operator.mul
    result = operation(_of(1.0, unit), _of(1.0, other))
    if not result.dimensionless:
        result = result.to_reduced_units()
        return _name(result), float(result.magnitude)
    name = _name(result)
    if {unit, other} == {"share", "1"} or (unit == other == "share" and not divide):
        name = "share"
    return (name if name in ("token", "share") else "1"), float(result.to("").magnitude)


def _pair(a: Any, b: Any) -> tuple[Any, Any]:
    """Two values as pint quantities in one unit; plain numbers count as plain counts."""
    registry = _registry()
    left, right = (x if hasattr(x, "units") else registry.Quantity(x, "") for x in (a, b))
    return left, right.to(left.units)


class _Checked:
    """The functions a formula may call, for values that carry pint units."""

    @staticmethod
    def maximum(a: Any, b: Any) -> Any:
        a, other = _pair(a, b)
        return a if a.magnitude >= other.magnitude else other

    @staticmethod
    def minimum(a: Any, b: Any) -> Any:
        a, other = _pair(a, b)
        return a if a.magnitude <= other.magnitude else other

    @staticmethod
    def floor(a: Any) -> Any:
        return _registry().Quantity(math.floor(a.magnitude), a.units)


_CHECKED: dict[str, Any] = {name: getattr(_Checked, name) for name in ("maximum", "minimum", "floor")}


_trusted = [False]


def trust_formulas(trusted: bool = True) -> None:
    """Do not check formulas in this process: for the window, whose every formula the tests have checked."""
    _trusted[0] = trusted


def check(formula: str, unit: str, symbols: tuple[str, ...], units: tuple[str, ...]) -> None:
    """Raise UnitError unless `formula`, fed with those units, gives a plain number in `unit`; see `trust_formulas`."""
    if not _trusted[0]:
        _check(formula, unit, symbols, units)


@lru_cache(maxsize=4096)
def _check(formula: str, unit: str, symbols: tuple[str, ...], units: tuple[str, ...]) -> None:
    """The formula runs twice on made-up numbers: once bare, once carrying units. Both must agree, which catches
    wrong dimensions and wrong scale (gigabytes added to bytes, hours used as seconds).
    """
    import pint

    used = compiled(formula).names
    if used != set(symbols):
        raise UnitError(f"formula {formula!r} uses {sorted(used)}, its inputs are {sorted(symbols)}")
    probes = [_PROBES[i % len(_PROBES)] * (1 + i // len(_PROBES)) for i in range(len(symbols))]
    plain = float(evaluate(formula, dict(zip(symbols, probes))))
    carried = {s: _of(p, u) for s, p, u in zip(symbols, probes, units)}
    try:
        result = evaluate(formula, carried, _CHECKED)
        told = _registry().Quantity(result).to(_of(1.0, unit).units).magnitude
    except pint.errors.DimensionalityError as error:
        raise UnitError(f"formula {formula!r} does not give {unit!r}: {error}") from error
    if not math.isclose(float(told), plain, rel_tol=1e-9, abs_tol=1e-12):
        raise UnitError(f"formula {formula!r} is off by a factor of {float(told) / plain:.6g} when told in {unit!r}")
