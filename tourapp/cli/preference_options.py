"""Preferences on the command line: their options, and the checks of what was typed."""

from __future__ import annotations

import argparse
from typing import Any

from tourapp.cli.options import text_scale_of
from tourapp.errors import UsageError

PREFERENCES = {
    "speed": "how fast beats play: 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2 or 3",
    "rail": "controls beside the picture: on or off",
    "ask": "whether beats ask the class: talks, always or never",
    "level": "how deep the tours go, with more beats and a third line, one of: everyone, deeper",
    "quiet": "hold quiet, with no idle motion and no work nobody asked for: on or off",
    "go-on": "open the tour where it was left: on or off",
    "minutes": "of the cut in which a talk is told: 10, 25, 50 or all",
    "note-size": "of the presenter's notes: 16, 19, 22, 26, 30 or 36",
    "class-screen": "where the class looks, with two screens: other or own (usual other)",
}
"""Options for what is chosen in the window's dialog too; those for the look have been there longer."""


def add_preferences(parser: argparse.ArgumentParser) -> None:
    """An option for each row of the table of preferences that has none of its own."""
    group = parser.add_argument_group("remembered from one run to the next, as are theme, text scale, language, motion")
    for name, words in PREFERENCES.items():
        group.add_argument(f"--{name}", metavar="VALUE", help=words)


def preferences_of(args: argparse.Namespace) -> dict[str, Any]:
    """What was chosen with these options, by the table's names. UsageError names the option and what it takes."""
    given = {name: getattr(args, name.replace("-", "_"), None) for name in PREFERENCES}
    return dict(checked(name.replace("-", "_"), code, f"--{name}") for name, code in given.items() if code is not None)


def checked(name: str, code: str, told: str) -> tuple[str, Any]:
    """A preference and the value that was typed for it. UsageError names what is allowed; `told`: the name as it was
    typed."""
    from tourapp.player.preference_table import TABLE

    rows = {**TABLE, **{row.option[2:].replace("-", "_"): row for row in TABLE.values()}}
    row = rows.get(name)
    if row is None:
        raise UsageError(f"{told}: no such setting; one of: {', '.join(TABLE)}")
    if row.name == "text_scale":
        return row.name, text_scale_of(code)
    value = row.value_of(code)
    if value is None:
        raise UsageError(f"{told}: {code[:80]!r} is not one of: {', '.join(row.codes)}")
    return row.name, value
