"""Two screens of different scale: the window moves to the other one, full screen or not, and comes back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCREENS = {
    "screens": [
        {
            "name": "laptop",
            "x": 0,
            "y": 0,
            "width": 1280,
            "height": 800,
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": 1,
        },
        {
            "name": "projector",
            "x": 1280,
            "y": 0,
            "width": 1920,
            "height": 1080,
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": 2,
        },
    ]
}
RUN = """
from tests.toys import make_toy_tour
from tests.qt.qt_helpers import flush
from tourapp.app import make_application
from tourapp.player.state import opening
from tourapp.app import Parts
from PySide6.QtGui import QGuiApplication
application = make_application()
state = opening()
window = Parts.make(make_toy_tour(), state.show).window(state.window)
window.resize(1000, 640)
window.show()
flush()
for full in (False, True):
    if full:
        window.commands.act("F11")
        flush()
    for _ in range(2):
        window.commands.act("S")
        flush()
        print(window.screen().name(), window.isFullScreen(), window.stage.detail > 0)
names = [screen.name() for screen in QGuiApplication.screens()]
print(len(names))
window.close()
"""


def test_the_window_moves_to_the_other_screen_and_back(tmp_path: Path) -> None:
    config = tmp_path / "screens.json"
    config.write_text(json.dumps(SCREENS))
    place = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}", "PYTHONPATH": os.getcwd()}
    done = subprocess.run(
        [sys.executable, "-c", RUN], env=place, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1] == "2"
    assert lines[:4] == ["projector False True", "laptop False True", "projector True True", "laptop True True"]


SMALL = """
import sys
from tests.toys import make_toy_tour
from tests.qt.qt_helpers import flush
from tourapp.app import Parts, _stand, make_application
from tourapp.player.state import opening
application = make_application()
state = opening()
window = Parts.make(make_toy_tour(), state.show).window(state.window)
_stand(window)
window.show()
flush()
for _ in range(3):
    room, frame = window.screen().availableGeometry(), window.frameGeometry()
    print(window.screen().name(), room.contains(frame), room.contains(window.geometry()))
    window.commands.act("S")
    flush()
window.close()
"""


@pytest.mark.parametrize("scale", [1, 1.25, 1.5, 2, 3])
def test_the_window_is_never_larger_than_a_small_screen(tmp_path: Path, scale: float) -> None:
    config = tmp_path / "screens.json"
    sizes = {"laptop": (1920, 1080), "projector": (1024, 600)}
    screens, x = [], 0
    for name, (wide, high) in sizes.items():
        plain = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": scale}
        screens.append({"name": name, "x": x, "y": 0, "width": wide, "height": high, **plain})
        x += wide
    config.write_text(json.dumps({"screens": screens}))
    place = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}", "PYTHONPATH": os.getcwd()}
    done = subprocess.run(
        [sys.executable, "-c", SMALL], env=place, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [*["laptop", "True", "True", "projector", "True", "True", "laptop", "True", "True"]]


TALK = """
from tests.toys import make_toy_tour
from tests.qt.qt_helpers import flush
from tourapp.app import Parts, make_application
from tourapp.player.state import opening
application = make_application()
state = opening()
window = Parts.make(make_toy_tour(), state.show).window(state.window)
window.resize(1000, 640)
window.show()
flush()
def tell():
    flush()
    seen = window.presenter.rooms.audience
    there = f"{window.width()}x{window.height()}"
    if seen is not None:
        there = f"{seen.screen().name()} {seen.isFullScreen()} {seen.width()}x{seen.height()}"
    print(window.screen().name(), window.isFullScreen(), there)
for key in ("F5", "PgDown", "S", "S", "Esc", "F5", "S", "Esc"):
    window.commands.act(key)
    tell()
window.close()
worker = window.pane.showing.worker
assert worker.close() or worker.wait()
"""


def test_f5_takes_the_class_to_the_projector_and_the_console_to_the_laptop(tmp_path: Path) -> None:
    config = tmp_path / "screens.json"
    config.write_text(json.dumps(SCREENS))
    place = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "PYTHONPATH": os.getcwd(),
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", TALK], env=place, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    here, swapped = "laptop True projector True 1920x1080", "projector True laptop True 1280x800"
    ended = "laptop False 1000x640"  # where and as large as it was before the talk
    assert done.stdout.splitlines() == [here, here, swapped, here, ended, here, swapped, ended], done.stderr
