"""What a showing starts with, by words: settings by the id of a control, a scene by id, a beat by name or number."""

from __future__ import annotations

from collections.abc import Mapping

from tourapp.errors import UsageError
from tourapp.player.settings import apply_setting
from tourapp.player.state import Settings
from tourapp.player.tour import Tour
from tourapp.world import controls as input_controls


def first_settings(
    tour: Tour, values: Mapping[str, str], prompt: str | None = None, scene_id: str | None = None
) -> Settings:
    """Settings with some controls set. A shared input changes everywhere, also on stages with a value of their own;
    a scene's own control changes on the named scene, else wherever there is one. UsageError names what is wrong."""
    if scene_id is not None:
        _known(tour, scene_id)
    settings = Settings()
    wanted = dict(values)
    if prompt is not None:
        wanted["prompt"] = prompt
    for name, value in wanted.items():
        settings = _set(settings, tour, name, value, scene_id)
    return settings


def _set(settings: Settings, tour: Tour, name: str, value: str, scene_id: str | None) -> Settings:
    shared = name in input_controls()
    holders = [scene for scene in tour.scenes if scene.control(name) is not None or name in scene.overrides]
    if scene_id is not None and not shared:
        holders = [scene for scene in holders if scene.id == scene_id]
    if not shared and not holders:
        raise UsageError(f"--set: no control or input is called {name!r}; `tourapp list` shows them all")
    try:
        if shared:
            settings = apply_setting(settings, tour, "", name, value)
            holders = [
                scene for scene in holders if name in scene.overrides and (scene_id is None or scene.id == scene_id)
            ]
        for scene in holders:
            settings = apply_setting(settings, tour, scene.id, name, value)
    except UsageError as error:
        raise UsageError(f"--set {error}" if name != "prompt" else f"--prompt: {error}") from None
    return settings


def place_of(tour: Tour, scene_id: str | None, beat: str | None) -> tuple[int, int]:
    """Scene and beat, counted from 0, from an id and from a name or a number from 1. UsageError lists what there is."""
    scene = _known(tour, scene_id) if scene_id is not None else 0
    if beat is None:
        return scene, 0
    names = [each.name for each in tour.scenes[scene].timeline.beats]
    if beat in names:
        return scene, names.index(beat)
    if beat.isascii() and beat.isdigit() and 1 <= int(beat) <= len(names):
        return scene, int(beat) - 1
    raise UsageError(
        f"--beat: {beat!r} is not in scene {tour.scenes[scene].id}; use 1 to {len(names)} or one of: {', '.join(names)}"
    )


def _known(tour: Tour, scene_id: str) -> int:
    try:
        return tour.index(scene_id)
    except UsageError as error:
        raise UsageError(f"--{error}") from None
