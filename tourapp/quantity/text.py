"""How a quantity is written for a reader: the one place that turns numbers into words.

SI prefixes with a thin space, three significant figures, thousands separated by commas, money with a dollar sign,
shares in per cent. Decimal (GB) and binary (GiB) prefixes never meet: binary is asked for by name. Not here: layout.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from tourapp.quantity.core import Quantity
from tourapp.quantity.units import UnitError
from tourapp.words import Catalogue, say, spoken

THIN = "\u2009"
SHORTEST = 1e-9
"""Seconds below this are not told in figures."""
_UP = ("", "k", "M", "G", "T", "P", "E")
_DOWN = ("", "m", "µ", "n", "p")
_BINARY = ("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei")
_WORDS = {"token": "tokens", "token/s": "tokens/s", "1/s": "/s", "times": "×"}
_UNSCALED = ("FLOP/B", "FLOP/token/B")
_STEPS = {"B": _UP, "FLOP": _UP, "W": _UP, "s": ("",), "m": ("", "k")}


def format_quantity(q: Quantity, digits: int = 3, binary: bool = False) -> str:
    """Text of a quantity: '70.6 GB', '47.6 ms', '92.0 %', '$0.433', '49,152'. A sweep gives 'first … last'.

    digits: significant figures of measured amounts; whole counts are written in full. binary: GiB instead of GB (bytes
    only). NaN is 'undefined', infinity 'unlimited'.
    """
    if q.printed:
        return q.printed
    number, unit = split_quantity(q, digits, binary)
    if not unit or unit.startswith("/"):
        return number + unit
    return f"{number}{THIN}{unit}"


def split_quantity(q: Quantity, digits: int = 3, binary: bool = False) -> tuple[str, str]:
    """The number and the unit apart, for a readout that sets them in different type. The unit may be empty."""
    if q.printed:
        number, _, unit = q.printed.partition(THIN)
        return number, unit
    if q.is_array:
        flat = q.value.ravel()  # type: ignore[union-attr]
        first, last = (Quantity(v, q.unit, q.name) for v in (flat[0], flat[-1]))
        return f"{format_quantity(first, digits, binary)} … {format_quantity(last, digits, binary)}", ""
    value: Any = q.value
    return _split(value, q.unit, digits, binary, spoken())


@lru_cache(maxsize=4096, typed=True)
def _split(value: Any, unit: str, digits: int, binary: bool, _language: Catalogue) -> tuple[str, str]:
    """The same for one number. Kept: most numbers on a stage are those of the frame before."""
    if math.isnan(value):
        return say("undefined"), ""
    if math.isinf(value):
        return say("unlimited" if value > 0 else "unlimited below zero"), ""
    if unit == "USD" or unit.startswith("USD/"):
        return _dollars(value, digits), _per(unit[4:])
    if unit == "share":
        return _significant(value * 100, digits), "%"
    if unit == "token" and value == 1:
        return "1", "token"
    head, _, tail = unit.partition("/")
    if binary and head != "B":
        raise UnitError(f"binary prefixes are for bytes, not for {unit!r}")
    if head not in _STEPS or unit in _UNSCALED:
        return _count(value, digits), "" if unit == "1" else _WORDS.get(unit, unit)
    if head == "s" and not tail and 0 < abs(value) < SHORTEST:
        return say("under 1"), "ns"
    scaled, prefix = _prefixed(float(value), head, digits, binary)
    whole = head == "m" and prefix == "k"
    if head in ("B", "FLOP") and not prefix and scaled.is_integer():
        return _signed(int(scaled), 0), head + ("/" + tail if tail else "")
    return _significant(scaled, digits, whole=whole), prefix + head + ("/" + tail if tail else "")


def _per(tail: str) -> str:
    """What stands behind a dollar amount: '/M tokens', '/h' or nothing."""
    return "/" + tail.replace("Mtoken", "M tokens") if tail else ""


def _prefixed(value: float, head: str, digits: int, binary: bool) -> tuple[float, str]:
    """The number scaled into 1..1000 and its prefix; rounding may carry into the next prefix (999.6 M is 1.00 G)."""
    size = abs(value)
    if size == 0:
        return 0.0, ""
    if size < 1 and head in ("s", "m", "W"):
        for power, prefix in enumerate(_DOWN):
            scaled = size * 1000.0**power
            if _rounded(scaled, digits) >= 1 or power == len(_DOWN) - 1:
                return math.copysign(scaled, value), prefix
    steps = _BINARY if binary else _STEPS[head]
    base = 1024.0 if binary else 1000.0
    power = 0
    while power < len(steps) - 1 and _rounded(size / base**power, digits) >= base:
        power += 1
    return value / base**power, steps[power]


def _rounded(value: float, digits: int) -> float:
    if value == 0:
        return 0.0
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def _decimals(value: float, digits: int) -> int:
    """Decimals that show `digits` significant figures of this value, after rounding carries."""
    shown = _rounded(abs(value), digits)
    return 0 if shown == 0 else max(0, digits - 1 - math.floor(math.log10(shown) + 1e-12))


def _significant(value: float, digits: int, whole: bool = False) -> str:
    if value == 0:
        return "0"
    if whole and abs(value) >= 10 ** (digits - 1):
        return _signed(round(value), 0)
    return _signed(_rounded(value, digits), _decimals(value, digits))


def _signed(value: float, decimals: int) -> str:
    text = f"{abs(value):,.{decimals}f}"
    negative = value < 0 and any(c in "123456789" for c in text)
    return ("−" if negative else "") + text


def _count(value: float, digits: int) -> str:
    """Whole numbers in full, others to `digits` figures."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return _signed(int(value), 0)
    return _significant(value, digits)


def _dollars(value: float, digits: int) -> str:
    size = abs(value)
    decimals = 2 if size >= 1 or size == 0 else _decimals(size, digits)
    return ("−" if value < 0 else "") + f"${size:,.{decimals}f}"


def format_sum(
    parts: Sequence[Quantity], total: Quantity, digits: int = 3, binary: bool = False, decimals: int | None = None
) -> tuple[list[str], str]:
    """Texts of parts and total in one shared unit, rounded so that the printed parts add up to the printed total.

    The step of rounding is that of the total, finer where a part would lose its second figure (or `decimals` given);
    what rounding leaves over goes to the largest parts, where it is seen least. ValueError if the parts do not add up
    to the total in the first place (relative 1e-9).
    """
    amounts = [float(p.to(total.unit).value) for p in parts]
    whole = float(total.value)
    if not math.isclose(
        math.fsum(amounts), whole, rel_tol=1e-9, abs_tol=1e-12 * max([abs(a) for a in amounts] + [1.0])
    ):
        raise ValueError(f"parts add up to {math.fsum(amounts):g}, the total says {whole:g} {total.unit}")
    before, factor, after, own = _common(total, digits, binary)
    places = own + _finer(amounts, factor, own) if decimals is None else decimals
    step = Fraction(1, 10**places)
    target = round(Fraction(whole) / Fraction(factor) / step)
    units = [round(Fraction(amount) / Fraction(factor) / step) for amount in amounts]
    largest = sorted(range(len(units)), key=lambda i: abs(amounts[i]), reverse=True)
    for i in largest[: abs(target - sum(units))]:
        units[i] += 1 if target > sum(units) else -1
    texts = [_spelled(u * step, places, before, after) for u in units]
    return texts, _spelled(target * step, places, before, after)


FINER = 2
"""Decimals a sum may have beyond those of its total."""


def _finer(amounts: Sequence[float], factor: float, own: int) -> int:
    """How many more decimals the parts need, so that each of some weight keeps two figures."""
    weighty = [abs(a) / factor for a in amounts if abs(a) > 1e-3 * max(abs(b) for b in amounts)]
    return min(FINER, max([_decimals(a, 2) for a in weighty] + [own]) - own)


def print_sum(
    parts: Sequence[Quantity], total: Quantity, digits: int = 3, decimals: int | None = None
) -> tuple[tuple[Quantity, ...], Quantity]:
    """The same parts and total, each with its text in the sum: wherever they are shown, they add up."""
    texts, whole = format_sum(parts, total, digits, decimals=decimals)
    return tuple(replace(q, printed=text) for q, text in zip(parts, texts, strict=True)), replace(total, printed=whole)


def _two_figures(amount: float) -> str:
    """Two figures; from a hundred on all of its whole ones, so that no digit stands there that is not its own."""
    if abs(amount) >= 100:
        return _signed(round(amount), 0)
    return _signed(_rounded(amount, 2), _decimals(amount, 2))


def print_ends(number: Quantity, ends: tuple[Quantity, Quantity]) -> tuple[Quantity, Quantity]:
    """Two ends of a band, each with its text in two figures and in the unit in which the number itself is written; the
    unit is not written again: beside '23.3 ms' they are '18' and '29'."""
    before, factor, after, _ = _common(replace(number, printed=""), 3, False)
    unit = after.strip(THIN) if factor != 1.0 else number.unit
    found = []
    for end in ends:
        told = end if before else end.to(unit)
        amount = float(told.value)
        found.append(replace(told, printed=_dollars(amount, 2) if before else _two_figures(amount)))
    low, high = found
    return low, high


def _common(total: Quantity, digits: int, binary: bool) -> tuple[str, float, str, int]:
    """What all texts of a sum share: the sign in front, the scale, the unit behind, the decimals."""
    value = float(total.value)
    head, _, tail = total.unit.partition("/")
    if head == "USD":
        decimals = 2 if abs(value) >= 1 or value == 0 else _decimals(value, digits)
        return "$", 1.0, _per(tail), decimals
    if total.unit == "share":
        return "", 0.01, THIN + "%", _decimals(value * 100, digits)
    if head not in _STEPS or total.unit in _UNSCALED:
        word = "" if total.unit == "1" else THIN + _WORDS.get(total.unit, total.unit)
        return "", 1.0, word, 0 if value.is_integer() else _decimals(value, digits)
    scaled, prefix = _prefixed(value, head, digits, binary)
    factor = value / scaled if scaled else 1.0
    return "", factor, THIN + prefix + head + ("/" + tail if tail else ""), _decimals(scaled, digits)


def _spelled(amount: Fraction, places: int, before: str, after: str) -> str:
    sign = "−" if amount < 0 else ""
    return f"{sign}{before}{abs(float(amount)):,.{places}f}{after}"
