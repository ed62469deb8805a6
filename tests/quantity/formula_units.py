"""Whether formulas give the units they claim, by a units library: each runs twice on made-up numbers, once bare and
once carrying units, and both must agree. That catches wrong dimensions and wrong scale (gigabytes added to bytes,
hours used as seconds). The product's formulas are checked wherever a test makes one (`tests/conftest.py`).
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import pint

from tourapp.quantity.formula import compiled, evaluate
from tourapp.quantity.units import BASES, PREFIXES, UnitError

PROBES = (2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0, 19.0, 23.0, 29.0, 31.0, 37.0)
DIMENSIONS = {"time": "s", "information": "bit", "arithmetic": "FLOP", "money": "USD", "length": "m"}
DIMENSIONS |= {"power": "W", "energy": "J"}


@lru_cache(maxsize=1)
def registry() -> Any:
    """A registry that knows the product's units and no others, defined by the library's own rules."""
    made: Any = pint.UnitRegistry(None)
    for prefix, gain in PREFIXES.items():
        made.define(f"{prefix}- = {gain!r}")
    for name, (factor, dimension) in BASES.items():
        if name == "1":
            continue
        base = DIMENSIONS.get(dimension)
        made.define(
            f"{name} = []"
            if base is None
            else f"{name} = [{dimension}]"
            if base == name
            else f"{name} = {factor!r} {base}"
        )
    return made


def of(value: float, unit: str) -> Any:
    """A number with a unit. UnitError where the library does not know it."""
    try:
        return registry().Quantity(value, "" if unit == "1" else unit.replace("^", "**"))
    except pint.errors.UndefinedUnitError as error:
        raise UnitError(f"unit {unit!r} is not known") from error


def _pair(a: Any, b: Any) -> tuple[Any, Any]:
    """Two values in one unit; plain numbers count as plain counts."""
    left, right = (x if hasattr(x, "units") else registry().Quantity(x, "") for x in (a, b))
    return left, right.to(left.units)


def _largest(a: Any, b: Any) -> Any:
    a, other = _pair(a, b)
    return a if a.magnitude >= other.magnitude else other


def _smallest(a: Any, b: Any) -> Any:
    a, other = _pair(a, b)
    return a if a.magnitude <= other.magnitude else other


def _floor(a: Any) -> Any:
    return registry().Quantity(math.floor(a.magnitude), a.units)


FUNCTIONS: dict[str, Any] = {"maximum": _largest, "minimum": _smallest, "floor": _floor}


@lru_cache(maxsize=4096)
def check_formula(formula: str, unit: str, symbols: tuple[str, ...], units: tuple[str, ...]) -> None:
    """Raise UnitError unless `formula`, fed with those units, gives a plain number in `unit`."""
    used = compiled(formula).names
    if used != set(symbols):
        raise UnitError(f"formula {formula!r} uses {sorted(used)}, its inputs are {sorted(symbols)}")
    probes = [PROBES[i % len(PROBES)] * (1 + i // len(PROBES)) for i in range(len(symbols))]
    plain = float(evaluate(formula, dict(zip(symbols, probes))))
    carried = {s: of(p, u) for s, p, u in zip(symbols, probes, units)}
    try:
        result = evaluate(formula, carried, FUNCTIONS)
        told = registry().Quantity(result).to(of(1.0, unit).units).magnitude
    except pint.errors.DimensionalityError as error:
        raise UnitError(f"formula {formula!r} does not give {unit!r}: {error}") from error
    if not math.isclose(float(told), plain, rel_tol=1e-9, abs_tol=1e-12):
        raise UnitError(f"formula {formula!r} is off by a factor of {float(told) / plain:.6g} when told in {unit!r}")
