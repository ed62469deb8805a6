"""Presets of a scene: declared in its file, set at once, undone in one step."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tourapp.assets import asset_path
from tourapp.authoring import sizes, text_width
from tourapp.authoring.layout import RAIL
from tourapp.authoring.scene import Scene
from tourapp.export.offline import default_tour
from tourapp.player import intents
from tourapp.player.opening import first_settings
from tourapp.player.presets import ApplyPreset
from tourapp.player.state import control_value, opening
from tourapp.player.step import step
from tourapp.player.walking import opening_beat
from tourapp.tours import all_scenes

ALL = [(scene, name) for scene in all_scenes().values() for name in scene.presets]


@pytest.mark.parametrize(("scene", "name"), ALL, ids=[f"{scene.id}-{name}" for scene, name in ALL])
def test_every_value_is_one_that_its_control_takes(scene: Scene, name: str) -> None:
    for control_id, value in scene.presets[name].items():
        control = scene.control(control_id)
        assert control is not None and (value is None or control.check(value) == value)


def test_one_click_is_one_step_of_undo() -> None:
    assert {scene.id for scene, _ in ALL} >= {"sampling", "batching"}
    tour = default_tour()
    state = opening_beat(opening(settings=first_settings(tour, {"temperature": "0.5"})), tour)
    stop = tour.stops[tour.index("sampling")]

    def value(state: Any) -> Any:
        return control_value(state, stop, "temperature")

    hot = step(state, ApplyPreset("sampling", "Hot"), tour)
    assert value(hot) > 1 and len(hot.undo) == 1 and hot.generation == state.generation + 1
    assert step(hot, ApplyPreset("sampling", "Hot"), tour) is hot
    assert value(step(hot, ApplyPreset("sampling", "Default"), tour)) == 0.5, "as the tour was opened"
    assert step(hot, intents.Undo(), tour).settings == state.settings
    told = step(hot, ApplyPreset("sampling", "Lukewarm"), tour)
    assert "Cold, Default, Hot" in str(told.notice) and told.settings == hot.settings


@pytest.mark.parametrize("language", ["en", "es"])
def test_three_names_stand_in_a_row(language: str) -> None:
    spanish = json.loads(asset_path("words", "es.json").read_text(encoding="utf-8"))
    for scene, name in ALL:
        words = name if language == "en" else spanish.get(name, name)
        room = (RAIL.w - 48.0 - 8.0 * (len(scene.presets) - 1)) / len(scene.presets)
        assert len(scene.presets) <= 3 and text_width(words, sizes.LABEL, weight=600) <= room - 8.0, (scene.id, words)


def test_what_follows_others_does_so_again() -> None:
    tour = default_tour()
    state = opening_beat(opening(), tour)
    rush = step(state, ApplyPreset("queue", "Rush"), tour)
    assert "arrival_rate" in rush.inputs.held and rush.inputs.arrival_rate == 1.15
    usual = step(rush, ApplyPreset("queue", "Default"), tour)
    assert "arrival_rate" not in usual.inputs.held and usual.inputs == state.inputs
