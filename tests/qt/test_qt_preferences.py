"""The dialog of preferences in its window: pages, choices that hold at once, keys, names, what stays of it on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.qt.qt_helpers import flush, wait_for
from tourapp.player import preferences
from tourapp.player.memory import MEMORIES
from tourapp.player.preference_table import PAGES, TABLE, Choose, chosen
from tourapp.player.preferences import Preferences
from tourapp.player.tour import Tour
from tourapp.qt.preferences import model_page
from tourapp.qt.preferences.segments import Segment
from tourapp.qt.preferences.sheet import PreferencesSheet
from tourapp.qt.window import Window

Key = Qt.Key


def dialog(window: Window) -> PreferencesSheet:
    """The open dialog."""
    found = window.overlays.open
    assert isinstance(found, PreferencesSheet)
    return found


def opened(window: Window) -> PreferencesSheet:
    """Open it with its key."""
    QTest.keyClick(window.stage, Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    flush()
    return dialog(window)


def turn(window: Window, page: str) -> PreferencesSheet:
    """Click the tab of a page."""
    sheet = dialog(window)
    sheet.pages.buttons[PAGES.index(page)].click()
    flush()
    return dialog(window)


def shown(sheet: QWidget) -> str:
    """All words on the dialog."""
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


def press(sheet: QWidget, words: str) -> None:
    """Click the button with these words."""
    button = next(each for each in sheet.findChildren(QPushButton) if each.text() == words and each.isVisible())
    button.click()
    flush()


def test_the_gear_and_the_key_open_it_and_escape_closes_it(window: Window) -> None:
    window.transport.preferences.click()
    flush()
    assert dialog(window).isVisible() and window.pane.state.overlay == "preferences"
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Escape)
    flush()
    assert window.overlays.open is None and window.stage.hasFocus()
    assert opened(window).pages.stop.hasFocus()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_its_rows_with_names(window: Window, page: str) -> None:
    opened(window)
    sheet = turn(window, page)
    rows = [row for row in TABLE.values() if row.page == page]
    assert [each.row for each in sheet.rows] == rows
    for each in sheet.rows:
        assert each.choices.accessibleName() == str(each.row.label)
        for button, name in zip(each.choices.buttons, each.row.names, strict=True):
            assert button.accessibleName() == f"{each.row.label}: {name}" and button.accessibleDescription()
        stops = [button for button in each.choices.buttons if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert len(stops) == 1 and stops[0].isChecked(), "Tab comes to the choice that holds"
    inside = sheet.card.rect()
    assert all(inside.contains(each.mapTo(sheet.card, each.rect().center())) for each in sheet.rows[:1])


@pytest.mark.parametrize("row", TABLE.values(), ids=lambda row: row.name)
def test_a_click_holds_at_once(window: Window, row: object) -> None:
    row = TABLE[row.name]  # type: ignore[attr-defined]
    opened(window)
    sheet = turn(window, row.page)
    value = next(value for value in row.values if value != chosen(window.pane.state, row.name))
    widget = next(each for each in sheet.rows if each.row is row)
    widget.choices.buttons[row.values.index(value)].click()
    flush()
    assert chosen(window.pane.state, row.name) == value
    again = next(each for each in dialog(window).rows if each.row is row)
    assert again.choices.stop.isChecked() and again.choices.group.checkedId() == row.values.index(value)
    press(dialog(window), dialog_words(window))
    assert chosen(window.pane.state, row.name) == chosen(type(window.pane.state)(), row.name)


def dialog_words(window: Window) -> str:
    """What the button says that takes a page back, in the language that is spoken now."""
    return "Como al principio" if window.pane.state.language == "es" else "As it was at first"


def test_keys_alone_are_enough(window: Window) -> None:
    sheet = opened(window)
    QTest.keyClick(sheet.pages.stop, Key.Key_Right)
    QTest.keyClick(dialog(window).pages.stop, Key.Key_Left)
    flush()
    assert dialog(window).here.page == "Look"
    QTest.keyClick(dialog(window).pages.stop, Key.Key_Tab)
    flush()
    focused = QApplication.focusWidget()
    assert isinstance(focused, Segment) and focused.accessibleName() == "Theme: Dark"
    QTest.keyClick(focused, Key.Key_Right)
    flush()
    focused = QApplication.focusWidget()
    assert window.pane.state.theme == "projector", "an arrow chooses, as in any such row"
    assert isinstance(focused, Segment) and focused.accessibleName() == "Theme: Projector", "the keys stay there"
    QTest.keyClick(focused, Key.Key_T)
    assert window.pane.state.theme == "high-contrast", "letters keep their meaning"
    flush()
    assert next(each for each in dialog(window).rows if each.row.name == "theme").choices.group.checkedId() == 2


@pytest.mark.parametrize("size", [(640, 480), (1000, 1400), (1920, 1080)])
@pytest.mark.parametrize("scale", [80, 200])
def test_nothing_leaves_the_card(
    make_window: Callable[..., Window], tour: Tour, size: tuple[int, int], scale: int
) -> None:
    window = make_window(tour, size, text_scale=scale)
    opened(window)
    for page in PAGES:
        sheet = turn(window, page)
        for each in sheet.rows:
            assert each.width() <= sheet.card.width()
            for button in each.choices.buttons:
                assert sheet.card.rect().right() >= button.mapTo(sheet.card, button.rect().bottomRight()).x()


def test_memory_takes_hold_in_the_open_window(window: Window) -> None:
    layers = window.stage._layers
    window.pane.dispatch(Choose("memory", "small"))
    flush()
    assert layers.memory is MEMORIES["small"] and not window.ahead._wanted
    assert layers.budget >= MEMORIES["small"].layers and layers.budget < MEMORIES["full"].layers + 4 * 1366 * 850 * 9
    window.pane.dispatch(Choose("memory", "full"))
    assert layers.memory is MEMORIES["full"] and window.ahead._wanted


def test_everything_is_forgotten_when_it_was_asked_twice(window: Window, config: Path) -> None:
    remembering = window.remember(Preferences())
    remembering.where = config
    window.pane.dispatch(Choose("theme", "projector"))
    window.pane.dispatch(Choose("quiet", True))
    assert remembering.flush() == "" and preferences.load(config)[0].theme == "projector"
    opened(window)
    press(turn(window, "Files"), "Forget everything …")
    assert window.pane.state.theme == "projector", "asked first"
    press(dialog(window), "Keep it")
    press(dialog(window), "Forget everything …")
    press(dialog(window), "Yes, forget everything")
    assert window.pane.state.theme == "dark" and not window.pane.state.habits.quiet
    assert wait_for(lambda: not (config / "settings.json").exists(), 5.0)
    assert "All of it is forgotten." in shown(dialog(window))
    assert remembering.flush() == "" and list(config.iterdir()) == []


def test_the_small_model_is_installed_by_a_button(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = False

    class Header:
        name = "SmolLM2-135M-Instruct"

    def install(progress: Callable[[float, str], None]) -> tuple[type[Header], bool]:
        nonlocal there
        progress(0.5, "converting")
        there = True
        return Header, True

    store = model_page.model_store
    monkeypatch.setattr(store, "is_installed", lambda: there)
    monkeypatch.setattr(store, "is_own", lambda: False)
    monkeypatch.setattr(store, "find_gguf", lambda: tmp_path / "model.gguf")
    monkeypatch.setattr(store, "read_header", lambda: Header)
    monkeypatch.setattr(store, "model_dir", lambda: tmp_path)
    monkeypatch.setattr("tourapp.engine.model_install.install", install)
    opened(window)
    assert "No model is installed" in shown(turn(window, "Model"))
    press(dialog(window), "Install the small model")
    assert wait_for(lambda: "SmolLM2-135M-Instruct is installed" in shown(dialog(window)), 5.0)
    assert not [
        each for each in dialog(window).findChildren(QPushButton) if "Install" in each.text() and each.isVisible()
    ]


def test_a_dialog_that_is_gone_is_not_told_of_the_model(window: Window) -> None:
    sheet = opened(window)
    turn(window, "Model")
    window.pane.dispatch(Choose("theme", "projector"))
    flush()
    assert dialog(window) is not sheet
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Escape)
    flush()
    window.model.work.changed.emit()
    window.model.work.ended.emit("a model")
