"""Copying and saving from the stage: by key, by the menu; what lands on the clipboard and in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.qt.qt_helpers import flush, wait_for
from tourapp.player import intents
from tourapp.qt.window import Window

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def standing(window: Window) -> Window:
    """A window that stands still at the end of its first beat."""
    window.pane.dispatch(intents.SeekBeat(0, 0))
    window.pane.dispatch(intents.SeekInStop(6.0))
    flush()
    assert window.stage.numbers
    return window


def copied() -> str:
    return QGuiApplication.clipboard().text()


def test_c_copies_the_framed_number_and_else_all_of_them(standing: Window) -> None:
    QTest.keyClick(standing.stage, Key.Key_C)
    rows = [line.split("\t") for line in copied().splitlines()]
    assert rows[0] == ["Name", "As shown", "Value", "Unit"] and len(rows) > 1
    assert all(len(row) == 4 and row[0] and row[1] for row in rows)
    QTest.keyClicks(standing.stage, "#")
    QTest.keyClick(standing.stage, Key.Key_C)
    shown, _, name = copied().partition(" = ")
    assert [name, shown] in [row[:2] for row in rows] and "\u2009" not in copied()


def test_the_picture_goes_to_the_clipboard_as_large_as_it_is_seen(standing: Window) -> None:
    QTest.keyClick(standing.stage, Key.Key_C, Mod.ShiftModifier)
    image = QGuiApplication.clipboard().image()
    stage = standing.stage
    scale = stage.seen[0] * stage.devicePixelRatioF()
    assert abs(image.width() - 1920 * scale) <= 1 and abs(image.height() - stage.tall * scale) <= 1


def test_save_asks_and_writes_the_moment_whole(standing: Window, tmp_path: Path) -> None:
    QTest.keyClick(standing.stage, Key.Key_S, Mod.ControlModifier | Mod.ShiftModifier)
    dialog = standing.findChild(QFileDialog)
    assert dialog is not None and dialog.selectedFiles()[0].endswith(".png")
    assert "1920" in dialog.nameFilters()[0] and len(dialog.nameFilters()) == 2
    dialog.fileSelected.emit(str(tmp_path / "picture"))
    dialog.close()
    target = tmp_path / "picture.png"
    assert wait_for(target.exists) and wait_for(lambda: "picture.png" in standing.bar.label.text())
    with Image.open(target) as saved:
        assert saved.size == (1920, 1080)
    assert [each.name for each in tmp_path.iterdir()] == ["picture.png"]


def test_a_place_that_cannot_be_written_is_told(standing: Window, tmp_path: Path) -> None:
    shot = standing.take.copies._shot()
    standing.take.copies.write(tmp_path / "none" / "a.png", shot, as_seen=True)
    assert wait_for(lambda: "not saved" in standing.bar.label.text())
    assert "none" in standing.bar.label.text()


def test_the_menu_opens_by_key_and_by_mouse(standing: Window) -> None:
    menu = standing.take.menu
    QTest.keyClick(standing.stage, Key.Key_Menu)
    assert menu.menu is not None and menu.menu.isVisible() and menu.menu.accessibleName()
    enabled = {action.text().split("\t")[0]: action.isEnabled() for action in menu.menu.actions() if action.text()}
    assert not enabled["Why this number?"] and enabled["Copy this picture"] and enabled["Save this picture…"]
    menu.menu.close()
    hit = standing.stage.numbers[0]
    scale, left, top = standing.stage.seen
    at = QPoint(round(left + hit.area.center().x() * scale), round(top + hit.area.center().y() * scale))
    QTest.mouseMove(standing.stage, at)
    QTest.mouseClick(standing.stage, Qt.MouseButton.RightButton, pos=at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, standing.stage.mapToGlobal(at))
    QApplication.sendEvent(standing.stage, event)
    assert menu.menu.isVisible()
    copy = next(action for action in menu.menu.actions() if action.text().startswith("Copy this number"))
    assert copy.isEnabled()
    copy.trigger()
    menu.menu.close()
    assert " = " in copied()
