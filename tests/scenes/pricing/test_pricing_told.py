"""What pricing says of its prices: at which batch, ideal or achieved, beside what is listed, and with which ids."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from scenes.pricing.flood import ROOM, band_edges
from scenes.pricing.prices import in_dollars, machine_time
from scenes.pricing.ways import HEIGHT, ribbons_of
from tests.helpers import STILL
from tests.scenes.pricing.stage import BEATS, SCENE, Stage
from tourapp.authoring import show
from tourapp.sim.cost import Scenario, cost
from tourapp.world import World

WORLD = World(work=STILL)
AMOUNT = re.compile(r"\$[\d,.]+\d")


def test_it_computes_at_the_scenarios_batch() -> None:
    assert SCENE.overrides == {}
    card = Stage("card")
    assert card.words.count("per million tokens, at batch 8") == 3 and "at batch 8:" in card.note
    price = show(in_dollars(WORLD.bill.line("output").card))
    assert price in card.words and f"{price}/M tokens out" in card.note
    more = Stage("card", batch=64)
    assert "per million tokens, at batch 64" in more.words and price not in more.words
    assert "your card, at batch 64" in Stage("bill", batch=64).words


def test_the_bill_is_that_of_our_real_question() -> None:
    bill, account = WORLD.bill, WORLD.account
    assert [line.tokens.value for line in bill.lines] == [29, 5, 53]
    assert account.prompt.value == 34 and account.answer.value == 53
    assert account.dollars is bill.one
    prices = cost(Scenario(fitted=True)).price
    by_hand = 29 * prices.achieved_cached_input.value + 5 * prices.achieved_input.value  # type: ignore[operator]
    by_hand += 53 * prices.achieved_output.value  # type: ignore[operator]
    assert float(bill.total.value) == pytest.approx(float(by_hand), rel=1e-12)


@pytest.mark.parametrize("change", [{}, {"batch": 512}, {"cache_hit": 0.0}, {"cache_hit": 1.0}, {"gpu_hour": 0.1}])
def test_flood_and_caption_print_the_same_parts_and_they_add_up(change: dict[str, Any]) -> None:
    stage = Stage("bill", **change)
    bill = stage.frame.world.bill
    *parts, total = [show(line.amount) for line in bill.lines] + [show(bill.total)]
    assert stage.note.startswith(f"{parts[0]} + {parts[1]} + {parts[2]} = {total} for a million")
    assert {*parts, total} <= set(stage.words)
    *cents, whole = [round(float(text.strip("$").replace(",", "")) * 1e8) for text in (*parts, total)]
    assert sum(cents) == whole


def test_cached_input_stands_beside_what_is_listed() -> None:
    listed = WORLD.listed
    assert float(listed.least.value) == 2 and float(listed.most.value) == pytest.approx(1.74 / 0.145)
    assert listed.cards.value == 7 and listed.all.value == 9 and listed.date == "2026-08-05"
    least = listed.least.inputs[0]
    assert least.source is not None and least.source.date == "2026-08-05" and least.id == "listed.input(card=gpt-4o)"
    stage = Stage("cached")
    cheaper = show(WORLD.bill.cached_ratio)
    assert {cheaper, "2\u2009× to 12\u2009×", "listed, read on 2026-08-05", "$0.216 a minute"} <= set(stage.words)
    assert f"without keeping them: {cheaper} cheaper than input; listed: 2\u2009× to 12\u2009×." in stage.note
    assert WORLD.bill.hold is WORLD.cost.price.cached_hold_per_minute
    assert float(WORLD.bill.hold.value) == pytest.approx(6 * 327_680 * 1e6 / (152e9 * 60))


def test_the_lists_tell_their_cached_price_or_none() -> None:
    words = Stage("market").words
    assert "2.5 · 1.25 · 10" in words and "1.74 · 0.145 · 3.48" in words and "3 · – · 15" in words


def test_every_price_says_ideal_achieved_or_card() -> None:
    stage = Stage("card", utilisation=0.5, margin=1.0)
    line = stage.frame.world.bill.line("output")
    achieved, card = (show(in_dollars(each)) for each in (line.achieved, line.card))
    assert float(line.card.value) == pytest.approx(4 * float(line.achieved.value))
    assert {"ideal $2.32", f"achieved {achieved}", card} <= set(stage.words)
    assert stage.rail.index("ideal") < stage.rail.index("your card")
    told = Stage("output", utilisation=0.5, margin=1.0)
    each = show(machine_time(line))
    assert f"$6.00/h × {each} × a million = {achieved}, achieved" in told.words
    assert f"÷ 50.0\u2009% busy × 2 with margin = {card} on your card" in told.words
    assert {"time per token, achieved", "tokens per second, achieved", "dollars per million, your card"} <= set(
        told.words
    )


@pytest.mark.parametrize("change", [{}, {"batch": 512}, {"cache_hit": 0.0}, {"cache_hit": 1.0}, {"prompt_tokens": 1}])
def test_a_ribbon_is_as_wide_everywhere_as_its_part_of_the_bill(change: dict[str, Any]) -> None:
    bill = WORLD.with_inputs(**change).bill
    ribbons = ribbons_of(bill)
    for ribbon in ribbons:
        edges = ribbon.edges()
        share = float(ribbon.line.amount.value) / float(bill.total.value)
        assert np.allclose(edges.low - edges.top, HEIGHT * share)
    for upper, lower in pairwise(ribbons):
        assert np.all(lower.edges().top >= upper.edges().low - 1e-9), "ribbons never cross"
    assert "width: what a million questions like ours pay, to scale" in Stage("output", **change).words


@pytest.mark.parametrize("change", [{}, {"batch": 512}, {"cache_hit": 0.0}, {"cache_hit": 1.0}])
def test_the_flood_is_tokens_at_its_left_and_money_at_its_right(change: dict[str, Any]) -> None:
    bill = WORLD.with_inputs(**change).bill
    heights = np.diff(band_edges(bill), axis=1)[:, 0] / ROOM.h
    tokens = [float(line.tokens.value) for line in bill.lines]
    assert np.allclose(heights[:, 0], np.array(tokens) / sum(tokens))
    assert np.allclose(heights[:, -1], [float(line.amount.value) / float(bill.total.value) for line in bill.lines])
    assert np.allclose(heights.sum(0), 1.0)


def test_captions_take_their_verdict_from_the_data() -> None:
    assert Stage("input").caption.endswith("many tokens share every weight, so the math is the limit.")
    short = {"prompt_tokens": 1, "batch": 1}
    assert Stage("input", **short).caption.endswith("too few tokens share every weight, so bytes are the limit.")
    assert Stage("cached").caption.endswith("little work, but not nothing.")
    assert Stage("cached", **short).caption.endswith("here hardly less work than computing them.")
    assert Stage("bill").caption == "Output writes most of the bill."
    assert Stage("market").caption.endswith("It depends on the batch, not on a law.")
    assert Stage("market", context=1_048_576).caption.endswith("Here the batch hardly matters.")
    less = Stage("market", prompt_tokens=32_768, context=128, batch=512, mfu=0.5, mbu=0.7)
    assert less.caption.startswith("Here output is not the expensive one.")
    assert float(less.frame.world.ratios.here.value) < 1


@pytest.mark.parametrize("change", [{}, {"batch": 512}, {"utilisation": 0.05, "margin": 3.0}, {"mfu": 1.0, "mbu": 1.0}])
def test_every_quantity_has_an_id_and_one_value(change: dict[str, Any]) -> None:
    known: dict[str, float] = {}
    for beat in BEATS:
        for told in Stage(beat, **change).told:
            assert told.id, f"{beat}: {told.name}"
            assert known.setdefault(told.id, float(told.value)) == float(told.value), told.id


def test_no_knob_stands_on_the_words_below_it() -> None:
    """Menus first, and the slider that rests at its right end last."""
    ids = [control.id for control in SCENE.controls]
    assert ids[:2] == ["gpu", "model"] and ids[-1] == "utilisation" and len(ids) == 10
