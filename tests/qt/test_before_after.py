"""The ten questions in a window: Ctrl+B, digits and arrows, a file that the person names, and what has changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from tests.qt.qt_helpers import flush
from tourapp.export.offline import default_tour
from tourapp.learning.before_after import ITEMS, LETTERS, items
from tourapp.qt.before_after.changes_sheet import ChangesSheet
from tourapp.qt.before_after.desk import BeforeAfterDesk
from tourapp.qt.before_after.sheets import AskSheet, KeptSheet
from tourapp.qt.window import Window

Key = Qt.Key


@pytest.fixture
def window(make_window: Callable[..., Window]) -> Window:
    made = make_window(default_tour())
    made.commands.act("Ctrl+B")
    flush()
    return made


def asking(window: Window) -> AskSheet:
    sheet = window.overlays.open
    assert isinstance(sheet, AskSheet)
    return sheet


def press(key: Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)
    flush()


def desk_of(window: Window) -> BeforeAfterDesk:
    return window.take.before_after


def picked(window: Window) -> str:
    asked = desk_of(window).asked
    assert asked is not None
    return asked.picked


def all_words(window: Window) -> str:
    assert window.overlays.open is not None
    return "\n".join(label.text() for label in window.overlays.open.findChildren(QLabel))


def test_digits_arrows_and_mouse_pick(window: Window) -> None:
    sheet, first, second = asking(window), items().items[0], items().items[1]
    assert sheet.question.text() == first.text and "1 of 10" in sheet.told.text()
    assert [button.text() for button in sheet.options.buttons] == first.choices
    press(Key.Key_3)
    assert picked(window)[0] == "c" and sheet.options.buttons[2].isChecked()
    press(Key.Key_Down)
    assert picked(window)[0] == "d" and sheet.options.buttons[3].hasFocus()
    press(Key.Key_Return)
    assert sheet.question.text() == second.text and sheet.back.isEnabled()
    assert not any(button.isChecked() for button in sheet.options.buttons)
    press(Key.Key_Down)
    assert picked(window)[1] == "a", "with nothing picked an arrow takes the first"
    QTest.mouseClick(sheet.options.buttons[1], Qt.MouseButton.LeftButton)
    press(Key.Key_7)
    assert picked(window)[:2] == "db" and window.pane.state.overlay == "before_after", "7 is no choice"
    press(Key.Key_Left)
    assert sheet.question.text() == first.text and sheet.options.buttons[3].isChecked()


def test_before_asks_for_a_place_and_shows_nothing_right(window: Window, tmp_path: Path) -> None:
    sheet = asking(window)
    for _ in range(ITEMS - 1):
        QTest.mouseClick(sheet.on, Qt.MouseButton.LeftButton)
    assert not sheet.save.isHidden() and sheet.on.isHidden()
    press(Key.Key_Right)
    assert sheet.save.hasFocus() and not list(tmp_path.iterdir())
    QTest.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog) and dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(tmp_path / "ada"))
    dialog.reject()
    flush()
    assert isinstance(window.overlays.open, KeptSheet) and "ada.json" in all_words(window)
    assert not any(each.why in all_words(window) for each in items().items)
    written = json.loads((tmp_path / "ada.json").read_text())
    assert written == {"path": "request", "version": items().version, "before": "." * ITEMS, "after": None}


def test_the_same_file_again_asks_after_and_tells_what_changed(window: Window, tmp_path: Path) -> None:
    place = tmp_path / "ada.json"
    press(Key.Key_1)
    desk_of(window).write(place)
    desk_of(window).open(place)
    flush()
    sheet = asking(window)
    assert "After" in sheet.told.text() and picked(window) == "." * ITEMS
    for item in items().items:
        press(Key(Key.Key_1 + item.right))
        if not sheet.save.isVisible():
            press(Key.Key_Right)
    QTest.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    flush()
    found = window.overlays.open
    assert isinstance(found, ChangesSheet) and window.findChild(QFileDialog) is None
    assert found.total.text() == "Right before: 0 of 10. Right now: 10 of 10."
    assert all(item.text in all_words(window) and item.why in all_words(window) for item in items().items)
    right = "".join(LETTERS[each.right] for each in items().items)
    assert json.loads(place.read_text())["after"] == right
    assert [each.name for each in tmp_path.iterdir()] == ["ada.json"]
    QTest.mouseClick(found.anew, Qt.MouseButton.LeftButton)
    flush()
    assert "Before" in asking(window).told.text() and picked(window) == "." * ITEMS


def test_a_broken_file_is_told_and_the_questions_stay(window: Window, tmp_path: Path) -> None:
    press(Key.Key_2)
    (tmp_path / "bad.json").write_text("{")
    desk_of(window).open(tmp_path / "bad.json")
    flush()
    assert "bad.json" in asking(window).problem.text() and not asking(window).problem.isHidden()
    assert picked(window)[0] == "b"
    desk_of(window).write(tmp_path / "nowhere" / "x.json")
    assert "nowhere" in asking(window).problem.text()
    press(Key.Key_1)
    assert asking(window).problem.isHidden()


def test_choices_stay_when_the_sheet_closes_or_the_theme_changes(window: Window) -> None:
    press(Key.Key_4)
    press(Key.Key_Right)
    press(Key.Key_Escape)
    assert window.pane.state.overlay is None
    window.commands.act("Ctrl+B")
    flush()
    assert asking(window).question.text() == items().items[1].text and picked(window)[0] == "d"
    window.commands.act("T")
    flush()
    assert asking(window).question.text() == items().items[1].text
