"""Decode alone and prefill alone are what the whole answer says of them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from tourapp import specs
from tourapp.quantity import Quantity
from tourapp.sim.cost import Scenario, cost, decode_alone, prefill_alone


def assert_same(one: Any, other: Any) -> None:
    """Every field equal, to the last bit and with the same words and origins."""
    for field in fields(one):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if isinstance(a, Quantity):
            assert_same_number(a, b)
        else:
            assert np.array_equal(a, b), field.name


def assert_same_number(a: Quantity, b: Quantity) -> None:
    assert np.array_equal(a.value, b.value)
    assert (a.name, a.symbol, a.unit, a.formula, a.id) == (b.name, b.symbol, b.unit, b.formula, b.id)
    assert len(a.inputs) == len(b.inputs)
    for mine, theirs in zip(a.inputs, b.inputs, strict=True):
        assert_same_number(mine, theirs)


@pytest.mark.parametrize("number", range(12))
def test_one_phase_is_what_the_whole_answer_says_of_it(number: int) -> None:
    rng = np.random.default_rng(number)
    model = sorted(specs.models())[int(rng.integers(len(specs.models())))]
    context: Any = np.arange(1, 40) + int(rng.integers(1, 9000)) if number % 2 else int(rng.integers(1, 200_000))
    scenario = Scenario(
        model,
        gpus=int(rng.integers(1, 9)),
        batch=int(rng.integers(1, 300)),
        context=context,
        prompt_tokens=int(rng.integers(1, 30_000)),
        weight_bits=int(rng.choice([16, 8, 4])),
        mfu=float(rng.uniform(0.1, 1)),
        mbu=float(rng.uniform(0.1, 1)),
    )
    whole = cost(scenario)
    assert_same(decode_alone(scenario), whole.decode)
    assert_same(prefill_alone(scenario), whole.prefill)
