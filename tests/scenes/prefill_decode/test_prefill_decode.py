"""The scene of the two phases: its times are the cost model's, its points lie on the roofline, and this computer shows
numbers only once it was measured."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scenes.prefill_decode.clock import axis_for, nice_at_least
from scenes.prefill_decode.loop import inside_share, loop_path
from scenes.prefill_decode.machine import panes_for, sheet_of
from scenes.prefill_decode.roofs import computer_point
from tests.helpers import make_offline, request_scenes
from tourapp.authoring import Rect, flat_ops, ops, picture_digest, set_control
from tourapp.engine.measure import Measurement, Spread
from tourapp.export.offline import Moment, Offline
from tourapp.figures.roofline import Roof, decode_point, prefill_point, roof_of
from tourapp.player.intents import Press
from tourapp.player.state import PlayerState
from tourapp.player.step import step
from tourapp.player.tour import tour_of
from tourapp.sim.cost import cost
from tourapp.world import Inputs, PartCache, Work, World, controls
from tourapp.world.parts import computer
from tourapp.world.scenario import scenario

BEATS = ("slab", "sweep", "flip", "loop", "clock", "ridge", "computer")
SITTING = Measurement(
    decode=Spread(41.2, 39.0, 43.1, 5),
    decode_shared=Spread(81.5, 77.1, 84.0, 5),
    prefill=Spread(555.0, 540.0, 571.0, 5),
    prefill_shared=Spread(560.0, 531.0, 580.0, 5),
    read=Spread(29.8e9, 28.9e9, 30.4e9, 5),
    gemm=Spread(183e9, 178e9, 186e9, 5),
    weight_bytes=538_060_032,
)


@pytest.fixture
def offline(qt_app: Any) -> Offline:
    return Offline()


def at(offline: Offline, beat: str, share: float = 1.0, idle: float = 0.0) -> Any:
    index = offline.tour.index("prefill_decode")
    return offline.picture(Moment(index, BEATS.index(beat), share), idle)


def frame_of(offline: Offline, t: float) -> Any:
    index = offline.tour.index("prefill_decode")
    return offline.frame(index, t)


def said(picture: Any) -> list[str]:
    return [op.words for op in flat_ops(picture) if isinstance(op, ops.Words)]


def alone(**changes: Any) -> World:
    return World(Inputs().change(batch=1, **changes))


def measured(offline: Offline) -> Offline:
    World(offline.settings.inputs.change(batch=1), offline.worlds.cache).adopt("measured", SITTING)
    return offline


# times ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"prompt_tokens": 1},
        {"prompt_tokens": 32768, "output_tokens": 4096},
        {"model": "deepseek-v3", "gpu": "l4"},
        {"model": "gpt2", "output_tokens": 2},
    ],
)
def test_times_are_the_cost_models(changes: dict[str, Any]) -> None:
    world = alone(**changes)
    times, i = world.request_times, world.inputs
    assert times.first.value == world.cost.prefill.seconds.value
    for k in {0, len(times.steps) - 1}:
        step = cost(scenario(i, context=i.prompt_tokens + 1 + k)).decode
        assert times.steps[k] == pytest.approx(step.step_seconds.value, rel=1e-12)
        assert times.achieved_steps[k] == pytest.approx(step.achieved_step_seconds.value, rel=1e-12)
    assert times.total.value == pytest.approx(times.first.value + times.steps.sum(), rel=1e-9)
    ends = times.ends()
    assert len(ends) == i.output_tokens and ends[0] == times.first.value
    assert ends[-1] == pytest.approx(times.total.value, rel=1e-9)
    assert (np.diff(ends) > 0).all() and (times.ends(achieved=True) > ends).all()


def test_default_step_agrees_with_the_shared_scenario() -> None:
    world = alone()
    first = world.request_cost.decode
    assert first.step_seconds.value == pytest.approx(world.request_times.steps[0], rel=1e-12)
    assert first.intensity.value == pytest.approx(world.cost.decode.intensity.value, rel=1e-4)
    assert world.request_times.between.value == pytest.approx(world.cost.decode.step_seconds.value, rel=2e-3)


def test_an_answer_of_one_token_is_the_prefill_alone() -> None:
    times = alone(output_tokens=1).request_times
    assert times.total.value == times.first.value and len(times.ends()) == 1


def test_time_line_is_true_to_scale() -> None:
    for changes in ({}, {"prompt_tokens": 1}, {"prompt_tokens": 32768}, {"gpu": "l4", "model": "llama-3.1-405b"}):
        times = alone(**changes).request_times
        axis = axis_for(times, Rect(64, 668, 1376, 170))
        assert axis.window >= times.first.value + 10 * times.between.value
        assert axis.window >= times.achieved_first.value
        assert axis.x(0.0) == axis.room.x and axis.x(axis.window) == pytest.approx(axis.room.right)
        assert 4 <= len(axis.ticks) <= 8
        step = axis.x(times.first.value * 2) - axis.x(times.first.value)
        assert step == pytest.approx(axis.x(times.first.value) - axis.x(0.0))


def test_round_numbers() -> None:
    assert [nice_at_least(v) for v in (0.184, 0.2, 1.01, 7.0, 0.0099)] == pytest.approx([0.2, 0.2, 1.5, 8.0, 0.01])


# the short prompt and the roofline --------------------------------------------------------------------------------


def test_our_own_prompt_waits_for_memory() -> None:
    world = alone()
    own = world.own_cost
    assert own.scenario.prompt_tokens == world.recording.prompt_count == 34
    assert own.prefill.bound == "memory" and 60 < own.prefill.intensity.value < 70
    assert own.decode.ridge.value == pytest.approx(590.7, abs=0.1)
    assert own.prefill.compute_busy.value < 0.2 < 0.99 < own.prefill.memory_busy.value


def test_the_words_follow_the_machine(offline: Offline) -> None:
    assert "waits for memory" in at(offline, "ridge").fields["verdict"]
    other = make_offline(offline, inputs=Inputs().change(weight_bits=4, gpu="rtx-3090"))
    assert other.view(other.tour.index("prefill_decode")).world.own_cost.prefill.bound == "compute"
    assert "busy" in at(other, "ridge").fields["verdict"]


@pytest.mark.parametrize(
    "changes",
    [{}, {"prompt_tokens": 1}, {"prompt_tokens": 32768}, {"gpu": "l4"}, {"model": "mixtral-8x7b", "weight_bits": 4}],
)
def test_points_lie_under_their_roof(changes: dict[str, Any]) -> None:
    world = alone(**changes)
    roof = roof_of(world.cost, "machine")
    assert roof.ridge == pytest.approx(world.cost.decode.ridge.value)
    for point in (decode_point(world.cost, ""), prefill_point(world.cost, ""), prefill_point(world.own_cost, "")):
        limit = float(roof.attainable(point.intensity.value))
        assert point.achieved is not None
        assert 0 < point.achieved < point.rate <= limit * (1 + 1e-9)


def test_the_prompt_climbs_the_roof() -> None:
    track = alone().prompt_track.prefill
    assert (np.diff(track.intensity.value) > 0).all()
    assert track.intensity.value[0] < track.ridge.value < track.intensity.value[-1]
    for n in (1, 2000):
        k = int(np.argmin(np.abs(alone().prompt_track.scenario.prompt_tokens - n)))
        near = alone(prompt_tokens=int(alone().prompt_track.scenario.prompt_tokens[k])).cost.prefill
        assert track.intensity.value[k] == pytest.approx(near.intensity.value)


def test_attainable_has_two_sides() -> None:
    roof = Roof("m", 100.0, 10.0)
    assert roof.ridge == 10 and roof.attainable(np.array([1.0, 10.0, 50.0])).tolist() == [10.0, 100.0, 100.0]


# what is drawn ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tokens", [1, 2, 34, 499, 500, 501, 2000, 32768])
def test_dots_stand_for_all_tokens(tokens: int) -> None:
    sheet = sheet_of(tokens, 34)
    assert len(sheet.u) <= 500 and (len(sheet.u) - 1) * sheet.each < tokens <= len(sheet.u) * sheet.each
    assert np.abs(sheet.u).max() <= 0.5 and np.abs(sheet.v).max() <= 0.5
    assert len(np.unique(np.stack([sheet.u, sheet.v]), axis=1).T) == len(sheet.u)
    assert sheet.own.sum() == -(-min(34, tokens) // sheet.each)


@pytest.mark.parametrize("layers", [2, 12, 30, 32, 61, 80, 126])
def test_panes_stand_for_all_layers(layers: int) -> None:
    panes, each = panes_for(layers)
    assert 2 <= panes <= 20 and (panes - 1) * each < layers <= panes * each


def test_the_loop_is_closed_and_even() -> None:
    path = loop_path(796.0, 1386.0, 384.0)
    steps = np.hypot(*np.diff(path, axis=0).T)
    assert np.allclose(path[0], path[-1], atol=1e-6) and steps.max() < 1.05 * steps.min() + 0.5
    assert 0.3 < inside_share(path, 1386.0) < 0.7


def test_light_comes_in_and_leaves_where_it_says(offline: Offline) -> None:
    index = offline.tour.index("prefill_decode")
    item = offline.tour.stops[index].scene

    def lit(picture: Any, spot: tuple[float, float]) -> bool:
        return any(
            isinstance(op, ops.Sprites)
            and np.any(
                np.all(np.abs(op.at - np.array(spot)) < 1.0, axis=1) & (np.broadcast_to(op.alpha, len(op.at)) > 0.2)
            )
            for op in flat_ops(picture)
        )

    assert lit(at(offline, "slab", 0.01), item.enter(frame_of(offline, 0.0)))
    assert lit(at(offline, "computer"), item.leave(frame_of(offline, item.timeline.duration)))
    assert lit(at(measured(offline), "computer"), item.leave(frame_of(offline, item.timeline.duration)))


def test_one_conversation_on_this_stage(offline: Offline) -> None:
    view = offline.view(offline.tour.index("prefill_decode"))
    assert view.world.inputs.batch == 1 and Inputs().batch == 8
    assert "Bytes / token · decode, batch 1" in said(at(offline, "loop"))


def test_ideal_and_achieved_carry_their_words(offline: Offline) -> None:
    words = said(at(offline, "clock"))
    assert "ideal" in words and "achieved" in words
    heads = [line for line in words if line.startswith(("first token:", "between tokens:"))]
    assert len(heads) == 2 and all("ideal" in line and "achieved" in line for line in heads)


# this computer ----------------------------------------------------------------------------------------------------


def test_no_measurement_before_a_press(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened() -> Any:
        raise AssertionError("the model was opened")

    monkeypatch.setattr(computer, "shared_model", opened)
    assert World().measured is None
    with pytest.raises(AssertionError, match="opened"):
        _ = World().with_inputs(measure_run=1).measured


def test_nothing_is_kept_of_a_measurement_that_was_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def few(_model: Any, rounds: int, cancel: Any) -> Any:
        for kind in computer.KINDS:
            if cancel():
                return
            yield computer.Reading(kind, 1.0, 0, 0.5)

    told: list[tuple[float, str]] = []
    monkeypatch.setattr(computer, "shared_model", lambda: None)
    monkeypatch.setattr(computer, "measure", few)
    work = Work(progress=lambda share, words: told.append((share, words)), cancelled=lambda: len(told) > 2)
    assert World(Inputs().change(measure_run=1), PartCache(), work).measured is None
    assert told[0][0] == 0.0 and told[1][0] == 0.5 and all("measuring" in words for _, words in told)


def test_presses_are_counted() -> None:
    button = controls()["measure_run"]
    assert button.kind == "button" and button.default == 0
    assert Inputs().change(measure_run="3").measure_run == 3
    tour = tour_of(request_scenes())
    state = step(PlayerState(), Press("prefill_decode", "measure_run"), tour)
    state = step(state, Press("prefill_decode", "measure_run"), tour)
    assert state.settings.inputs.measure_run == 2 and not state.notice


def test_only_an_invitation_without_a_measurement(offline: Offline) -> None:
    picture = at(offline, "computer")
    words = said(picture)
    assert "This computer has not been measured." in words and words.count("not measured") == 5
    assert not any(re.search(r"\d.*(tokens/s|GB/s)", line) for line in words)
    acts = [act for op in flat_ops(picture) if isinstance(op, ops.Hot) for act in op.acts]
    assert set_control("measure_run", 1) in acts


def test_the_measurement_is_shown_with_its_spread(offline: Offline) -> None:
    words = said(at(measured(offline), "computer"))
    for line in (
        "555\u2009tokens/s",
        "41.2\u2009tokens/s",
        "29.8\u2009GB/s",
        "183\u2009GFLOP/s",
        "6.14\u2009FLOP/B",
        "1.98\u2009×",
        "1.01\u2009×",
        "540 to 571",
        "77.1 to 84.0",
        "28.9 to 30.4\u2009GB/s",
    ):
        assert line in words, f"{line!r} is not among {words}"
    fields = at(offline, "computer").fields
    assert "decode waits for memory" in fields["here"] and "1.98" in fields["proof"]
    index = offline.tour.index("prefill_decode")
    assert offline.tour.stops[index].scene.badge(frame_of(offline, 46.0)).kind == "live on this computer"


def test_no_claim_where_the_rounds_overlap(offline: Offline) -> None:
    busy = replace(SITTING, decode=Spread(41.2, 20.0, 80.0, 5))
    World(offline.settings.inputs.change(batch=1), offline.worlds.cache).adopt("measured", busy)
    assert "overlap" in at(offline, "computer").fields["here"]
    alike = replace(SITTING, prefill_shared=Spread(1100.0, 1090.0, 1110.0, 5))
    World(offline.settings.inputs.change(batch=1), offline.worlds.cache).adopt("measured", alike)
    assert "alike" in at(offline, "computer").fields["here"]


def test_the_cache_choice_changes_what_is_lit(offline: Offline) -> None:
    one = measured(offline)
    two = make_offline(offline, views={"prefill_decode": {"cache": "cache"}})
    assert picture_digest(at(one, "computer")) != picture_digest(at(two, "computer"))


def test_this_computers_points_follow_from_the_readings() -> None:
    decode = computer_point(SITTING, "decode", "memory")
    assert decode.intensity.value == 0.5
    assert decode.rate / decode.intensity.value == pytest.approx(41.2 * 538_060_032)
    assert computer_point(SITTING, "decode", "cache").rate == pytest.approx(decode.rate * SITTING.decode_gain)
    assert computer_point(SITTING, "prefill", "memory").rate == pytest.approx(555.0 * 2 * 538_060_032 / 4)
