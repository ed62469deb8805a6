"""The product's own small unit algebra against a units library, over everything that can be said with its symbols."""

from __future__ import annotations

from itertools import product as pairs

import pytest

from tests.quantity.formula_units import check_formula, of, registry
from tourapp.quantity.units import BASES, PREFIXES, UnitError, product, scale, to_unit

SYMBOLS = sorted({*BASES, *(prefix + base for prefix in PREFIXES for base in ("B", "FLOP", "s", "m", "W"))})
RATES = ["B/s", "GB/s", "FLOP/s", "TFLOP/s", "FLOP/B", "USD/h", "B/token", "token/s", "1/s", "W/token", "B*s", "s^2"]


@pytest.mark.parametrize("unit", [*SYMBOLS, *RATES])
def test_every_unit_measures_what_the_library_says(unit: str) -> None:
    for target in (*SYMBOLS, *RATES):
        one, other = of(1.0, unit), of(1.0, target)
        if one.dimensionality != other.dimensionality:
            with pytest.raises(UnitError, match="different things"):
                scale(unit, target)
        else:
            assert scale(unit, target) == pytest.approx(float(one.to(other.units).magnitude), rel=1e-12)


@pytest.mark.parametrize("divide", [True, False])
def test_products_and_quotients_are_the_library_s(divide: bool) -> None:
    for unit, other in pairs([*SYMBOLS, *RATES], repeat=2):
        name, factor = product(unit, other, divide)
        wanted = of(1.0, unit) / of(1.0, other) if divide else of(1.0, unit) * of(1.0, other)
        assert float((factor * of(1.0, name)).to(wanted.units).magnitude) == pytest.approx(1.0, rel=1e-12), (
            unit,
            other,
        )


@pytest.mark.parametrize(
    ("unit", "other", "divide", "wanted"),
    [
        ("GB", "B", True, ("1", 1e9)),
        ("B", "B/s", True, ("s", 1.0)),
        ("GB", "s", True, ("GB/s", 1.0)),
        ("GB", "share", False, ("GB", 1.0)),
        ("share", "1", False, ("share", 1.0)),
        ("share", "share", True, ("1", 1.0)),
        ("token", "times", False, ("1", 1.0)),
        ("token", "1", False, ("token", 1.0)),
        ("USD/h", "s", False, ("USD", 1 / 3600)),
        ("FLOP/s", "B/s", True, ("FLOP/B", 1.0)),
    ],
)
def test_names_are_those_people_write(unit: str, other: str, divide: bool, wanted: tuple[str, float]) -> None:
    assert product(unit, other, divide) == (wanted[0], pytest.approx(wanted[1]))


def test_what_is_not_known_or_does_not_fit_is_said() -> None:
    with pytest.raises(UnitError, match="'parsec' is not known"):
        scale("parsec", "m")
    with pytest.raises(UnitError, match="'B' cannot be turned into 's'"):
        to_unit(1.0, "B", "s")
    with pytest.raises(UnitError, match="off by a factor of 3600"):
        check_formula("a", "s", ("a",), ("h",))
    with pytest.raises(UnitError, match="does not give"):
        check_formula("a + b", "B", ("a", "b"), ("B", "s"))
    assert registry() is registry()
