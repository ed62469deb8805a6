"""`tourapp quiz --answers`: a text file of answers, marked, and kept in the learner's progress where that is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tourapp.cli.result import Result
from tourapp.errors import TourError, UsageError
from tourapp.learning.progress import QuestionTry, with_question
from tourapp.learning.questions import judged, numbers_of
from tourapp.learning.quiz import Quiz

LARGEST = 40_000
"""Bytes of a file of answers."""
WHAT = "a text file with a line for each question"


def marked(quiz: Quiz, file: Path, *, keep: bool) -> Result:
    """Each answer judged; a wrong one is told which usual mistake it may be."""
    told, tries = [], []
    for question, typed in zip(quiz.questions, _answers(file, len(quiz.questions)), strict=True):
        found = judged(question, typed)
        told.append({"id": question.id, "ok": found.ok, "value": found.value, "words": str(found.words)})
        if typed:
            tries.append(QuestionTry(question.id, numbers_of(question), typed[:1000], found.ok))
    right = sum(bool(each["ok"]) for each in told)
    data: dict[str, Any] = {"learner": quiz.learner, "attempt": quiz.attempt, "marked": told, "right": right}
    if keep:
        _keep(quiz.learner, tries)
    lines = [f"{number:>2}  {each['words']}" for number, each in enumerate(told, 1)]
    return Result(data, "\n".join([*lines, f"{right} of {len(told)} right"]))


def _answers(file: Path, count: int) -> list[str]:
    from tourapp.files import read_small, shown

    try:
        lines = [line.strip() for line in read_small(file, LARGEST, WHAT).decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError:
        raise UsageError(f"{shown(file)}: is not {WHAT}") from None
    if len(lines) > count:
        raise UsageError(f"{shown(file)}: {len(lines)} lines, and the test has {count} questions")
    return lines + [""] * (count - len(lines))


def _keep(learner: str, tries: list[QuestionTry]) -> None:
    from tourapp.player import progress_file

    progress = progress_file.load(progress_file.checked_name(learner))[0]
    for each in tries:
        progress = with_question(progress, each)
    problem = progress_file.save(progress)
    if problem:
        raise TourError(problem)
