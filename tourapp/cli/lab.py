"""`tourapp lab export DIR`, `tourapp lab check FILE`: labs as files, to be written in any editor and checked here."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tourapp.cli.options import add_json, number_between
from tourapp.cli.result import Result
from tourapp.errors import UsageError

if TYPE_CHECKING:
    from tourapp.learning.code_labs.check import FileReport

GUARD = (
    "Files run in a process of their own that may neither write nor open connections, with limits on time and memory. "
    "That guards against accidents, it is no wall against malice"
)
FOR_A_CLASS = f"{GUARD}: check other people's files in a container, or under an account that has nothing to lose."
MOST_FILES = 500


def register(sub: Any) -> None:
    """Add the command."""
    about = f"{GUARD}: check your own file."
    parser = sub.add_parser("lab", help="labs as files: hand out, check", description=about)
    parser.add_argument("what", choices=("export", "check"), help="export the files to a folder, or check one")
    parser.add_argument("place", help="the folder to export to; one of its files, or with --class a folder of them")
    parser.add_argument("--notebook", action="store_true", help="export an .ipynb beside each file, with the same text")
    parser.add_argument("--seed", default="0", help="of the hidden cases, 0 to 2,147,483,647 (default 0)")
    parser.add_argument("--class", action="store_true", dest="whole_class", help="check every .py file of a folder")
    keep = "whose progress keeps that the file was checked and whether it passed: a name of at most 60 characters"
    parser.add_argument("--learner", metavar="NAME", help=keep)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Hand out, or check: exit status 0 passed, 1 wrong, 2 not a lab's file."""
    seed = int(number_between("--seed", args.seed, 0, 2**31 - 1))
    if args.what == "export":
        for option, given in (("--class", args.whole_class), ("--learner", args.learner is not None)):
            if given:
                raise UsageError(f"{option}: only check has it")
        return _export(Path(args.place), notebook=args.notebook)
    if args.notebook:
        raise UsageError("--notebook: only export has it")
    if not args.whole_class:
        return _check(Path(args.place), seed, args.learner)
    if args.learner is not None:
        raise UsageError("--learner: a class has several; check the files one by one")
    return _check_class(Path(args.place), seed)


def _export(folder: Path, *, notebook: bool) -> Result:
    from tourapp.learning.code_labs.check import LABS, starter
    from tourapp.learning.code_labs.notebook import notebook_of

    files = {f"{id}.py": starter(id) for id in LABS}
    if notebook:
        files |= {f"{id}.ipynb": json.dumps(notebook_of(starter(id)), indent=1) + "\n" for id in LABS}
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file; name a folder")
    there = [name for name in files if (folder / name).exists()]
    if there:
        names = ", ".join(there)
        raise UsageError(f"{folder}: has {names} already; name another folder, so that nobody's work is lost")
    folder.mkdir(parents=True, exist_ok=True)
    _write_all({folder / name: text for name, text in files.items()})
    words = f"{folder}: {len(files)} files; check one with `tourapp lab check {folder / next(iter(files))}`"
    return Result({"folder": str(folder), "files": list(files)}, words)


def _write_all(files: dict[Path, str]) -> None:
    """All of them or none: where one cannot be written, those before it go again."""
    from tourapp.files import write_whole

    written: list[Path] = []
    try:
        for place, text in files.items():
            write_whole(place, text.encode())
            written.append(place)
    except BaseException:
        for place in written:
            place.unlink(missing_ok=True)
        raise


def _check(path: Path, seed: int, learner: str | None) -> Result:
    from tourapp.learning.code_labs.check import check_file
    from tourapp.player.progress_file import checked_name

    name = None if learner is None else checked_name(learner)
    report = check_file(path, seed)
    if name is not None:
        _keep(name, report)
    return Result(_told(report), _words(path.name, report), 0 if report.ok else 1)


def _keep(name: str, report: FileReport) -> None:
    """Into the learner's progress."""
    from tourapp.errors import TourError
    from tourapp.learning.progress import with_code
    from tourapp.player import progress_file

    problem = progress_file.save(with_code(progress_file.load(name)[0], report.lab, ok=report.ok))
    if problem:
        raise TourError(problem)


def _check_class(folder: Path, seed: int) -> Result:
    """Every file of a folder; a file that is none of a lab is told of and passed by."""
    from tourapp.learning.code_labs.check import check_file

    if not folder.is_dir():
        raise UsageError(f"{folder}: is not a folder; --class checks all files of one")
    files = sorted(folder.glob("*.py"))
    if not files or len(files) > MOST_FILES:
        raise UsageError(f"{folder}: {len(files)} .py files; 1 to {MOST_FILES} can be checked at once")
    print(FOR_A_CLASS, file=sys.stderr)
    told: list[dict[str, Any]] = []
    lines: list[str] = []
    for path in files:
        try:
            report = check_file(path, seed)
        except UsageError as error:
            told.append({"file": path.name, "problem": str(error)})
            lines.append(str(error))
            continue
        told.append({"file": path.name, **_told(report)})
        lines.append(_words(path.name, report))
    passed = sum(bool(each.get("ok")) for each in told)
    lines.append(f"{passed} of {len(files)} passed")
    return Result({"files": told, "passed": passed}, "\n".join(lines), 0 if passed == len(files) else 1)


def _told(report: FileReport) -> dict[str, Any]:
    first = report.first
    different = None
    if first is not None:
        different = {"case": first.case, "want": first.want, "got": first.got, "message": first.message}
    return {"lab": report.lab, "ok": report.ok, "cases": report.cases, "first_difference": different}


def _words(name: str, report: FileReport) -> str:
    if report.first is None:
        return f"{name}: {report.lab}: all {report.cases} cases are right"
    first = report.first
    got = f"; wanted {first.want}, got {first.got}" if first.got else ""
    return f"{name}: {report.lab}: {first.case}: {first.message}{got}"
