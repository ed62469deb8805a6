"""A quiz as it is worked on a page: one question at a time, tried until it is right or its answer is shown. A frozen
state and what a page is drawn from; what changes it is `quiz_step`.

Only the first try at a question counts, and its numbers count once: whoever asks for others gets fresh ones. Questions
to be answered aloud stand behind them: whoever has spoken looks at four points and ticks what was said. That is judged
by one's own ear, and proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from tourapp.learning.progress import QuestionTry
from tourapp.learning.questions import DrawnQuestion, JudgedAnswer, Skill, Spoken, skill_of
from tourapp.learning.quiz import Quiz, QuizAsked, answer_words, quiz_of, unit_sign

ANSWER, SHOW = "answer", "show"
"""What may have the keys: the box, and the button that shows the answer."""
Held = str | frozenset[int]
"""What can be taken back: the text in the box, or the points that are ticked."""
Seen = frozenset[tuple[str, str]]
"""Questions that were tried before, each by its template and its numbers."""


@dataclass(frozen=True, slots=True)
class QuizRun:
    """attempt: 0 before it begins; place: which question, from 0; text: what stands in the box; focus: what has the
    keys; firsts: whether the first try was right, question by question; over: whether this question is right or shown;
    last: the newest try; before, after: what stood in the box, or was ticked, for undo and redo; seconds: how long one
    has been speaking; looked: whether the points of a spoken question are shown; points: those that are ticked, from 0;
    ticks: those that were, of each spoken question that is over."""

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
    before: tuple[Held, ...] = ()
    after: tuple[Held, ...] = ()
    seconds: int = 0
    looked: bool = False
    points: frozenset[int] = frozenset()
    ticks: tuple[frozenset[int], ...] = ()

    @property
    def phase(self) -> str:
        """start, ask, speak or end."""
        if not self.attempt:
            return "start"
        if self.place < self.asked.count:
            return "ask"
        return "speak" if self.place < self.asked.total else "end"

    def let_go(self) -> QuizRun:
        """The same with the keys given back."""
        return replace(self, focus="")


@dataclass(frozen=True, slots=True)
class PartResult:
    """How a part of a quiz went: the questions of a skill, or the points of one that was answered aloud. words: what it
    is about; scene: the one to read again; points: of a spoken one, which were ticked."""

    words: str
    scene: str
    right: int
    count: int
    points: tuple[bool, ...] = ()

    @property
    def well(self) -> bool:
        """Whether nothing is to be read again: by one's own ear three points of four are enough."""
        return self.right >= self.count - bool(self.points)


@lru_cache(maxsize=64)
def quiz_at(learner: str, asked: QuizAsked, attempt: int) -> Quiz:
    """The questions of an attempt."""
    return quiz_of(learner, asked.count, asked.skills, attempt, asked.aloud)


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
        return quiz_at(run.learner, run.asked, max(run.attempt, 1))

    @property
    def count(self) -> int:
        """How many questions."""
        return self.state.asked.count

    @property
    def question(self) -> DrawnQuestion:
        """The one that is asked now, at the end the last one."""
        return self.quiz.questions[min(self.state.place, self.count - 1)]

    @property
    def spoken(self) -> Spoken:
        """The one that is to be answered aloud now."""
        return self.quiz.spoken[min(self.state.place - self.count, len(self.quiz.spoken) - 1)]

    @property
    def aloud(self) -> tuple[PartResult, ...]:
        """Which points of each spoken question were ticked."""
        found = []
        for each, ticked in zip(self.quiz.spoken, self.state.ticks, strict=False):
            points = tuple(place in ticked for place in range(len(each.points)))
            found.append(PartResult(each.about, each.scene, sum(points), len(points), points))
        return tuple(found)

    @property
    def said(self) -> tuple[int, int]:
        """How many points were ticked of how many, over all spoken questions that are over."""
        return sum(each.right for each in self.aloud), sum(each.count for each in self.aloud)

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
    def pips(self) -> tuple[frozenset[int], ...]:
        """Of each spoken question the points that were ticked, so far."""
        run = self.state
        now = (run.points,) if run.phase == "speak" else ()
        open_ = len(self.quiz.spoken) - len(run.ticks) - len(now)
        return (*run.ticks, *now, *[frozenset[int]()] * open_)

    @property
    def right(self) -> int:
        """How many were right at the first try."""
        return sum(self.state.firsts)

    @property
    def skills(self) -> tuple[Skill, ...]:
        """What the typed questions are about, each once."""
        return tuple(skill_of(id) for id in dict.fromkeys(each.skill for each in self.quiz.questions))

    @property
    def topics(self) -> tuple[str, ...]:
        """What all of it is about, each once."""
        return tuple(dict.fromkeys([*(each.words for each in self.skills), *(each.about for each in self.quiz.spoken)]))

    @property
    def by_skill(self) -> tuple[PartResult, ...]:
        """How each skill went, the worst first."""
        found = []
        for skill in self.skills:
            firsts = zip(self.quiz.questions, self.state.firsts, strict=False)
            oks = [ok for each, ok in firsts if each.skill == skill.id]
            found.append(PartResult(skill.words, skill.scene, sum(oks), len(oks)))
        return tuple(sorted(found, key=lambda each: each.right - each.count))

    @property
    def results(self) -> tuple[PartResult, ...]:
        """How everything went: what was typed, the worst first, then what was said."""
        return (*self.by_skill, *self.aloud)

    def title(self, scene: str) -> str:
        """The title of a scene to read again."""
        return dict(self.titles).get(scene, scene)
