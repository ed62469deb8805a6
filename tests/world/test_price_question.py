"""The first question: machine time of a token, the ratio over the batch, and what misconceptions would give."""

from __future__ import annotations

from typing import Any

import pytest

from tourapp.quantity import format_quantity
from tourapp.world import Inputs, World
from tourapp.world.parts.price_question import PriceQuestion

SET = {"mfu": 0.5, "mbu": 0.7}
"""Shares of the peaks for which the specification gives achieved figures."""
RATIOS = {
    1: (290.9, 207.9),
    8: (38.82, 27.73),
    16: (20.77, 14.84),
    64: (7.24, 5.17),
    128: (4.98, 3.56),
    256: (3.85, 2.92),
}


def question(**change: Any) -> PriceQuestion:
    found: PriceQuestion = World(Inputs().change(**change)).price_question
    return found


def test_a_token_of_input_and_one_of_output() -> None:
    told = question()
    assert float(told.input.ideal.value) == pytest.approx(35.92e-6, rel=1e-3)
    assert float(told.output.ideal.value) == pytest.approx(1_394.5e-6, rel=1e-4)
    assert [format_quantity(each) for each in (told.matrices, told.attention, told.input.ideal)] == [
        "34.6\u2009µs",
        "1.3\u2009µs",
        "35.9\u2009µs",
    ]
    assert float(told.matrices.value) + float(told.attention.value) == pytest.approx(float(told.input.ideal.value))
    assert (int(told.input.tokens.value), int(told.output.tokens.value)) == (16_000, 8)
    assert float(told.second.value) == pytest.approx(6.0 / 3600)


@pytest.mark.parametrize(("batch", "both"), RATIOS.items())
def test_the_ratio_over_the_batch(batch: int, both: tuple[float, float]) -> None:
    told = question(batch=batch, **SET)
    assert float(told.here.ideal.value) == pytest.approx(both[0], abs=0.006 if both[0] < 100 else 0.06)
    assert float(told.here.achieved.value) == pytest.approx(both[1], abs=0.006 if both[1] < 100 else 0.06)
    place = list(told.batches).index(batch) if batch in told.batches else None
    if place is not None:
        assert told.ideal[place] == pytest.approx(float(told.here.ideal.value))


def test_prices_at_batch_eight() -> None:
    price = World(Inputs()).cost.price
    assert float(price.output.value) == pytest.approx(2.3242, abs=5e-5)
    assert float(price.input.value) == pytest.approx(0.05987, abs=5e-6)
    price = World(Inputs().change(**SET)).cost.price
    assert float(price.achieved_output.value) == pytest.approx(3.3203, abs=5e-5)
    assert float(price.achieved_input.value) == pytest.approx(0.1197, abs=5e-5)


def test_the_small_model() -> None:
    change = {"model": "llama-3-8b", "weight_bits": 16, "gpus": 1}
    price = World(Inputs().change(**change)).cost.price
    assert float(price.ratio.value) == pytest.approx(43.55, abs=0.005)
    assert float(price.output.value) == pytest.approx(0.5319, abs=5e-5)
    assert float(price.input.value) == pytest.approx(0.01222, abs=5e-6)


def test_the_fitted_ratio_is_that_of_the_bill_and_the_curve() -> None:
    world = World(Inputs())
    assert world.price_question.here.achieved == world.ratios.here
    assert world.price_question.achieved is world.ratios.ratio


@pytest.mark.parametrize("change", [{"utilisation": 0.3}, {"margin": 2.0}, {"gpu_hour": 0.1}, {"gpu_hour": 20.0}])
def test_neither_idle_time_nor_margin_nor_rent_moves_the_ratio(change: dict[str, float]) -> None:
    usual, told = question(), question(**change)
    assert told.here.ideal == usual.here.ideal and told.here.achieved == usual.here.achieved
    bill, before = World(Inputs().change(**change)).bill, World(Inputs()).bill
    cards = [float(each.line("output").card.value) / float(each.line("input").card.value) for each in (bill, before)]
    assert cards[0] == pytest.approx(cards[1])


def test_memory_ends_at_124_conversations() -> None:
    assert question(batch=124).here.fits and not question(batch=125).here.fits
    assert question(batch=128, usable=1.0).here.fits and not question(batch=256, usable=1.0).here.fits


def test_the_other_batch_is_never_ours() -> None:
    assert (int(question().other.batch.value), int(question(batch=64).other.batch.value)) == (64, 8)
    assert float(question().other.ideal.value) == pytest.approx(7.24, abs=0.005)
    assert question(batch=64).other.ideal == question().here.ideal


def test_every_list_is_dated_and_the_chosen_one_is_there() -> None:
    told = question()
    assert told.card.name == "GPT-4o" and told.card.date == "2026-08-05" and float(told.card.ratio.value) == 4.0
    assert len(told.cards) == 9 and all(card.date for card in told.cards)
    assert float(question(price_list="open-mistral-7b").card.ratio.value) == 1.0


def test_mistakes_are_one_step_from_the_truth() -> None:
    told = question()
    wrong = told.wrong
    assert float(wrong.step.value) == pytest.approx(8 * float(told.output.ideal.value))
    assert float(wrong.step.value) == pytest.approx(float(told.output.whole.value))
    assert float(wrong.prompt.value) == pytest.approx(2000 * float(told.input.ideal.value))
    assert float(wrong.one_gpu.value) == pytest.approx(2 * float(told.input.ideal.value))
    assert float(wrong.no_cache.value) < float(told.output.ideal.value) < float(wrong.gpu_step.value)
    assert float(wrong.machine.value) == float(told.here.ideal.value) and float(wrong.lengths.value) == 10.0
