"""`tourapp desktop add | remove`: the entry in this desktop's menu, its icon, and lessons opened by a double click."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from tourapp.cli.options import add_json
from tourapp.cli.result import Result
from tourapp.errors import MissingError, TourError

ENTRY = "app.onerequest.tour"


def register(sub: Any) -> None:
    """Add the command."""
    parser = sub.add_parser("desktop", allow_abbrev=False, help="put the tour into this desktop's menu, or take it out")
    parser.add_argument("action", choices=("add", "remove"), help="add: menu, icon and lessons; remove: all of them")
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Write or remove the files; exit status 3 where the system keeps its menu elsewhere."""
    if not sys.platform.startswith("linux"):
        raise MissingError(
            "desktop: only for Linux; on Windows and macOS pin the bundle's program to the task bar or Dock"
        )
    try:
        done = _add() if args.action == "add" else _remove()
    except OSError as error:
        raise TourError(f"desktop: {error.filename or data_home()}: {error.strerror or error}") from None
    verb = {"add": "written", "remove": "removed"}[args.action]
    lines = [f"{verb} {path}" for path in done] or ["nothing to do"]
    return Result({verb: [str(path) for path in done]}, "\n".join(lines))


def data_home() -> Path:
    """Where this person's menu entries, icons and file types lie."""
    given = os.environ.get("XDG_DATA_HOME", "")
    return Path(given) if given.startswith("/") else Path.home() / ".local" / "share"


def _files() -> dict[Path, Path]:
    """What goes where: shipped file to its place."""
    from tourapp.assets import asset_path

    home = data_home()
    icons = {
        path: home / "icons" / "hicolor" / f"{path.stem}x{path.stem}" / "apps" / f"{ENTRY}.png"
        for path in sorted(asset_path("icon").glob("*.png"))
    }
    return {
        asset_path("desktop", f"{ENTRY}.desktop"): home / "applications" / f"{ENTRY}.desktop",
        asset_path("desktop", f"{ENTRY}.metainfo.xml"): home / "metainfo" / f"{ENTRY}.metainfo.xml",
        asset_path("desktop", "one-request-lesson.xml"): home / "mime" / "packages" / "one-request-lesson.xml",
        **icons,
    }


def _add() -> list[Path]:
    """Write every file; the entry names this very program, wherever it lies."""
    from tourapp.files import write_whole

    written = []
    for source, target in _files().items():
        data = source.read_bytes()
        if target.suffix == ".desktop":
            program = _program()
            data = data.replace(b"Exec=tourapp", f"Exec={program}".encode()).replace(b"TryExec=tourapp\n", b"")
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, data)
        written.append(target)
    return written


def _program() -> str:
    """How a menu starts the tour: quoted as the entry's format asks."""
    found = Path(sys.argv[0])
    path = found if found.name == "tourapp" and found.is_file() else Path(shutil.which("tourapp") or "tourapp")
    return '"' + str(path.absolute() if path.parent.name else path).replace("\\", "\\\\").replace('"', '\\"') + '"'


def entries() -> list[Path]:
    """The files that `desktop add` wrote and that are still there."""
    return [target for target in _files().values() if target.exists()] if sys.platform.startswith("linux") else []


def _remove() -> list[Path]:
    gone = entries()
    for target in gone:
        target.unlink()
    return gone
