"""What a learner does at a quiz, as one pure function: begin, write, check, have the answer shown, go on, tick what was
said aloud, and take back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tourapp.learning.expressions import LONGEST
from tourapp.learning.labs import intents
from tourapp.learning.labs.focus import focused, moved
from tourapp.learning.progress import QuestionTry
from tourapp.learning.questions import judged, numbers_of
from tourapp.learning.quiz_run import ANSWER, SHOW, Held, QuizRun, QuizView, quiz_at

SOUGHT = 20
"""So many attempts are looked through for one whose numbers are all fresh."""
UNDO_DEPTH = 50


def step(view: QuizView, intent: intents.LabIntent) -> QuizRun:
    """The state after one intent; the same object where nothing changes."""
    return _STEPS.get(type(intent), _stay)(view, intent)


def begun(view: QuizView) -> QuizRun:
    """The state with the next attempt begun, whose numbers are as fresh as can be."""
    run = view.state
    best, least = run.attempt + 1, view.count + 1
    for attempt in range(run.attempt + 1, run.attempt + 1 + SOUGHT):
        asked = quiz_at(run.learner, run.asked, attempt).questions
        known = sum((each.id, numbers_of(each)) in view.seen for each in asked)
        if known < least:
            best, least = attempt, known
        if not known:
            break
    return QuizRun(run.asked, run.learner, best, focus=ANSWER if view.count else "", last=run.last)


def _stay(view: QuizView, _intent: Any) -> QuizRun:
    return view.state


def _write(view: QuizView, intent: intents.WriteBox) -> QuizRun:
    run, text = view.state, intent.text.replace("\n", " ")[:LONGEST]
    if intent.box not in view.stops or intent.box != ANSWER or text == run.text:
        return run
    goes_on = bool(run.before) and run.verdict is None and not run.after
    before = run.before if goes_on else (*run.before, run.text)[-UNDO_DEPTH:]
    return replace(run, text=text, focus=ANSWER, verdict=None, before=before, after=())


def _enter(view: QuizView, intent: intents.LabEnter) -> QuizRun:
    run = view.state
    if run.phase == "speak":
        return _spoken_on(run)
    if run.phase != "ask":
        return begun(view)
    if run.over:
        return _next(run)
    return _show(view, intent) if run.focus == SHOW else _check(view)


def _check(view: QuizView) -> QuizRun:
    """What was typed, judged; what is no number is told and is no try."""
    run, question = view.state, view.question
    verdict = judged(question, run.text)
    if verdict.value is None:
        return replace(run, verdict=verdict, focus=ANSWER)
    tried = QuestionTry(question.id, numbers_of(question)[:1000], run.text, verdict.ok)
    firsts = run.firsts if len(run.firsts) > run.place else (*run.firsts, verdict.ok)
    after = replace(run, verdict=verdict, firsts=firsts, last=tried, focus=ANSWER)
    return replace(after, over=True, focus="", before=(), after=()) if verdict.ok else after


def _show(view: QuizView, _intent: Any) -> QuizRun:
    if not view.may_show:
        return view.state
    return replace(view.state, over=True, shown=True, verdict=None, focus="", before=(), after=())


def _next(run: QuizRun) -> QuizRun:
    place = run.place + 1
    focus = ANSWER if place < run.asked.count else ""
    return replace(run, place=place, text="", focus=focus, verdict=None, over=False, shown=False)


def _spoken_on(run: QuizRun) -> QuizRun:
    """Said: look at the points; looked: the next one."""
    if not run.looked:
        return replace(run, looked=True)
    after = replace(run, place=run.place + 1, looked=False, points=frozenset(), seconds=0, before=(), after=())
    return replace(after, ticks=(*run.ticks, run.points))


def _passed(view: QuizView, intent: intents.SecondsPassed) -> QuizRun:
    """The clock of a spoken question, which stands once its points are looked at."""
    run = view.state
    if run.phase != "speak" or run.looked or intent.seconds <= 0:
        return run
    return replace(run, seconds=run.seconds + intent.seconds)


def _tick(view: QuizView, intent: intents.TurnKnob) -> QuizRun:
    """A point of a spoken question is ticked, or not any more; the knob is its number from 1."""
    run, point = view.state, int(intent.knob) - 1 if intent.knob.isdecimal() else -1
    if run.phase != "speak" or not run.looked or not 0 <= point < len(view.spoken.points):
        return run
    return replace(run, points=run.points ^ {point}, before=(*run.before, run.points)[-UNDO_DEPTH:], after=())


def _again(view: QuizView, _intent: intents.StartAgain) -> QuizRun:
    return begun(view) if view.state.attempt else view.state


def _undo(view: QuizView, _intent: Any) -> QuizRun:
    run = view.state
    if not run.before:
        return run
    return replace(_put(run, run.before[-1]), before=run.before[:-1], after=(*run.after, _held(run)))


def _redo(view: QuizView, _intent: Any) -> QuizRun:
    run = view.state
    if not run.after:
        return run
    return replace(_put(run, run.after[-1]), before=(*run.before, _held(run)), after=run.after[:-1])


def _held(run: QuizRun) -> Held:
    """What undo would take back."""
    return run.points if run.phase == "speak" else run.text


def _put(run: QuizRun, held: Held) -> QuizRun:
    return replace(run, text=held, verdict=None) if isinstance(held, str) else replace(run, points=held)


_STEPS: dict[type, Callable[[QuizView, Any], QuizRun]] = {
    intents.FocusBox: focused,
    intents.MoveFocus: moved,
    intents.WriteBox: _write,
    intents.LabEnter: _enter,
    intents.TurnKnob: _tick,
    intents.SecondsPassed: _passed,
    intents.AskHint: _show,
    intents.StartAgain: _again,
    intents.UndoLab: _undo,
    intents.RedoLab: _redo,
}
