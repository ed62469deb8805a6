"""Predict, lock, reveal: when a beat asks, what the keys do to the hands, and that Next is never blocked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.player.steps import run, wait
from tests.toys import make_scene
from tourapp.authoring import Ask, AskOption, Frame, Picture
from tourapp.authoring.layout import STAGE
from tourapp.player import intents
from tourapp.player.ask_intents import ChooseHand, LockHands, RaiseHand, SayNumber, TakeBackHand, ToggleHands, TypeHand
from tourapp.player.ask_look import ask_look, distance, rail_sleeps
from tourapp.player.ask_number import NumberAxis
from tourapp.player.asked_stage import beside_panel, panel_box
from tourapp.player.asking import FOLD, PAUSE, hands_of, hands_open
from tourapp.player.class_sums import class_sums
from tourapp.player.composer import compose
from tourapp.player.fitting import BESIDE, fitting_of, looks_of
from tourapp.player.room import room_of
from tourapp.player.state import PlayerState, opening
from tourapp.player.step import step
from tourapp.player.tour import Tour, tour_of
from tourapp.player.view import PlainWorlds
from tourapp.player.walking import opening_beat
from tourapp.quantity import Quantity


def two(_f: Frame) -> Quantity:
    return Quantity(2.1, "times", "how much sooner", "r")


CHOICE = Ask(
    "How much sooner?",
    two,
    options=(
        AskOption(4.0, "a quarter", "A forgot."),
        AskOption(2.0, "half", "B."),
        AskOption(1.2, "hardly", "C held."),
    ),
)
NUMBER = Ask("How many?", two, tempts="Nobody knows.", low=0.1, high=100.0)


def draw(f: Frame, p: Picture) -> None:
    p.text((100, 300), "beat {n}", n=f.beat_index, size=40)


@pytest.fixture(scope="module")
def tour() -> Tour:
    first = make_scene("asked", draw, asks={"beat1": CHOICE, "beat2": NUMBER})
    return tour_of((first, make_scene("plain", draw), make_scene("late", draw, asks={"beat0": NUMBER})))


@pytest.fixture
def asked(tour: Tour) -> PlayerState:
    """At the start of the beat with a choice, its hands open."""
    return run(opening_beat(opening(asking=True), tour), tour, intents.NextBeat())


def test_a_person_alone_is_not_asked(tour: Tour) -> None:
    state = run(opening_beat(opening(), tour), tour, intents.NextBeat())
    assert state.ask is None
    assert wait(state, tour, 3).holding and wait(state, tour, 3).t > 3.9
    assert run(opening_beat(opening(presenting=True), tour), tour, intents.NextBeat()).ask == ("asked", "beat1")


def test_the_beat_holds_at_its_start_while_hands_are_open(asked: PlayerState, tour: Tour) -> None:
    later = wait(asked, tour, 5)
    assert hands_open(later) and later.holding
    assert later.t == 2.0 and later.idle == pytest.approx(5.0, abs=0.1), "quiet loops go on"


def test_digits_raise_hands_and_backspace_takes_them_back(asked: PlayerState, tour: Tour) -> None:
    state = run(asked, tour, *[TypeHand(key) for key in "112390"], RaiseHand(1), RaiseHand(7))
    assert hands_of(state).counts(3) == (2, 2, 1), "an option that is not there gets no hand"
    back = run(state, tour, TakeBackHand(), TakeBackHand())
    assert hands_of(back).counts(3) == (2, 1, 0)
    assert hands_of(run(back, tour, *[TakeBackHand()] * 9)).given == 0


def test_up_and_down_choose(asked: PlayerState, tour: Tour) -> None:
    assert hands_of(run(asked, tour, ChooseHand(1))).chosen == 0
    assert hands_of(run(asked, tour, ChooseHand(1), ChooseHand(1), ChooseHand(1), ChooseHand(1))).chosen == 2
    assert hands_of(run(asked, tour, ChooseHand(-1))).chosen == 2


def test_enter_locks_and_the_run_answers(asked: PlayerState, tour: Tour) -> None:
    locked = run(asked, tour, TypeHand("2"), LockHands())
    assert not hands_open(locked) and hands_of(locked).locked
    assert run(locked, tour, TypeHand("1"), TakeBackHand()).hands == locked.hands, "nobody changes their mind"
    folding = wait(locked, tour, FOLD + PAUSE - 0.1)
    assert folding.t == 2.0
    done = wait(folding, tour, 3.0)
    assert done.holding and done.t > 3.9
    look = ask_look(done, tour.stops[0], 3.9)
    assert look is not None and look.told == 1.0


def test_next_is_never_blocked(asked: PlayerState, tour: Tour) -> None:
    shown = run(asked, tour, intents.NextBeat())
    assert shown.ask is None and wait(shown, tour, 1).t == pytest.approx(3.0), "the beat as it is"
    on = run(shown, tour, intents.NextBeat())
    assert on.ask == ("asked", "beat2") and on.t == 4.0
    assert run(asked, tour, LockHands(), intents.NextBeat()).ask == ("asked", "beat2")


def test_a_question_waits_behind_a_passage(tour: Tour) -> None:
    state = wait(run(opening_beat(opening(asking=True), tour, 1, 2), tour), tour, 3)
    coming = run(state, tour, intents.NextBeat())
    assert coming.ask == ("late", "beat0") and coming.stop == 1
    there = wait(coming, tour, 3)
    assert (there.stop, there.t) == (2, 0.0) and hands_open(there)


def test_back_and_replay(asked: PlayerState, tour: Tour) -> None:
    assert run(asked, tour, intents.PreviousBeat()).ask is None
    locked = wait(run(asked, tour, TypeHand("2"), LockHands()), tour, 5)
    gone = run(locked, tour, intents.NextBeat(), intents.PreviousBeat())
    assert gone.ask == ("asked", "beat1") and hands_of(gone).locked, "the guess stands beside the truth again"
    assert hands_of(run(locked, tour, intents.Replay())).since == 0.0


def test_v_opens_and_closes(tour: Tour) -> None:
    alone = wait(run(opening_beat(opening(), tour), tour, intents.NextBeat()), tour, 3)
    opened = run(alone, tour, ToggleHands())
    assert hands_open(opened) and opened.t == 2.0 and opened.asks
    closed = run(opened, tour, ToggleHands())
    assert closed.ask is None and not closed.asks and "V asks again" in str(closed.notice)
    elsewhere = run(opening_beat(opening(), tour), tour, ToggleHands())
    assert elsewhere.asks and elsewhere.ask is None and elsewhere.notice


def test_v_after_the_lock_gives_the_controls_back_and_then_asks_anew(asked: PlayerState, tour: Tour) -> None:
    locked = wait(run(asked, tour, TypeHand("2"), LockHands()), tour, 5)
    assert rail_sleeps(locked, tour.stops[0])
    folded = run(locked, tour, ToggleHands())
    assert not rail_sleeps(folded, tour.stops[0])
    again = run(folded, tour, ToggleHands())
    assert hands_open(again) and hands_of(again).counts(3) == (0, 1, 0)


def test_a_click_on_the_axis_is_a_number(tour: Tour) -> None:
    """The last click stands until it is set down; options are not numbers."""
    state = run(opening_beat(opening(asking=True), tour, 0, 2), tour, SayNumber(40), SayNumber(38))
    assert hands_of(state).numbers == (38,)
    assert hands_of(run(state, tour, ChooseHand(1), SayNumber(9))).numbers == (38, 9)
    assert hands_of(run(opening_beat(opening(asking=True), tour, 0, 1), tour, SayNumber(3))).given == 0


def test_the_axis_has_a_piece_for_every_number_from_end_to_end() -> None:
    for low, high in ((0.1, 100.0), (1.0, 1e6), (2.0, 9.0)):
        pieces = NumberAxis(0.0, 100.0, 700.0, low, high).slices()
        tops, heights, numbers = zip(*pieces, strict=True)
        assert tops[0] == 100.0 and sum(heights) == pytest.approx(600.0)
        assert all(here + h == pytest.approx(there) for here, h, there in zip(tops, heights, tops[1:], strict=False))
        assert sorted(set(numbers), reverse=True) == list(numbers)
        assert numbers[0] <= high * 1.05 and numbers[-1] <= max(1.0, low * 1.1)


def test_numbers_are_typed_and_set_down(tour: Tour) -> None:
    state = opening_beat(opening(asking=True), tour, 0, 2)
    state = run(state, tour, *[TypeHand(key) for key in "040"], ChooseHand(1), TypeHand("9"), ChooseHand(1))
    assert hands_of(state).numbers == (40, 9)
    state = run(state, tour, TypeHand("7"), TypeHand("0"), TakeBackHand())
    assert hands_of(state).numbers == (40, 9, 7) and hands_of(state).guess == 9.0
    up = run(state, tour, ChooseHand(-1))
    assert hands_of(up).typed == "7"
    assert hands_of(run(up, tour, LockHands())).said == (40, 9, 7)


def test_reduced_motion_cuts(asked: PlayerState, tour: Tour) -> None:
    still = replace(asked, motion="reduced")
    look = ask_look(run(still, tour, LockHands()), tour.stops[0], 2.0)
    assert look is not None and look.told == look.folded == 1.0
    none = run(opening_beat(opening(asking=True, motion="none"), tour), tour, intents.NextBeat())
    assert none.t == 2.0 and hands_open(none)
    assert run(none, tour, LockHands()).t > 3.9


def test_reset_forgets_the_hands_of_a_stop(asked: PlayerState, tour: Tour) -> None:
    state = run(asked, tour, TypeHand("1"), intents.ResetStop("asked"))
    assert hands_of(state).given == 0 and hands_open(state)


def test_other_settings_are_told(asked: PlayerState, tour: Tour) -> None:
    locked = run(asked, tour, LockHands(), intents.SetControl("", "temperature", 1.2))
    look = ask_look(locked, tour.stops[0], 3.0)
    assert look is not None and look.made is not None and str(look.made.fields["settings"])


def test_the_question_stands_for_the_caption(asked: PlayerState, tour: Tour) -> None:
    worlds = PlainWorlds()
    told = compose(asked, tour, tour.place(asked.stop, asked.t), worlds).told
    assert told == ("How much sooner?", "Hands up: A, B or C.")
    done = wait(run(asked, tour, TypeHand("2"), TypeHand("1"), LockHands()), tour, 5)
    told = compose(done, tour, tour.place(done.stop, done.t), worlds).told
    assert told == ("Caption 1 of asked.", "A forgot. C held.")


def test_what_is_nearest_in_ratio_is_right() -> None:
    assert right(Quantity(2.9, "times")) == 0 and right(Quantity(2.8, "times")) == 1
    assert right(Quantity(1, "times")) == 2 and right(Quantity(0, "times")) == 2


def right(truth: Quantity) -> int:
    options = CHOICE.options
    assert isinstance(options, tuple)
    return CHOICE.right(truth, options)


def test_distance_in_words() -> None:
    assert distance(40, 40).template == "as good as right ✓"
    assert str(distance(80, 25).fields["n"]) == "3.2" and "high" in distance(80, 25).template
    assert "low" in distance(1, 25).template and "not" in distance(1, 0).template


@pytest.mark.parametrize(
    "more", [{"options": (AskOption(2.0, "x", "y"),)}, {"tempts": ""}, {"low": 0.0}, {"lands": 0.0}, {"per": 0.0}]
)
def test_a_wrong_question_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="ask: "):
        Ask("How many?", two, **{"tempts": "so", **more})
    with pytest.raises(ValueError, match="no beat called"):
        make_scene("odd", draw, asks={"nowhere": NUMBER})


WALK = st.sampled_from(
    [
        intents.NextBeat(),
        intents.PreviousBeat(),
        intents.Tick(0.7),
        intents.Tick(1.9),
        intents.Replay(),
        intents.Play(),
        intents.TogglePlaying(),
        intents.Seek(4.5),
        intents.Last(),
        ToggleHands(),
        LockHands(),
        TypeHand("2"),
        ChooseHand(1),
        TakeBackHand(),
        intents.ResetStop("asked"),
    ]
)


@given(st.lists(WALK, max_size=40), st.sampled_from(["full", "reduced", "none"]))
def test_whatever_is_pressed_next_leads_to_the_end(pressed: list[Any], motion: str) -> None:
    scene = make_scene("asked", draw, asks={"beat1": CHOICE, "beat2": NUMBER})
    tour = tour_of((scene, make_scene("late", draw, asks={"beat0": NUMBER})))
    state = run(opening_beat(opening(motion=motion), tour), tour, *pressed)
    if hands_open(state):
        assert state.until is None or tour.time(*state.until) <= tour.duration
    for _ in range(14):
        state = wait(step(state, intents.NextBeat(), tour), tour, 3.5)
    assert state.stop == 1 and state.t > 5.9


def test_the_class_is_summed_up(asked: PlayerState, tour: Tour) -> None:
    assert class_sums(asked, tour) == ()
    state = run(
        asked, tour, TypeHand("2"), TypeHand("2"), LockHands(), intents.NextBeat(), TypeHand("4"), TypeHand("0")
    )
    first, second = class_sums(state, tour)
    assert (first.stop, first.beat, first.locked, first.answers) == ("asked", "beat1", True, 2)
    assert first.options == (("a quarter", 0), ("half", 2), ("hardly", 0))
    assert (second.beat, second.numbers, second.locked) == ("beat2", (40,), False)


@pytest.mark.parametrize("width", [1280, 1120, 1032])
def test_where_words_are_large_the_panel_stands_beside_the_picture(asked: PlayerState, tour: Tour, width: int) -> None:
    state = replace(asked, room=room_of(width, width * 9 / 16), rail_visible=False)
    fitting = fitting_of(tour.stops[0].scene, looks_of(state))
    found, box = beside_panel(fitting), panel_box(fitting)
    assert fitting.stand.readouts is None and not fitting.plain
    assert found.at[0] + found.shrink * STAGE.w <= box.x - BESIDE + 0.5
    assert found.area.right < box.x < box.right <= fitting.area.right + 0.5
    assert found.shrink > 0.5 * fitting.shrink, "the picture is still what is asked about"
