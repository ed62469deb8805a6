"""Quantities: arithmetic with units, formulas that are run as shown, and refusals of what does not fit."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourapp.quantity import Quantity, Source, UnitError, add_up, derive, plain, to_unit
from tourapp.quantity.formula import compiled, evaluate, pretty
from tourapp.quantity.why import explain, tree

SPEC = Source("SHEET", "a data sheet", "2026-08", "page 3")
P = Quantity(70, "1", "weights", "P", "", (), SPEC)
e = Quantity(2, "B", "bytes of a weight", "e")
beta = Quantity(35.0, "B/s", "bandwidth", "β")


def test_derive_runs_the_text_it_shows() -> None:
    weights = derive("all weights", "W", "B", "P * e", P, e)
    time = derive("read time", "t", "s", "W / β", weights, beta)
    assert (weights.value, weights.unit) == (140, "B")
    assert (time.value, time.unit) == (4.0, "s")
    assert time.formula == "W / β" and time.inputs == (weights, beta)


@pytest.mark.parametrize(
    ("unit", "formula", "inputs"),
    [
        ("s", "P * e", (P, e)),  # bytes are not seconds
        ("GB", "P * e", (P, e)),  # bytes are not gigabytes
        ("B", "P * e + 1", (P, e)),  # bytes plus a plain number
        ("B", "P * e", (P, e, beta)),  # an input the formula does not use
        ("B", "P * q", (P, e)),  # a symbol that is no input
        ("B/s", "maximum(β, e)", (beta, e)),
        ("B", "P * e", (P, Quantity(2, "furlong", "", "e"))),
    ],
)
def test_derive_refuses_units_that_do_not_fit(unit: str, formula: str, inputs: tuple[Quantity, ...]) -> None:
    with pytest.raises(UnitError):
        derive("wrong", "w", unit, formula, *inputs)


def test_scale_mistakes_are_caught() -> None:
    hours = Quantity(2.0, "h", "time", "T")
    with pytest.raises(UnitError, match="factor of"):
        derive("bytes", "Q", "B", "β * T", beta, hours)
    per_hour = Quantity(3600, "s/h", "seconds of an hour", "hour")
    assert derive("bytes", "Q", "B", "β * T * hour", beta, hours, per_hour).value == 35.0 * 2 * 3600


def test_operators_work_out_units() -> None:
    two_gb = Quantity(2.0, "GB", "memory", "M")
    assert (two_gb + Quantity(500e6, "B", "more", "m")).value == 2.5
    assert (two_gb / Quantity(4.0, "s", "time", "t")).unit == "GB/s"
    ratio = two_gb / Quantity(1e9, "B", "other", "m")
    assert (ratio.value, ratio.unit) == (2.0, "1")
    assert (3 * two_gb).value == 6.0
    assert (two_gb * Quantity(0.5, "share", "part", "u")).unit == "GB"
    rest = 1 - Quantity(0.95, "share", "usable", "u")
    assert rest.unit == "share" and rest.value == pytest.approx(0.05)
    with pytest.raises(UnitError):
        _ = two_gb + Quantity(1.0, "s", "time", "t")


def test_comparison_floor_and_maximum_mind_units() -> None:
    a, b = Quantity(1.0, "GB", "", "a"), Quantity(9e8, "B", "", "b")
    assert a > b and b <= a and a != b and a == Quantity(1e9, "B", "", "c")
    assert a.maximum(b).value == 1.0 and b.maximum(a).value == 1e9
    assert Quantity(2.9, "1").floor().value == 2
    assert a != Quantity(1.0, "s")
    with pytest.raises(UnitError):
        _ = a < Quantity(1.0, "s")


def test_arrays_go_through_and_are_locked() -> None:
    batch = Quantity(np.array([1.0, 2.0, 4.0]), "1", "batch", "B")
    total = derive("bytes", "Q", "B", "maximum(B * e, 4 * e)", batch, e)
    assert total.value.tolist() == [8.0, 8.0, 8.0]
    assert total.is_array
    with pytest.raises(ValueError, match="read-only"):
        total.value[0] = 1.0


def test_add_up_wants_one_unit() -> None:
    parts = [Quantity(1, "B"), Quantity(2, "B")]
    assert add_up("sum", "s", "B", parts).value == 3
    with pytest.raises(UnitError):
        add_up("sum", "s", "B", [*parts, Quantity(1, "kB")])


def test_tree_goes_down_to_the_source() -> None:
    weights = derive("all weights", "W", "B", "P * e", P, e)
    twice = derive("there and back", "D", "B", "W + W2", weights, weights.named("again", "W2"))
    text = explain(twice)
    assert "a data sheet: SHEET, 2026-08" in text and "P × e" in text
    assert text.splitlines()[1].startswith("  all weights W = 140\u2009B")
    first = tree(weights)
    assert first["inputs"][0]["source"]["where"] == "page 3"
    repeated = tree(add_up("sum", "s", "B", [weights, weights]))
    assert "inputs" in repeated["inputs"][0] and repeated["inputs"][1]["repeated"] is True


def test_formulas_are_arithmetic_only() -> None:
    assert evaluate("a * b + 1", {"a": 2, "b": 3}) == 7
    assert pretty("maximum(a, b) / c - d ** 2") == "max(a, b) ÷ c − d²"
    for bad in ("__import__('os')", "a.b", "[a]", "open(a)", "a if b else c", "lambda: a"):
        with pytest.raises(ValueError):
            compiled(bad)


def test_a_value_must_be_a_number() -> None:
    for bad in (True, "7", None):
        with pytest.raises(TypeError):
            Quantity(bad, "B", "size")  # type: ignore[arg-type]
    assert type(Quantity(np.float64(2.5)).value) is float


@given(st.floats(min_value=1e-9, max_value=1e15), st.sampled_from(["B", "kB", "GB", "GiB", "TB"]))
def test_conversion_there_and_back(value: float, unit: str) -> None:
    assert to_unit(to_unit(value, unit, "MB"), "MB", unit) == pytest.approx(value, rel=1e-12)


def test_plain_keeps_whole_numbers_whole() -> None:
    assert plain(Quantity(8.0, "B")) == 8 and isinstance(plain(8.0), int)
    assert plain(2.5) == 2.5 and isinstance(plain(1e300), float)
    assert plain(np.array([1.0, 2.5])) == [1, 2.5]


def test_import_is_light() -> None:
    code = "import sys, tourapp.quantity; sys.exit(any(m in sys.modules for m in ('numpy', 'pint')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
