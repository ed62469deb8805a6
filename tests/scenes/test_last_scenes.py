"""Truths of quantization, pricing and finale on real data."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.finale.facts import memory_gains, recomputation_gains
from scenes.finale.flight import card_places
from tests.helpers import STILL as NO_WAIT
from tests.helpers import make_offline, request_scenes
from tourapp.player.settings import apply_setting
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


def test_gains_are_the_very_numbers_of_the_scenes_that_show_them() -> None:
    """LAW: one fact, one origin. The finale once showed 6.18 x for FlashAttention, 3.85 x for quantization and 49.5 x
    for the cache, each computed a second time; the scenes show 3.28, 3.74 and 43.2."""
    offline = make_offline(work=NO_WAIT)
    frame = offline.frame(offline.tour.index("finale"), 0.0)
    gains = {gain.name: gain for gain in (*memory_gains(frame), *recomputation_gains(frame))}
    assert {gain.stop for gain in gains.values()} <= {stop.key for stop in offline.tour.stops} - {""}
    assert gains["FlashAttention"].value is STILL.flash_traffic[True].gain or float(
        gains["FlashAttention"].value.value
    ) == float(STILL.flash_traffic[True].gain.value)
    assert round(float(gains["FlashAttention"].value.value), 2) == 3.28
    assert round(float(gains["Quantization"].value.value), 2) == 3.74
    p, n = STILL.recording.prompt_count, len(STILL.recording.ids)
    assert float(gains["KV cache"].value.value) == pytest.approx((n * p + n * (n - 1) / 2) / (p + n - 1))


@pytest.mark.parametrize(
    ("control", "value", "name"), [("causal", False, "FlashAttention"), ("quant_bits", 2, "Quantization")]
)
def test_gains_move_with_the_controls_of_their_scenes(control: str, value: object, name: str) -> None:
    usual, changed = (make_offline(work=NO_WAIT) for _ in range(2))
    for stop in changed.tour.stops:
        if stop.scene.control(control) is not None:
            changed.settings = apply_setting(changed.settings, changed.tour, stop.key, control, value)
    one, two = (
        next(gain for gain in memory_gains(each.frame(each.tour.index("finale"), 0.0)) if gain.name == name)
        for each in (usual, changed)
    )
    assert float(one.value.value) != float(two.value.value)


def test_every_scene_has_a_card_on_the_stage() -> None:
    for x, y, width in card_places(len(request_scenes()) - 1):
        assert x - width / 2 >= 64 and x + width / 2 <= 1196 and y - width * 0.27 >= 120 and y + width * 0.27 <= 840
    assert sum(len(item.timeline.beats) for item in request_scenes()) >= 70
