"""Truths of quantization, pricing and finale on real data."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.finale.flight import card_places, travelled
from tourapp.authoring import all_scenes
from tourapp.quantity import format_sum
from tourapp.world import Work, World

STILL = World(work=Work(wait=False))


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"batch": 512},
        {"cache_hit": 0.0},
        {"cache_hit": 1.0},
        {"margin": 3},
        {"utilisation": 0.05},
        {"gpu": "l4", "model": "llama-3-8b"},
        {"model": "deepseek-v3"},
    ],
)
def test_the_bill_adds_up_as_printed(change: dict[str, object]) -> None:
    bill = STILL.with_inputs(**change).bill
    assert sum(float(line.amount.value) for line in bill.lines) == pytest.approx(float(bill.total.value))
    parts, total = format_sum([line.amount for line in bill.lines], bill.total)
    cents = [round(float(text.strip("$").replace(",", "")) * 10_000_000) for text in (*parts, total)]
    assert sum(cents[:-1]) == cents[-1]


def test_card_price_is_cost_over_utilisation_with_margin() -> None:
    plain, expensive = STILL.bill, STILL.with_inputs(utilisation=0.5, margin=1).bill
    for kind in ("cached", "input", "output"):
        assert float(expensive.line(kind).card.value) == pytest.approx(4 * float(plain.line(kind).card.value))
        assert float(expensive.line(kind).achieved.value) == pytest.approx(float(plain.line(kind).achieved.value))


def test_four_bits_in_groups_of_128_are_4_156() -> None:
    quant = STILL.with_inputs(quant_bits=4, group_size=128, salient=0).quant
    assert float(quant.sizes[-1].width.value) == pytest.approx(4.15625)


@pytest.mark.parametrize("bits", [8, 4, 3, 2])
def test_weights_land_on_rails_next_to_them(bits: int) -> None:
    snapped = STILL.with_inputs(quant_bits=bits, salient=0).quant.snapped
    scale = snapped.scales[:, None]
    rails = (snapped.codes - snapped.zeros[:, None]) * scale
    assert np.allclose(rails, snapped.restored, atol=1e-6)
    inside = (snapped.codes > 0) & (snapped.codes < 2**bits - 1)
    assert (np.abs(snapped.values - snapped.restored) <= scale * 0.5 + 1e-6)[inside].all()


def test_sixteen_bits_snap_nothing() -> None:
    snapped = STILL.with_inputs(quant_bits=16).quant.snapped
    assert snapped.error == 0.0 and np.array_equal(snapped.values, snapped.restored)


def test_totals_are_those_of_the_earlier_scenes() -> None:
    totals, bill = STILL.totals, STILL.bill
    assert float(totals.dollars.value) == float(bill.one.value)
    assert int(totals.tokens.value) == len(STILL.recording.ids)
    assert float(totals.seconds.value) == pytest.approx(sum(float(part.value) for part in totals.seconds.inputs))
    names = {item.id for item in all_scenes()}
    for gain in (*totals.memory, *totals.again):
        assert gain.scene in names and np.isfinite(float(gain.value.value))


def test_every_scene_has_a_card_on_the_stage() -> None:
    scenes = travelled()
    assert [item.id for item in scenes] == [item.id for item in all_scenes() if item.id != "finale"]
    for x, y, width in card_places(len(scenes)):
        assert x - width / 2 >= 64 and x + width / 2 <= 1196 and y - width * 0.27 >= 120 and y + width * 0.27 <= 840
    assert sum(len(item.timeline.beats) for item in all_scenes()) >= 70
