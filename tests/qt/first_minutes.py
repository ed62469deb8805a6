"""The first two minutes of a teacher who has never seen the tour: a new profile, two screens, nothing but what is in
sight. `python -m tests.qt.first_minutes` plays them, keeps a picture of both windows at each step in
`out/first_minutes/`, and prints one JSON object on what was seen. With a folder as its argument no picture is kept.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QWidget

from tests.qt.qt_helpers import flush, wait_for
from tourapp import app
from tourapp.export.offline import default_tour
from tourapp.qt.window import Window

Key = Qt.Key
PICTURES = Path("out") / "first_minutes"
PLAIN = {"y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
SCREENS = [
    {"name": "laptop", "x": 0, "width": 1440, "height": 900, **PLAIN},
    {"name": "projector", "x": 1440, "width": 1920, "height": 1080, **PLAIN},
]


class Newcomer:
    """Tries one thing after the other; `seen` says what came of it."""

    def __init__(self, window: Window, folder: Path, pictures: Path | None) -> None:
        self.window, self.pane, self.folder, self.pictures = window, window.pane, folder, pictures
        self.seen: dict[str, Any] = {}

    def press(self, key: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        flush()

    def wait(self, seconds: float) -> None:
        """Look on; for a shorter while where no picture is kept."""
        end = time.monotonic() + (seconds if self.pictures is not None else 0.4 * seconds)
        wait_for(lambda: time.monotonic() > end, seconds + 5.0)

    def shot(self, name: str) -> None:
        """Keep a picture of every window."""
        if self.pictures is None:
            return
        flush()
        audience = self.window.presenter.rooms.audience
        for kind, widget in (("window", self.window), ("class", audience)):
            if isinstance(widget, QWidget) and widget.isVisible():
                widget.grab().save(str(self.pictures / f"{name}_{kind}.png"))

    def play(self) -> None:
        """The two minutes."""
        steps = (self.opens, self.goes_on, self.drags, self.asks_for_keys, self.jumps, self.resets)
        for step in (*steps, self.presents, self.notes, self.saves):
            step()

    def opens(self) -> None:
        """Something is there, and it moves, without a question."""
        stage = self.window.stage
        wait_for(lambda: stage.picture is not None, 10.0)
        self.seen["first_picture"] = time.time()
        self.seen["dialogs"] = [
            type(each).__name__
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog) and each.isVisible()
        ]
        self.shot("1_first")
        looks = set()
        for _ in range(4):
            looks.add(hash(bytes(self.window.grab().toImage().constBits())))
            self.wait(0.3)
        self.seen["moves"] = len(looks) > 1
        self.shot("2_after_a_moment")
        self.seen["keys"] = type(QApplication.focusWidget()).__name__

    def goes_on(self) -> None:
        """A clicker, untouched otherwise; through a page that opens first, too."""
        if getattr(self.pane.state, "lobby", False):  # the page that opens first: one press begins
            self.press(Key.Key_PageDown)
            self.seen["begun"] = [self.pane.index, self.pane.beat, self.pane.state.playing]
            self.wait(2.0)
            self.shot("3_begun")
        self.press(Key.Key_PageDown)
        self.seen["beat_after_a_click"] = [self.pane.index, self.pane.beat]
        self.wait(2.5)
        self.press(Key.Key_Space)
        self.seen["beat_after_space"] = [self.pane.index, self.pane.beat]
        self.wait(1.0)
        self.shot("3_two_beats_on")

    def drags(self) -> None:
        """Temperature: the bars answer while it is dragged."""
        self.press(Key.Key_4)
        self.press(Key.Key_Return)
        for _ in range(2):
            self.press(Key.Key_PageDown)
        wait_for(lambda: self.pane.state.holding, 15.0)
        stage, row = self.window.stage, self.window.rail.rows["temperature"]
        self.seen["control"] = row.isVisible()
        slider = row.slider  # type: ignore[attr-defined]
        y, pictures, held = slider.height() // 2, [], Qt.MouseButton.LeftButton
        self.shot("4_before_the_drag")
        QTest.mousePress(slider, held, pos=QPoint(20, y))
        for share in (0.2, 0.35, 0.5, 0.65, 0.8):
            QTest.mouseMove(slider, QPoint(round(slider.width() * share), y))
            self.wait(0.25)
            pictures.append(stage.picture)
        self.shot("5_dragged")
        self.seen["answers_while_dragged"] = len({id(each) for each in pictures})
        QTest.mouseRelease(slider, held, pos=QPoint(round(slider.width() * 0.8), y))
        self.seen["keys_after_the_drag"] = type(QApplication.focusWidget()).__name__
        self.seen["temperature"] = self.pane.state.inputs.temperature

    def asks_for_keys(self) -> None:
        """F1."""
        self.press(Key.Key_F1)
        self.seen["help"] = self.pane.window.overlay
        self.shot("6_keys")
        self.press(Key.Key_Escape)

    def jumps(self) -> None:
        """The overview, and a scene in it."""
        self.press(Key.Key_O)
        self.wait(2.0)
        self.shot("7_overview")
        for key in (Key.Key_Down, Key.Key_Right, Key.Key_Return):
            self.press(key)
        self.seen["jumped_to"] = self.pane.index
        self.wait(2.0)

    def resets(self) -> None:
        """Reset is in sight at every scene that has something to reset."""
        buttons = self.window.findChildren(QAbstractButton)
        self.seen["reset"] = any(each.isVisible() and "Ctrl+R" in each.toolTip() for each in buttons)

    def presents(self) -> None:
        """The projector gets the picture by itself."""
        self.press(Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
        self.wait(2.0)
        audience = self.window.presenter.rooms.audience
        self.seen["class"] = None if audience is None else [audience.screen().name(), audience.isFullScreen()]
        self.seen["home"] = self.window.screen().name()
        for _ in range(self.pane.stop.kept[-1]):
            self.press(Key.Key_PageDown)
        self.wait(3.0)
        self.shot("8_presenting")

    def notes(self) -> None:
        """Notes are on this screen; the class never sees them."""
        console = self.window.presenter.rooms.console
        self.seen["notes"] = console is not None and any(
            words.isVisible() and len(words.text()) > 20 for _, words in console.notes.rows.values()
        )
        self.press(Key.Key_Escape)
        self.wait(0.5)
        self.seen["talk_over"] = not self.pane.state.presenting
        self.shot("9_after_the_talk")

    def saves(self) -> None:
        """Ctrl+S, a name: a small file."""
        self.press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        dialog = next(each for each in self.window.findChildren(QFileDialog) if each.isVisible())
        path = self.folder / "tuesday.json"
        dialog.fileSelected.emit(str(path))
        dialog.close()
        wait_for(path.exists, 5.0)
        kept = json.loads(path.read_text())
        self.seen["lesson"] = {
            "bytes": path.stat().st_size,
            "stops": len(kept["stops"]),
            "set": kept.get("set", {}),
            "own": {each["scene"]: each["set"] for each in kept["stops"] if each.get("set")},
        }


def begin(folder: Path, pictures: Path | None) -> None:
    """When the window is there: play, tell, and end."""
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, Window))
    newcomer = Newcomer(window, folder, pictures)
    try:
        newcomer.play()
        print(json.dumps(newcomer.seen), flush=True)
    except BaseException:
        traceback.print_exc()
        print(newcomer.seen, file=sys.stderr)
        os._exit(1)
    window.close()


def place_for(folder: Path) -> dict[str, str]:
    """The environment of a new profile in a folder, with two screens that nobody sees."""
    config = folder / "screens.json"
    config.write_text(json.dumps({"screens": SCREENS}))
    return {"QT_QPA_PLATFORM": f"offscreen:configfile={config}", "XDG_CONFIG_HOME": str(folder)}


def main(folder: Path, pictures: Path | None) -> int:
    """Open the tour as it opens for everybody, and play the two minutes."""
    app.make_application()
    QTimer.singleShot(0, lambda: begin(folder, pictures))
    return app.open_tour(app.OpenOptions(lobby=True), default_tour())


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(Path(sys.argv[1]), None))
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as there:
        os.environ.update(place_for(Path(there)))
        sys.exit(main(Path(there), PICTURES))
