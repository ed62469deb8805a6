"""`tourapp learner list | ready | export | import | forget`: what is kept on this computer of those who gave a name."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tourapp.cli import ready_when
from tourapp.cli.options import add_json
from tourapp.cli.result import Result
from tourapp.errors import TourError

NAMED = "as it was given to --learner, a name or number of at most 60 characters"


def register(sub: Any) -> None:
    """Add the command."""
    parser = sub.add_parser("learner", allow_abbrev=False, help="what is kept of those who work with --learner NAME")
    actions = parser.add_subparsers(dest="action", required=True, metavar="list | ready | export | import | forget")
    add_json(actions.add_parser("list", allow_abbrev=False, help="everybody, with the labs that are done"))
    ready_when.register(actions)
    export = actions.add_parser("export", allow_abbrev=False, help="all that is kept of one as a text file")
    export.add_argument("name", metavar="NAME", help=NAMED)
    export.add_argument("file", type=Path, metavar="FILE", help="a text file, or a JSON file to bring in elsewhere")
    add_json(export)
    bring = actions.add_parser("import", allow_abbrev=False, help="keep the progress of a JSON file that was exported")
    bring.add_argument("file", type=Path, metavar="FILE.json", help="the JSON file")
    bring.add_argument("--replace", action="store_true", help="give up what is kept of that name; nothing is merged")
    add_json(bring)
    forget = actions.add_parser("forget", allow_abbrev=False, help="remove all that is kept of one")
    forget.add_argument("name", metavar="NAME", help=NAMED)
    add_json(forget)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Do it."""
    actions = {"list": _list, "ready": ready_when.run, "export": _export, "import": _import, "forget": _forget}
    return actions[args.action](args)


def _list(_args: argparse.Namespace) -> Result:
    from tourapp.player import progress_file

    found = [progress_file.load(name)[0] for name in progress_file.names()]
    told: list[dict[str, Any]] = [
        {
            "name": each.name,
            "done": [lab for lab in each.labs if each.done(lab)],
            "code": [lab for lab, checked in each.code.items() if checked.ok],
        }
        for each in found
    ]
    lines = []
    for each in told:
        done = [*each["done"], *(f"{lab}.py" for lab in each["code"])]
        lines.append(f"{each['name']}: {', '.join(done) or 'nothing done yet'}")
    return Result({"learners": told}, "\n".join(lines) or "nobody has given a name here")


def _export(args: argparse.Namespace) -> Result:
    from tourapp.player import progress_file

    name = progress_file.checked_name(args.name)
    progress_file.export(name, args.file)
    return Result({"file": str(args.file), "name": name}, str(args.file))


def _import(args: argparse.Namespace) -> Result:
    from tourapp.player import progress_file

    found = progress_file.bring_in(args.file, replace=args.replace)
    return Result({"name": found.name}, f"{found.name}: kept")


def _forget(args: argparse.Namespace) -> Result:
    from tourapp.player import progress_file

    name = progress_file.checked_name(args.name)
    problem = progress_file.forget(name)
    if problem:
        raise TourError(problem)
    return Result({"forgotten": name}, f"{name}: nothing is kept any more")
