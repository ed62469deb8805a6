"""Looking closer at a scene that declares its levels: what keys, wheel and clicks ask for, and the smooth way from one
level to the next. Not here: what lies behind the nearest level (`qt.explore` goes there).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tourapp.authoring.scene_zoom import SceneZoom
from tourapp.player.intents import SetControl
from tourapp.player.nearing import Nearing
from tourapp.player.state import PlayerState, inputs_for, own_inputs, view_for
from tourapp.player.tour import Stop, Tour
from tourapp.world import Choice, Slider


@dataclass(frozen=True, slots=True)
class OpenBehind:
    """What lies behind the nearest level is asked for, or what lies around the farthest one: of an operator, by its id,
    and the scene's id, or None where nothing does."""

    operator: Any
    scene: str | None


def nearest(stop: Stop, zoom: SceneZoom) -> int:
    """The nearest level that a scene draws itself."""
    slider = stop.scene.control(zoom.control)
    assert isinstance(slider, Slider), f"scene {stop.scene.id}: zoom: {zoom.control} is no slider"
    return int(slider.high) if zoom.last is None else zoom.last


def operators(stop: Stop, zoom: SceneZoom) -> tuple[Any, ...]:
    """What can be looked at, in the order in which keys walk it."""
    choice = stop.scene.control(zoom.operator)
    assert isinstance(choice, Choice), f"scene {stop.scene.id}: zoom: {zoom.operator} is no choice"
    return tuple(value for value, _ in choice.choices)


def look_closer(state: PlayerState, stop: Stop, by: int, operator: Any = None) -> tuple[SetControl | OpenBehind, ...]:
    """What a step nearer (by 1) or farther (-1) asks for, at an operator or at the chosen one."""
    zoom = stop.scene.zoom
    if zoom is None:
        return ()
    view, slider = view_for(state, stop), stop.scene.control(zoom.control)
    chosen = view[zoom.operator] if operator is None else operator
    asked: list[SetControl | OpenBehind] = []
    if chosen != view[zoom.operator]:
        asked.append(SetControl(stop.key, zoom.operator, chosen, drag=True))
    wanted = view[zoom.control] + by
    if wanted > nearest(stop, zoom):
        asked.append(OpenBehind(chosen, zoom.opens(chosen)))
    elif isinstance(slider, Slider) and wanted >= slider.low:
        asked.append(SetControl(stop.key, zoom.control, wanted))
    elif zoom.whole is not None:
        asked.append(OpenBehind(chosen, zoom.whole))
    return tuple(asked)


def choose_next(state: PlayerState, stop: Stop, by: int) -> SetControl | None:
    """The next operator of a scene (by 1) or the one before it (-1), around at the ends; steps one after another count
    as one for undo."""
    zoom = stop.scene.zoom
    if zoom is None:
        return None
    known = operators(stop, zoom)
    place = known.index(view_for(state, stop)[zoom.operator])
    return SetControl(stop.key, zoom.operator, known[(place + by) % len(known)], drag=True)


def taken_along(state: PlayerState, left: Stop, reached: Stop) -> tuple[SetControl, ...]:
    """What a stop that was opened is given of the one from which it was: settings that its scene's levels name, and
    that stand there apart from the shared ones."""
    zoom = left.scene.zoom
    names = () if zoom is None else zoom.takes
    values = inputs_for(state, left)
    return tuple(SetControl(reached.key, name, getattr(values, name)) for name in names if name in own_inputs(reached))


def left_behind(left: Stop, reached: Stop) -> tuple[SetControl, ...]:
    """What a scene around another one is given: what of it leads back there is chosen, so that a step nearer does."""
    zoom = reached.scene.zoom
    if zoom is None:
        return ()
    back = [part for part in operators(reached, zoom) if zoom.opens(part) == left.scene.id]
    return tuple(SetControl(reached.key, zoom.operator, part, drag=True) for part in back[:1])


def beyond(state: PlayerState, stop: Stop) -> bool:
    """Whether the control of a scene's levels stands beyond the nearest one that it draws."""
    zoom = stop.scene.zoom
    return zoom is not None and view_for(state, stop)[zoom.control] > nearest(stop, zoom)


def eased_controls(state: PlayerState, stop: Stop) -> Mapping[str, float]:
    """The controls of a stop that are on their way, and where."""
    way = state.nearing
    return {} if way is None or way.stop != stop.key else {way.control: way.now}


def draw_nearer(before: PlayerState, after: PlayerState, tour: Tour) -> PlayerState:
    """The state after a change, with the way to another level begun, or ended where somebody went elsewhere."""
    if after.nearing is not None and (after.still or after.nearing.stop != tour.stops[after.stop].key):
        after = replace(after, nearing=None)
    if after.settings is before.settings or after.stop != before.stop or after.still:
        return after
    stop = tour.stops[after.stop]
    zoom = stop.scene.zoom
    if zoom is None:
        return after
    old, new = (float(view_for(state, stop)[zoom.control]) for state in (before, after))
    if old == new:
        return after
    start = eased_controls(before, stop).get(zoom.control, old)
    return replace(after, nearing=Nearing(stop.key, zoom.control, start, new))


def passed_nearer(state: PlayerState, seconds: float) -> PlayerState:
    """The state `seconds` of wall time later, as far as the way to another level goes."""
    if state.nearing is None:
        return state
    way = replace(state.nearing, seconds=state.nearing.seconds + seconds)
    return replace(state, nearing=None if way.done else way)
