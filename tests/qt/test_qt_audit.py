"""The tour starts no process and opens no internet socket: an audit hook over the real window and everything in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.night import NIGHT
from tourapp.tours.shelf import shipped

RUN = """
import sys, os
told = []
def hook(event, values):
    if event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "os.startfile"):
        told.append(f"{event} {values}")
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        family = getattr(values[0], "family", None)
        if family is None or family.name != "AF_UNIX":
            told.append(f"{event} {values}")
sys.addaudithook(hook)

import PySide6.QtWidgets
from tourapp.app import Parts, make_application
from tourapp.opening import opening_state, OpenOptions
from tourapp.player import intents
from tourapp.player.preferences import Preferences
from tourapp.player.tour import make_tour
from tourapp.tours.shelf import tour_called
from tests.qt.qt_helpers import flush

application = make_application()
tour = make_tour(tour_called(sys.argv[1]))
state, _ = opening_state(OpenOptions(), tour, Preferences())
parts = Parts.make(tour, state.show)
window = parts.window(state.window)
window.resize(960, 600)
window.show()
flush()
for number, stop in enumerate(tour.stops):
    for beat, _, end in stop.spans:
        window.pane.dispatch(intents.SeekBeat(number, beat))
        window.pane.dispatch(intents.Seek(tour.time(number, end - 0.01)))
        flush()
for name in ("help", "overview", "goto", "badge"):
    window.pane.dispatch(intents.ShowOverlay(name))
    flush()
    window.pane.dispatch(intents.Escape())
window.stage.failed.emit(ValueError("a scene that fails"))
flush()
assert window.card.report, "the error card has its report"
window.guard(ValueError, ValueError("in a slot"), None)
window.pane.dispatch(intents.SetTheme())
flush()
window.close()
parts.worker.close()
if len(sys.argv) > 2:
    from tourapp.cli import main
    assert main(["snapshot", "sampling", "-o", sys.argv[2] + "/one.png"]) == 0
    assert main(["export", sys.argv[2] + "/one.pdf", "--scenes", "queue", "--size", "640x360"]) == 0
    assert main(["export", sys.argv[2] + "/one.webp", "--scenes", "queue", "--size", "320x180", "--fps", "1"]) == 0
print("told:", told)
sys.stdout.flush()
os._exit(0)
"""


ONE_OF_EACH = ["request", "labs", *[name for name in ("atlas", "spine") if name in shipped()]]
"""By day: the cuts and playlists have no scene that these have not, but for the paths' own."""


@pytest.mark.parametrize("tour", [*shipped()] if NIGHT else ONE_OF_EACH)
def test_the_real_window_starts_no_process_and_opens_no_socket(tour: str, tmp_path: Path) -> None:
    place = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.getcwd(), "XDG_CONFIG_HOME": str(tmp_path)}
    words = [sys.executable, "-c", RUN, tour, *([str(tmp_path)] if tour == "request" else [])]
    done = subprocess.run(words, env=place, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("told: []\n"), done.stdout
