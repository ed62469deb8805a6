"""What a scene says of its controls is so: one that sleeps in a beat leaves its picture alone, one that is awake
changes it."""

from __future__ import annotations

from collections.abc import Iterator
from operator import ne
from typing import Any

import pytest

from tests.helpers import home_of, request_scenes, toured_scenes
from tests.night import NIGHT
from tourapp.authoring import Choice, Control, Picture, Scene, Slider, Toggle, fill, picture_digest
from tourapp.export.offline import Offline
from tourapp.player import intents
from tourapp.player.state import PlayerState
from tourapp.player.step import step
from tourapp.player.view import PlainWorlds
from tourapp.world import PartCache, Work

SCENES = [scene for scene in toured_scenes() if scene.controls]
SHARES = (0.98, 0.65, 0.35)
ASLEEP = 2
"""By day so many values are tried on beats where a control is said to sleep."""
SLOW = ("prompt", "measure_run", "race_run", "product_run", "cache")
"""A new answer, a measurement of this computer and what is seen only after one: too slow to try here."""


def others(control: Control) -> list[Any]:
    """Values to try instead of the default."""
    if isinstance(control, Slider):
        return [control.low, control.high, control.at(0.5), control.at(0.25), control.at(0.75)]
    if isinstance(control, Choice):
        return [value for value, _ in control.choices if value != control.default][:6]
    return [not control.default] if isinstance(control, Toggle) else ["hello"] if control.kind == "text" else [1]


def drawn(offline: Offline, stop: int, beat: int) -> Iterator[tuple[str, str, str]]:
    """A beat's picture without its rail, and its words, at a few moments."""
    scene = offline.tour.stops[stop].scene
    named = scene.timeline.beats[beat]
    for share in SHARES:
        f, p = offline.frame(stop, scene.timeline.start(beat) + share * named.seconds), Picture()
        scene.draw(f, p)
        p.side = None
        yield picture_digest(p), fill(named.caption, p.fields), fill(named.note, p.fields)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_controls_do_what_the_scene_says(scene: Scene) -> None:
    searches = bool(set(scene.needs) & {"plan", "held_runs", "analogies"})
    few = 1 if searches else 0 if NIGHT or scene in request_scenes() else 2  # values; 0: all of them
    worlds = PlainWorlds(PartCache(), Work(wait=searches))
    usual = Offline(home_of(scene), worlds=worlds)
    stop = usual.tour.index(scene.id)
    beats = range(len(scene.timeline.beats))
    before = [list(drawn(usual, stop, beat)) for beat in beats]
    for control in scene.controls:
        if control.id in SLOW:
            continue
        changes, told = set(), {beat for beat in beats if control.id in awake(scene, beat)}
        for number, value in enumerate(others(control)[: few or None]):
            wanted = [beat for beat in beats if beat not in changes and (NIGHT or number < ASLEEP or beat in told)]
            if not wanted:
                continue
            state = step(
                PlayerState(), intents.SetControl(usual.tour.stops[stop].key, control.id, value, False), usual.tour
            )
            changed = Offline(usual.tour, settings=state.settings, worlds=worlds)
            changes |= {beat for beat in wanted if any(map(ne, drawn(changed, stop, beat), before[beat]))}
        same = changes <= told if few else changes == told
        assert same, f"{control.id}: changes {names(scene, changes)}, said to change {names(scene, told)}"


def awake(scene: Scene, beat: int) -> set[str]:
    """The controls that a scene says change a beat."""
    places = scene.rail(beat, opened=True).places
    return {place.control.id for place in places if not place.asleep}


def names(scene: Scene, beats: set[int]) -> list[str]:
    """The beats by name."""
    return [scene.timeline.beats[beat].name for beat in sorted(beats)]
