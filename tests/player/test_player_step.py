"""The player as a pure function: walking, holding, playing, scrubbing, overlays; and what holds for any intents."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import now
from tests.player.steps import run, wait
from tourapp.authoring import THEMES, picture_digest
from tourapp.player import intents
from tourapp.player.composer import compose
from tourapp.player.marks import EDGE, marks_of
from tourapp.player.state import BLANKS, MOTIONS, OVERLAYS, SPEEDS, UNDO_DEPTH, PlayerState, inputs_for, opening
from tourapp.player.step import LONGEST_TICK, step
from tourapp.player.tour import Tour
from tourapp.player.view import PlainWorlds
from tourapp.player.walking import opening_beat


@pytest.fixture
def start(tour: Tour) -> PlayerState:
    return opening_beat(opening(), tour)


def test_the_first_beat_plays_and_then_holds(start: PlayerState, tour: Tour) -> None:
    held = wait(start, tour, 3.0)
    assert held.holding and held.playing
    assert now(held, tour) == pytest.approx(2.0 - EDGE)
    assert tour.locate(now(held, tour)).t < 2.0, "the caption of the beat that was played stays"
    assert held.idle == pytest.approx(1.0, abs=0.1)


def test_next_plays_the_next_beat_and_holds_at_its_end(start: PlayerState, tour: Tour) -> None:
    state = run(wait(start, tour, 3), tour, intents.NextBeat())
    assert now(state, tour) == 2.0 and not state.holding
    assert now(wait(state, tour, 5), tour) == pytest.approx(4.0 - EDGE)


def test_next_in_the_middle_of_a_beat_jumps_to_the_next(start: PlayerState, tour: Tour) -> None:
    assert now(run(wait(start, tour, 0.5), tour, intents.NextBeat()), tour) == 2.0


def test_next_at_the_end_of_a_scene_plays_the_passage(start: PlayerState, tour: Tour) -> None:
    state = run(start, tour, intents.SeekBeat(0, 2), intents.NextBeat())
    assert now(state, tour) == 6.0
    between = wait(state, tour, 0.5)
    assert tour.locate(now(between, tour)).mix == pytest.approx(0.5, abs=0.1)
    assert now(run(between, tour, intents.NextBeat()), tour) == tour.starts[1]
    assert now(wait(state, tour, 9), tour) == pytest.approx(tour.starts[1] + 2.0 - EDGE)


def test_next_at_the_very_end_stays(start: PlayerState, tour: Tour) -> None:
    state = wait(run(start, tour, intents.Last()), tour, 4)
    assert now(run(state, tour, intents.NextBeat()), tour) == now(state, tour)


def test_back_goes_to_the_start_of_a_running_beat_then_to_the_end_of_the_one_before(
    start: PlayerState, tour: Tour
) -> None:
    state = run(start, tour, intents.SeekBeat(0, 1))
    again = run(wait(state, tour, 1.5), tour, intents.PreviousBeat())
    assert now(again, tour) == 2.0 and again.playing and not again.holding
    before = run(again, tour, intents.PreviousBeat())
    assert now(before, tour) == pytest.approx(2.0 - EDGE) and before.holding, "standing still"
    over = wait(state, tour, 4)
    assert over.holding and now(run(over, tour, intents.PreviousBeat()), tour) == pytest.approx(2.0 - EDGE)
    assert now(run(state, tour, intents.First(), intents.PreviousBeat()), tour) == 0.0


def test_back_from_a_passage_is_the_end_of_the_beat_before_it(start: PlayerState, tour: Tour) -> None:
    state = wait(run(start, tour, intents.SeekBeat(0, 2), intents.NextBeat()), tour, 0.5)
    back = run(state, tour, intents.PreviousBeat())
    assert now(back, tour) == pytest.approx(tour.stops[0].duration - EDGE) and back.holding


def test_k_pauses_and_goes_on_with_this_beat(start: PlayerState, tour: Tour) -> None:
    middle = wait(start, tour, 1)
    paused = run(middle, tour, intents.TogglePlaying())
    assert not paused.playing and not paused.moving
    assert step(paused, intents.Tick(0.05), tour) is paused, "nothing is drawn while paused"
    going = run(paused, tour, intents.TogglePlaying())
    assert going.playing and now(going, tour) == now(middle, tour)
    assert now(wait(going, tour, 30), tour) == pytest.approx(2.0 - EDGE), "and holds at its end"
    held = wait(start, tour, 4)
    assert run(held, tour, intents.TogglePlaying(), intents.TogglePlaying()).holding, "at the end it stays there"
    free = run(start, tour, intents.Play(), intents.TogglePlaying(), intents.TogglePlaying())
    assert free.until is not None, "K never plays everything"
    passage = wait(run(start, tour, intents.SeekBeat(0, 2), intents.NextBeat()), tour, 0.5)
    twice = run(passage, tour, intents.TogglePlaying(), intents.TogglePlaying())
    assert wait(twice, tour, 30).stop == 1, "from a passage it goes on into the next beat"


def test_continuous_play_runs_to_the_end_and_stops(start: PlayerState, tour: Tour) -> None:
    state = wait(run(start, tour, intents.Play()), tour, tour.duration + 2)
    assert now(state, tour) == tour.duration and not state.playing
    assert now(run(state, tour, intents.Play()), tour) == 0.0, "play at the end starts anew"


def test_the_tour_follows_the_wall_through_a_stall_but_not_through_a_sleep(start: PlayerState, tour: Tour) -> None:
    free = run(start, tour, intents.Play())
    begun = now(free, tour)
    assert now(run(free, tour, intents.Tick(0.491)), tour) == pytest.approx(begun + 0.491)
    assert now(run(free, tour, intents.Tick(3600.0)), tour) == pytest.approx(begun + LONGEST_TICK)
    assert now(run(start, tour, intents.Tick(-5.0)), tour) == 0.0
    assert now(run(start, tour, intents.Tick(math.nan)), tour) == 0.0


def test_scrubbing_stands_still_at_the_exact_time(start: PlayerState, tour: Tour) -> None:
    state = run(start, tour, intents.Seek(7.125))
    assert now(state, tour) == 7.125 and not state.playing and state.idle == 0.0
    assert now(run(state, tour, intents.Seek(1e9)), tour) == tour.duration
    assert now(run(state, tour, intents.Seek(-4)), tour) == 0.0
    assert now(run(state, tour, intents.Seek(math.inf)), tour) == 7.125


def test_scrubbing_back_gives_the_very_same_pictures(start: PlayerState, tour: Tour) -> None:
    worlds = PlainWorlds()

    def digest(state: PlayerState) -> str:
        return picture_digest(compose(state, tour, tour.place(state.stop, state.t), worlds))

    times = [0.0, 0.4, 1.999, 2.0, 3.7, 5.99, 6.3, 6.8, 7.4, 9.9]
    forward = [digest(run(start, tour, intents.Seek(time))) for time in times]
    state = wait(start, tour, 3)
    backward = []
    for time in reversed(times):
        state = run(state, tour, intents.Seek(time))
        backward.append(digest(state))
        state = wait(run(state, tour, intents.Play()), tour, 0.35)
    assert forward == backward[::-1]
    assert len(set(forward)) > 7


def test_speed_moves_time_faster_and_is_one_of_the_speeds(start: PlayerState, tour: Tour) -> None:
    fast = run(start, tour, intents.Faster(), intents.Faster(), intents.Faster())
    assert fast.speed == 2.0
    assert now(run(fast, tour, intents.Tick(0.1)), tour) == pytest.approx(0.2)
    assert run(fast, tour, *[intents.Slower()] * 20).speed == SPEEDS[0]
    assert run(fast, tour, *[intents.Faster()] * 20).speed == SPEEDS[-1]
    wrong = run(fast, tour, intents.SetSpeed(17.0))
    assert wrong.speed == 2.0 and "17" in wrong.notice


def test_reduced_motion_cuts_and_rests(start: PlayerState, tour: Tour) -> None:
    state = run(start, tour, intents.SetMotion("reduced"), intents.SeekBeat(0, 2), intents.NextBeat())
    assert now(state, tour) == tour.starts[1], "no passage"
    assert not wait(state, tour, 3).moving, "no loop to keep alive at the end of a beat"
    none = run(start, tour, intents.SetMotion("none"), intents.NextBeat())
    assert none.holding and not none.moving
    assert now(run(none, tour, intents.NextBeat(), intents.PreviousBeat()), tour) == now(none, tour)


def test_escape_closes_then_shows_then_leaves_full_screen_and_never_more(start: PlayerState, tour: Tour) -> None:
    state = run(start, tour, intents.Present(), intents.Blank("black"))
    assert state.full_screen and state.blank == "black"
    state = dataclasses.replace(state, overlay="help")
    for expected in (("black", True), (None, True), (None, False), (None, False)):
        state = run(state, tour, intents.Escape())
        assert (state.blank, state.full_screen) == expected
        assert state.overlay is None


def test_blank_and_overlays_stop_the_clock_and_a_step_shows_the_stage_again(start: PlayerState, tour: Tour) -> None:
    for cover in (intents.Blank("white"), intents.ShowOverlay("overview")):
        state = run(start, tour, cover)
        assert now(wait(state, tour, 1), tour) == 0.0
        shown = run(state, tour, intents.NextBeat())
        assert shown.blank is None and shown.overlay is None and now(shown, tour) == 2.0
    assert run(start, tour, intents.Blank("black"), intents.Blank("black")).blank is None
    assert run(start, tour, intents.ShowOverlay("help"), intents.ShowOverlay("help")).overlay is None


def test_go_to_a_scene_by_number_and_id(start: PlayerState, tour: Tour) -> None:
    typed = run(start, tour, intents.GotoDigit("0"), intents.GotoDigit("2"))
    assert typed.overlay == "goto" and typed.digits == "02"
    there = run(typed, tour, intents.GotoNumber())
    assert now(there, tour) == tour.starts[1] and there.overlay is None and there.digits == ""
    assert run(typed, tour, intents.GotoDigit("")).digits == "0"
    wrong = run(start, tour, intents.GotoNumber(99))
    assert now(wrong, tour) == now(start, tour) and "1 to 4" in str(wrong.notice)
    assert now(run(start, tour, intents.JumpToStop("gamma")), tour) == tour.starts[3]
    assert "alpha" in run(start, tour, intents.JumpToStop("nowhere")).notice


def test_a_notice_goes_with_the_next_intent(start: PlayerState, tour: Tour) -> None:
    wrong = run(start, tour, intents.SetTheme("pink"))
    assert wrong.notice and run(wrong, tour, intents.Tick(0.01)).notice
    assert run(wrong, tour, intents.Pause()).notice == ""


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
    st.builds(intents.Tick, NUMBERS),
    st.builds(intents.Seek, NUMBERS),
    st.builds(intents.SeekBeat, st.integers(-3, 9), st.integers(-3, 9)),
    st.sampled_from(
        [
            intents.NextBeat(),
            intents.PreviousBeat(),
            intents.First(),
            intents.Last(),
            intents.Play(),
            intents.Pause(),
            intents.TogglePlaying(),
            intents.Replay(),
            intents.ReplayStop(),
            intents.Faster(),
            intents.Slower(),
            intents.Undo(),
            intents.Redo(),
            intents.Escape(),
            intents.CloseOverlay(),
            intents.ToggleRail(),
            intents.ToggleFullScreen(),
            intents.TogglePointer(),
            intents.Present(),
            intents.Present(True),
        ]
    ),
    st.builds(intents.SetControl, SCENES, CONTROLS, VALUES, st.booleans()),
    st.builds(intents.Press, SCENES, CONTROLS),
    st.builds(intents.ResetStop, SCENES),
    st.builds(intents.Hover, st.none() | st.text(max_size=4)),
    st.builds(intents.SetTheme, st.sampled_from(["", "dark", "projector", "pink"])),
    st.builds(intents.SetMotion, st.sampled_from([*MOTIONS, "fast"])),
    st.builds(intents.SetSpeed, NUMBERS),
    st.builds(intents.ShowOverlay, st.sampled_from([*OVERLAYS, "menu"])),
    st.builds(intents.Blank, st.sampled_from([*BLANKS, "green"])),
    st.builds(intents.JumpToStop, SCENES),
    st.builds(intents.GotoNumber, st.integers(-5, 120)),
    st.builds(intents.GotoDigit, st.sampled_from([*"0123456789", "", "x"])),
)


@given(st.lists(INTENTS, max_size=60))
def test_whatever_is_asked_the_state_stays_sound(tour: Tour, asked: list[Any]) -> None:
    state = opening_beat(opening(), tour)
    marks = marks_of(tour)
    for intent in asked:
        before = state
        state = step(state, intent, tour)
        assert 0.0 <= now(state, tour) <= tour.duration
        assert math.isfinite(state.idle) and state.idle >= 0.0
        assert state.until is None or now(state, tour) <= tour.time(*state.until) + 1e-9
        assert state.speed in SPEEDS and state.theme in THEMES and state.motion in MOTIONS
        assert state.overlay in (None, *OVERLAYS) and state.blank in (None, *BLANKS)
        assert len(state.undo) <= UNDO_DEPTH and len(state.digits) <= 3
        assert 0 <= marks.at(now(state, tour)) < len(marks.all)
        assert before == before and state.generation >= before.generation
        if isinstance(intent, intents.Tick) and not before.moving:
            assert state is before
        for stop in tour.stops:
            for name, value in inputs_for(state, stop).as_dict().items():
                assert value == value, f"{name} is not a number"


@given(st.lists(INTENTS, max_size=25))
def test_the_same_intents_give_the_same_state(tour: Tour, asked: list[Any]) -> None:
    first = run(opening_beat(opening(), tour), tour, *asked)
    assert first == run(opening_beat(opening(), tour), tour, *asked)
