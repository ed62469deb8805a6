"""A test of some questions, drawn for a learner: which skills, how many, and the spoken ones. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from tourapp.learning.labs.seeds import Draw
from tourapp.learning.questions import DrawnQuestion, Spoken, drawn, questions, skills
from tourapp.quantity import Quantity, format_quantity

Item = TypeVar("Item")
MOST, USUAL, MOST_ALOUD = 40, 8, 6
NAMED = ("1", "times", "thousand", "token", "users")
"""Units that are words."""


@dataclass(frozen=True, slots=True)
class QuizAsked:
    """What a stop of a tour asks: questions of these skills in turn, of all where none is named; how many, and how many
    to be answered aloud behind them."""

    skills: tuple[str, ...] = ()
    count: int = USUAL
    aloud: int = 0

    @property
    def spoken(self) -> int:
        """How many are answered aloud: as many as are asked for and there are of these skills."""
        return min(self.aloud, len(_spoken_of(self.skills)))

    @property
    def total(self) -> int:
        """All of them."""
        return self.count + self.spoken


@dataclass(frozen=True, slots=True)
class Quiz:
    """The questions of a test, one skill after another, and those to be answered aloud."""

    learner: str
    attempt: int
    questions: tuple[DrawnQuestion, ...]
    spoken: tuple[Spoken, ...] = ()


def quiz_of(learner: str, count: int, wanted: tuple[str, ...] = (), attempt: int = 1, aloud: int = 0) -> Quiz:
    """A test of `count` questions over the wanted skills (all of them where none is named), each skill in turn; no
    template twice until all of a skill have come."""
    chosen = wanted or skills()
    draw = Draw(learner, "quiz", attempt)
    by_skill = {skill: _shuffled([each for each in questions().templates if each.skill == skill], draw, skill)
                for skill in chosen}  # fmt: skip
    order = chosen if wanted else tuple(_shuffled(list(chosen), draw, "skills"))
    found = []
    for place in range(count):
        skill = order[place % len(order)]
        templates, turn = by_skill[skill], place // len(order)
        template = templates[turn % len(templates)]
        found.append(drawn(template, learner, attempt + turn // len(templates)))
    spoken = _shuffled(_spoken_of(wanted), draw, "aloud")
    return Quiz(learner, attempt, tuple(found), tuple(spoken[:aloud]))


def _spoken_of(wanted: tuple[str, ...]) -> list[Spoken]:
    return [each for each in questions().spoken if not wanted or each.skill in wanted]


def _shuffled(items: list[Item], draw: Draw, what: str) -> list[Item]:
    """The items in an order of the learner's own."""
    places = sorted(range(len(items)), key=lambda place: (draw.number((what, place), 2**32), place))
    return [items[place] for place in places]


def answer_words(question: DrawnQuestion) -> str:
    """The answer with its unit."""
    number = format_quantity(Quantity(question.answer, "1", "x", "x"))
    return f"{number} {unit_sign(question)}".rstrip()


def unit_sign(question: DrawnQuestion) -> str:
    """The unit as it is written behind a number, the same in every language; the question names the others."""
    return "" if question.unit in NAMED else question.unit
