"""The command line that opens the picture on stage again: tour, place, share of the beat, every setting, the look."""

from __future__ import annotations

import shlex
import sys
from typing import Any

from tourapp.player.lessons.opened import shared_changes
from tourapp.player.marks import marks_of
from tourapp.player.opening import first_settings
from tourapp.player.state import PlayerState, control_value, own_inputs
from tourapp.player.tour import Stop, Tour
from tourapp.tours.shelf import shipped
from tourapp.words import LANGUAGES
from tourapp.world import Button
from tourapp.world import controls as input_controls

DIGITS = 5
"""Of the share of a beat: a hundredth of a frame."""


def command_of(state: PlayerState, tour: Tour) -> str:
    """The command, quoted for the shell of this system."""
    words = ["tourapp", *_tour_words(tour), *_place_words(state, tour)]
    for name, value in _changes(state, tour).items():
        words += ["--set", f"{name}={_word(value)}"]
    words += ["--theme", state.theme, "--text-scale", str(state.text_scale)]
    words += ["--language", state.language] if state.language in LANGUAGES else []
    if state.motion != "full":
        words += ["--motion", state.motion]
    return _quoted(words)


def _tour_words(tour: Tour) -> list[str]:
    if tour.source in shipped():
        return ["--tour", tour.source]
    return ["--lesson", tour.source] if tour.source else []  # a scene alone is found by its name


def _place_words(state: PlayerState, tour: Tour) -> list[str]:
    marks = marks_of(tour)
    time = tour.time(state.stop, state.t)
    mark = marks.all[marks.at(time)]
    stop = tour.stops[mark.stop]
    share = min(max((time - mark.start) / (mark.end - mark.start), 0.0), 1.0)
    if time >= mark.hold:
        share = 1.0
    beat = stop.scene.timeline.beats[mark.beat].name
    return ["--scene", stop.key, "--beat", beat, "--at", f"{round(share, DIGITS):g}"]


def _changes(state: PlayerState, tour: Tour) -> dict[str, Any]:
    """What differs from the tour as it opens, in the order in which it has to be set: a shared input goes to every
    stop, and a scene's name stands for all its stops, so what single stops have instead comes behind."""
    opened = first_settings(tour, {})
    now = state.settings
    found = shared_changes(now.inputs, opened.inputs)
    shared = tuple(found)
    for stop in tour.stops:
        own = {**now.view.get(stop.key, {}), **now.overrides.get(stop.key, {})}
        names = [*own, *(name for name in shared if name in own_inputs(stop))]
        alike = [each for each in tour.stops if each.scene is stop.scene and each.key != stop.key]
        for name in dict.fromkeys(names):
            if isinstance(stop.scene.control(name) or input_controls().get(name), Button):
                continue
            for each in (stop, *(alike if stop.key == stop.scene.id else ())):
                found[f"{each.key}.{name}"] = _value(state, each, name)
    return found


def _value(state: PlayerState, stop: Stop, name: str) -> Any:
    if stop.scene.control(name) is not None:
        return control_value(state, stop, name)
    return {**own_inputs(stop), **state.settings.overrides.get(stop.key, {})}.get(name, getattr(state.inputs, name))


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value)


def _quoted(words: list[str]) -> str:
    if sys.platform != "win32":
        return shlex.join(words)
    words = [word.replace('"', '\\"') for word in words]
    return " ".join(f'"{word}"' if not word or set(word) & set(" \t&|<>^%") else word for word in words)
