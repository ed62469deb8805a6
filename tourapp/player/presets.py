"""Several settings at once, as one step of undo: presets, which a scene's file declares, and shared inputs that get a
value everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tourapp.errors import UsageError
from tourapp.player.settings import apply_setting
from tourapp.player.state import UNDO_DEPTH, PlayerState, Settings, control_value, own_inputs
from tourapp.player.tour import Tour
from tourapp.world import controls as input_controls


@dataclass(frozen=True, slots=True)
class ApplyPreset:
    """Set what a preset of the scene at a stop says; None in it is the value that the tour was opened with."""

    stop: str
    name: str


@dataclass(frozen=True, slots=True)
class SetEverywhere:
    """Set shared inputs for the whole tour, also at the stops that have them for themselves; pairs of id and value."""

    values: tuple[tuple[str, Any], ...]


def set_everywhere(state: PlayerState, intent: SetEverywhere, tour: Tour) -> PlayerState:
    """The state with these inputs; a value that is not allowed is told and nothing is set."""
    after = state.settings
    try:
        for name, value in intent.values:
            for key in ("", *(stop.key for stop in tour.stops if name in own_inputs(stop))):
                after = apply_setting(after, tour, key, name, value)
    except UsageError as error:
        return replace(state, notice=str(error))
    return _with(state, after)


def apply_preset(state: PlayerState, intent: ApplyPreset, tour: Tour) -> PlayerState:
    """The state with the preset's values; one that does not exist is told."""
    try:
        stop = tour.stops[tour.index(intent.stop)]
        wanted = stop.scene.presets.get(intent.name)
        if wanted is None:
            names = ", ".join(stop.scene.presets) or "none"
            raise UsageError(f"preset: {intent.name!r} is not one of: {names}")
        opened = replace(state, settings=state.opened)
        after = state.settings
        for control, value in wanted.items():
            if value is None and control in input_controls() and control not in own_inputs(stop):
                # one that follows others does so again
                after = replace(after, inputs=after.inputs.back_to(state.opened.inputs, (control,)))
                continue
            usual = control_value(opened, stop, control) if value is None else value
            after = apply_setting(after, tour, stop.key, control, usual)
    except UsageError as error:
        return replace(state, notice=str(error))
    return _with(state, after)


def _with(state: PlayerState, after: Settings) -> PlayerState:
    """The state with other settings, as one step of undo."""
    if after == state.settings:
        return state
    return replace(
        state,
        settings=after,
        undo=(*state.undo, state.settings)[-UNDO_DEPTH:],
        redo=(),
        dragging=None,
        generation=state.generation + 1,
    )


IntentOfPreset = ApplyPreset | SetEverywhere
PRESET_STEPS: dict[type, Callable[[PlayerState, Any, Tour], PlayerState]] = {
    ApplyPreset: apply_preset,
    SetEverywhere: set_everywhere,
}
