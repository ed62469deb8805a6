"""The questions of the request's tour: twelve beats, none gives its answer away, and each truth stands on its axis."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tourapp.authoring import Picture, flat_ops, ops, sizes, text_width
from tourapp.export.offline import default_tour
from tourapp.player.ask_intents import LockHands, TypeHand
from tourapp.player.ask_look import guess_words
from tourapp.player.asking import hands_open
from tourapp.player.composer import compose
from tourapp.player.intents import SetControl, Tick
from tourapp.player.state import PlayerState, opening
from tourapp.player.step import step
from tourapp.player.tour import Tour
from tourapp.player.view import PlainWorlds, view_of
from tourapp.player.walking import opening_beat
from tourapp.quantity import format_quantity

ASKED = (
    "network.arrive",
    "queue.load",
    "tokenization.merges",
    "sampling.reshape",
    "prefill_decode.ridge",
    "kv_hall.grow",
    "attention.softmax",
    "gpu_grid.decode",
    "batching.gap",
    "paging.empty",
    "speculation.pays",
    "pricing.market",
)
WIDE = 1792.0
"""Stage units of caption and second line."""
SAID = {"batching.gap", "speculation.pays"}


@pytest.fixture(scope="module")
def tour() -> Tour:
    return default_tour()


@pytest.fixture(scope="module")
def worlds() -> PlainWorlds:
    return PlainWorlds()


def at(tour: Tour, name: str, **more: object) -> PlayerState:
    scene, beat = name.split(".")
    index = tour.index(scene)
    return opening_beat(opening(asking=True, **more), tour, index, tour.stops[index].scene.timeline.index(beat))


def drawn(state: PlayerState, tour: Tour, worlds: PlainWorlds) -> Picture:
    return compose(state, tour, tour.place(state.stop, state.t), worlds)


def words_of(picture: Picture) -> list[str]:
    return [op.words for op in flat_ops(picture) if isinstance(op, ops.Words)]


def test_twelve_beats_of_the_tour_ask(tour: Tour) -> None:
    found = [f"{stop.key}.{name}" for stop in tour.stops for name, ask in stop.scene.asks.items() if not ask.sets]
    assert sorted(found) == sorted(ASKED)


@pytest.mark.parametrize("name", ASKED)
def test_the_truth_is_not_told_before_the_lock(name: str, tour: Tour, worlds: PlainWorlds) -> None:
    state = at(tour, name)
    assert hands_open(state)
    stop = tour.stops[state.stop]
    ask = stop.scene.asks[name.split(".")[1]]
    frame = view_of(state, tour, state.stop, worlds).frame(stop, stop.scene_time(state.t))
    truth = ask.answer(frame)
    picture = drawn(state, tour, worlds)
    told = format_quantity(truth)
    ticks = {guess_words(ask, 10.0**power, truth) for power in range(-3, 7)}
    for words in words_of(picture):
        # a figure that happens to be the same, such as a row of the byte table, is no answer
        assert words != told or words.isdigit() or words in ticks, f"{name}: {words}"
    assert picture.told and "—" not in " ".join(picture.told), "every field has its value"
    if not ask.options:
        assert ask.low <= ask.value_of(truth) <= ask.high


@pytest.mark.parametrize("name", ASKED)
def test_words_fit_and_the_truth_stands_beside_the_guess(name: str, tour: Tour, worlds: PlainWorlds) -> None:
    state = step(step(at(tour, name), TypeHand("2"), tour), LockHands(), tour)
    before = drawn(state, tour, worlds).told
    for _ in range(16):
        state = step(state, Tick(1.0), tour)
    assert state.holding
    after = drawn(state, tour, worlds)
    for caption, note in (before, after.told):
        assert text_width(caption, sizes.CAPTION, weight=600) <= WIDE
        assert text_width(note, sizes.LINE) <= WIDE, note
    assert before[0] != after.told[0], "the beat's own sentence comes with the answer"
    words = " | ".join(words_of(after))
    assert ("said so" in words) == (name in SAID)
    assert "locked" in words


@pytest.mark.parametrize(
    ("name", "control", "value"),
    [
        ("batching.gap", "variance", 0.0),
        ("batching.gap", "policy_b", "static"),
        ("kv_hall.grow", "context", 131_072),
        ("network.arrive", "connection", "warm"),
        ("sampling.reshape", "temperature", 0.0),
        ("speculation.pays", "batch", 256),
        ("gpu_grid.decode", "batch", 512),
        ("tokenization.merges", "prompt", ""),
    ],
)
def test_other_settings_are_asked_as_well(
    name: str, control: str, value: object, tour: Tour, worlds: PlainWorlds
) -> None:
    state = at(tour, name)
    state = step(state, SetControl(tour.stops[state.stop].key, control, value), tour)
    assert "—" not in " ".join(drawn(state, tour, worlds).told)
    for motion in ("full", "none"):
        locked = step(replace(state, motion=motion), LockHands(), tour)
        for _ in range(14):
            locked = step(locked, Tick(1.0), tour)
        assert "—" not in " ".join(drawn(locked, tour, worlds).told)


@pytest.mark.parametrize("name", ["batching.gap", "queue.load", "speculation.pays"])
def test_large_words_hold_the_panel(name: str, tour: Tour, worlds: PlainWorlds) -> None:
    for scale in (150, 200, 250):
        state = step(at(tour, name, text_scale=scale), TypeHand("2"), tour)
        assert drawn(state, tour, worlds).told


def test_what_is_left_of_the_gates_stays_off_the_sentence(tour: Tour, worlds: PlainWorlds) -> None:
    state = step(at(tour, "batching.gap"), LockHands(), tour)
    while not state.holding:
        state = step(state, Tick(1.0), tour)
    found = [op for op in flat_ops(drawn(state, tour, worlds)) if isinstance(op, ops.Words)]
    sentence = next(op for op in found if op.words.startswith("Drag the variance"))
    tags = [op for op in found if op.words.startswith(("A ", "B ", "C ")) and op.size < sizes.LINE and op.y > 700]
    assert len(tags) >= 3
    top = sentence.y - sentence.size * 0.8
    assert all(op.y + 12.0 < top for op in tags if op.y < sentence.y)
