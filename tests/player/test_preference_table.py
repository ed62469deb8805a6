"""The table of preferences: each row is a field of the settings file and an option, and holds at once;
holding quiet; the hint that is counted away."""

from __future__ import annotations

import argparse
import dataclasses

import msgspec
import pytest

from tourapp.cli import build_parser
from tourapp.cli.preference_options import PREFERENCES, preferences_of
from tourapp.errors import UsageError
from tourapp.export.offline import default_tour
from tourapp.opening import OpenOptions, opening_state
from tourapp.player import intents
from tourapp.player.habits import ENOUGH, Habits
from tourapp.player.orders import Order
from tourapp.player.preference_table import PAGES, TABLE, Choose, Forget, HoldQuiet, Preference, chosen
from tourapp.player.preferences import LastPlace, Preferences
from tourapp.player.remembered import remember
from tourapp.player.state import PlayerState, opening
from tourapp.player.step import step
from tourapp.player.tour import Tour
from tourapp.player.walking import opening_beat
from tourapp.words import Phrase

TOUR = default_tour()
USUAL = {"ask", "theme", "motion", "language"}


def other(row: Preference, state: PlayerState) -> object:
    """A value that does not hold now."""
    return next(value for value in row.values if value != chosen(state, row.name))


@pytest.mark.parametrize("row", TABLE.values(), ids=lambda row: row.name)
def test_a_choice_holds_at_once_and_comes_back(row: Preference) -> None:
    state = opening_beat(opening(), TOUR)
    assert row.page in PAGES and len(row.values) == len(row.names) == len(set(row.codes)) > 1
    assert chosen(state, row.name) in row.values, "what holds at first is a choice"
    value = other(row, state)
    after = step(state, Choose(row.name, value), TOUR)  # type: ignore[arg-type]
    assert chosen(after, row.name) == value and after.notice == ""
    kept = remember(after, TOUR)
    assert getattr(kept, row.name) == value
    again = opening_state(OpenOptions(), TOUR, kept)[0]
    assert chosen(again, row.name) == value and again.asking == after.asking
    given = opening_state(OpenOptions(**told(row, value)), TOUR, Preferences())[0]
    assert chosen(given, row.name) == value
    with pytest.raises((ValueError, msgspec.ValidationError)):
        msgspec.json.decode(msgspec.json.encode({row.name: "x"}), type=Preferences)


def told(row: Preference, value: object) -> dict[str, object]:
    """How the command line says it to the window."""
    own = {field.name for field in dataclasses.fields(OpenOptions)}
    return {row.name: value} if row.name in own else {"preferences": {row.name: value}}


@pytest.mark.parametrize("intent", [Choose("theme", "pink"), Choose("speed", 9.0), Choose("nothing", 1)])
def test_what_is_no_choice_changes_nothing_and_is_told(intent: Choose) -> None:
    state = opening_beat(opening(), TOUR)
    after = step(state, intent, TOUR)
    assert "is not one of" in str(after.notice)
    assert dataclasses.replace(after, notice="") == state


def test_every_row_has_an_option_that_says_what_it_takes() -> None:
    parser = build_parser(["open"])
    options = {name: action for action in sub_of(parser)._actions for name in action.option_strings}
    for row in TABLE.values():
        words = options[row.option].help or ""
        if row.name != "text_scale":
            assert all(code in words for code in row.codes), (row.option, words)
    for name in PREFERENCES:
        assert f"--{name}" in {row.option for row in TABLE.values()}
    args = sub_of(parser).parse_args(["--speed", "1.5", "--go-on", "off", "--minutes", "25", "--rail", "OFF"])
    found = preferences_of(args)
    assert found == {"speed": 1.5, "go_on": False, "minutes": "25", "rail_visible": False}
    with pytest.raises(UsageError, match="--note-size: '17' is not one of: 16, 19"):
        preferences_of(sub_of(parser).parse_args(["--note-size", "17"]))


def sub_of(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The parser of `open`."""
    action = next(each for each in parser._actions if isinstance(each, argparse._SubParsersAction))
    found: argparse.ArgumentParser = action.choices["open"]
    return found


def test_who_does_not_go_on_begins_at_the_start_with_the_usual_settings() -> None:
    place = LastPlace("request", "batching", 1, {"prompt": "Why?"})
    state, words = opening_state(OpenOptions(), TOUR, Preferences(place=place, go_on=False))
    assert (state.stop, state.t, words) == (0, 0.0, []) and state.settings == state.opened
    state, _ = opening_state(OpenOptions(preferences={"go_on": True}), TOUR, Preferences(place=place, go_on=False))
    assert TOUR.stops[state.stop].key == "batching" and state.inputs.prompt == "Why?"


def test_a_lesson_that_asks_is_stronger_than_never(tour: Tour) -> None:
    asking = Tour(tour.stops, tour.id, tour.title, asks=True)
    assert opening_state(OpenOptions(), asking, Preferences(ask="never"))[0].asking is True
    assert opening_state(OpenOptions(), tour, Preferences(ask="never"))[0].asking is False
    assert opening_state(OpenOptions(), tour, Preferences())[0].asking is None


def test_forgetting_is_the_first_day_at_the_same_place() -> None:
    state = opening_beat(opening(theme="projector"), TOUR, 4, 1)
    for row in TABLE.values():
        state = step(state, Choose(row.name, other(row, state)), TOUR)  # type: ignore[arg-type]
    state = step(state, intents.SetControl("", "prompt", "Why?"), TOUR)
    after = step(state, Forget(), TOUR)
    assert after.habits == Habits() and after.past == () and after.settings == after.opened and after.undo == ()
    assert all(chosen(after, name) == chosen(PlayerState(), name) for name in TABLE)
    assert (after.stop, after.t) == (state.stop, state.t)
    kept = remember(after, TOUR)
    assert msgspec.structs.replace(kept, place=LastPlace()) == Preferences() and kept.place.inputs == {}


# holding quiet ------


def test_quiet_stops_the_clock_at_the_end_of_a_beat_and_only_there() -> None:
    state = step(opening_beat(opening(), TOUR), HoldQuiet(), TOUR)
    assert state.habits.quiet and isinstance(state.notice, Phrase)
    while not state.holding:
        assert state.moving
        state = step(state, intents.Tick(0.25), TOUR)
    assert not state.moving and step(state, intents.Tick(0.1), TOUR) is state
    going = step(state, intents.NextBeat(), TOUR)
    assert going.moving
    assert step(state, HoldQuiet(), TOUR).moving, "let go, it breathes on"


class Counting:
    """Takes the place of the worker and remembers what it was asked for."""

    def __init__(self) -> None:
        self.orders: list[str] = []

    def submit(self, order: Order) -> None:
        """Remember the part."""
        self.orders.append(order.part)

    def cancel(self) -> None:
        """Nothing runs here."""


@pytest.mark.parametrize("place", range(len(TOUR.stops)), ids=lambda place: TOUR.stops[place].key)
def test_quiet_builds_nothing_that_is_not_on_stage_and_asks_no_model(place: int) -> None:
    from tourapp.player.composer import Composer
    from tourapp.player.store import WorldStore, rests_on

    def orders(state: PlayerState) -> list[str]:
        worker = Counting()
        composer = Composer(TOUR, WorldStore(worker))
        composer.compose(state, TOUR.place(state.stop, state.t), True)
        composer.want(state)
        return worker.orders

    state = opening_beat(opening(), TOUR, place)
    quiet = step(state, Choose("quiet", True), TOUR)
    unasked = orders(quiet)
    assert not [name for name in unasked if name == "recording" or rests_on(name, "recording")], unasked
    asked = step(quiet, intents.SetControl("", "prompt", "Why is the sky blue?"), TOUR)
    assert orders(asked), "who asks is answered"


# the hint ------


def test_only_keys_that_go_on_are_counted_and_only_to_three() -> None:
    state = opening_beat(opening(), TOUR)
    for intent in (intents.PreviousBeat(), intents.TogglePlaying(), intents.Tick(0.1), intents.SeekBeat(0, 0)):
        state = step(state, intent, TOUR)
    assert state.habits.nexts == 0
    for count in (1, 2, 3, 3, 3):
        state = step(state, intents.NextBeat(), TOUR)
        assert state.habits.nexts == min(count, ENOUGH)
    assert remember(state, TOUR).nexts == ENOUGH
