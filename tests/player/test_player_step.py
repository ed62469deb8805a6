"""The player as a pure function: walking, holding, playing, scrubbing, overlays; and what holds for any intents."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourapp.authoring import THEMES, picture_digest
from tourapp.player import intents as ask
from tourapp.player.marks import EDGE, marks_of
from tourapp.player.state import (
    BLANKS,
    MOTIONS,
    OVERLAYS,
    SPEEDS,
    UNDO_DEPTH,
    PlayerState,
    inputs_for,
    opening,
    view_for,
)
from tourapp.player.step import LONGEST_TICK, opening_beat, step
from tourapp.player.tour import Tour, View
from tourapp.world import PartCache, World


def run(state: PlayerState, tour: Tour, *intents: Any) -> PlayerState:
    for intent in intents:
        state = step(state, intent, tour)
    return state


def wait(state: PlayerState, tour: Tour, seconds: float) -> PlayerState:
    return run(state, tour, *[ask.Tick(0.05)] * round(seconds / 0.05))


@pytest.fixture
def start(tour: Tour) -> PlayerState:
    return opening_beat(opening(), tour)


def test_the_first_beat_plays_and_then_holds(start: PlayerState, tour: Tour) -> None:
    held = wait(start, tour, 3.0)
    assert held.holding and held.playing
    assert held.time == pytest.approx(2.0 - EDGE)
    assert tour.locate(held.time).t < 2.0, "the caption of the beat that was played stays"
    assert held.idle == pytest.approx(1.0, abs=0.1)


def test_next_plays_the_next_beat_and_holds_at_its_end(start: PlayerState, tour: Tour) -> None:
    state = run(wait(start, tour, 3), tour, ask.NextBeat())
    assert state.time == 2.0 and not state.holding
    assert wait(state, tour, 5).time == pytest.approx(4.0 - EDGE)


def test_next_in_the_middle_of_a_beat_jumps_to_the_next(start: PlayerState, tour: Tour) -> None:
    assert run(wait(start, tour, 0.5), tour, ask.NextBeat()).time == 2.0


def test_next_at_the_end_of_a_scene_plays_the_passage(start: PlayerState, tour: Tour) -> None:
    state = run(start, tour, ask.SeekBeat(0, 2), ask.NextBeat())
    assert state.time == 6.0
    between = wait(state, tour, 0.5)
    assert tour.locate(between.time).mix == pytest.approx(0.5, abs=0.1)
    assert run(between, tour, ask.NextBeat()).time == tour.starts[1]
    assert wait(state, tour, 9).time == pytest.approx(tour.starts[1] + 2.0 - EDGE)


def test_next_at_the_very_end_stays(start: PlayerState, tour: Tour) -> None:
    state = wait(run(start, tour, ask.Last()), tour, 4)
    assert run(state, tour, ask.NextBeat()).time == state.time


def test_back_replays_a_beat_or_takes_the_one_before(start: PlayerState, tour: Tour) -> None:
    state = run(start, tour, ask.SeekBeat(0, 1))
    assert run(wait(state, tour, 1.5), tour, ask.PreviousBeat()).time == 2.0
    assert run(wait(state, tour, 0.5), tour, ask.PreviousBeat()).time == 0.0
    assert run(state, tour, ask.First(), ask.PreviousBeat()).time == 0.0


def test_back_from_a_passage_is_the_beat_before_it(start: PlayerState, tour: Tour) -> None:
    state = wait(run(start, tour, ask.SeekBeat(0, 2), ask.NextBeat()), tour, 0.5)
    assert run(state, tour, ask.PreviousBeat()).time == 4.0


def test_k_pauses_what_moves_or_holds_and_plays_on_otherwise(start: PlayerState, tour: Tour) -> None:
    held = wait(start, tour, 4)
    paused = run(held, tour, ask.Toggle())
    assert not paused.playing and not paused.moving
    assert step(paused, ask.Tick(0.05), tour) is paused, "nothing is drawn while paused"
    playing = run(paused, tour, ask.Toggle())
    assert playing.playing and playing.until is None


def test_continuous_play_runs_to_the_end_and_stops(start: PlayerState, tour: Tour) -> None:
    state = wait(run(start, tour, ask.Play()), tour, tour.duration + 2)
    assert state.time == tour.duration and not state.playing
    assert run(state, tour, ask.Play()).time == 0.0, "play at the end starts anew"


def test_a_long_gap_between_ticks_moves_a_tenth_of_a_second(start: PlayerState, tour: Tour) -> None:
    assert run(start, tour, ask.Tick(3600.0)).time == pytest.approx(LONGEST_TICK)
    assert run(start, tour, ask.Tick(-5.0)).time == 0.0
    assert run(start, tour, ask.Tick(math.nan)).time == 0.0


def test_scrubbing_stands_still_at_the_exact_time(start: PlayerState, tour: Tour) -> None:
    state = run(start, tour, ask.Seek(7.125))
    assert state.time == 7.125 and not state.playing and state.idle == 0.0
    assert run(state, tour, ask.Seek(1e9)).time == tour.duration
    assert run(state, tour, ask.Seek(-4)).time == 0.0
    assert run(state, tour, ask.Seek(math.inf)).time == 7.125


def test_scrubbing_back_gives_the_very_same_pictures(start: PlayerState, tour: Tour) -> None:
    cache = PartCache()

    def digest(state: PlayerState) -> str:
        def view(index: int) -> View:
            scene = tour.scenes[index]
            return View(World(inputs_for(state, scene), cache), view_for(state, scene), still=state.still)

        return picture_digest(tour.compose(tour.locate(state.time), view, state.idle))

    times = [0.0, 0.4, 1.999, 2.0, 3.7, 5.99, 6.3, 6.8, 7.4, 9.9]
    forward = [digest(run(start, tour, ask.Seek(time))) for time in times]
    state = wait(start, tour, 3)
    backward = []
    for time in reversed(times):
        state = run(state, tour, ask.Seek(time))
        backward.append(digest(state))
        state = wait(run(state, tour, ask.Play()), tour, 0.35)
    assert forward == backward[::-1]
    assert len(set(forward)) > 7


def test_speed_moves_time_faster_and_is_one_of_the_speeds(start: PlayerState, tour: Tour) -> None:
    fast = run(start, tour, ask.Faster(), ask.Faster(), ask.Faster())
    assert fast.speed == 2.0
    assert run(fast, tour, ask.Tick(0.1)).time == pytest.approx(0.2)
    assert run(fast, tour, *[ask.Slower()] * 20).speed == SPEEDS[0]
    assert run(fast, tour, *[ask.Faster()] * 20).speed == SPEEDS[-1]
    wrong = run(fast, tour, ask.SetSpeed(17.0))
    assert wrong.speed == 2.0 and "17" in wrong.notice


def test_reduced_motion_cuts_and_rests(start: PlayerState, tour: Tour) -> None:
    state = run(start, tour, ask.SetMotion("reduced"), ask.SeekBeat(0, 2), ask.NextBeat())
    assert state.time == tour.starts[1], "no passage"
    assert not wait(state, tour, 3).moving, "no loop to keep alive at the end of a beat"
    none = run(start, tour, ask.SetMotion("none"), ask.NextBeat())
    assert none.holding and not none.moving
    assert run(none, tour, ask.NextBeat(), ask.PreviousBeat()).time == none.time


def test_escape_closes_then_shows_then_leaves_full_screen_and_never_more(start: PlayerState, tour: Tour) -> None:
    state = run(start, tour, ask.Present(), ask.Blank("black"))
    assert state.full_screen and state.blank == "black"
    state = dataclasses.replace(state, overlay="help")
    for expected in (("black", True), (None, True), (None, False), (None, False)):
        state = run(state, tour, ask.Escape())
        assert (state.blank, state.full_screen) == expected
        assert state.overlay is None


def test_blank_and_overlays_stop_the_clock_and_a_step_shows_the_stage_again(start: PlayerState, tour: Tour) -> None:
    for cover in (ask.Blank("white"), ask.ShowOverlay("overview")):
        state = run(start, tour, cover)
        assert wait(state, tour, 1).time == 0.0
        shown = run(state, tour, ask.NextBeat())
        assert shown.blank is None and shown.overlay is None and shown.time == 2.0
    assert run(start, tour, ask.Blank("black"), ask.Blank("black")).blank is None
    assert run(start, tour, ask.ShowOverlay("help"), ask.ShowOverlay("help")).overlay is None


def test_go_to_a_scene_by_number_and_id(start: PlayerState, tour: Tour) -> None:
    typed = run(start, tour, ask.GotoDigit("0"), ask.GotoDigit("2"))
    assert typed.overlay == "goto" and typed.digits == "02"
    there = run(typed, tour, ask.GotoNumber())
    assert there.time == tour.starts[1] and there.overlay is None and there.digits == ""
    assert run(typed, tour, ask.GotoDigit("")).digits == "0"
    wrong = run(start, tour, ask.GotoNumber(99))
    assert wrong.time == start.time and "1 to 4" in wrong.notice
    assert run(start, tour, ask.GotoScene("gamma")).time == tour.starts[3]
    assert "alpha" in run(start, tour, ask.GotoScene("nowhere")).notice


def test_a_notice_goes_with_the_next_intent(start: PlayerState, tour: Tour) -> None:
    wrong = run(start, tour, ask.SetTheme("pink"))
    assert wrong.notice and run(wrong, tour, ask.Tick(0.01)).notice
    assert run(wrong, tour, ask.Pause()).notice == ""


NUMBERS = st.floats(allow_nan=True, allow_infinity=True) | st.floats(-5, 40)
SCENES = st.sampled_from(["alpha", "beta", "broken", "gamma", "", "nowhere"])
CONTROLS = st.sampled_from(
    ["stretch", "connection", "zoom", "grid", "temperature", "batch", "side", "word", "prompt", "pressed", "nothing"]
)
VALUES = st.one_of(
    st.floats(allow_nan=True),
    st.integers(-10, 600),
    st.booleans(),
    st.text(max_size=8),
    st.sampled_from(["warm", "cold", "a", "b", None]),
)
INTENTS = st.one_of(
    st.builds(ask.Tick, NUMBERS),
    st.builds(ask.Seek, NUMBERS),
    st.builds(ask.SeekBeat, st.integers(-3, 9), st.integers(-3, 9)),
    st.sampled_from(
        [
            ask.NextBeat(),
            ask.PreviousBeat(),
            ask.First(),
            ask.Last(),
            ask.Play(),
            ask.Pause(),
            ask.Toggle(),
            ask.Replay(),
            ask.ReplayScene(),
            ask.Faster(),
            ask.Slower(),
            ask.Undo(),
            ask.Redo(),
            ask.Escape(),
            ask.CloseOverlay(),
            ask.ToggleRail(),
            ask.ToggleFullScreen(),
            ask.TogglePointer(),
            ask.Present(),
            ask.Present(True),
        ]
    ),
    st.builds(ask.SetControl, SCENES, CONTROLS, VALUES, st.booleans()),
    st.builds(ask.Press, SCENES, CONTROLS),
    st.builds(ask.ResetScene, SCENES),
    st.builds(ask.Hover, st.none() | st.text(max_size=4)),
    st.builds(ask.SetTheme, st.sampled_from(["", "dark", "projector", "pink"])),
    st.builds(ask.SetMotion, st.sampled_from([*MOTIONS, "fast"])),
    st.builds(ask.SetSpeed, NUMBERS),
    st.builds(ask.ShowOverlay, st.sampled_from([*OVERLAYS, "menu"])),
    st.builds(ask.Blank, st.sampled_from([*BLANKS, "green"])),
    st.builds(ask.GotoScene, SCENES),
    st.builds(ask.GotoNumber, st.integers(-5, 120)),
    st.builds(ask.GotoDigit, st.sampled_from([*"0123456789", "", "x"])),
)


@given(st.lists(INTENTS, max_size=60))
def test_whatever_is_asked_the_state_stays_sound(tour: Tour, intents: list[Any]) -> None:
    state = opening_beat(opening(), tour)
    marks = marks_of(tour)
    for intent in intents:
        before = state
        state = step(state, intent, tour)
        assert 0.0 <= state.time <= tour.duration
        assert math.isfinite(state.idle) and state.idle >= 0.0
        assert state.until is None or state.time <= state.until + 1e-9
        assert state.speed in SPEEDS and state.theme in THEMES and state.motion in MOTIONS
        assert state.overlay in (None, *OVERLAYS) and state.blank in (None, *BLANKS)
        assert len(state.undo) <= UNDO_DEPTH and len(state.digits) <= 2
        assert 0 <= marks.at(state.time) < len(marks.all)
        assert before == before and state.generation >= before.generation
        if isinstance(intent, ask.Tick) and not before.moving:
            assert state is before
        for scene in tour.scenes:
            for name, value in inputs_for(state, scene).as_dict().items():
                assert value == value, f"{name} is not a number"


@given(st.lists(INTENTS, max_size=25))
def test_the_same_intents_give_the_same_state(tour: Tour, intents: list[Any]) -> None:
    first = run(opening_beat(opening(), tour), tour, *intents)
    assert first == run(opening_beat(opening(), tour), tour, *intents)
