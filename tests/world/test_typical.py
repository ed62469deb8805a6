"""The typical request beside the run, costs at other settings under their own ids, and a measurement in quantities."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenes.prefill_decode.stage import SITTING
from tourapp.authoring import show
from tourapp.world import Inputs, Work, World

STILL = World(work=Work(wait=False))
TOO_SLOW = {"model": "llama-3.1-405b", "gpu": "l4", "gpus": 1, "output_tokens": 4096}
TOO_FAST = {"model": "gpt2", "gpu": "b200-sxm", "output_tokens": 1, "prompt_tokens": 1}


@pytest.mark.parametrize(
    ("changes", "service", "rate"),
    [
        ({}, "same", "same"),
        ({"batch": 64}, "same", "same"),
        ({"mean_service": 5.0}, "set", "same"),
        ({"arrival_rate": 2.0}, "same", "set"),
        (TOO_SLOW, "above", "below"),
        (TOO_FAST, "below", "above"),
        ({**TOO_SLOW, "mean_service": 60.0}, "set", "below"),
    ],
)
def test_how_the_sliders_stand_to_the_typical_request(changes: dict[str, Any], service: str, rate: str) -> None:
    typical = STILL.with_inputs(**changes).typical
    assert (typical.service, typical.rate) == (service, rate)


def test_it_is_what_the_sliders_follow() -> None:
    typical, inputs = STILL.typical, Inputs()
    assert float(typical.seconds.value) == pytest.approx(inputs.mean_service)
    assert float(typical.arrivals.value) == pytest.approx(inputs.arrival_rate)
    assert typical.seconds is STILL.request_times.achieved_total


def test_a_stay_prints_parts_that_add_up() -> None:
    for world in (STILL, STILL.with_inputs(arrival_rate=10), STILL.with_inputs(gpu="l4", gpus=8)):
        for stay in (world.account.stay, *world.other_stays):
            digits = [float(show(q).split("\u2009")[0].replace(",", "")) for q in (*stay.parts, stay.total)]
            assert sum(digits[:-1]) == pytest.approx(digits[-1], abs=1e-9)
    assert next(stay.total.id for stay in STILL.other_stays) == "account.stay.total(load=0.5)"
    assert STILL.account.stay.total.id == "account.stay.total"


def test_the_mean_wait_at_a_load_has_the_load_in_its_id() -> None:
    assert STILL.load_curve.wait_at(0.95).id == "load_curve.wait(load=0.95)"
    assert STILL.load_curve.share(0.95).id == "load_curve.load(0.95)"


def test_a_measurement_in_quantities() -> None:
    world = World(work=Work(wait=False))
    assert world.computer_numbers is None
    world.adopt("measured", SITTING)
    numbers = World(Inputs(), world._cache).computer_numbers
    assert numbers is not None and numbers.rounds == 5
    assert float(numbers.decode_gain.value) == pytest.approx(SITTING.decode_gain)
    assert float(numbers.prefill_gain.value) == pytest.approx(SITTING.prefill_gain)
    assert float(numbers.ridge.value) == pytest.approx(SITTING.ridge)
    assert numbers.rate("decode", True) is numbers.decode_shared and numbers.ridge.id == "computer_numbers.ridge"
