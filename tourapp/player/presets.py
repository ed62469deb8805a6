"""Presets: some controls of a scene set at once to values that its file declares, as one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tourapp.errors import UsageError
from tourapp.player.settings import apply_setting
from tourapp.player.state import UNDO_DEPTH, PlayerState, control_value, own_inputs
from tourapp.player.tour import Tour
from tourapp.world import controls as input_controls


@dataclass(frozen=True, slots=True)
class ApplyPreset:
    """Set what a preset of the scene at a stop says; None in it is the value that the tour was opened with."""

    stop: str
    name: str


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


PRESET_STEPS: dict[type, Callable[[PlayerState, Any, Tour], PlayerState]] = {ApplyPreset: apply_preset}
