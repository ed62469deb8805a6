"""Two worlds side by side: A as it is, B with another value of one control. Intents, steps, and what a control shows.

B starts from A's settings and seeds; only the one value differs. Not here: how both are drawn (`side_by_side`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tourapp.authoring import Choice, Control, Slider
from tourapp.errors import UsageError
from tourapp.player.intents import SetControl
from tourapp.player.marks import marks_of
from tourapp.player.settings import set_control
from tourapp.player.state import PlayerState, control_value
from tourapp.player.tour import Stop, Tour
from tourapp.player.walking import time_of
from tourapp.world import controls as input_controls

COMPARABLE = ("temperature", "policy_a", "policy_b", "weight_bits", "quant_bits", "gpu")
"""Controls of which two values can stand side by side: temperature, batching policy, weight bits, GPU."""


@dataclass(frozen=True, slots=True)
class Compare:
    """Show a second world beside the first, or the first alone again."""


def comparable(state: PlayerState, tour: Tour) -> Control | None:
    """The control that would differ: the first one of the beat, else of the scene; None where it has none."""
    places = tour.stops[state.stop].scene.rail(_beat(state, tour), opened=True).places
    able = [place for place in places if place.control.id in COMPARABLE and place.control.id in input_controls()]
    able.sort(key=lambda place: (place.asleep, not place.large))
    return able[0].control if able and not able[0].asleep else None


def _beat(state: PlayerState, tour: Tour) -> int:
    marks = marks_of(tour)
    return marks.all[marks.at(time_of(state, tour))].beat


def other_value(control: Control, value: Any) -> Any:
    """What B starts with: well apart from A."""
    if isinstance(control, Slider):
        middle = (control.low + control.high) / 2
        return control.clamp(control.low + 0.8 * (control.high - control.low) if value < middle else control.low)
    assert isinstance(control, Choice)
    values = [each for each, _ in control.choices]
    return values[(values.index(value) + 1) % len(values)]


def beside(state: PlayerState, stop: Stop, control_id: str) -> Any:
    """The value that a control shows on the rail: B's where it is what differs."""
    if state.compared is not None and control_id in state.compared:
        return state.compared[control_id]
    return control_value(state, stop, control_id)


def _compare(state: PlayerState, _intent: Compare, tour: Tour) -> PlayerState:
    if state.compared is not None:
        return replace(state, compared=None, dragging=None, generation=state.generation + 1)
    control = comparable(state, tour)
    if control is None:
        words = "Nothing to compare in this beat: temperature, batching policy, weight bits and GPU can be compared."
        return replace(state, notice=words)
    stop = tour.stops[state.stop]
    value = other_value(control, control_value(state, stop, control.id))
    folded = control.id not in {place.control.id for place in stop.scene.rail(_beat(state, tour)).places}
    return replace(
        state,
        compared={control.id: value},
        rail_visible=True,
        more=state.more or folded,
        generation=state.generation + 1,
    )


def _set_control(state: PlayerState, intent: SetControl, tour: Tour) -> PlayerState:
    """Dragging what differs changes B; A stays."""
    stop = tour.stops[state.stop]
    if state.compared is None or intent.control not in state.compared or intent.stop not in ("", stop.key):
        return set_control(state, intent, tour)
    try:
        checked = input_controls()[intent.control].check(intent.value)
    except UsageError as error:
        return replace(state, notice=str(error))
    dragging = (intent.stop, intent.control) if intent.drag else None
    if checked == state.compared[intent.control]:
        return state if dragging == state.dragging else replace(state, dragging=dragging)
    return replace(
        state, compared={**state.compared, intent.control: checked}, dragging=dragging, generation=state.generation + 1
    )


COMPARING: dict[type, Callable[[PlayerState, Any, Tour], PlayerState]] = {Compare: _compare, SetControl: _set_control}
