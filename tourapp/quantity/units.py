"""Units: turning a number from one into another, what comes out of a product or quotient, and the door for those who
check that formulas and units agree.

Only what the product speaks of. A token, a share and an event are counts; information, arithmetic, money, time, length,
power and energy are dimensions of their own, so that confusing any two of them is an error. Whether a formula gives the
unit it claims is checked in the tests, with a units library (`check`). Not here: numbers and their formatting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

PREFIXES: Mapping[str, float] = {
    **{"k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18},
    **{"m": 1e-3, "µ": 1e-6, "n": 1e-9},
    **{"Ki": 2.0**10, "Mi": 2.0**20, "Gi": 2.0**30},
}
BASES: Mapping[str, tuple[float, str]] = {
    **{"s": (1.0, "time"), "min": (60.0, "time"), "h": (3600.0, "time")},
    **{"bit": (1.0, "information"), "B": (8.0, "information")},
    **{"FLOP": (1.0, "arithmetic"), "USD": (1.0, "money"), "m": (1.0, "length"), "W": (1.0, "power")},
    "J": (1.0, "energy"),
    **{"token": (1.0, ""), "share": (1.0, ""), "times": (1.0, ""), "1": (1.0, "")},
}
"""What one is of its dimension's own measure, and the dimension; none: a count."""
TERM = re.compile(r"([*/]?)\s*([^\s*/]+)\s*")
POWER = re.compile(r"(.+?)(?:\^(\d+))?$")


class UnitError(ValueError):
    """Units that do not fit together; the message names both."""


def check(formula: str, unit: str, symbols: tuple[str, ...], units: tuple[str, ...]) -> None:
    """Called with every formula, the unit it claims, its symbols and their units. Nothing while the tour runs: tests
    put a check in this function's place that raises UnitError where they do not agree."""


@lru_cache(maxsize=512)
def _symbol(name: str) -> tuple[float, str]:
    """What one of a unit's symbol is, and its dimension. UnitError for one that is not known."""
    if name in BASES:
        return BASES[name]
    for prefix, gain in PREFIXES.items():
        base = name.removeprefix(prefix)
        if base != name and base in BASES and BASES[base][1]:
            factor, dimension = BASES[base]
            return gain * factor, dimension
    raise UnitError(f"unit {name!r} is not known")


@lru_cache(maxsize=512)
def _symbols(unit: str) -> tuple[tuple[str, int], ...]:
    """A unit's symbols with their powers, as written: "GB/s" is GB once and s minus once."""
    powers: dict[str, int] = {}
    for sign, word in TERM.findall(unit):
        name, power = POWER.fullmatch(word).groups()  # type: ignore[union-attr]
        _symbol(name)
        powers[name] = powers.get(name, 0) + (-1 if sign == "/" else 1) * int(power or 1)
    return tuple(powers.items())


def _measure(unit: str) -> tuple[float, dict[str, int]]:
    """What one of a unit is, and its dimensions with their powers."""
    whole, dimensions = 1.0, dict[str, int]()
    for name, power in _symbols(unit):
        factor, dimension = _symbol(name)
        whole *= factor**power
        if dimension:
            dimensions[dimension] = dimensions.get(dimension, 0) + power
    return whole, {name: power for name, power in dimensions.items() if power}


@lru_cache(maxsize=4096)
def scale(unit: str, target: str) -> float:
    """Factor that turns a number in `unit` into one in `target`; UnitError where they measure different things."""
    if unit == target:
        return 1.0
    (one, what), (other, wanted) = _measure(unit), _measure(target)
    if what != wanted:
        raise UnitError(f"{unit!r} cannot be turned into {target!r}: they measure different things")
    return one / other


def to_unit(value: Any, unit: str, target: str) -> Any:
    """`value` (number or array) in `unit`, told in `target`. Example: to_unit(2.0, 'h', 's') is 7200.0."""
    factor = scale(unit, target)
    return value if factor == 1.0 else value * factor


@lru_cache(maxsize=4096)
def product(unit: str, other: str, divide: bool) -> tuple[str, float]:
    """Unit of a product or quotient, and the factor its number needs. ('GB', 'B', True) gives ('1', 1e9)."""
    sign = -1 if divide else 1
    powers: dict[str, int] = dict(_symbols(unit))
    for name, power in _symbols(other):
        powers[name] = powers.get(name, 0) + sign * power
    names, factor = _reduced({name: power for name, power in powers.items() if power})
    left = {name: power for name, power in names.items() if _symbol(name)[1]}
    if left:
        return _written(left), factor
    counts = {name for name in names if name != "1"}
    if {unit, other} == {"share", "1"} or (unit == other == "share" and not divide):
        return "share", factor
    return ("token" if counts == {"token"} and names["token"] == 1 else "1"), factor


def _reduced(powers: dict[str, int]) -> tuple[dict[str, int], float]:
    """Symbols of one dimension told in the first of them, and what that makes of the number."""
    first: dict[str, str] = {}
    names: dict[str, int] = {}
    factor = 1.0
    for name, power in powers.items():
        own, dimension = _symbol(name)
        told = first.setdefault(dimension or name, name)
        kept = _symbol(told)[0]
        factor *= (own / kept) ** power if power > 0 else (kept / own) ** -power  # a billion stays a whole number
        names[told] = names.get(told, 0) + power
    return {name: power for name, power in names.items() if power}, factor


def _written(powers: dict[str, int]) -> str:
    """Symbols with their powers, as a unit is written."""
    above = [name if power == 1 else f"{name}^{power}" for name, power in powers.items() if power > 0]
    below = [name if power == -1 else f"{name}^{-power}" for name, power in powers.items() if power < 0]
    return "/".join(["*".join(above) or "1", *below])
