"""`tourapp uninstall`: take away what the product wrote by itself, and say how the package itself goes."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

from tourapp.cli.options import add_json
from tourapp.cli.result import Result
from tourapp.errors import TourError, UsageError


def register(sub: Any) -> None:
    """Add the command."""
    parser = sub.add_parser(
        "uninstall", allow_abbrev=False, help="take away settings, converted model, logs, menu entry; lessons stay"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask first")
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Remove the folders; exit status 2 where nobody said yes."""
    from tourapp.cli.desktop import entries
    from tourapp.engine.installer import uninstall_command
    from tourapp.places import cache_dir, config_dir, data_dir, log_dir

    there = [folder for folder in dict.fromkeys((config_dir(), cache_dir(), data_dir(), log_dir())) if folder.exists()]
    folders = [each for each in there if not set(each.parents) & set(there)]  # on Windows one holds the others
    in_menu = entries()
    sizes = {each: _size(each) for each in (*folders, *in_menu)}
    if sizes and not args.yes:
        _ask([*folders, *in_menu[:1]])
    for each in sizes:
        _remove(each)
    then = uninstall_command()
    lines = [f"removed {each} ({size / 1e6:.1f} MB)" for each, size in sizes.items()] or ["nothing was kept here"]
    lines += ["what you made (lessons, pictures, films) stays where you put it", f"the product itself: {then}"]
    removed = [{"path": str(each), "bytes": size} for each, size in sizes.items()]
    return Result({"removed": removed, "then": then}, "\n".join(lines))


def _ask(folders: list[Path]) -> None:
    """Whether a person at the terminal wants it. UsageError otherwise."""
    listed = ", ".join(map(str, folders))
    if not (sys.stdin is not None and sys.stdin.isatty()):
        raise UsageError(f"uninstall: would remove {listed}; add --yes to do it")
    print(f"This removes {listed}. Go on? [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UsageError("uninstall: nothing was removed")


def _size(folder: Path) -> int:
    files = [folder] if folder.is_file() else folder.rglob("*")
    return sum(file.lstat().st_size for file in files if file.is_file())


def _remove(folder: Path) -> None:
    """One file, or one folder with all in it; TourError names what stays."""
    try:
        folder.unlink() if folder.is_file() else shutil.rmtree(folder)
    except OSError as error:
        raise TourError(f"{folder}: {error.strerror or error}; close the tour, then try again") from None
