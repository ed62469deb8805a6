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
Seen = frozenset[tuple[str, str]]
"""Questions that were tried before, each by its template and its numbers."""


@dataclass(frozen=True, slots=True)
class QuizRun:
    """attempt: 0 before it begins; place: which question, from 0; text: what stands in the box; focus: what has the
    keys; firsts: whether the first try was right, question by question; over: whether this question is right or shown;
    last: the newest try; before, after: texts for undo and redo; since: the stage's clock when a spoken question
    came; looked: whether its points are shown; points: those that are ticked, from 0; ticks: how many were, of each
    that is over."""

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
    since: float = 0.0
    looked: bool = False
    points: frozenset[int] = frozenset()
    ticks: tuple[int, ...] = ()

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
class SkillResult:
    """How a skill went in a quiz."""

    skill: Skill
    right: int
    count: int


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
    def aloud(self) -> tuple[SkillResult, ...]:
        """How many points of each spoken question were ticked."""
        told = zip(self.quiz.spoken, self.state.ticks, strict=False)
        return tuple(SkillResult(skill_of(each.skill), n, len(each.points)) for each, n in told)

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
