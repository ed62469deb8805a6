"""`tourapp tour check FILE`: whether a tour's file can be played, with the line and field of whatever is wrong."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from tourapp.cli.options import add_json
from tourapp.cli.result import Result


def register(sub: Any) -> None:
    """Add the command."""
    parser = sub.add_parser("tour", help="check the file of a tour")
    parser.add_argument("what", choices=("check",), help="check: say whether the file can be played as it is")
    parser.add_argument("file", help="the JSON file of a tour")
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Read the file; exit status 2 for anything that would be told while it plays, a line each on stderr."""
    from tourapp.player.tour import make_tour
    from tourapp.tours import all_scenes, read_tour

    found = read_tour(Path(args.file), all_scenes())
    tour = make_tour(found)
    told = [{"line": each.line, "field": each.field, "words": each.words} for each in found.problems]
    data = {"file": args.file, "id": tour.id, "title": tour.title, "stops": len(tour.stops), "problems": told}
    for problem in found.problems:
        print(problem, file=sys.stderr)
    words = f"{args.file}: {tour.title}, {len(tour.stops)} stops, {tour.minutes:g} minutes"
    return Result(data, words, 2 if found.problems else 0)
