"""`tourapp learner ready NAME`: which of the eight boxes are ticked and by what; a teacher may vouch for one."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from tourapp.cli.options import add_json, add_language, language_of
from tourapp.cli.result import Result
from tourapp.errors import TourError, UsageError


def register(actions: Any) -> None:
    """Add the command's parser."""
    words = "what one can do, by evidence: a lab finished, or two fresh questions in a row"
    parser = actions.add_parser("ready", allow_abbrev=False, help=words)
    parser.add_argument("name", metavar="NAME", help="the learner, a name or number of at most 60 characters")
    parser.add_argument("--vouch", metavar="ID", help="a teacher's word for one of them; it is marked as such")
    parser.add_argument("--retract", metavar="ID", help="take that word back, by the same id")
    add_language(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> Result:
    """The list, after a teacher's word where there is one."""
    from tourapp.learning.progress import with_vouched
    from tourapp.learning.ready import ability_ids, ready
    from tourapp.player import progress_file
    from tourapp.words import in_tongue

    language = language_of(args.language)
    name = progress_file.checked_name(args.name)
    progress, told = progress_file.load(name)
    if told:
        print(told, file=sys.stderr)
    for option, word, vouched in (("--vouch", args.vouch, True), ("--retract", args.retract, False)):
        if word is None:
            continue
        if word not in ability_ids():
            raise UsageError(f"{option}: {word!r} is not one of: {', '.join(ability_ids())}")
        progress = with_vouched(progress, word, vouched=vouched)
        problem = progress_file.save(progress)
        if problem:
            raise TourError(problem)
    with in_tongue(language):
        boxes = [{"id": each.ability.id, "text": str(each.ability.words), "ok": each.ok, "by": each.by or None,
                  "lab": each.what or None, "why": str(each.words)} for each in ready(progress)]  # fmt: skip
    done = sum(bool(each["ok"]) for each in boxes)
    lines = [f"[{'x' if each['ok'] else ' '}] {each['text']}: {each['why']}" for each in boxes]
    return Result({"name": name, "done": done, "boxes": boxes}, "\n".join(lines))
