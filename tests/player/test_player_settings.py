"""Settings: where a value goes, one drag as one change, undo, redo and reset, a scene's own overrides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourapp.errors import UsageError
from tourapp.player import intents
from tourapp.player.opening import first_settings, place_of
from tourapp.player.state import UNDO_DEPTH, PlayerState, control_value, inputs_for, opening, view_for
from tourapp.player.step import step
from tourapp.player.tour import Tour


def put(state: PlayerState, tour: Tour, scene: str, control: str, value: object, drag: bool = False) -> PlayerState:
    return step(state, intents.SetControl(scene, control, value, drag), tour)


def test_a_shared_input_changes_for_every_scene(tour: Tour) -> None:
    state = put(opening(), tour, "beta", "temperature", 1.25)
    assert [inputs_for(state, stop).temperature for stop in tour.stops] == [1.25] * 4
    assert state.generation == 1


def test_a_view_control_stays_in_its_scene(tour: Tour) -> None:
    state = put(opening(), tour, "alpha", "zoom", 0.9)
    assert view_for(state, tour.stops[0])["zoom"] == 0.9
    assert "zoom" not in view_for(state, tour.stops[1])
    assert state.inputs == opening().inputs


def test_an_override_changes_on_its_stage_only_and_leaving_restores(tour: Tour) -> None:
    state = put(opening(), tour, "beta", "batch", 5)
    assert control_value(state, tour.stops[1], "batch") == 5
    assert inputs_for(state, tour.stops[0]).batch == state.inputs.batch == 8
    assert inputs_for(step(state, intents.ResetStop("beta"), tour), tour.stops[1]).batch == 1


def test_exact_values_between_two_steps_are_kept(tour: Tour) -> None:
    assert put(opening(), tour, "beta", "temperature", 0.735).inputs.temperature == 0.735


@pytest.mark.parametrize(
    ("scene", "control", "value", "word"),
    [
        ("beta", "temperature", 9, "0 to 2"),
        ("beta", "temperature", "hot", "not a number"),
        ("alpha", "connection", "lukewarm", "warm, cold"),
        ("alpha", "nothing", 1, "nothing"),
        ("nowhere", "zoom", 1, "nowhere"),
        ("alpha", "zoom", float("nan"), "0 to 1"),
        ("", "zoom", 0.5, "zoom"),
    ],
)
def test_a_wrong_value_leaves_everything_and_says_what_is_allowed(
    tour: Tour, scene: str, control: str, value: object, word: str
) -> None:
    before = opening()
    after = put(before, tour, scene, control, value)
    assert after.settings == before.settings and after.undo == ()
    assert word in after.notice


def test_a_drag_is_one_change(tour: Tour) -> None:
    state = opening()
    for value in (0.1, 0.2, 0.3):
        state = put(state, tour, "beta", "temperature", value, drag=True)
    state = put(state, tour, "beta", "temperature", 0.4)
    assert len(state.undo) == 1
    again = put(state, tour, "beta", "temperature", 0.5, drag=True)
    assert len(again.undo) == 2, "a second drag is another change"
    assert step(again, intents.Undo(), tour).inputs.temperature == 0.4
    other = put(put(opening(), tour, "beta", "temperature", 1.0, drag=True), tour, "alpha", "stretch", 2.0, drag=True)
    assert len(other.undo) == 2, "another control is another change"


def test_setting_the_same_value_is_no_change(tour: Tour) -> None:
    state = opening()
    assert put(state, tour, "beta", "temperature", 0.8) is state


def test_undo_and_redo_walk_both_ways(tour: Tour) -> None:
    first = opening()
    second = put(first, tour, "beta", "batch", 3)
    third = put(second, tour, "alpha", "zoom", 0.1)
    back = step(third, intents.Undo(), tour)
    assert back.settings == second.settings
    assert step(back, intents.Redo(), tour).settings == third.settings
    assert step(step(back, intents.Undo(), tour), intents.Undo(), tour).settings == first.settings
    branched = put(back, tour, "alpha", "grid", True)
    assert branched.redo == ()


def test_the_history_is_bounded(tour: Tour) -> None:
    state = opening()
    for number in range(UNDO_DEPTH + 30):
        state = put(state, tour, "beta", "step", number % 6)
    assert len(state.undo) == UNDO_DEPTH


def test_reset_goes_back_to_what_the_tour_was_opened_with(tour: Tour) -> None:
    opened = opening(settings=first_settings(tour, {"temperature": "1.5", "step": "3"}, "Hello?"))
    state = opened
    for control, value in (("temperature", 0.1), ("prompt", "Else"), ("step", 5), ("batch", 9)):
        state = put(state, tour, "beta", control, value)
    state = put(state, tour, "alpha", "stretch", 2.0)
    reset = step(state, intents.ResetStop("beta"), tour)
    assert (reset.inputs.temperature, reset.inputs.prompt) == (1.5, "Hello?")
    assert view_for(reset, tour.stops[1])["step"] == 3 and inputs_for(reset, tour.stops[1]).batch == 1
    assert reset.inputs.stretch == 2.0, "other scenes keep theirs"
    assert step(reset, intents.Undo(), tour).settings == state.settings


def test_a_press_counts_and_is_not_undone(tour: Tour) -> None:
    state = step(step(opening(), intents.Press("beta", "pressed"), tour), intents.Press("beta", "pressed"), tour)
    assert view_for(state, tour.stops[1])["pressed"] == 2 and state.undo == ()
    assert "no such control" in step(state, intents.Press("beta", "nothing"), tour).notice


@given(st.text(max_size=6000))
def test_any_text_becomes_a_prompt_that_can_be_shown(tour: Tour, words: str) -> None:
    state = put(opening(), tour, "beta", "prompt", words)
    assert state.notice == "" and len(state.inputs.prompt) <= 4000
    state.inputs.prompt.encode("utf-8")


def test_settings_by_words(tour: Tour) -> None:
    chosen = first_settings(tour, {"batch": "4", "zoom": "0.2"})
    assert chosen.inputs.batch == 4 and chosen.overrides["beta"]["batch"] == 4 and chosen.view["alpha"]["zoom"] == 0.2
    assert place_of(tour, "beta", "beat1") == (1, 1) and place_of(tour, "beta", "2") == (1, 1)
    assert place_of(tour, None, None) == (0, 0)
    for wrong in ({"nothing": "1"}, {"temperature": "9"}, {"temperature": "nan"}):
        with pytest.raises(UsageError):
            first_settings(tour, wrong)
    for scene, beat in (("nowhere", None), ("beta", "9"), ("beta", "x"), ("beta", "0"), ("beta", "²")):
        with pytest.raises(UsageError):
            place_of(tour, scene, beat)
    with pytest.raises(UsageError, match="--scene"):
        place_of(tour, "nowhere", None)
    there = first_settings(tour, {"beta.temperature": "0.5", "alpha.zoom": "0.7", "beta.batch": "6"})
    assert there.inputs.temperature == 0.5 and there.view == {"alpha": {"zoom": 0.7}}
    assert there.overrides == {"beta": {"batch": 6}} and there.inputs.batch == 8, "its own stop alone"
