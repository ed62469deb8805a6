"""Expressions in boxes: numbers, units and names; errors that say what to do; whatever is typed never hurts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourapp.learning.expressions import DEEPEST, LONGEST, ExpressionError, evaluate, in_unit
from tourapp.quantity import Quantity

NAMES = {
    "memory": Quantity(24e9, "B"),
    "layers": Quantity(32),
    "context": Quantity(2000, "token"),
    "step": Quantity(8.0, "ms"),
}


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("22.8", "GB", 22.8),
        ("24 GB × 0.95", "GB", 22.8),
        ("95 % * memory", "GB", 22.8),
        ("131,072 B * context", "MB", 262.144),
        ("2·layers·8·128·2", "B", 131072),
        ("2^10", "1", 1024),
        ("2^3^2", "1", 512),
        ("-2^2", "1", -4),
        ("2*-3 + 10/4", "1", -3.5),
        ("floor(25.7) + ceil(0.2)", "1", 26),
        ("max(1,234, 5)", "1", 234),
        ("max(step, 3 ms)", "ms", 8.0),
        ("1 GiB", "GB", 1.073741824),
        ("(memory - 16.06 GB) / 262 MB", "1", 30.3053),
        ("1/(50 ms)", "1/s", 20.0),
        ("1e3", "1", 1000),
        (".5", "1", 0.5),
        ("2,000,000.5", "1", 2000000.5),
    ],
)
def test_values(text: str, unit: str, value: float) -> None:
    assert in_unit(text, unit, NAMES) == pytest.approx(value, rel=1e-4)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Write a number or a formula first."),
        ("1,5", "Decimals with a point, thousands in threes: 1.5 or 2,000."),
        ("memory + step", "These units do not go together: write each number with its own."),
        ("speed", "There is no speed here: use memory, layers, context, step, floor, ceil, max."),
        ("3 apples", "apples is no unit here: write B, MB, GB, s or leave it out."),
        ("(1", "A bracket is not closed: write ) behind it."),
        ("1)", ") is not expected here: look at what stands before it."),
        ("1 2", "2 is not expected here: look at what stands before it."),
        ("2 *", "Something is missing at the end: a number or a bracket."),
        ("1/0", "This divides by zero: look at what stands below."),
        ("9^9^9", "This number is too large: look at the powers."),
        ("0^-1", "This power has no value: look at the sign and at zero."),
        ("memory^0.5", "Raise plain numbers only, not what has a unit."),
        ("max(1)", "max takes 2 values."),
        ("floor(1, 2)", "floor takes 1 value."),
        ("1" * (LONGEST + 1), f"{LONGEST + 1} characters: use at most {LONGEST}."),
        (
            "(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1),
            f"Too many brackets within each other: use at most {DEEPEST}.",
        ),
        ("-" * 60 + "1", f"Too many brackets within each other: use at most {DEEPEST}."),
        ("__import__", "There is no __import__ here: use memory, layers, context, step, floor, ceil, max."),
    ],
)
def test_errors_say_what_to_do(text: str, words: str) -> None:
    with pytest.raises(ExpressionError) as error:
        evaluate(text, NAMES)
    assert str(error.value.words) == words


def test_a_box_says_its_unit() -> None:
    with pytest.raises(ExpressionError, match="This is in GB, and the box is in ms"):
        in_unit("2 GB", "ms")


@given(
    st.one_of(
        st.text(max_size=220),
        st.lists(
            st.sampled_from(
                ["(", ")", "+", "-", "*", "/", "^", ",", "max", "floor", "memory", "9", "0", ".", "e5", " GB", "%", "²"]
            ),
            max_size=60,
        ).map("".join),
    )
)
def test_whatever_is_typed_gives_a_number_or_words(text: str) -> None:
    start = time.process_time()
    try:
        found = evaluate(text, NAMES)
        assert isinstance(float(found.value), float) and found.value == found.value
    except ExpressionError as error:
        assert str(error.words)
    assert time.process_time() - start < 0.5
