"""The part of `step` that changes settings: controls, reset, undo and redo. A drag counts as one change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tourapp.errors import UsageError
from tourapp.player import intents
from tourapp.player.state import UNDO_DEPTH, PlayerState, Settings, control_value, own_inputs
from tourapp.player.tour import Stop, Tour
from tourapp.world import Button, Control
from tourapp.world import controls as input_controls


def _stop(tour: Tour, key: str) -> Stop | None:
    """A stop by its key; None for "", the whole tour."""
    return tour.stops[tour.index(key)] if key else None


def _declared(stop: Stop | None, control_id: str) -> Control:
    found = stop.scene.control(control_id) if stop is not None else None
    found = found or input_controls().get(control_id)
    if found is None:
        where = f"scene {stop.scene.id}" if stop is not None else "the shared inputs"
        raise UsageError(f"{control_id}: no such control in {where}; `tourapp list` shows them all")
    return found


def _changed(settings: Settings, stop: Stop | None, control: Control, value: Any) -> Settings:
    """The settings with one checked value in its place: an input this stop has for itself, a shared input, or a control
    of the stop's scene."""
    checked = control.check(value)
    if stop is not None and control.id in own_inputs(stop):
        checked = input_controls()[control.id].check(checked)
        own = {**settings.overrides.get(stop.key, {}), control.id: checked}
        return replace(settings, overrides={**settings.overrides, stop.key: own})
    if control.id in input_controls():
        return replace(settings, inputs=settings.inputs.change(**{control.id: checked}))
    if stop is None:
        raise UsageError(f"{control.id}: name the scene it belongs to")
    own = {**settings.view.get(stop.key, {}), control.id: checked}
    return replace(settings, view={**settings.view, stop.key: own})


def apply_setting(settings: Settings, tour: Tour, stop_key: str, control_id: str, value: Any) -> Settings:
    """Settings with one control changed at a stop, for a command line or a file. UsageError names what is wrong."""
    stop = _stop(tour, stop_key)
    return _changed(settings, stop, _declared(stop, control_id), value)


def set_control(state: PlayerState, intent: intents.SetControl, tour: Tour) -> PlayerState:
    """The state with a control set; a value out of range leaves the settings and says so in `notice`."""
    try:
        after = apply_setting(state.settings, tour, intent.stop, intent.control, intent.value)
    except UsageError as error:
        return replace(state, notice=str(error))
    key = (intent.stop, intent.control)
    dragging = key if intent.drag else None
    if after == state.settings:
        return state if dragging == state.dragging else replace(state, dragging=dragging)
    undo_stack = state.undo if state.dragging == key else (*state.undo, state.settings)[-UNDO_DEPTH:]
    return replace(state, settings=after, undo=undo_stack, redo=(), dragging=dragging, generation=state.generation + 1)


def press(state: PlayerState, intent: intents.Press, tour: Tour) -> PlayerState:
    """One more press of a button control; not a change that undo takes back."""
    try:
        stop = _stop(tour, intent.stop)
        if stop is None:
            return state
        if not isinstance(_declared(stop, intent.control), Button):
            raise UsageError(f"{intent.control}: is not a button")
        count = int(control_value(state, stop, intent.control)) + 1
        after = apply_setting(state.settings, tour, intent.stop, intent.control, count)
    except (UsageError, KeyError) as error:
        return replace(state, notice=str(error).strip("'"))
    return replace(state, settings=after, generation=state.generation + 1)


def reset_stop(state: PlayerState, intent: intents.ResetStop, tour: Tour) -> PlayerState:
    """Every control on a stop's rail back to what the tour was opened with."""
    try:
        stop = _stop(tour, intent.stop)
    except UsageError as error:
        return replace(state, notice=str(error))
    if stop is None:
        return state
    opened, now, own = state.opened, state.settings, own_inputs(stop)
    shared = [item.id for item in stop.scene.controls if item.id in input_controls() and item.id not in own]
    after = Settings(
        now.inputs.back_to(opened.inputs, shared),
        _as_opened(now.view, opened.view, stop.key),
        _as_opened(now.overrides, opened.overrides, stop.key),
    )
    if after == now:
        return state
    return replace(
        state,
        settings=after,
        undo=(*state.undo, now)[-UNDO_DEPTH:],
        redo=(),
        dragging=None,
        generation=state.generation + 1,
    )


def _as_opened(now: Any, opened: Any, key: str) -> dict[str, Any]:
    rest = {name: values for name, values in now.items() if name != key}
    return {**rest, key: opened[key]} if key in opened else rest


def undo(state: PlayerState, _intent: intents.Undo, _tour: Tour) -> PlayerState:
    """The settings before the last change."""
    if not state.undo:
        return state
    return replace(
        state,
        settings=state.undo[-1],
        undo=state.undo[:-1],
        redo=(*state.redo, state.settings),
        dragging=None,
        generation=state.generation + 1,
    )


def redo(state: PlayerState, _intent: intents.Redo, _tour: Tour) -> PlayerState:
    """The settings that undo took back last."""
    if not state.redo:
        return state
    return replace(
        state,
        settings=state.redo[-1],
        redo=state.redo[:-1],
        undo=(*state.undo, state.settings)[-UNDO_DEPTH:],
        dragging=None,
        generation=state.generation + 1,
    )
