"""Between two runs: what of a state is worth remembering, and the state that a remembered one goes on from.

Only what differs from the tour as it opens is remembered, so that a better default reaches everybody who never touched
it. What a newer tour no longer has, or no longer allows, is left out and said once.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from tourapp.errors import UsageError
from tourapp.player.habits import ASKS, Habits
from tourapp.player.lobby import place_left
from tourapp.player.marks import marks_of
from tourapp.player.preferences import LastPlace, Preferences
from tourapp.player.settings import apply_setting
from tourapp.player.state import PlayerState, Settings, opening
from tourapp.player.talks.cuts import base_of
from tourapp.player.tour import Stop, Tour
from tourapp.words import LANGUAGES
from tourapp.world import Button, Inputs
from tourapp.world import controls as input_controls


def remember(state: PlayerState, tour: Tour) -> Preferences:
    """The choices, the place and the changed settings of a state."""
    mark = marks_of(tour).all[marks_of(tour).at(tour.time(state.stop, state.t))]
    left = place_left(state, tour) if state.lobby else None
    place, beat = left or (mark.stop, mark.beat)
    now, opened = state.settings, Settings(Inputs().change(**tour.settings))
    return Preferences(
        theme=state.theme,
        motion=state.motion,
        speed=state.speed,
        rail_visible=state.rail_visible,
        text_scale=state.text_scale,
        **dataclasses.asdict(state.habits),
        note_size=state.note_size,
        past=list(state.past),
        language=state.language if state.language in LANGUAGES else "en",
        place=LastPlace(
            tour=tour.id,
            stop=tour.stops[place].key,
            beat=beat,
            inputs=_changed_inputs(now.inputs, opened.inputs),
            own=_own(now, tour),
        ),
    )


def state_of(remembered: Preferences, opened: Settings, tour: Tour) -> PlayerState:
    """The state of somebody who has chosen this, before it is known where the tour begins."""
    return opening(
        settings=opened,
        theme=remembered.theme,
        motion=remembered.motion,
        speed=remembered.speed,
        rail_visible=remembered.rail_visible,
        text_scale=remembered.text_scale,
        note_size=remembered.note_size,
        habits=Habits(**{each.name: getattr(remembered, each.name) for each in dataclasses.fields(Habits)}),
        past=tuple(remembered.past),
        asking=True if tour.asks else ASKS[remembered.ask],
    )


def resume(tour: Tour, place: LastPlace, opened: Settings) -> tuple[Settings, int, int, list[str]]:
    """Settings, stop and beat (places from 0) to go on from, and what had to be left out; the opened ones and the start
    of the tour where another tour is remembered."""
    if tour.id not in (place.tour, base_of(place.tour)):
        return opened, 0, 0, []
    settings, lost = opened, []
    wanted = [("", name, value) for name, value in place.inputs.items()]
    wanted += [(key, name, value) for key, values in place.own.items() for name, value in values.items()]
    for key, name, value in wanted:
        try:
            settings = apply_setting(settings, tour, key, name, value)
        except UsageError as error:
            lost.append(str(error))
    stop = next((number for number, each in enumerate(tour.stops) if each.key == place.stop), None)
    if stop is None:
        return settings, 0, 0, lost
    mark = marks_of(tour).all[marks_of(tour).place(stop, place.beat)]
    return settings, mark.stop, mark.beat, lost


def _changed_inputs(now: Inputs, opened: Inputs) -> dict[str, Any]:
    return {
        name: getattr(now, name)
        for name, control in input_controls().items()
        if not isinstance(control, Button)
        and (getattr(now, name) != getattr(opened, name) or name in now.held - opened.held)
        and name not in opened.held - now.held
    }


def _own(now: Settings, tour: Tour) -> dict[str, dict[str, Any]]:
    """What was set at single stops: controls of their scenes, and shared inputs that have their own value there."""
    found: dict[str, dict[str, Any]] = {}
    for stop in tour.stops:
        both: Mapping[str, Any] = {**now.view.get(stop.key, {}), **now.overrides.get(stop.key, {})}
        kept = {name: value for name, value in both.items() if not _is_button(stop, name)}
        if kept:
            found[stop.key] = kept
    return found


def _is_button(stop: Stop, name: str) -> bool:
    return isinstance(stop.scene.control(name) or input_controls().get(name), Button)
