"""What is on screen as a lesson, and as the command line that opens it again."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tourapp import app
from tourapp.authoring import picture_digest
from tourapp.cli import main
from tourapp.export.offline import Offline, default_tour
from tourapp.player import intents
from tourapp.player.copy_state import command_of
from tourapp.player.lessons.lesson_file import write_lesson
from tourapp.player.lessons.opened import lesson_of, ready_tour
from tourapp.player.opening import first_settings
from tourapp.player.state import PlayerState, control_value, opening
from tourapp.player.step import step
from tourapp.player.tour import Tour, make_tour
from tourapp.player.walking import opening_beat, time_of
from tourapp.tours import all_scenes, tour_called
from tourapp.tours.lesson import read_lesson
from tourapp.world import Inputs


def walked(tour: Tour, *asked: Any) -> PlayerState:
    """A state after some intents, from the tour's start."""
    state = opening_beat(opening(settings=first_settings(tour, {})), tour)
    for intent in asked:
        state = step(state, intent, tour)
    return state


def reopened(words: str, monkeypatch: pytest.MonkeyPatch) -> tuple[PlayerState, Tour]:
    """The state that a command line opens with."""
    found: list[tuple[PlayerState, Tour]] = []

    def look(options: app.OpenOptions, tour: Tour) -> int:
        from tourapp.player.preferences import Preferences

        found.append((app.opening_state(options, tour, Preferences(theme="projector", text_scale=150))[0], tour))
        return 0

    monkeypatch.setattr("tourapp.preflight.has_screen", lambda: True)
    monkeypatch.setattr(app, "open_tour", look)
    program, *rest = shlex.split(words)
    assert program == "tourapp" and main(rest) == 0
    return found[0]


def picture(tour: Tour, state: PlayerState) -> str:
    """The digest of what a state shows."""
    offline = Offline(tour, state.settings, state.theme, text_scale=state.text_scale)
    return picture_digest(offline.compose(tour.locate(time_of(state, tour))))


CHANGES = (
    (intents.SeekBeat(3, 2), intents.Tick(1.7), intents.SetControl("sampling", "temperature", 1.3)),
    (intents.SetControl("", "prompt", "Why?\nBecause \"it\" 'is' — ✓"), intents.SeekBeat(2), intents.Tick(0.4)),
    (intents.SetControl("", "batch", 64), intents.SeekBeat(13, 1), intents.Tick(100)),
    (intents.SeekBeat(6, 1), intents.SetControl("attention", "layer", 9), intents.Tick(2.0)),
)


@pytest.mark.parametrize("asked", CHANGES, ids=("temperature", "prompt", "batch", "layer"))
def test_the_copied_command_opens_the_very_picture(asked: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    tour = default_tour()
    state = walked(tour, *asked)
    again, other = reopened(command_of(state, tour), monkeypatch)
    assert other.id == tour.id and (again.stop, again.playing) == (state.stop, False)
    assert again.t == pytest.approx(state.t, abs=2e-3) and (again.theme, again.text_scale) == ("dark", 100)
    assert again.settings.inputs == state.settings.inputs
    for stop in tour.stops:
        for item in stop.scene.controls:
            assert control_value(again, stop, item.id) == control_value(state, stop, item.id), (stop.key, item.id)
    if state.inputs.prompt == Inputs().prompt and state.inputs.temperature == Inputs().temperature:  # no live model
        assert picture(tour, replace(state, t=again.t)) == picture(other, again)


def test_a_command_for_stops_with_their_own_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "two sky.json"
    path.write_text(
        '{"id": "two", "title": "Two", "set": {"temperature": 0.4}, "stops": ['
        '{"scene": "sampling", "set": {"temperature": 1.5}}, {"scene": "batching"}, {"scene": "sampling"}]}'
    )
    tour = make_tour(tour_called(str(path)))
    state = walked(
        tour,
        intents.SetControl("sampling", "temperature", 0.1),
        intents.SetControl("", "temperature", 0.9),
        intents.SeekBeat(2, 1),
    )
    words = command_of(state, tour)
    assert shlex.quote(str(path)) in words and "--scene 'sampling#2'" in words
    again, other = reopened(words, monkeypatch)
    values = [control_value(again, stop, "temperature") for stop in other.stops if stop.scene.id == "sampling"]
    assert values == [0.1, 0.9]


def test_what_is_saved_opens_with_the_same_order_and_settings(tmp_path: Path) -> None:
    tour = make_tour(tour_called("request_25"))
    state = walked(
        tour,
        intents.SetControl("", "prompt", "The capital of France is"),
        intents.SetControl("attention", "layer", 9),
        intents.SetControl("sampling", "temperature", 1.3),
    )
    path = tmp_path / "my lesson.json"
    write_lesson(path, lesson_of(state, tour, "my lesson"))
    made = ready_tour(read_lesson(path, all_scenes()))
    assert (made.id, made.title, made.source) == ("my_lesson", "my lesson", str(path))
    assert [(stop.key, stop.kept, stop.section, stop.minutes) for stop in made.stops] == [
        (stop.key, stop.kept, stop.section, stop.minutes) for stop in tour.stops
    ]
    opened = opening(settings=first_settings(made, {}))
    assert opened.inputs == state.inputs
    for old, new in zip(tour.stops, made.stops, strict=True):
        for item in old.scene.controls:
            assert control_value(opened, new, item.id) == control_value(state, old, item.id), (old.key, item.id)
