"""Truths of the finale on real data: sums and gains are those of the stops that show them, and any tour has room."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import numpy as np
import pytest

from scenes.finale.facts import memory_gains, recomputation_gains
from scenes.finale.road import card_places, road
from scenes.finale.screen import SMALL
from tests.helpers import STILL as NO_WAIT
from tests.helpers import make_offline, request_scenes
from tourapp.authoring import GotoStop, Picture, ops
from tourapp.player.settings import apply_setting
from tourapp.player.tour import Tour
from tourapp.world import Work, World

STILL = World(work=Work(wait=False))


def test_totals_are_those_of_the_earlier_scenes() -> None:
    account, bill = STILL.account, STILL.bill
    assert account.dollars is bill.one
    assert int(account.answer.value) == len(STILL.recording.ids) == 53
    assert float(account.stay.total.value) == pytest.approx(sum(float(part.value) for part in account.stay.parts))


def test_law_03_gains_are_the_very_numbers_of_the_scenes_that_show_them() -> None:
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


def test_every_gain_is_read_from_its_own_stop() -> None:
    """What a tour sets at a stop shows in the gain of that stop, and in no other."""
    usual = make_offline(work=NO_WAIT)
    stops = list(usual.tour.stops)
    place = usual.tour.index("batching")
    stops[place] = dataclasses.replace(stops[place], settings={"slots": 16})
    changed = make_offline(work=NO_WAIT, tour=Tour(tuple(stops)))
    one, two = (
        {gain.name: gain for gain in memory_gains(each.frame(each.tour.index("finale"), 0.0))}
        for each in (usual, changed)
    )
    assert (one["Batching"].words.fields, two["Batching"].words.fields) == ({"n": 8}, {"n": 16})
    assert int(two["Batching"].value.value) == 16
    for name in one.keys() - {"Batching"}:
        assert float(one[name].value.value) == float(two[name].value.value)


def test_every_scene_has_a_card_on_the_stage() -> None:
    for x, y, width in card_places(len(request_scenes()) - 1):
        assert x - width / 2 >= 64 and x + width / 2 <= 1196 and y - width * 0.27 >= 120 and y + width * 0.27 <= 840
    assert sum(len(item.timeline.beats) for item in request_scenes()) >= 70


@pytest.mark.parametrize("count", range(120))
def test_any_number_of_stops_has_room(count: int) -> None:
    """From none to 119: a card each, on the stage, none on another, and a road past all of them that ends at the
    screen."""
    places = card_places(count)
    assert len(places) == count
    for x, y, width in places:
        assert x - width / 2 >= 64 - 1e-6 and x + width / 2 <= 1196
        assert y - width * 0.27 >= 120 and y + width * 0.27 <= 840
    for y in {place.y for place in places}:
        row = sorted((place.x, place.width) for place in places if place.y == y)
        assert all(right - left >= width for (left, width), (right, _) in pairwise(row))
    path = road(count)
    assert np.isfinite(path).all() and SMALL.holds(*path[-1])


@pytest.mark.parametrize("count", [0, 1, 14, 15, 119])
def test_any_number_of_stops_is_drawn(count: int) -> None:
    """Every stop before it has exactly one card that leads to it, once the flight has begun."""
    usual = make_offline(work=NO_WAIT)
    *others, finale = usual.tour.stops
    before = [dataclasses.replace(others[k % len(others)], key=f"stop {k}") for k in range(count)]
    offline = make_offline(usual, tour=Tour((*before, finale)))
    for beat in range(1, len(finale.scene.timeline.beats)):
        picture = Picture()
        finale.scene.draw(offline.frame(count, finale.scene.timeline.start(beat) + 3.0), picture)
        hot = [op for op in picture.ops if isinstance(op, ops.Hot) and op.tags[0].kind == "card"]
        assert [op.tags[0].key for op in hot] == [stop.key for stop in before]
        assert [op.acts for op in hot] == [(GotoStop(stop.key),) for stop in before]
