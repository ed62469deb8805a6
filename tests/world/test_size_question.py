"""The second question's figures: two models on one machine, at loads from one short conversation to a full batch."""

from __future__ import annotations

from typing import Any

import pytest

from tourapp import specs
from tourapp.world import Inputs, World
from tourapp.world.parts.size_question import SizeQuestion

LOADS = {"1x128": 9.25, "1x2000": 9.14, "8x2000": 8.43, "32x8192": 4.56, "64x8192": 3.71, "64x32768": 2.85}
"""Ratios that the specification gives, computed apart from this program."""


def question(**change: Any) -> SizeQuestion:
    found: SizeQuestion = World(Inputs().change(**change)).size_question
    return found


def test_the_ratio_at_every_named_load() -> None:
    told = question()
    assert {each.id: round(float(each.ratio.value), 2) for each in told.loads} == LOADS
    assert float(told.alone.big.value) * 1e3 == pytest.approx(20.753, abs=5e-4)
    assert float(told.alone.small.value) * 1e3 == pytest.approx(2.243, abs=5e-4)
    assert told.asked.id == "32x8192" and told.here.id == "8x2000"


def test_what_the_ratio_is_made_of() -> None:
    told = question()
    assert float(told.by_weights.value) == pytest.approx(9.261, abs=5e-4)
    assert float(told.by_kappa.value) == 2.5
    assert float(told.by_params.value) == pytest.approx(8.786, abs=5e-4)
    assert float(told.big.reading.value) * 1e3 == pytest.approx(20.75, abs=0.01)
    assert float(told.small.reading.value) * 1e3 == pytest.approx(2.24, abs=5e-3)
    assert float(told.big.letters.weights.value) / 1e9 == pytest.approx(139.0, abs=0.05)
    assert float(told.small.letters.weights.value) / 1e9 == pytest.approx(15.0, abs=0.05)


def test_vocabulary_tables() -> None:
    told = question()
    assert float(told.small.tables.value) == pytest.approx(0.131, abs=5e-4)
    assert float(told.small.unread.value) == pytest.approx(float(told.small.tables.value) / 2)
    tied = question(size_other="gpt2").small
    assert tied.tied and float(tied.unread.value) == 0.0


def test_the_math_hides() -> None:
    told = question()
    assert 0.02 < float(told.big.math.value) < 0.03
    assert told.big.math == World(Inputs().change(weight_bits=16)).cost.decode.compute_busy


def test_the_curve_goes_from_the_weights_to_the_cache() -> None:
    told = question()
    assert told.ratio[0] == pytest.approx(float(told.by_weights.value), rel=2e-3)
    assert told.ratio[-1] == pytest.approx(float(told.by_kappa.value), rel=0.05)
    assert (told.ratio[1:] <= told.ratio[:-1] + 1e-12).all()
    assert int(told.big.users.value) == 16 and float(told.full.value) == pytest.approx(16.6 * 2000, rel=0.01)


def test_on_one_gpu_the_small_one_is_half_as_fast() -> None:
    same, apart = question(), question(size_same=False)
    assert float(apart.alone.ratio.value) == pytest.approx(float(same.alone.ratio.value) / 2)
    assert apart.alone.ratio == same.apart and apart.big.step == same.big.step
    assert int(apart.small.gpus.value) == 1 and int(same.small.gpus.value) == 2


def test_the_larger_comes_first_whatever_is_chosen() -> None:
    swapped = question(model="llama-3-8b", size_other="llama-3-70b")
    assert not swapped.first and swapped.big.name == "Llama 3 70B"
    assert float(swapped.here.ratio.value) == pytest.approx(float(question().here.ratio.value))
    assert swapped.small.step == World(Inputs().change(weight_bits=16, model="llama-3-8b")).cost.decode.step_seconds


@pytest.mark.parametrize("model", sorted(specs.models()))
def test_every_pair_has_a_ratio(model: str) -> None:
    told = question(model=model)
    assert float(told.by_params.value) >= 1.0 and float(told.alone.ratio.value) > 0.5
    assert told.ratio[0] == pytest.approx(float(told.by_weights_here.value), rel=0.02)
    same = question(model=model, size_other=model)
    assert float(same.here.ratio.value) == 1.0
