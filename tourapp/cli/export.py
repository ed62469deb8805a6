"""`tourapp export`: a PDF hand-out, a film or a folder of pictures, with progress, time left and a clean stop."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import Any

from tourapp.cli.offline import offline_of
from tourapp.cli.options import (
    add_json,
    add_language,
    add_level,
    add_look,
    add_text_scale,
    add_tour,
    language_of,
    level_of,
    number_between,
    size_of,
    text_scale_of,
    theme_name,
)
from tourapp.cli.own_options import add_own
from tourapp.cli.result import Result
from tourapp.cli.streams import still_asked
from tourapp.errors import UsageError
from tourapp.world.controls import PROMPT_LIMIT

FILMS = (".webp", ".gif", ".mp4")


def register(sub: Any) -> None:
    """Add the command."""
    parser = sub.add_parser("export", help="hand-out (PDF), film (WebP, GIF, MP4) or pictures (a folder)")
    parser.add_argument("target", help="FILE.pdf, FILE.webp, FILE.gif, FILE.mp4, or a folder for PNG files")
    parser.add_argument("--scenes", help="ids (`tourapp list` shows them), separated by commas; default all")
    parser.add_argument("--prompt", help=f"the prompt, at most {PROMPT_LIMIT:,} characters")
    parser.add_argument(
        "--exercises", action="store_true", help="a PDF gets a page of exercises, its solutions on the last page"
    )
    parser.add_argument("--notes", action="store_true", help="a PDF gets a teacher's notes behind each scene's page")
    parser.add_argument(
        "--cheatsheet", action="store_true", help="the PDF is the cheat sheet instead: two pages, with today's numbers"
    )
    parser.add_argument("--fps", default="12", help="frames per second of a film, a number from 1 to 60 (default 12)")
    which = parser.add_mutually_exclusive_group()
    add_tour(which)
    which.add_argument("--lesson", metavar="FILE", help="a lesson, a JSON file or a .lesson; it must be faultless")
    add_look(parser)
    add_own(parser)
    add_text_scale(parser)
    add_level(parser)
    add_language(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Write the file or folder, in the language asked for."""
    from tourapp.words import in_tongue

    language = language_of(args.language)
    with in_tongue(language):
        return _write(args, language)


def _write(args: argparse.Namespace, language: str) -> Result:
    theme, size = theme_name(args.theme), size_of(args.size)
    target = Path(args.target)
    kind = target.suffix.lower()
    _check_target(args, target, kind)
    fps = int(number_between("--fps", args.fps, 1, 60))
    level = level_of(args.level)
    look: dict[str, Any] = {"theme": theme, "text_scale": text_scale_of(args.text_scale), "language": language}
    offline = offline_of(args, level=level, **look)
    offline.tour = offline.tour.at(level)
    chosen = [word.strip() for word in args.scenes.split(",") if word.strip()] if args.scenes is not None else None
    if chosen is not None and not chosen:
        raise UsageError("--scenes: names no scene; give ids separated by commas")
    for scene_id in chosen or []:
        offline.tour.index(scene_id)
    began = time.monotonic()
    bar = ProgressBar(quiet=args.json)
    if args.cheatsheet:
        from tourapp.export.cheat_sheet import write_cheat_sheet

        frames = write_cheat_sheet(offline, target)
    elif kind == ".pdf":
        from tourapp.export.handout import write_handout
        from tourapp.player.handouts.leaves import HandoutParts

        frames = write_handout(offline, target, chosen, bar, HandoutParts(args.exercises, args.notes))
    elif kind in FILMS:
        from tourapp.export.film import write_film

        frames = write_film(offline, target, chosen, fps, size, progress=bar)
    else:
        from tourapp.export.folder import write_beats

        frames = len(write_beats(offline, target, chosen, size, bar))
    seconds = time.monotonic() - began
    words = "pages" if kind == ".pdf" else "frames" if kind in FILMS else "pictures"
    return Result(
        {"file": str(target), "frames": frames, "seconds": round(seconds, 3)},
        f"{target}: {frames} {words} in {seconds:.1f} s",
    )


def _check_target(args: argparse.Namespace, target: Path, kind: str) -> None:
    """UsageError for a target of no known kind, and for wishes that it cannot fulfil."""
    if kind not in ("", ".pdf", *FILMS) or (kind == "" and os.path.isfile(target)):
        raise UsageError(f"target: {args.target!r} is not a .pdf, .webp, .gif or .mp4 file, or a folder")
    for name in ("exercises", "notes", "cheatsheet"):
        if getattr(args, name) and kind != ".pdf":
            raise UsageError(f"--{name}: only a PDF has that; name a FILE.pdf as the target")
    if args.cheatsheet and (args.exercises or args.notes or args.scenes is not None):
        raise UsageError("--cheatsheet: stands alone; leave --exercises, --notes and --scenes out")


class ProgressBar:
    """One line on stderr: how far, what, and the time left."""

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet or not sys.stderr.isatty()
        self._began = time.monotonic()

    def __call__(self, done: int, count: int, name: str) -> None:
        if done < count:
            still_asked()
        if self._quiet or not count:
            return
        spent = time.monotonic() - self._began
        left = f"{spent / done * (count - done):4.0f} s left" if done else ""
        filled = round(24 * done / count)
        print(
            f"\r[{'#' * filled}{'.' * (24 - filled)}] {done}/{count} {left:>10} {name:<36.36}",
            end="",
            file=sys.stderr,
            flush=True,
        )
        if done == count:
            print("", file=sys.stderr)
