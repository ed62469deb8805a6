"""A quiz as it is worked on a page: one question at a time, tried until it is right or its answer is shown. A frozen
state and one pure function, driven by the same intents as a lab.

Only the first try at a question counts, and its numbers count once: whoever asks for others gets fresh ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from tourapp.learning.expressions import LONGEST
from tourapp.learning.labs import intents
from tourapp.learning.progress import QuestionTry
from tourapp.learning.questions import DrawnQuestion, JudgedAnswer, Skill, judged, numbers_of, skill_of
from tourapp.learning.quiz import Quiz, QuizAsked, answer_words, quiz_of, unit_sign

ANSWER, SHOW = "answer", "show"
"""What may have the keys: the box, and the button that shows the answer."""
SOUGHT = 20
"""So many attempts are looked through for one whose numbers are all fresh."""
UNDO_DEPTH = 50
Seen = frozenset[tuple[str, str]]
"""Questions that were tried before, each by its template and its numbers."""


@dataclass(frozen=True, slots=True)
class QuizRun:
    """attempt: 0 before it begins; place: which question, from 0; text: what stands in the box; focus: what has the
    keys; firsts: whether the first try was right, question by question; over: whether this question is right or shown;
    last: the newest try; before, after: texts for undo and redo."""

    asked: QuizAsked = field(default_factory=QuizAsked)
    learner: str = ""
    attempt: int = 0
    place: int = 0
    text: str = ""
    focus: str = ""
    verdict: JudgedAnswer | None = None
    firsts: tuple[bool, ...] = ()
    over: bool = False
    shown: bool = False
    last: QuestionTry | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def phase(self) -> str:
        """start, ask or end."""
        if not self.attempt:
            return "start"
        return "ask" if self.place < self.asked.count else "end"

    def let_go(self) -> QuizRun:
        """The same with the keys given back."""
        return replace(self, focus="")


@dataclass(frozen=True, slots=True)
class SkillResult:
    """How a skill went in a quiz."""

    skill: Skill
    right: int
    count: int


@lru_cache(maxsize=64)
def _quiz(learner: str, asked: QuizAsked, attempt: int) -> Quiz:
    return quiz_of(learner, asked.count, asked.skills, attempt)


@dataclass(frozen=True, slots=True)
class QuizView:
    """A quiz with its state: what a page is drawn from. seen: what was tried before; titles: of the scenes to read
    again, by scene, once it is over."""

    state: QuizRun
    seen: Seen = frozenset()
    titles: tuple[tuple[str, str], ...] = ()

    @property
    def quiz(self) -> Quiz:
        """The questions of this attempt; those of the first one before it begins."""
        run = self.state
        return _quiz(run.learner, run.asked, max(run.attempt, 1))

    @property
    def count(self) -> int:
        """How many questions."""
        return self.state.asked.count

    @property
    def question(self) -> DrawnQuestion:
        """The one that is asked now, at the end the last one."""
        return self.quiz.questions[min(self.state.place, self.count - 1)]

    @property
    def focus(self) -> str:
        """What has the keys; "" for nothing."""
        return self.state.focus

    @property
    def stops(self) -> tuple[str, ...]:
        """What can have the keys, in order."""
        if self.state.phase != "ask" or self.state.over:
            return ()
        return (ANSWER, SHOW) if self.may_show else (ANSWER,)

    @property
    def may_show(self) -> bool:
        """Whether the answer may be shown: not before it was tried."""
        run = self.state
        return run.phase == "ask" and not run.over and len(run.firsts) > run.place

    def text_in(self, box: str) -> str:
        """What stands in the box."""
        return self.state.text if box == ANSWER else ""

    @property
    def answer(self) -> str:
        """The answer with its unit."""
        return answer_words(self.question)

    @property
    def answers(self) -> tuple[str, ...]:
        """All answers, for when it is over."""
        return tuple(answer_words(each) for each in self.quiz.questions)

    @property
    def sign(self) -> str:
        """What stands behind the box."""
        return "×" if self.question.unit == "times" else unit_sign(self.question)

    @property
    def skill(self) -> Skill:
        """What the question is about."""
        return skill_of(self.question.skill)

    @property
    def lamps(self) -> tuple[str, ...]:
        """Of each question: right, wrong or open."""
        told = ["right" if ok else "wrong" for ok in self.state.firsts]
        return (*told, *["open"] * (self.count - len(told)))

    @property
    def right(self) -> int:
        """How many were right at the first try."""
        return sum(self.state.firsts)

    @property
    def skills(self) -> tuple[Skill, ...]:
        """What it is about, each once."""
        return tuple(skill_of(id) for id in dict.fromkeys(each.skill for each in self.quiz.questions))

    @property
    def by_skill(self) -> tuple[SkillResult, ...]:
        """How each skill went, the worst first."""
        found = []
        for skill in self.skills:
            firsts = zip(self.quiz.questions, self.state.firsts, strict=False)
            oks = [ok for each, ok in firsts if each.skill == skill.id]
            found.append(SkillResult(skill, sum(oks), len(oks)))
        return tuple(sorted(found, key=lambda each: each.right - each.count))

    def title(self, scene: str) -> str:
        """The title of a scene to read again."""
        return dict(self.titles).get(scene, scene)


def step(view: QuizView, intent: intents.LabIntent) -> QuizRun:
    """The state after one intent; the same object where nothing changes."""
    return _STEPS.get(type(intent), _stay)(view, intent)


def begun(view: QuizView) -> QuizRun:
    """The state with the next attempt begun, whose numbers are as fresh as can be."""
    run = view.state
    best, least = run.attempt + 1, view.count + 1
    for attempt in range(run.attempt + 1, run.attempt + 1 + SOUGHT):
        asked = _quiz(run.learner, run.asked, attempt).questions
        known = sum((each.id, numbers_of(each)) in view.seen for each in asked)
        if known < least:
            best, least = attempt, known
        if not known:
            break
    return QuizRun(run.asked, run.learner, best, focus=ANSWER, last=run.last)


def _stay(view: QuizView, _intent: Any) -> QuizRun:
    return view.state


def _focus(view: QuizView, intent: intents.FocusBox) -> QuizRun:
    box = intent.box if intent.box in view.stops else ""
    return view.state if box == view.state.focus else replace(view.state, focus=box)


def _move(view: QuizView, intent: intents.MoveFocus) -> QuizRun:
    stops, now = view.stops, view.state.focus
    if not stops:
        return view.state
    place = stops.index(now) + intent.by if now in stops else (0 if intent.by > 0 else -1)
    return replace(view.state, focus=stops[place % len(stops)])


def _write(view: QuizView, intent: intents.WriteBox) -> QuizRun:
    run, text = view.state, intent.text.replace("\n", " ")[:LONGEST]
    if intent.box not in view.stops or intent.box != ANSWER or text == run.text:
        return run
    goes_on = bool(run.before) and run.verdict is None and not run.after
    before = run.before if goes_on else (*run.before, run.text)[-UNDO_DEPTH:]
    return replace(run, text=text, focus=ANSWER, verdict=None, before=before, after=())


def _enter(view: QuizView, intent: intents.LabEnter) -> QuizRun:
    run = view.state
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


def _again(view: QuizView, _intent: intents.StartAgain) -> QuizRun:
    return begun(view) if view.state.attempt else view.state


def _undo(view: QuizView, _intent: Any) -> QuizRun:
    run = view.state
    if not run.before:
        return run
    return replace(run, text=run.before[-1], before=run.before[:-1], after=(*run.after, run.text), verdict=None)


def _redo(view: QuizView, _intent: Any) -> QuizRun:
    run = view.state
    if not run.after:
        return run
    return replace(run, text=run.after[-1], before=(*run.before, run.text), after=run.after[:-1], verdict=None)


_STEPS: dict[type, Callable[[QuizView, Any], QuizRun]] = {
    intents.FocusBox: _focus,
    intents.MoveFocus: _move,
    intents.WriteBox: _write,
    intents.LabEnter: _enter,
    intents.AskHint: _show,
    intents.StartAgain: _again,
    intents.UndoLab: _undo,
    intents.RedoLab: _redo,
}
