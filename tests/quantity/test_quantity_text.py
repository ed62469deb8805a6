"""One place writes numbers: prefixes, figures, money, sums that add up."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourapp.quantity import Quantity, UnitError, format_quantity, format_sum, split_quantity

THIN = "\u2009"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (70_553_706_496, "B", "70.6 GB"),
        (9.474e9, "B", "9.47 GB"),
        (141.1e9, "FLOP", "141 GFLOP"),
        (0.0476, "s", "47.6 ms"),
        (2.6e-6, "s", "2.60 µs"),
        (3.35e12, "B/s", "3.35 TB/s"),
        (3.958e15, "FLOP/s", "3.96 PFLOP/s"),
        (8_684_123, "m", "8,684 km"),
        (12.3, "m", "12.3 m"),
        (49152, "1", "49,152"),
        (70_553_706_496, "1", "70,553,706,496"),
        (0.92, "share", "92.0 %"),
        (1.0, "share", "100 %"),
        (0.433, "USD", "$0.433"),
        (0.00431, "USD", "$0.00431"),
        (123.73, "USD", "$123.73"),
        (6.0, "USD/h", "$6.00/h"),
        (0.433, "USD/Mtoken", "$0.433/M tokens"),
        (327680, "B/token", "328 kB/token"),
        (590.7, "FLOP/B", "591 FLOP/B"),
        (29867.3, "FLOP/B", "29,900 FLOP/B"),
        (3845.3, "token/s", "3,850 tokens/s"),
        (24.72, "times", "24.7 ×"),
        (999.6e6, "B", "1.00 GB"),
        (999.4e6, "B", "999 MB"),
        (0, "B", "0 B"),
        (2, "FLOP", "2 FLOP"),
        (-5e9, "B", "−5.00 GB"),
        (float("nan"), "B", "undefined"),
        (float("inf"), "s", "unlimited"),
        (-0.0001, "1", "−0.000100"),
    ],
)
def test_examples(value: float, unit: str, text: str) -> None:
    assert format_quantity(Quantity(value, unit)) == text.replace(" ", THIN).replace(f"M{THIN}tokens", "M tokens")


def test_binary_prefixes_only_when_asked_and_only_for_bytes() -> None:
    memory = Quantity(80 * 2**30, "B")
    assert format_quantity(memory) == f"85.9{THIN}GB"
    assert format_quantity(memory, binary=True) == f"80.0{THIN}GiB"
    with pytest.raises(UnitError):
        format_quantity(Quantity(1.0, "s"), binary=True)


def test_number_and_unit_apart_and_sweeps() -> None:
    assert split_quantity(Quantity(0.0112, "s")) == ("11.2", "ms")
    assert format_quantity(Quantity(np.array([0.01, 0.5]), "s")) == f"10.0{THIN}ms … 500{THIN}ms"


def test_digits() -> None:
    assert format_quantity(Quantity(70.5537e9, "B"), digits=4) == f"70.55{THIN}GB"


def test_storyboard_memory_adds_up() -> None:
    parts = [Quantity(v, "B") for v in (70_553_706_496, 5_242_880_000, 76_203_413_504, 8_000_000_000)]
    texts, total = format_sum(parts, Quantity(160_000_000_000, "B"), digits=4)
    assert texts == [f"{v}{THIN}GB" for v in ("70.6", "5.2", "76.2", "8.0")]
    assert total == f"160.0{THIN}GB"


def test_bill_adds_up_to_the_cent() -> None:
    texts, total = format_sum([Quantity(v, "USD") for v in (6.664, 13.114, 103.964)], Quantity(123.742, "USD"))
    assert total == "$123.74"
    assert sum(round(float(t[1:]) * 100) for t in texts) == 12374


def test_a_sum_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="add up"):
        format_sum([Quantity(1.0, "B"), Quantity(2.0, "B")], Quantity(4.0, "B"))
    with pytest.raises(UnitError):
        format_sum([Quantity(1.0, "s")], Quantity(1.0, "B"))


@given(
    st.lists(st.floats(min_value=0.0, max_value=1e12), min_size=1, max_size=8),
    st.sampled_from(["B", "s", "USD", "share", "1", "FLOP"]),
)
def test_printed_parts_always_add_up(values: list[float], unit: str) -> None:
    total = sum(values)
    texts, whole = format_sum([Quantity(v, unit) for v in values], Quantity(total, unit))

    def number(text: str) -> int:
        digits = re.sub(r"[^0-9.\-]", "", text.replace("−", "-"))
        return int(digits.replace(".", ""))

    assert sum(map(number, texts)) == number(whole)


@given(st.floats(min_value=1e-12, max_value=1e17))
def test_three_figures_are_within_half_a_per_cent(value: float) -> None:
    number, unit = split_quantity(Quantity(value, "B/s"))
    scale = {"": 1.0, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15}[unit.removesuffix("B/s")]
    assert float(number.replace(",", "")) * scale == pytest.approx(value, rel=5.1e-3)
