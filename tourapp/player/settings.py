"""The part of `step` that changes settings: controls, reset, undo and redo. A drag counts as one change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tourapp.authoring.scene import Scene
from tourapp.errors import UsageError
from tourapp.player import intents as ask
from tourapp.player.marks import TourLike
from tourapp.player.state import UNDO_DEPTH, PlayerState, Settings, control_value
from tourapp.world import Button, Control
from tourapp.world import controls as input_controls


def _scene(tour: TourLike, scene_id: str) -> Scene | None:
    for scene in tour.scenes:
        if scene.id == scene_id:
            return scene
    if scene_id:
        raise UsageError(f"scene: {scene_id!r} is not one of {', '.join(scene.id for scene in tour.scenes)}")
    return None


def _declared(scene: Scene | None, control_id: str) -> Control:
    found = scene.control(control_id) if scene is not None else None
    found = found or input_controls().get(control_id)
    if found is None:
        where = f"scene {scene.id}" if scene is not None else "the shared inputs"
        raise UsageError(f"{control_id}: no such control in {where}; `tourapp list` shows them all")
    return found


def _changed(settings: Settings, scene: Scene | None, control: Control, value: Any) -> Settings:
    """The settings with one checked value in its place: an override, a shared input, or the scene's own."""
    checked = control.check(value)
    if scene is not None and control.id in scene.overrides:
        own = {**settings.overrides.get(scene.id, {}), control.id: input_controls()[control.id].check(checked)}
        return replace(settings, overrides={**settings.overrides, scene.id: own})
    if control.id in input_controls():
        return replace(settings, inputs=settings.inputs.change(**{control.id: checked}))
    if scene is None:
        raise UsageError(f"{control.id}: name the scene it belongs to")
    own = {**settings.view.get(scene.id, {}), control.id: checked}
    return replace(settings, view={**settings.view, scene.id: own})


def apply_setting(settings: Settings, tour: TourLike, scene_id: str, control_id: str, value: Any) -> Settings:
    """Settings with one control changed, for a command line or a file. UsageError names what is wrong."""
    scene = _scene(tour, scene_id)
    return _changed(settings, scene, _declared(scene, control_id), value)


def set_control(state: PlayerState, intent: ask.SetControl, tour: TourLike) -> PlayerState:
    """The state with a control set; a value out of range leaves the settings and says so in `notice`."""
    try:
        after = apply_setting(state.settings, tour, intent.scene, intent.control, intent.value)
    except UsageError as error:
        return replace(state, notice=str(error))
    key = (intent.scene, intent.control)
    dragging = key if intent.drag else None
    if after == state.settings:
        return state if dragging == state.dragging else replace(state, dragging=dragging)
    undo_stack = state.undo if state.dragging == key else (*state.undo, state.settings)[-UNDO_DEPTH:]
    return replace(state, settings=after, undo=undo_stack, redo=(), dragging=dragging, generation=state.generation + 1)


def press(state: PlayerState, intent: ask.Press, tour: TourLike) -> PlayerState:
    """One more press of a button control; not a change that undo takes back."""
    try:
        scene = _scene(tour, intent.scene)
        if scene is None:
            return state
        if not isinstance(_declared(scene, intent.control), Button):
            raise UsageError(f"{intent.control}: is not a button")
        count = int(control_value(state, scene, intent.control)) + 1
        after = apply_setting(state.settings, tour, intent.scene, intent.control, count)
    except (UsageError, KeyError) as error:
        return replace(state, notice=str(error).strip("'"))
    return replace(state, settings=after, generation=state.generation + 1)


def reset_scene(state: PlayerState, intent: ask.ResetScene, tour: TourLike) -> PlayerState:
    """Every control on a scene's rail back to what the tour was opened with."""
    try:
        scene = _scene(tour, intent.scene)
    except UsageError as error:
        return replace(state, notice=str(error))
    if scene is None:
        return state
    opened, now = state.opened, state.settings
    shared = {
        item.id: getattr(opened.inputs, item.id)
        for item in scene.controls
        if item.id in input_controls() and item.id not in scene.overrides
    }
    after = Settings(
        now.inputs.change(**shared) if shared else now.inputs,
        _as_opened(now.view, opened.view, scene.id),
        _as_opened(now.overrides, opened.overrides, scene.id),
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


def _as_opened(now: Any, opened: Any, scene_id: str) -> dict[str, Any]:
    rest = {name: values for name, values in now.items() if name != scene_id}
    return {**rest, scene_id: opened[scene_id]} if scene_id in opened else rest


def undo(state: PlayerState, _intent: ask.Undo, _tour: TourLike) -> PlayerState:
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


def redo(state: PlayerState, _intent: ask.Redo, _tour: TourLike) -> PlayerState:
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
