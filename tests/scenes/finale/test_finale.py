"""Truths of the finale on real data: sums and gains are those of the stops that show them, and any tour has room."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import numpy as np
import pytest

from scenes.finale.facts import memory_gains, recomputation_gains
from scenes.finale.gallery import ROOM, gallery_places
from scenes.finale.portrait_card import without_words
from scenes.finale.way_home import MOST, camera, looked_at
from tests.helpers import STILL as NO_WAIT
from tests.helpers import make_offline, request_scenes
from tourapp.authoring import GotoStop, Picture, flat_ops, ops
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
    places = gallery_places(len(request_scenes()) - 1)
    assert len(places) == 14 and min(place.w for place in places) >= 300
    assert sum(len(item.timeline.beats) for item in request_scenes()) >= 70


@pytest.mark.parametrize("count", range(120))
def test_any_number_of_stops_has_room(count: int) -> None:
    """From none to 119: a card each, on the stage and none on another; the way home looks at some of them, in order."""
    places = gallery_places(count)
    assert len(places) == count
    for place in places:
        assert place.x >= ROOM.x - 1 and place.right <= ROOM.right + 1
        assert place.y >= ROOM.y - 1 and place.bottom <= ROOM.bottom + 1
    for y in {place.y for place in places}:
        row = sorted(place for place in places if place.y == y)
        assert all(one.right < two.x for one, two in pairwise(row))
    rows = sorted({(place.y, place.bottom) for place in places})
    assert all(bottom < top for (_, bottom), (top, _) in pairwise(rows))
    order = looked_at(count)
    assert len(order) == min(count, MOST) and list(order) == sorted(set(order), reverse=True)
    assert not count or (order[0], order[-1]) == (count - 1, 0)


@pytest.mark.parametrize("cards", [1, 2, 14, 16])
def test_the_flight_stands_at_every_card_and_never_turns_back(cards: int) -> None:
    places = [camera(share, cards).at for share in np.linspace(0, 1, 400)]
    assert places == sorted(places) and places[0] == 0 and places[-1] == cards - 1
    assert all(places.count(float(k)) >= 400 // cards // 3 for k in range(cards))


@pytest.mark.parametrize("count", [0, 1, 14, 15, 119])
def test_any_number_of_stops_is_drawn(count: int) -> None:
    """Every stop before it has exactly one card that leads to it, once it is over; on the way those in sight."""
    usual = make_offline(work=NO_WAIT)
    *others, finale = usual.tour.stops
    before = [dataclasses.replace(others[k % len(others)], key=f"stop {k}") for k in range(count)]
    offline = make_offline(usual, tour=Tour((*before, finale)))
    for share in (0.03, 0.3, 0.95):
        picture = Picture()
        start = finale.scene.timeline.start(1)
        finale.scene.draw(offline.frame(count, start + share * finale.scene.timeline.beats[1].seconds), picture)
        hot = [op for op in flat_ops(picture) if isinstance(op, ops.Hot) and op.tags[0].kind == "card"]
        keys = [op.tags[0].key for op in hot]
        assert [op.acts for op in hot] == [(GotoStop(key),) for key in keys] and len(set(keys)) == len(keys)
        assert keys == [stop.key for stop in before] if share > 0.9 else bool(keys) == bool(before)


def test_a_card_has_its_scenes_picture_without_its_words() -> None:
    picture = Picture()
    with picture.group(opacity=0.5):
        picture.text((0, 0), "too small")
        picture.rects([(0, 0, 1, 1)], "ink")
    picture.bake("k", lambda p: p.text((0, 0), "too small"))
    kept = Picture()
    kept.ops.extend(without_words(picture.ops))
    assert len(kept.ops) == 2 and not [op for op in flat_ops(kept) if isinstance(op, ops.Words)]
    assert any(isinstance(op, ops.Rects) for op in flat_ops(kept))
