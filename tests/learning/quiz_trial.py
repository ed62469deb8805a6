"""Works a quiz and the list of what one can do as a learner would, by the player's own steps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tourapp.learning.labs.intents import AskHint, LabEnter, SecondsPassed, TurnKnob, WriteBox
from tourapp.learning.quiz import QuizAsked
from tourapp.learning.quiz_run import ANSWER, QuizView
from tourapp.learning.ready_run import ProveBox, ReadyView
from tourapp.player.labs import on_stage
from tourapp.player.learner import GUEST, Learner
from tourapp.player.state import PlayerState, opening
from tourapp.player.step import step
from tourapp.player.tour import Tour, tour_of
from tourapp.tours import all_scenes

QUIZ, READY = "quiz_page", "ready_page"


class QuizTrial:
    """A learner at the one stop of a tour."""

    def __init__(self, page: str = QUIZ, learner: Learner = GUEST, asked: QuizAsked | None = None) -> None:
        made = tour_of((all_scenes()[page],))
        self.tour = Tour((replace(made.stops[0], quiz=asked),))
        self.state: PlayerState = opening(learner=learner, t=7.9)

    @property
    def run(self) -> Any:
        view = on_stage(self.state, self.tour)
        assert view is not None
        return view.state

    @property
    def quiz(self) -> QuizView:
        view = on_stage(self.state, self.tour)
        found = view.quiz if isinstance(view, ReadyView) else view
        assert isinstance(found, QuizView)
        return found

    @property
    def ready(self) -> ReadyView:
        view = on_stage(self.state, self.tour)
        assert isinstance(view, ReadyView)
        return view

    def do(self, *intents: Any) -> QuizTrial:
        for intent in intents:
            self.state = step(self.state, intent, self.tour)
        return self

    def answer(self, text: str | None = None) -> QuizTrial:
        """Type an answer, the right one where none is given, and have it checked."""
        return self.do(WriteBox(ANSWER, repr(self.quiz.question.answer) if text is None else text), LabEnter())

    def mistake(self) -> QuizTrial:
        """Make a usual mistake."""
        return self.answer(repr(self.quiz.question.wrong[0][0]))


Runs = dict[str, PlayerState]


def quiz_states(asked: QuizAsked | None = None, learner: Learner = GUEST) -> Runs:
    """A state for each look of a quiz."""
    trial = QuizTrial(QUIZ, learner, asked)
    found = {"start": replace(trial.state, quizzes={QUIZ: trial.run})}
    trial.do(LabEnter())
    if trial.run.phase == "ask":
        found["asked"] = trial.state
        found["mistake"] = trial.mistake().state
        found["words"] = trial.answer("many").state
        found["shown"] = trial.do(AskHint()).state
        found["right"] = trial.do(LabEnter()).answer().state
        trial.do(LabEnter())
    while trial.run.phase != "end":
        if trial.run.phase == "ask":
            found["asked later"] = trial.state
            trial.mistake() if trial.run.place % 3 == 2 else None
            trial.answer()
        else:
            found["speaks"] = trial.do(SecondsPassed(75)).state
            found["looked"] = trial.do(LabEnter()).state
            found["ticked"] = trial.do(TurnKnob("1"), TurnKnob("3")).state
        trial.do(LabEnter())
    found["end"] = trial.state
    return found


def ready_states(learner: Learner = GUEST) -> Runs:
    """A state for each look of the list."""
    trial = QuizTrial(READY, learner)
    found = {"list": trial.state}
    found["proving"] = trial.do(ProveBox("shapes")).state
    found["half"] = trial.answer().do(LabEnter()).mistake().state
    found["failed"] = trial.do(AskHint(), LabEnter()).state
    trial.do(LabEnter(), ProveBox("kv_size")).answer().do(LabEnter()).answer().do(LabEnter())
    found["proved"] = trial.state
    found["ticked"] = trial.do(LabEnter()).state
    return found
