"""`tourapp quiz`: a test with a learner's own numbers, on paper or as JSON, and the key to it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tourapp.cli.options import add_json, add_language, language_of, number_between
from tourapp.cli.result import Result
from tourapp.errors import UsageError


def register(sub: Any) -> None:
    """Add the command."""
    parser = sub.add_parser("quiz", help="a test with numbers of the learner's own, as text or a PDF, and its key")
    parser.add_argument("--learner", default="", help="whose numbers: a name or number, at most 60 characters")
    parser.add_argument("--count", default="10", help="how many questions, 1 to 40 (default 10)")
    parser.add_argument("--skills", help="ids of skills separated by commas; default all, which --json lists")
    parser.add_argument("--attempt", default="1", help="another test for the same learner, 1 to 999 (default 1)")
    parser.add_argument("--aloud", default="0", help="questions to be answered aloud, 0 to 6 (default 0)")
    parser.add_argument("--key", action="store_true", help="with the answers and the usual mistakes")
    parser.add_argument("-o", "--output", help="the PDF to write, FILE.pdf")
    marking = "mark a text file of at most 40 lines, one for each answer to the same test, empty where there is none"
    parser.add_argument("--answers", type=Path, metavar="FILE", help=marking)
    parser.add_argument("--keep", action="store_true", help="write what was marked into the learner's progress")
    add_language(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Make the test, in the language asked for."""
    from tourapp.learning.questions import skills
    from tourapp.learning.quiz import MOST, quiz_of
    from tourapp.words import in_tongue

    wanted = tuple(name.strip() for name in (args.skills or "").split(",") if name.strip())
    unknown = [name for name in wanted if name not in skills()]
    if unknown or (args.skills is not None and not wanted):
        raise UsageError(f"--skills: {', '.join(unknown) or 'names none'}; the skills are: {', '.join(skills())}")
    if len(args.learner) > 60:
        raise UsageError(f"--learner: {len(args.learner)} characters; use at most 60")
    count = int(number_between("--count", args.count, 1, MOST))
    attempt = int(number_between("--attempt", args.attempt, 1, 999))
    aloud = int(number_between("--aloud", args.aloud, 0, 6))
    if args.keep and not (args.answers and args.learner):
        raise UsageError("--keep: needs --learner and --answers")
    with in_tongue(language_of(args.language)):
        quiz = quiz_of(args.learner, count, wanted, attempt, aloud)
        if args.answers is None:
            return _made(args, quiz)
        from tourapp.cli.quiz_marks import marked

        return marked(quiz, args.answers, keep=args.keep)


def _made(args: argparse.Namespace, quiz: Any) -> Result:
    from tourapp.authoring import fill
    from tourapp.learning.questions import skills
    from tourapp.learning.quiz import answer_words
    from tourapp.player.handouts.quiz_leaves import quiz_sheets
    from tourapp.words import say

    asked = []
    for each in quiz.questions:
        told: dict[str, Any] = {
            "id": each.id,
            "skill": each.skill,
            "text": fill("{t}", {"t": each.text}),
            "unit": each.unit,
        }
        if args.key:
            told |= {"answer": each.answer, "tolerance": each.tolerance}
            told["wrong"] = [{"value": value, "words": say(words)} for value, words in each.wrong]
        asked.append(told)
    spoken = [{"id": each.id, "skill": each.skill, "text": say(each.text), "points": list(map(say, each.points))}
              for each in quiz.spoken]  # fmt: skip
    data = {
        "learner": quiz.learner,
        "attempt": quiz.attempt,
        "skills": list(skills()),
        "questions": asked,
        "aloud": spoken,
    }
    if args.output is not None:
        data["file"] = args.output
        pages = _write(Path(args.output), quiz_sheets(quiz, key=args.key))
        return Result(data, f"{args.output}: {len(asked) + len(spoken)} questions on {pages} pages")
    lines = [f"{number}  {each['text']}" + (f"  [{answer_words(question)}]" if args.key else "")
             for number, (each, question) in enumerate(zip(asked, quiz.questions, strict=True), 1)]  # fmt: skip
    lines += [f"    {each['text']}" for each in spoken]
    if len(spoken) < int(args.aloud):
        lines.append(f"({len(spoken)} to be answered aloud: of these skills there are no more)")
    return Result(data, "\n".join(lines))


def _write(target: Path, sheets: Any) -> int:
    from tourapp.export.handout import write_sheets

    if target.suffix.lower() != ".pdf":
        raise UsageError(f"-o: {str(target)!r} does not end in .pdf")
    return write_sheets(target, sheets)
