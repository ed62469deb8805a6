"""A test on paper: the questions with room for an answer, and the key to it. Values only, in the language in use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tourapp.authoring import fill
from tourapp.learning.before_after import LETTERS, Item
from tourapp.learning.questions import DrawnQuestion, Spoken
from tourapp.learning.quiz import Quiz
from tourapp.player.handouts.exercises import BLANK
from tourapp.player.handouts.sheets import PaperEntry, PaperLine, PaperSheet
from tourapp.quantity import Quantity, format_quantity
from tourapp.words import say

NAMED = ("1", "times", "thousand", "token", "users")
"""Units that are words."""


def quiz_sheets(quiz: Quiz, *, key: bool) -> tuple[PaperSheet, ...]:
    """The test, and its key where it is wanted."""
    who = {"name": quiz.learner or BLANK, "n": len(quiz.questions) + len(quiz.spoken)}
    test = PaperSheet(say("Test yourself"), fill("{n} questions for {name}. Work with a pencil.", who), _asked(quiz))
    if not key:
        return (test,)
    return test, PaperSheet(say("The key"), fill("For the test of {name}.", who), _answered(quiz))


def _asked(quiz: Quiz) -> tuple[PaperEntry, ...]:
    entries = []
    for number, question in enumerate(quiz.questions, 1):
        answer = f"{BLANK} {_sign(question)}".rstrip()
        lines = (PaperLine("ask", fill("{text}", {"text": question.text})), PaperLine("plain", answer))
        entries.append(PaperEntry(str(number), lines))
    for number, spoken in enumerate(quiz.spoken, len(quiz.questions) + 1):
        entries.append(
            PaperEntry(str(number), (PaperLine("ask", say(spoken.text)), PaperLine("dim", say("Aloud, in a minute."))))
        )
    return tuple(entries)


def _answered(quiz: Quiz) -> tuple[PaperEntry, ...]:
    entries = [PaperEntry(str(n), tuple(_key(question))) for n, question in enumerate(quiz.questions, 1)]
    start = len(quiz.questions) + 1
    entries += [PaperEntry(str(n), tuple(_rubric(spoken))) for n, spoken in enumerate(quiz.spoken, start)]
    return tuple(entries)


def _key(question: DrawnQuestion) -> Iterator[PaperLine]:
    yield PaperLine("answer", answer_words(question))
    for value, words in question.wrong:
        yield PaperLine("dim", fill("{value}: {words}", {"value": Quantity(value, "1", "x", "x"), "words": say(words)}))


def _rubric(spoken: Spoken) -> Iterator[PaperLine]:
    yield PaperLine("ask", say(spoken.text))
    for point in spoken.points:
        yield PaperLine("plain", f"☐ {say(point)}")


def item_sheet(items: Sequence[Item]) -> PaperSheet:
    """The questions of before and after, to be ticked; the same sheet for both times."""
    entries = []
    for number, item in enumerate(items, 1):
        choices = [PaperLine("plain", f"☐ {LETTERS[n]}  {say(item.choices[n])}") for n in range(len(item.choices))]
        entries.append(PaperEntry(str(number), (PaperLine("ask", say(item.text)), *choices)))
    lead = say("Tick one answer each, or none where you do not know.")
    return PaperSheet(say("Before and after"), lead, tuple(entries))


def answer_words(question: DrawnQuestion) -> str:
    """The answer with its unit."""
    number = format_quantity(Quantity(question.answer, "1", "x", "x"))
    return f"{number} {_sign(question)}".rstrip()


def _sign(question: DrawnQuestion) -> str:
    """The unit as it is written behind a number, which is the same in every language; the question names the others."""
    return "" if question.unit in NAMED else question.unit
