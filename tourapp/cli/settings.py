"""`tourapp settings`: what is chosen, where it is kept, choosing by name, and forgetting all of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tourapp.cli.options import add_json
from tourapp.cli.preference_options import checked
from tourapp.cli.result import Result
from tourapp.errors import TourError, UsageError

if TYPE_CHECKING:
    from tourapp.player.preferences import Preferences


def register(sub: Any) -> None:
    """Add the command."""
    parser = sub.add_parser("settings", allow_abbrev=False, help="what is remembered between two runs")
    words = "choose one: a name and a value that `tourapp settings` lists, such as theme=projector"
    parser.add_argument("choices", nargs="*", metavar="NAME=VALUE", help=words)
    forget = (
        "remove settings, prompts asked, the place where you left, timing of talks, own models and GPUs; lessons stay"
    )
    parser.add_argument("--forget", action="store_true", help=forget)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Choose or forget, then tell what holds."""
    from tourapp.player import preferences

    wanted = {name: value for name, value in map(_choice, args.choices)}
    if args.forget and wanted:
        raise UsageError("tourapp settings: choose or --forget, not both at once")
    if args.forget:
        _raise(preferences.forget())
    kept, told = preferences.load()
    if wanted:
        kept = with_values(kept, wanted)
        _raise(preferences.save(kept))
    return _told(kept, told)


def with_values(kept: Preferences, wanted: dict[str, Any]) -> Preferences:
    """Settings with other values in their place."""
    import msgspec

    return msgspec.structs.replace(kept, **wanted)


def _choice(word: str) -> tuple[str, Any]:
    name, sign, value = word.partition("=")
    if not sign:
        raise UsageError(f"tourapp settings: {word[:80]!r} is not NAME=VALUE, for example theme=projector")
    return checked(name.replace("-", "_"), value, name)


def _told(kept: Preferences, problem: str) -> Result:
    from tourapp.player import own_rows, preferences
    from tourapp.player.kept import backup_of
    from tourapp.player.preference_table import TABLE, code_of
    from tourapp.player.talks import rehearsals

    folder = preferences.folder()
    settings = folder / preferences.NAME
    files = {"settings": settings, "backup": backup_of(settings), "talks": folder / rehearsals.NAME}
    files["own"] = folder / own_rows.NAME
    values = {name: getattr(kept, name) for name in TABLE}
    lines = [problem] if problem else []
    for row in TABLE.values():
        lines.append(f"{row.name:<14}{code_of(values[row.name]):<12}{', '.join(row.codes)}")
    lines += [f"{name:<14}{_place(path)}" for name, path in files.items()]
    data = {"settings": values, "files": {name: str(path) for name, path in files.items()}, "problem": problem}
    return Result(data, "\n".join(lines))


def _place(path: Path) -> str:
    return f"{path}" if path.exists() else f"{path} (not there yet)"


def _raise(problem: str) -> None:
    if problem:
        raise TourError(problem)
