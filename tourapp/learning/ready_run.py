"""The list "ready when you can" as it is worked on a page: an open box is proved by two fresh questions, there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tourapp.latest import Latest
from tourapp.learning.labs import intents
from tourapp.learning.labs.focus import following
from tourapp.learning.progress import Progress, QuestionTry
from tourapp.learning.quiz import QuizAsked
from tourapp.learning.quiz_run import QuizRun, QuizView, Seen
from tourapp.learning.quiz_step import begun
from tourapp.learning.quiz_step import step as quiz_step
from tourapp.learning.ready import FRESH, BoxTick, ready

BACK = "back"
"""What leads back to the list, while questions are asked."""


@dataclass(frozen=True, slots=True)
class ProveBox:
    """Ask the questions of an ability; "" goes back to the list."""

    ability: str


ReadyIntent = intents.LabIntent | ProveBox


@dataclass(frozen=True, slots=True)
class ReadyRun:
    """at: the box of the list that has the keys, or the way back to it; proving: the ability whose questions are asked,
    and those."""

    learner: str = ""
    at: str = ""
    proving: str = ""
    quiz: QuizRun | None = None

    @property
    def last(self) -> QuestionTry | None:
        """The newest try."""
        return None if self.quiz is None else self.quiz.last

    @property
    def focus(self) -> str:
        """What has the keys."""
        return self.at if self.quiz is None or self.at else self.quiz.focus

    def let_go(self) -> ReadyRun:
        """The same with the keys given back."""
        return replace(self, at="", quiz=None if self.quiz is None else self.quiz.let_go())


@dataclass(frozen=True, slots=True)
class ReadyView:
    """The list with its state. evidence: what ticks its boxes; seen: questions that were tried before."""

    state: ReadyRun
    evidence: Progress
    seen: Seen = frozenset()

    @property
    def boxes(self) -> tuple[BoxTick, ...]:
        """The eight, by the evidence there is."""
        return _BOXES.get((self.evidence,), lambda: ready(self.evidence))

    @property
    def quiz(self) -> QuizView | None:
        """The questions that are asked; None while the list is shown."""
        return None if self.state.quiz is None else QuizView(self.state.quiz, self.seen)

    @property
    def proving(self) -> BoxTick | None:
        """The box whose questions are asked."""
        return next((each for each in self.boxes if each.ability.id == self.state.proving), None)

    @property
    def done(self) -> int:
        """How many boxes are ticked."""
        return sum(each.ok for each in self.boxes)

    @property
    def open(self) -> tuple[str, ...]:
        """Abilities that are not proved, also those for which a teacher vouches."""
        return tuple(each.ability.id for each in self.boxes if each.by in ("", "teacher"))

    @property
    def focus(self) -> str:
        """What has the keys; "" for nothing."""
        return self.state.focus

    @property
    def stops(self) -> tuple[str, ...]:
        """What can have the keys, in order."""
        quiz = self.quiz
        if quiz is None:
            return self.open
        return (*quiz.stops, BACK) if quiz.state.phase == "ask" else ()

    def text_in(self, box: str) -> str:
        """What stands in a box."""
        quiz = self.quiz
        return "" if quiz is None else quiz.text_in(box)


_BOXES: Latest[tuple[BoxTick, ...]] = Latest()
"""Every frame asks for them."""


def step(view: ReadyView, intent: ReadyIntent) -> ReadyRun:
    """The state after one intent; the same object where nothing changes."""
    if isinstance(intent, ProveBox):
        return _prove(view, intent)
    quiz = view.quiz
    if quiz is None:
        return _STEPS.get(type(intent), _stay)(view, intent)
    if isinstance(intent, intents.LabEnter) and (quiz.state.phase == "end" or view.focus == BACK):
        return _listed(view)
    if isinstance(intent, intents.MoveFocus | intents.FocusBox):
        return _refocused(view, quiz, intent)
    after = quiz_step(quiz, intent)
    return view.state if after is quiz.state else replace(view.state, at="", quiz=after)


def _refocused(view: ReadyView, quiz: QuizView, intent: intents.MoveFocus | intents.FocusBox) -> ReadyRun:
    """The keys to the box, to a button, or to the way back."""
    to = following(view.stops, view.focus, intent.by) if isinstance(intent, intents.MoveFocus) else intent.box
    to = to if to in view.stops else ""
    if to == view.focus:
        return view.state
    return replace(view.state, at=BACK if to == BACK else "", quiz=replace(quiz.state, focus="" if to == BACK else to))


def _stay(view: ReadyView, _intent: Any) -> ReadyRun:
    return view.state


def _listed(view: ReadyView) -> ReadyRun:
    """Back at the list: the box has the keys if it is still open, else the first one that is."""
    left = view.open
    at = view.state.proving if view.state.proving in left else left[0] if left else ""
    return ReadyRun(view.state.learner, at)


def _prove(view: ReadyView, intent: ProveBox) -> ReadyRun:
    if not intent.ability:
        return _listed(view) if view.state.quiz is not None else view.state
    tick = next((each for each in view.boxes if each.ability.id == intent.ability), None)
    if tick is None or intent.ability not in view.open or view.state.quiz is not None:
        return view.state
    fresh = QuizRun(QuizAsked(tick.ability.skills, FRESH), view.state.learner)
    return replace(view.state, at="", proving=intent.ability, quiz=begun(QuizView(fresh, view.seen)))


def _focus(view: ReadyView, intent: intents.FocusBox) -> ReadyRun:
    at = intent.box if intent.box in view.open else ""
    return view.state if at == view.state.at else replace(view.state, at=at)


def _move(view: ReadyView, intent: intents.MoveFocus) -> ReadyRun:
    return replace(view.state, at=following(view.stops, view.focus, intent.by)) if view.stops else view.state


def _enter(view: ReadyView, _intent: intents.LabEnter) -> ReadyRun:
    """The box that has the keys, else the first open one."""
    if not view.open:
        return view.state
    return _prove(view, ProveBox(view.state.at if view.state.at in view.open else view.open[0]))


_STEPS: dict[type, Callable[[ReadyView, Any], ReadyRun]] = {
    intents.FocusBox: _focus,
    intents.MoveFocus: _move,
    intents.LabEnter: _enter,
}
