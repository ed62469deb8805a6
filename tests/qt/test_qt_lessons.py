"""Lessons in the window: opened by drop and by dialog, refused without harm, saved, and the state copied."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.qt.qt_helpers import flush, wait_for
from tourapp.player import intents
from tourapp.player.tour import Tour
from tourapp.qt.window import Window
from tourapp.tours import all_scenes
from tourapp.tours.lesson import read_lesson

TEXT = """{"id": "mine", "title": "Mine", "set": {"temperature": 0.4},
 "stops": [{"scene": "sampling", "beats": ["softmax"]}, {"scene": "batching", "minutes": 4}]}
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """A lesson's file."""
    path = tmp_path / "mine.json"
    path.write_text(TEXT)
    return path


def drop(window: Window, *paths: Path) -> bool:
    """Drop files on the window; whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(200, 200), Qt.DropAction.CopyAction, data, *keys)
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(200, 200), Qt.DropAction.CopyAction, data, *keys)
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def test_a_dropped_lesson_plays_in_place(window: Window, lesson: Path) -> None:
    window.pane.dispatch(intents.SeekBeat(1))
    window.pane.dispatch(intents.SetControl("", "temperature", 1.2))
    assert drop(window, lesson)
    assert wait_for(lambda: window.pane.tour.id == "mine")
    flush()
    state = window.pane.state
    assert (state.stop, state.inputs.temperature, state.undo) == (0, 0.4, ())
    assert window.transport.tour is window.pane.tour and "Mine: 2 scenes" in window.bar.label.text()
    assert window.transport.scrub.maximum() == round(window.pane.tour.duration * 100)
    assert window.rail.stop is window.pane.tour.stops[0]
    for _ in range(3):
        QTest.keyClick(window.stage, Qt.Key.Key_PageDown)
    assert window.pane.index == 1
    window.pane.dispatch(intents.ResetStop("sampling"))
    assert window.pane.state.inputs.temperature == 0.4, "reset goes back to the lesson's own settings"


def test_a_broken_lesson_is_told_and_the_tour_goes_on(window: Window, lesson: Path, tour: Tour) -> None:
    lesson.write_text(TEXT.replace("batching", "nowhere"))
    assert drop(window, lesson)
    assert wait_for(lambda: "mine.json:2: stops[1].scene" in window.bar.label.text())
    assert window.pane.tour is tour
    other = lesson.with_name("holiday.mov")
    assert drop(window, other) and "cannot be opened: drop a lesson" in window.bar.label.text()
    assert not drop(window, lesson, other), "one at a time"
    assert drop(window, lesson.with_name("gone.json"))
    assert wait_for(lambda: "gone.json: cannot be read" in window.bar.label.text())


def dialog_of(window: Window) -> QFileDialog:
    """The file dialog that is open."""
    found = [each for each in window.findChildren(QFileDialog) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_the_dialog_of_ctrl_o(window: Window, lesson: Path) -> None:
    QTest.keyClick(window.stage, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    flush()
    dialog = dialog_of(window)
    dialog.fileSelected.emit(str(lesson))
    dialog.close()
    assert wait_for(lambda: window.pane.tour.id == "mine")


def test_ctrl_s_saves_order_and_settings(make_window: Callable[..., Window], tour: Tour, tmp_path: Path) -> None:
    window = make_window(tour)
    window.pane.dispatch(intents.SetControl("", "temperature", 1.2))
    QTest.keyClick(window.stage, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    flush()
    dialog = dialog_of(window)
    dialog.fileSelected.emit(str(tmp_path / "for tuesday"))
    dialog.close()
    path = tmp_path / "for tuesday.json"
    assert wait_for(lambda: "Saved as for tuesday.json" in window.bar.label.text())
    assert path.exists() and '"title": "for tuesday"' in path.read_text()
    window.lessons.write(tmp_path / "no folder" / "x.json")
    assert wait_for(lambda: "was not saved" in window.bar.label.text())


def test_what_is_saved_of_the_usual_tour_opens(make_window: Callable[..., Window], tmp_path: Path) -> None:
    from tourapp.export.offline import default_tour

    window = make_window(default_tour())
    window.lessons.write(tmp_path / "all.json")
    assert wait_for((tmp_path / "all.json").exists)
    assert len(read_lesson(tmp_path / "all.json", all_scenes()).stops) == len(window.pane.tour.stops)


def test_the_state_is_copied(window: Window) -> None:
    window.pane.dispatch(intents.SetControl("", "temperature", 1.2))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.stage, Qt.Key.Key_C, both)
    words = QGuiApplication.clipboard().text()
    assert words.startswith("tourapp ") and "--set temperature=1.2" in words and "--at " in words
    assert "Copied" in window.bar.label.text()


def test_a_monstrous_file_is_told_at_once_and_a_talk_goes_on(window: Window, tmp_path: Path, tour: Tour) -> None:
    window.presenter.folder = tmp_path
    window.pane.dispatch(intents.Present())
    window.pane.dispatch(intents.SeekBeat(1, 1))
    spot = window.pane.state.stop, window.pane.beat
    large, deep, pipe = (tmp_path / f"{name}.json" for name in ("large", "deep", "pipe"))
    with large.open("wb") as file:
        file.truncate(50_000_000)
    deep.write_text("[" * 100_000)
    os.mkfifo(pipe)
    for path, said in ((large, "50,000,000 bytes"), (deep, "nested deeper"), (pipe, "is a pipe")):
        begun = time.monotonic()
        assert drop(window, path)
        assert time.monotonic() - begun < 0.5, "the window does not wait for a file"
        assert wait_for(lambda said=said: said in window.bar.label.text()), said  # type: ignore[misc]
    assert window.pane.tour is tour and window.pane.state.presenting
    assert (window.pane.state.stop, window.pane.beat) == spot
    window.pane.dispatch(intents.Escape())
    flush()
