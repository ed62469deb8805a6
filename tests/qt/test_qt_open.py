"""Opening the tour: arguments are checked before anything is shown; no screen means pictures; a whole run ends well."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import tourapp.app
import tourapp.export.everything
import tourapp.preflight
from tourapp.cli import main
from tourapp.player import preferences


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--motion", "fast"], "full, reduced, none"),
        (["--theme", "pink"], "dark, projector"),
        (["--scene", "nowhere"], "network"),
        (["--scene", "network", "--beat", "99"], "--beat"),
        (["--set", "x"], "NAME=VALUE"),
        (["--set", "nothing=1"], "nothing"),
        (["--set", "temperature=hot"], "not a number"),
        (["--set", "temperature=nan"], "0 to 2"),
        (["--set", "connection=lukewarm"], "warm, cold"),
        (["--prompt", "x" * 4001], "4000"),
        (["--lesson", "file.json"], "file.json: cannot be read"),
        (["--beat", "0"], "--beat"),
        (["--what"], "--what"),
    ],
)
def test_a_wrong_argument_is_one_line_and_status_2(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tourapp.app, "open_tour", lambda options, tour: pytest.fail("the window opened"))
    assert main(words) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.count("\n") == 1 and said in printed.err


def test_with_a_screen_the_window_opens_with_what_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(tourapp.preflight, "has_screen", lambda: True)
    monkeypatch.setattr(tourapp.app, "open_tour", lambda options, tour: asked.append(options) or 0)
    assert (
        main(
            [
                "--prompt",
                "Hi",
                "--scene",
                "network",
                "--beat",
                "2",
                "--set",
                "stretch=2",
                "--fullscreen",
                "--motion",
                "reduced",
                "--theme",
                "projector",
            ]
        )
        == 0
    )
    options = asked[0]
    assert (options.prompt, options.scene, options.beat, options.settings) == ("Hi", "network", "2", {"stretch": "2"})
    assert (options.fullscreen, options.motion, options.theme) == (True, "reduced", "projector")


def test_without_a_screen_it_says_so_and_renders(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made: list[Any] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tourapp.preflight, "has_screen", lambda: False)
    monkeypatch.setattr(
        tourapp.export.everything, "render_tour", lambda folder, offline: made.append((folder, offline))
    )
    assert main(["--prompt", "Hello?", "--set", "stretch=2", "--theme", "projector", "--motion", "none"]) == 0
    folder, offline = made[0]
    assert folder == Path("out") and "no screen" in capsys.readouterr().err
    assert (offline.settings.inputs.prompt, offline.settings.inputs.stretch, offline.theme, offline.still) == (
        "Hello?",
        2.0,
        "projector",
        True,
    )


RUN = """
import sys
from tourapp.export.offline import default_tour
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtCore import Qt
import tourapp.app as app
application = app.make_application()
def act():
    window = next(w for w in application.topLevelWidgets() if w.objectName() == "" and hasattr(w, "pane"))
    QTest.keyClick(window.stage, Qt.Key.Key_T)
    QTest.keyClick(window.stage, Qt.Key.Key_PageDown)
    print(window.pane.stop.key, window.pane.beat, window.pane.state.theme)
    window.close()
QTimer.singleShot(1800, act)
sys.exit(app.open_tour(app.OpenOptions(scene="network", theme="dark"), default_tour()))
"""


def test_a_whole_run_ends_well_and_remembers(tmp_path: Path) -> None:
    place = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", RUN], env=place, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["network", "1", "projector"]
    assert "Traceback" not in done.stderr and "QThread" not in done.stderr
    found, notice = preferences.load(tmp_path / "one-request")
    assert found.theme == "projector" and notice == ""
