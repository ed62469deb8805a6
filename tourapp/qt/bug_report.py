"""The facts that a report about a fault needs, as a text to paste: versions, screen, settings, what the run noted. In
English, for whoever reads it; names of persons and folders are left out."""

from __future__ import annotations

import platform
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from tourapp import __version__, licences, run_log
from tourapp.engine import model_store
from tourapp.errors import TourError
from tourapp.itself import is_bundle
from tourapp.qt.showing import Pane

NOTED = 40
"""Lines of a run's notes, its last ones."""


def bug_report(pane: Pane) -> str:
    """One fact a line, then the notes of this run, and of the one before where that crashed."""
    state, stop = pane.state, pane.stop
    lines = [
        f"One Request {__version__}, {'bundle' if is_bundle() else 'package'}",
        f"System: {platform.platform()}, {platform.machine()}, Python {platform.python_version()}",
        f"Qt {qVersion()} on {QGuiApplication.platformName()}; screens: {_screens()}",
        f"Packages: {_packages()}",
        f"Model: {_model()}",
        f"Place: tour {pane.tour.id}, scene {stop.scene.id}, beat {pane.beat + 1}",
        f"Look: {state.language}, {state.theme}, words {state.text_scale} %, motion {state.motion}, "
        f"memory {state.habits.memory}",
    ]
    runs = run_log.runs()
    lines += [*_notes("This run", runs[0])] if runs else []
    if len(runs) > 1 and run_log.crashed(runs[1]):
        lines += _notes("The run before crashed", runs[1])
    return _without_home("\n".join(lines)) + "\n"


def _screens() -> str:
    found = [
        f"{each.size().width()} x {each.size().height()} at {each.devicePixelRatio():g}"
        for each in QGuiApplication.screens()
    ]
    return ", ".join(found) or "none"


def _packages() -> str:
    try:
        return ", ".join(f"{each.name} {each.version}" for each in licences.packages() if each.version)
    except TourError as problem:
        return str(problem)


def _model() -> str:
    try:
        header = model_store.whole_header()
    except TourError as problem:
        return str(problem)
    return f"{header.name}{', given by hand' if model_store.is_own() else ''}"


def _notes(title: str, path: Path) -> list[str]:
    with suppress(OSError):
        text = path.read_text(encoding="utf-8", errors="replace")
        return ["", f"{title} ({path.name}):", *text.splitlines()[-NOTED:]]
    return []


def _without_home(text: str) -> str:
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text
