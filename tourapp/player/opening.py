"""What a showing starts with, by words: settings by the id of a control, a stop by key or scene, a beat by name or
number."""

from __future__ import annotations

from collections.abc import Mapping

from tourapp.errors import UsageError
from tourapp.player.settings import apply_setting
from tourapp.player.state import Settings, own_inputs
from tourapp.player.tour import Stop, Tour
from tourapp.tours import all_scenes
from tourapp.world import Control, Inputs
from tourapp.world import controls as input_controls


def parse_settings(pairs: list[str] | None) -> dict[str, str]:
    """`NAME=VALUE` words as a dictionary."""
    found = {}
    for pair in pairs or []:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise UsageError(f"--set: {pair!r} is not NAME=VALUE, for example --set temperature=0.7")
        found[name] = value
    return found


def first_settings(tour: Tour, values: Mapping[str, str], prompt: str | None = None) -> Settings:
    """Settings with some controls set. NAME is a shared input, which then has this value at every stop, or a control of
    a scene, set wherever the tour has it; SCENE.NAME and STOP.NAME set it there alone. UsageError names what is wrong.
    """
    settings = Settings(Inputs().change(**tour.settings))
    wanted = {**values, **({} if prompt is None else {"prompt": prompt})}
    for name, value in wanted.items():
        word = "--prompt: " if prompt is not None and name == "prompt" else "--set "
        try:
            settings = _set(settings, tour, name, value)
        except UsageError as error:
            raise UsageError(f"{word}{error}") from None
    return settings


def _set(settings: Settings, tour: Tour, name: str, value: str) -> Settings:
    where, _, control = name.rpartition(".")
    if where:
        return _set_there(settings, tour, where, control, value)
    if name in input_controls():
        settings = apply_setting(settings, tour, "", name, value)
        holders = [stop for stop in tour.stops if name in own_inputs(stop)]
    else:
        holders = [stop for stop in tour.stops if stop.scene.control(name) is not None]
        if not holders:
            _control_of_any(name).check(value)
    for stop in holders:
        settings = apply_setting(settings, tour, stop.key, name, value)
    return settings


def _set_there(settings: Settings, tour: Tour, where: str, control: str, value: str) -> Settings:
    """A control at one stop, or at all stops of one scene."""
    stops = [stop for stop in tour.stops if stop.key == where] if "#" in where else _stops_of(tour, where)
    if not stops:
        scene = all_scenes().get(where)
        if scene is None:
            raise UsageError(f"{where}.{control}: no scene or stop is called {where!r}; `tourapp list` shows them all")
        found = scene.control(control) or input_controls().get(control)
        if found is None:
            raise UsageError(f"{where}.{control}: scene {where} has no such control; `tourapp list` shows them all")
        found.check(value)
    for stop in stops:
        settings = apply_setting(settings, tour, stop.key, control, value)
    return settings


def _stops_of(tour: Tour, scene_id: str) -> list[Stop]:
    return [stop for stop in tour.stops if stop.scene.id == scene_id]


def _control_of_any(name: str) -> Control:
    """The control of that name in whichever scene has one."""
    for scene in all_scenes().values():
        found = scene.control(name)
        if found is not None:
            return found
    raise UsageError(f"no control or input is called {name!r}; `tourapp list` shows them all")


def place_of(tour: Tour, where: str | None, beat: str | None) -> tuple[int, int]:
    """The place of a stop, and of a beat in its scene, both from 0: from a stop's key or a scene's id (default: the
    first stop), and from a beat's name or number from 1 (default: the first that plays). UsageError lists them."""
    index = 0
    if where is not None:
        try:
            index = tour.index(where)
        except UsageError as error:
            raise UsageError(f"--{error}") from None
    stop = tour.stops[index]
    return index, stop.kept[0] if beat is None else beat_number(stop, beat, "--beat")


def beat_number(stop: Stop, beat: str, word: str = "beat") -> int:
    """Which beat of a stop's scene is meant, from 0; UsageError lists those that play."""
    names = [item.name for item in stop.scene.timeline.beats]
    number = names.index(beat) if beat in names else -1
    if beat.isascii() and beat.isdigit() and 1 <= int(beat) <= len(names):
        number = int(beat) - 1
    if number in stop.kept:
        return number
    kept = ", ".join(names[place] for place in stop.kept)
    if number >= 0:
        raise UsageError(f"{word}: {beat!r} does not play at this stop; use one of: {kept}")
    raise UsageError(
        f"{word}: {beat!r} is not in scene {stop.scene.id}; use 1 to {len(names)} or one of: {', '.join(names)}"
    )
