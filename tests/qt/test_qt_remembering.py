"""What is remembered is on disk within a second of a change, however the program ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tourapp.player import preferences

RUN = """
import os, sys
from tourapp.export.offline import default_tour
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
import tourapp.app as app
from tourapp.player import intents
application = app.make_application()
def act():
    global window
    window = next(w for w in application.topLevelWidgets() if hasattr(w, "pane"))
    QTest.keyClick(window.stage, Qt.Key.Key_T)
    window.pane.dispatch(intents.SetControl("", "prompt", "Why?"))
    window.pane.dispatch(intents.SetControl("sampling", "temperature", 1.3))
    window.pane.dispatch(intents.SeekBeat(3, 1))
    end(10)
def end(tenths):
    # a second in which the program had its turns: a machine that stands still in between keeps nobody's promise
    if tenths:
        QTimer.singleShot(100, lambda: end(tenths - 1))
    else:
        os.kill(os.getpid(), int(sys.argv[1]))
QTimer.singleShot(600, act)
sys.exit(app.open_tour(app.OpenOptions(), default_tour()))
"""


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda item: item.name)
def test_every_end_of_the_program_keeps_it(tmp_path: Path, ending: signal.Signals) -> None:
    place = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(int(ending))],
        env=place,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == -ending, done.stderr
    found, notice = preferences.load(tmp_path / "one-request")
    assert notice == "" and found.theme == "projector"
    assert (found.place.stop, found.place.beat) == ("sampling", 1)
    assert found.place.inputs == {"prompt": "Why?", "temperature": 1.3}
    assert sorted(item.name for item in (tmp_path / "one-request").iterdir())[-1] == "settings.json"


def test_a_folder_that_takes_no_file_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "one-request").write_text("in the way")
    script = RUN.replace("os.kill(os.getpid(), int(sys.argv[1]))", "print(window.bar.label.text()) or window.close()")
    script = script.replace("end(10)", "end(40)")  # a busy machine tells it late
    place = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=place, capture_output=True, text=True, timeout=60, check=False
    )
    assert "could not be saved" in done.stdout and done.returncode == 0, done.stderr
    assert done.stderr.count("could not be saved") == 1 and "Traceback" not in done.stderr
