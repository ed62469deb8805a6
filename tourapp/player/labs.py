"""The part of `step` that works a lab: what a learner asks goes to the lab of the stop on stage, and its new state is
kept under that stop's key. Undo and reset mean the lab where one is on stage.

A lab decides nothing about the tour: Page Up and Page Down turn as everywhere, and give the keys back to the stage.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tourapp.learning.labs import LabState, LabView, lab_of
from tourapp.learning.labs import intents as lab_intents
from tourapp.learning.labs.intents import LabIntent
from tourapp.learning.labs.step import step as lab_step
from tourapp.player import intents
from tourapp.player.learner import Learner
from tourapp.player.settings import redo, reset_stop, undo
from tourapp.player.state import PlayerState
from tourapp.player.tour import Stop, Tour


@dataclass(frozen=True, slots=True)
class SetLearner:
    """Who works here from now on. Labs begin anew with that name's numbers."""

    learner: Learner


def lab_view(state: PlayerState, stop: Stop) -> LabView | None:
    """The lab of a stop, and where its learner is; None where it has none."""
    if stop.scene.lab is None:
        return None
    found = state.labs.get(stop.key)
    if found is None:
        found = LabState(learner=state.learner.name, attempt=state.learner.begun.get(stop.scene.lab, 0) + 1)
    return LabView(lab_of(stop.scene.lab), found)


def on_stage(state: PlayerState, tour: Tour) -> LabView | None:
    """The lab on stage, while nothing covers it."""
    if state.covered or tour.place(state.stop, state.t).mix > 0.0:
        return None
    return lab_view(state, tour.stops[state.stop])


def has_keys(state: PlayerState, tour: Tour) -> bool:
    """Whether a box or knob of the lab on stage has the keys."""
    view = on_stage(state, tour)
    return view is not None and bool(view.state.focus)


def _work(state: PlayerState, intent: LabIntent, tour: Tour) -> PlayerState:
    view = on_stage(state, tour)
    if view is None:
        return state
    after = lab_step(view, intent)
    return state if after is view.state else with_lab(state, tour.stops[state.stop], after)


def with_lab(state: PlayerState, stop: Stop, after: LabState) -> PlayerState:
    """The state with a lab's state at a stop."""
    return replace(state, labs={**state.labs, stop.key: after})


def _undo(state: PlayerState, intent: intents.Undo, tour: Tour) -> PlayerState:
    if on_stage(state, tour) is not None:
        return _work(state, lab_intents.UndoLab(), tour)
    return undo(state, intent, tour)


def _redo(state: PlayerState, intent: intents.Redo, tour: Tour) -> PlayerState:
    if on_stage(state, tour) is not None:
        return _work(state, lab_intents.RedoLab(), tour)
    return redo(state, intent, tour)


def reset_lab(state: PlayerState, intent: intents.ResetStop, tour: Tour) -> PlayerState:
    """Controls back to what they were; a lab on stage begins anew, its attempt kept."""
    after = reset_stop(state, intent, tour)
    view = on_stage(after, tour)
    if view is None or tour.stops[after.stop].key != intent.stop:
        return after
    return _work(after, lab_intents.StartAgain(), tour)


def _set_learner(state: PlayerState, intent: SetLearner, _tour: Tour) -> PlayerState:
    return state if intent.learner == state.learner else replace(state, learner=intent.learner, labs={})


def keys_given_back(before: PlayerState, after: PlayerState, tour: Tour) -> PlayerState:
    """Whoever went elsewhere is done with typing: no box of a stop that was left has the keys."""
    if before.stop == after.stop or before.stop >= len(tour.stops):
        return after
    key = tour.stops[before.stop].key
    left = after.labs.get(key)
    if left is None or not left.focus:
        return after
    return replace(after, labs={**after.labs, key: replace(left, focus="")})


LAB_STEPS: dict[type, Callable[[PlayerState, Any, Tour], PlayerState]] = {
    **dict.fromkeys(
        (
            lab_intents.FocusBox,
            lab_intents.MoveFocus,
            lab_intents.WriteBox,
            lab_intents.TurnKnob,
            lab_intents.SetKnob,
            lab_intents.LabEnter,
            lab_intents.AskHint,
            lab_intents.StartAgain,
        ),
        _work,
    ),
    intents.Undo: _undo,
    intents.Redo: _redo,
    SetLearner: _set_learner,
}
IntentOfLab = LabIntent | SetLearner
