"""Questions at a stop: a quiz, or the list of what one can do, with where the learner is and by what evidence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from tourapp.latest import Latest
from tourapp.learning.labs import LabState, LabView, lab_ids, lab_of
from tourapp.learning.progress import Progress, QuestionTry, with_lab
from tourapp.learning.quiz import QuizAsked
from tourapp.learning.quiz_run import QuizRun, QuizView, Seen
from tourapp.learning.ready_run import ReadyRun, ReadyView
from tourapp.player.learner import Learner
from tourapp.player.state import PlayerState
from tourapp.player.tour import Stop
from tourapp.tours.format import LAB_PAGE


def quiz_view(state: PlayerState, stop: Stop) -> QuizView:
    """The quiz of a stop."""
    run, asked = state.quizzes.get(stop.key), stop.quiz or QuizAsked()
    if not isinstance(run, QuizRun) or run.asked != asked:
        run = QuizRun(asked, state.learner.name)
    titles = titles_of(_to_read(QuizView(run))) if run.phase == "end" else ()
    return QuizView(run, seen(state), titles)


def _to_read(view: QuizView) -> tuple[str, ...]:
    """The scenes of what was asked, aloud too."""
    return tuple(each.scene for each in view.results)


def ready_view(state: PlayerState, stop: Stop) -> ReadyView:
    """What the learner can do, at a stop that tells it."""
    run = state.quizzes.get(stop.key)
    if not isinstance(run, ReadyRun):
        run = ReadyRun(state.learner.name)
    return ReadyView(run, evidence(state), seen(state))


@lru_cache(maxsize=64)
def titles_of(scenes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The titles of scenes to read again."""
    from tourapp.tours import all_scenes

    return tuple((name, all_scenes()[name].title) for name in dict.fromkeys(scenes) if name in all_scenes())


def seen(state: PlayerState) -> Seen:
    """Questions that were tried before, here or in what is kept of the learner."""
    tried, learner = state.tried, state.learner
    return _SEEN.get((tried, learner), lambda: _seen(tried, learner))


def _seen(tried: tuple[QuestionTry, ...], learner: Learner) -> Seen:
    kept = () if learner.kept is None else learner.kept.questions
    return frozenset((each.what, each.seed) for each in (*kept, *tried))


def evidence(state: PlayerState) -> Progress:
    """What proves what: kept of the learner, and done since, in whichever tour. Of a guest only what was done since."""
    tried, learner, labs = state.tried, state.learner, state.labs
    return _EVIDENCE.get((tried, learner, labs), lambda: _evidence(tried, learner, labs))


def _evidence(tried: tuple[QuestionTry, ...], learner: Learner, labs: Mapping[str, LabState]) -> Progress:
    found = learner.kept or Progress(learner.name)
    for key, lab in labs.items():
        id = key.partition("#")[0].removeprefix(LAB_PAGE)
        if id in lab_ids():
            found = with_lab(found, LabView(lab_of(id), lab))
    return msgspec.structs.replace(found, questions=[*found.questions, *tried])


_SEEN: Latest[Seen] = Latest()
_EVIDENCE: Latest[Progress] = Latest()
"""Every frame asks for them, and what they rest on never changes."""
