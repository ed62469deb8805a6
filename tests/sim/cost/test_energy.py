"""Joules of a token: the power limit of all GPUs times the machine's time, an upper bound; not published is None."""

from dataclasses import replace

import pytest

from tourapp.sim.cost import Scenario, cost
from tourapp.sim.cost.achieved import Achieved, achieved

BASE = Scenario(kv_bits=8, fitted=True)


def test_a_token_takes_the_power_limit_for_the_time_that_its_price_pays() -> None:
    costs = cost(BASE)
    told = achieved(replace(BASE, fitted=False))
    assert isinstance(told, Achieved) and costs.energy is not None
    step, prefill = told.decode_seconds.value, told.prefill_seconds.value
    assert costs.energy.achieved_joules_per_token_output.value == pytest.approx(2 * 700 * step / 8)
    assert costs.energy.achieved_joules_per_token_input.value == pytest.approx(2 * 700 * prefill / 2000)
    assert costs.energy.joules_per_token_output.value == pytest.approx(2 * 700 * costs.decode.step_seconds.value / 8)
    assert costs.energy.achieved_joules_per_token_output.unit == "J/token"


def test_dollars_and_joules_of_a_token_stand_in_one_ratio() -> None:
    costs = cost(replace(BASE, batch=64))
    assert costs.energy is not None
    dear, power = costs.price, costs.energy
    output = power.achieved_joules_per_token_output.value / dear.achieved_output.value
    assert power.achieved_joules_per_token_input.value / dear.achieved_input.value == pytest.approx(output)


def test_upper_bound_is_in_the_name_where_times_are_reached_ones() -> None:
    power = cost(BASE).energy
    assert power is not None
    assert "at most" in str(power.achieved_joules_per_token_input.name)
    assert "ideal" in str(power.joules_per_token_input.name)


def test_no_power_no_energy() -> None:
    assert cost(Scenario(gpu="tpu-v5e", gpus=1, model="llama-3-8b")).energy is None
