"""`tourapp lesson prepare FILE`: the answers that a lesson asks for, made now and carried in it, for the class."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tourapp.cli.options import add_json
from tourapp.cli.progress import show_progress
from tourapp.cli.result import Result
from tourapp.errors import UsageError


def register(sub: Any) -> None:
    """Add the command."""
    parser = sub.add_parser("lesson", help="make the answers of a lesson beforehand")
    parser.add_argument(
        "what", choices=("prepare",), help="prepare: run the model for each prompt, and keep the answers"
    )
    parser.add_argument("file", help="a lesson: a JSON file or a .lesson")
    parser.add_argument("-o", "--output", metavar="FILE.lesson", help="the file to write; default: FILE.lesson")
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Run the model for every request of the lesson; the file is written at the end, whole or not at all."""
    from tourapp.engine.model import load_model
    from tourapp.player.lessons.lesson_file import write_lesson
    from tourapp.player.lessons.prepare import answers_wanted, prepared_recordings
    from tourapp.player.tour import make_tour
    from tourapp.tours import all_scenes
    from tourapp.tours.format import LESSON
    from tourapp.tours.lesson import read_lesson

    target = Path(args.output) if args.output is not None else Path(args.file).with_suffix(LESSON)
    if target.suffix.lower() != LESSON:
        raise UsageError(f"-o: {args.output!r} does not end in {LESSON}; a lesson with answers does")
    found = read_lesson(Path(args.file), all_scenes())
    wanted = answers_wanted(make_tour(found))
    made = tuple(prepared_recordings(load_model(), wanted, show_progress)) if wanted else ()
    write_lesson(target, found.file, made)
    answers = [{"prompt": each.prompt, "tokens": len(each.ids), "finish": each.finish} for each in made]
    size = target.stat().st_size
    words = f"{target}: {len(made)} answer{'' if len(made) == 1 else 's'}, {size:,} bytes"
    return Result({"file": str(target), "answers": answers, "bytes": size}, words)
