"""The part of `step` that works a page: what a learner asks goes to the lab or quiz of the stop on stage, and its new
state is kept under that stop's key. Undo and reset mean the page where one is on stage.

A page decides nothing about the tour: Page Up and Page Down turn as everywhere, and give the keys back to the stage.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tourapp.errors import DamagedFileError
from tourapp.learning import quiz_step, ready_run
from tourapp.learning.labs import LabState, LabView, lab_of
from tourapp.learning.labs import intents as lab_intents
from tourapp.learning.labs.intents import LabIntent
from tourapp.learning.labs.step import step as lab_step
from tourapp.learning.questions import is_usable
from tourapp.learning.quiz_run import QuizRun, QuizView
from tourapp.learning.ready_run import ProveBox, ReadyRun, ReadyView
from tourapp.player import intents
from tourapp.player.asking import key_of
from tourapp.player.learner import Learner
from tourapp.player.quizzes import quiz_view, ready_view
from tourapp.player.settings import redo, reset_stop, undo
from tourapp.player.state import PlayerState, inputs_for
from tourapp.player.tour import Stop, Tour
from tourapp.world import Inputs

WorkView = LabView | QuizView | ReadyView
"""A page to work on, and where its learner is."""


@dataclass(frozen=True, slots=True)
class SetLearner:
    """Who works here from now on. Labs and quizzes begin anew with that name's numbers."""

    learner: Learner


def lab_view(state: PlayerState, stop: Stop) -> LabView | None:
    """The lab of a stop, and where its learner is; None where it has none."""
    if stop.scene.lab is None:
        return None
    found = state.labs.get(stop.key)
    if found is None:
        found = LabState(learner=state.learner.name, attempt=state.learner.begun.get(stop.scene.lab, 0) + 1)
    return LabView(lab_of(stop.scene.lab), found, state.hands.get(key_of(stop, 0)))


def inputs_of(state: PlayerState, stop: Stop) -> Inputs:
    """The inputs at a stop, with what its lab asks to be measured."""
    usual, view = inputs_for(state, stop), lab_view(state, stop)
    asked = {} if view is None else view.asked
    if not asked:
        return usual
    found = next((inputs for known, inputs in tuple(_INPUTS) if known[0] is usual and known[1] == asked), None)
    if found is None:
        found = usual.change(**asked)
        _INPUTS.appendleft(((usual, asked), found))
    return found


_INPUTS: deque[tuple[tuple[Inputs, Mapping[str, Any]], Inputs]] = deque(maxlen=4)
"""The latest ones, each the same object from frame to frame."""


def work_view(state: PlayerState, stop: Stop) -> WorkView | None:
    """The page of a stop to work on; None where it has none."""
    if stop.scene.course is None:
        return lab_view(state, stop)
    return quiz_view(state, stop) if stop.scene.course == "quiz" else ready_view(state, stop)


def on_stage(state: PlayerState, tour: Tour) -> WorkView | None:
    """The page to work on that is on stage, while nothing covers it; none without a file of questions to ask."""
    if state.covered or tour.place(state.stop, state.t).mix > 0.0:
        return None
    stop = tour.stops[state.stop]
    return None if stop.scene.course is not None and not is_usable() else work_view(state, stop)


def has_keys(state: PlayerState, tour: Tour) -> bool:
    """Whether a box or knob of the page on stage has the keys."""
    view = on_stage(state, tour)
    return view is not None and bool(view.focus)


def _work(state: PlayerState, intent: LabIntent | ProveBox, tour: Tour) -> PlayerState:
    view = on_stage(state, tour)
    if view is None:
        return state
    stop = tour.stops[state.stop]
    if isinstance(view, LabView):
        after = view.state if isinstance(intent, ProveBox) else lab_step(view, intent)
        return state if after is view.state else with_lab(state, stop, after)
    try:
        return _asked(state, stop, view, intent)
    except DamagedFileError as error:  # a table that a question rests on
        return replace(state, notice=str(error))


def _asked(state: PlayerState, stop: Stop, view: QuizView | ReadyView, intent: LabIntent | ProveBox) -> PlayerState:
    """The state with the questions of a stop, and with what was tried there if something was."""
    if isinstance(view, ReadyView):
        after: QuizRun | ReadyRun = ready_run.step(view, intent)
    else:
        after = view.state if isinstance(intent, ProveBox) else quiz_step.step(view, intent)
    if after is view.state:
        return state
    new = after.last is not None and after.last is not view.state.last
    tried = (*state.tried, after.last) if new and after.last is not None else state.tried
    return replace(state, quizzes={**state.quizzes, stop.key: after}, tried=tried)


def with_lab(state: PlayerState, stop: Stop, after: LabState) -> PlayerState:
    """The state with a lab's state at a stop. Where the lab then asks something else of the world, that is built."""
    before, found = lab_view(state, stop), replace(state, labs={**state.labs, stop.key: after})
    now = lab_view(found, stop)
    same = before is None or now is None or before.asked == now.asked
    return found if same else replace(found, generation=state.generation + 1)


def _undo(state: PlayerState, intent: intents.Undo, tour: Tour) -> PlayerState:
    if on_stage(state, tour) is not None:
        return _work(state, lab_intents.UndoLab(), tour)
    return undo(state, intent, tour)


def _redo(state: PlayerState, intent: intents.Redo, tour: Tour) -> PlayerState:
    if on_stage(state, tour) is not None:
        return _work(state, lab_intents.RedoLab(), tour)
    return redo(state, intent, tour)


def reset_lab(state: PlayerState, intent: intents.ResetStop, tour: Tour) -> PlayerState:
    """Controls back to what they were; a page on stage begins anew, its attempt kept."""
    after = reset_stop(state, intent, tour)
    view = on_stage(after, tour)
    if view is None or tour.stops[after.stop].key != intent.stop:
        return after
    return _work(after, lab_intents.StartAgain(), tour)


def _set_learner(state: PlayerState, intent: SetLearner, _tour: Tour) -> PlayerState:
    if intent.learner == state.learner:
        return state
    return replace(state, learner=intent.learner, labs={}, quizzes={}, tried=())


def keys_given_back(before: PlayerState, after: PlayerState, tour: Tour) -> PlayerState:
    """Whoever went elsewhere is done with typing: no box of a stop that was left has the keys."""
    if before.stop == after.stop or before.stop >= len(tour.stops):
        return after
    key = tour.stops[before.stop].key
    left, quiz = after.labs.get(key), after.quizzes.get(key)
    if left is not None and left.focus:
        return replace(after, labs={**after.labs, key: replace(left, focus="")})
    if quiz is None or not quiz.focus:
        return after
    return replace(after, quizzes={**after.quizzes, key: quiz.let_go()})


LAB_STEPS: dict[type, Callable[[PlayerState, Any, Tour], PlayerState]] = {
    **dict.fromkeys(
        (
            lab_intents.FocusBox,
            lab_intents.MoveFocus,
            lab_intents.WriteBox,
            lab_intents.TurnKnob,
            lab_intents.SetKnob,
            lab_intents.LabEnter,
            lab_intents.RunAgain,
            lab_intents.StopRun,
            lab_intents.SecondsPassed,
            lab_intents.AskHint,
            lab_intents.StartAgain,
            ProveBox,
        ),
        _work,
    ),
    intents.Undo: _undo,
    intents.Redo: _redo,
    SetLearner: _set_learner,
}
IntentOfLab = LabIntent | ProveBox | SetLearner
