"""A test on paper: the questions with room for an answer, and the key to it. Values only, in the language in use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tourapp.authoring import fill
from tourapp.learning.before_after import LETTERS, Item
from tourapp.learning.questions import DrawnQuestion, Spoken
from tourapp.learning.quiz import Quiz, QuizAsked, answer_words, quiz_of, unit_sign
from tourapp.player.handouts.exercises import BLANK
from tourapp.player.handouts.sheets import PaperEntry, PaperLine, PaperSheet
from tourapp.player.tour import Stop
from tourapp.quantity import Quantity
from tourapp.words import say


def quiz_at(stop: Stop) -> Quiz | None:
    """The questions of a stop as they stand on paper, with the numbers of a guest; None where it asks none."""
    if stop.scene.course != "quiz":
        return None
    asked = stop.quiz or QuizAsked()
    return quiz_of("", asked.count, asked.skills, aloud=asked.aloud)


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
        answer = f"{BLANK} {unit_sign(question)}".rstrip()
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
