"""`tourapp`: opens the tour in a window. Without a screen it says so and renders the whole tour to `out/` instead."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tourapp.cli.offline import lesson_of_argument, tour_of_arguments
from tourapp.cli.options import (
    add_language,
    add_text_scale,
    add_tour,
    language_of,
    number_between,
    text_scale_of,
    theme_name,
)
from tourapp.cli.own_options import add_own, own_settings
from tourapp.cli.preference_options import add_preferences, preferences_of
from tourapp.cli.result import Result
from tourapp.errors import UsageError

if TYPE_CHECKING:
    from tourapp.opening import OpenOptions
    from tourapp.player.learner import Learner

OUT = "out"


def register(sub: Any) -> None:
    """Add the command; it also runs when no command is named."""
    parser = sub.add_parser("open", help="open the tour (also without a command)")
    parser.add_argument("--prompt", metavar="TEXT", help="the prompt of the whole tour, at most 4,000 characters")
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "file", nargs="?", metavar="LESSON", help="the JSON file or .lesson of a lesson, as with --lesson"
    )
    add_tour(which)
    which.add_argument("--lesson", metavar="FILE", help="open a lesson, a JSON file or a .lesson; it must be faultless")
    parser.add_argument("--scene", metavar="ID", help="start at this scene or stop; `tourapp list` shows the ids")
    parser.add_argument(
        "--beat", metavar="NAME", help="start at this beat: its name (`tourapp list`), or its number from 1"
    )
    parser.add_argument("--at", metavar="SHARE", help="stand still there in the beat, 0 to 1")
    parser.add_argument("--set", action="append", metavar="NAME=VALUE", help="set any control or shared input by id")
    add_own(parser)
    parser.add_argument("--theme", help="dark, projector or high-contrast")
    add_text_scale(parser)
    add_language(parser, None)
    parser.add_argument("--fullscreen", action="store_true", help="fill the screen")
    parser.add_argument("--motion", help="full, reduced or none")
    parser.add_argument("--memory", help="full or small (under 250 MB, for small computers); remembered")
    parser.add_argument("--fresh", action="store_true", help="begin at the start, not where the tour was left")
    learner = "who works in the labs: numbers of one's own, progress kept; a name or number of at most 60 characters"
    parser.add_argument("--learner", metavar="NAME", help=learner)
    parser.add_argument("--presenter", action="store_true", help="begin a talk at once, as Shift+F5 does")
    add_preferences(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Check everything, then open the window, or render without one."""
    gc.disable()  # what is made while opening stays: looking through it for garbage costs a tenth of the time
    try:
        return _run(args)
    finally:
        gc.enable()


def _run(args: argparse.Namespace) -> Result:
    from tourapp.app import open_tour
    from tourapp.opening import check_options
    from tourapp.preflight import has_screen
    from tourapp.world.controls import PROMPT_LIMIT
    from tourapp.world.damage import damaged_tables

    if args.prompt is not None and len(args.prompt) > PROMPT_LIMIT:
        raise UsageError(f"--prompt: {len(args.prompt)} characters; use at most {PROMPT_LIMIT}")
    lesson = args.lesson or args.file
    tour, told = lesson_of_argument(lesson) if lesson else tour_of_arguments(args.tour, args.scene, in_window=True)
    damaged = damaged_tables()
    for words in damaged:
        print(words, file=sys.stderr)
    options = _options(args, (*told, *damaged))
    check_options(options, tour)
    if has_screen():
        return Result({}, "", open_tour(options, tour))
    from tourapp.export.everything import render_tour

    gc.enable()
    print(f"There is no screen here: rendering the whole tour to {OUT}/ instead.", file=sys.stderr)
    render_tour(Path(OUT), _offline(options, tour))
    return Result({"directory": OUT}, f"{OUT}/: one PNG per beat and a PDF hand-out")


def _options(args: argparse.Namespace, notices: tuple[str, ...]) -> OpenOptions:
    """What was asked for, each part checked. notices: what the window says first."""
    from tourapp.opening import OpenOptions
    from tourapp.player.opening import parse_settings
    from tourapp.preflight import has_screen

    return OpenOptions(
        args.prompt,
        args.scene,
        args.beat,
        {**own_settings(args, keep=has_screen()), **parse_settings(args.set)},
        theme_name(args.theme) if args.theme is not None else None,
        args.fullscreen,
        args.motion,
        args.memory,
        args.fresh,
        None if args.text_scale is None else text_scale_of(args.text_scale),
        notices,
        None if args.at is None else number_between("--at", args.at, 0, 1),
        None if args.language is None else language_of(args.language),
        args.presenter,
        not (args.tour or args.lesson or args.file),
        preferences_of(args),
        _learner(args.learner),
    )


def _learner(name: str | None) -> Learner:
    """Who works, with how many attempts there were; a guest where no name is given."""
    from tourapp.player.learner import GUEST, learner_of
    from tourapp.player.progress_file import checked_name, load

    return GUEST if name is None else learner_of(load(checked_name(name))[0])


def _offline(options: Any, tour: Any) -> Any:
    """The same tour without a window."""
    from tourapp.export.offline import Offline
    from tourapp.player.opening import first_settings

    settings = first_settings(tour, options.settings, options.prompt)
    return Offline(
        tour,
        settings,
        options.theme or "dark",
        options.motion not in (None, "full"),
        text_scale=options.text_scale or 100,
        language=options.language or "en",
    )
