"""What is remembered between two runs comes back; what a tour no longer has is left out and said."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tourapp.export.offline import default_tour
from tourapp.opening import GOES_ON, OpenOptions, opening_state
from tourapp.player import intents, preferences
from tourapp.player.preferences import LastPlace, Preferences
from tourapp.player.remembered import remember
from tourapp.player.state import PlayerState
from tourapp.player.step import step
from tourapp.player.walking import opening_beat

TOUR = default_tour()


def somewhere() -> PlayerState:
    """Nine stops in, with a prompt, a shared input, one of a stop's own and a control of a scene changed."""
    state, _ = opening_state(OpenOptions(), TOUR, Preferences())
    state = replace(state, theme="projector", speed=1.5)
    for stop, name, value in (
        ("", "prompt", "Why do cats purr?"),
        ("sampling", "temperature", 1.2),
        ("network", "stretch", 2.0),
        ("", "measure_run", 3),
    ):
        state = step(state, intents.SetControl(stop, name, value), TOUR)
    return opening_beat(state, TOUR, TOUR.index("batching"), 2)


def test_place_prompt_and_controls_come_back(config: Path) -> None:
    before = somewhere()
    assert preferences.save(remember(before, TOUR), config) == ""
    found, notice = preferences.load(config)
    after, words = opening_state(OpenOptions(), TOUR, found)
    assert notice == "" and words == [GOES_ON]
    assert (after.stop, after.theme, after.speed) == (before.stop, "projector", 1.5)
    assert TOUR.place(after.stop, after.t) == TOUR.place(before.stop, before.t)
    assert after.settings.inputs == replace(before.settings.inputs, measure_run=0), "a press is not repeated"
    assert (after.settings.view, after.settings.overrides) == (before.settings.view, before.settings.overrides)
    assert after.opened == opening_state(OpenOptions(), TOUR, Preferences())[0].opened, "reset goes to the usual ones"
    assert remember(after, TOUR) == found


def test_an_untouched_tour_opens_without_a_word() -> None:
    state, words = opening_state(
        OpenOptions(), TOUR, remember(opening_state(OpenOptions(), TOUR, Preferences())[0], TOUR)
    )
    assert words == [] and (state.stop, state.t) == (0, 0.0)


@pytest.mark.parametrize(
    "options",
    [
        OpenOptions(fresh=True),
        OpenOptions(scene="queue"),
        OpenOptions(prompt="Hello"),
        OpenOptions(settings={"temperature": "0.5"}),
    ],
)
def test_who_says_where_to_begin_begins_there(options: OpenOptions) -> None:
    state, words = opening_state(options, TOUR, remember(somewhere(), TOUR))
    assert words == [] and state.theme == "projector"
    assert state == opening_state(options, TOUR, Preferences(theme="projector", speed=1.5))[0]


def test_what_is_no_longer_there_is_left_out_and_said() -> None:
    place = LastPlace(
        "request",
        "kv_hall",
        99,
        {"temperature": 9.0, "gone": 1, "prompt": "Hi"},
        {"nowhere": {"x": 1}, "queue": {"y": 2}},
    )
    state, words = opening_state(OpenOptions(), TOUR, Preferences(place=place))
    assert state.inputs.prompt == "Hi" and TOUR.stops[state.stop].key == "kv_hall"
    assert words[-1] == GOES_ON and all(name in words[0] for name in ("temperature", "gone", "nowhere", "y"))
    other = Preferences(place=LastPlace("another", "kv_hall", 1, {"prompt": "Hi"}))
    assert opening_state(OpenOptions(), TOUR, other)[0].stop == 0


def test_a_pipe_or_an_endless_file_never_hangs_the_start(config: Path) -> None:
    config.mkdir()
    for name in ("settings.json", "settings.bak"):
        os.mkfifo(config / name)
    found, notice = preferences.load(config)
    assert found == Preferences() and "not a plain file" in notice and "defaults" in notice
    (config / "settings.json").symlink_to("/dev/zero")
    assert "not a plain file" in preferences.load(config)[1]
    with (config / "settings.json").open("wb") as file:
        file.truncate(3 << 40)  # three empty terabytes
    assert "longer than" in preferences.load(config)[1]


def test_a_lost_file_is_replaced_by_its_backup(config: Path) -> None:
    for theme in ("projector", "high-contrast"):
        preferences.save(Preferences(theme=theme), config)
    (config / "settings.json").unlink()
    found, notice = preferences.load(config)
    assert found.theme == "projector" and "gone" in notice and "last good" in notice
