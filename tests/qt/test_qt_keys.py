"""Keys through the real window: the table works, and a clicker always turns the beat whatever has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from tests.qt.qt_helpers import flush
from tourapp.player import intents
from tourapp.player.keys import BINDINGS
from tourapp.qt.controls.widgets import MenuRow, SegmentsRow, SliderRow, TextRow, ToggleRow
from tourapp.qt.keys_filter import key_name
from tourapp.qt.window import Window

Key, Mod = Qt.Key, Qt.KeyboardModifier


def place(window: Window) -> tuple[int, int]:
    return window.pane.index, window.pane.beat


def focus(window: Window, kind: str) -> QWidget:
    """Give the keys to one of the widgets."""
    rows = window.rail.rows
    widget: QWidget = window.stage
    for row in rows.values():
        if kind == "slider" and isinstance(row, SliderRow):
            widget = row.slider
        elif kind == "number" and isinstance(row, SliderRow):
            widget = row.field
        elif kind == "list" and isinstance(row, MenuRow):
            widget = row.box
        elif kind == "segment" and isinstance(row, SegmentsRow):
            widget = row.buttons[0]
        elif kind == "switch" and isinstance(row, ToggleRow):
            widget = row.box
        elif kind == "text" and isinstance(row, TextRow):
            widget = row.edit
    if kind == "prompt":
        widget = window.transport.prompt.edit
    if kind == "scrub":
        widget = window.transport.scrub
    widget.setFocus()
    assert QApplication.focusWidget() is widget, kind
    return widget


@pytest.mark.parametrize("kind", ["stage", "slider", "number", "list", "segment", "switch", "prompt", "scrub"])
def test_law_11_a_clicker_turns_the_beat_whatever_has_the_focus(window: Window, kind: str) -> None:
    window.pane.dispatch(intents.SeekBeat(0, 0))
    settings = window.pane.state.settings
    widget = focus(window, kind)
    QTest.keyClick(widget, Key.Key_PageDown)
    assert place(window) == (0, 1)
    QTest.keyClick(QApplication.focusWidget() or window.stage, Key.Key_PageUp)
    assert place(window) == (0, 0)
    assert window.pane.state.settings == settings, "and never a setting"


@pytest.mark.parametrize("kind", ["slider", "list", "segment", "switch", "scrub", "stage"])
def test_a_clickers_blank_key_works_from_every_widget_that_is_not_typed_into(window: Window, kind: str) -> None:
    QTest.keyClick(focus(window, kind), Key.Key_Period)
    assert window.pane.state.blank == "black"


def test_a_focused_slider_owns_arrows_space_and_digits(window: Window) -> None:
    window.pane.dispatch(intents.SeekBeat(0, 0))
    row = window.rail.rows["stretch"]
    assert isinstance(row, SliderRow)
    row.slider.setFocus()
    QTest.keyClick(row.slider, Key.Key_Right)
    assert window.pane.state.inputs.stretch == pytest.approx(1.45)
    for key in (Key.Key_Space, Key.Key_5, Key.Key_Left):
        QTest.keyClick(row.slider, key)
    assert place(window) == (0, 0) and window.pane.state.overlay is None
    assert window.pane.state.inputs.stretch == pytest.approx(1.40)


def test_letters_still_work_while_a_slider_has_the_keys(window: Window) -> None:
    row = window.rail.rows["stretch"]
    assert isinstance(row, SliderRow)
    row.slider.setFocus()
    QTest.keyClick(row.slider, Key.Key_N)
    assert place(window) == (0, 1)


def test_a_text_field_owns_what_can_be_typed(window: Window) -> None:
    window.pane.dispatch(intents.SeekBeat(1, 0))
    flush()
    edit = focus(window, "text")
    edit.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(edit, "Now, 12 wolves. Or? [k]")
    assert edit.text() == "Now, 12 wolves. Or? [k]"  # type: ignore[attr-defined]
    state = window.pane.state
    assert place(window) == (1, 0) and state.blank is None and state.overlay is None and state.speed == 1.0
    QTest.keyClick(edit, Key.Key_Escape)
    assert QApplication.focusWidget() is window.stage
    QTest.keyClick(window.stage, Key.Key_N)
    assert place(window) == (1, 1)


def test_a_number_field_takes_a_decimal_point(window: Window) -> None:
    row = window.rail.rows["zoom"]
    assert isinstance(row, SliderRow)
    row.field.setFocus()
    row.field.selectAll()
    QTest.keyClicks(row.field, "0.25")
    QTest.keyClick(row.field, Key.Key_Return)
    assert window.pane.state.settings.view["alpha"]["zoom"] == 0.25 and window.pane.state.blank is None


def test_a_menu_that_is_open_closes_for_a_clicker(window: Window) -> None:
    window.pane.dispatch(intents.SeekBeat(0, 0))
    row = window.rail.rows["from_city"]
    assert isinstance(row, MenuRow)
    row.box.showPopup()
    flush()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup.focusWidget() or popup, Key.Key_PageDown)
    flush()
    assert QApplication.activePopupWidget() is None and place(window) == (0, 1)


@pytest.mark.parametrize("binding", BINDINGS, ids=lambda binding: binding.words)
def test_every_key_of_the_table_does_something(window: Window, binding: object) -> None:
    window.pane.dispatch(intents.SetControl("alpha", "zoom", 0.9))
    window.pane.dispatch(intents.SetControl("alpha", "zoom", 0.8))
    window.pane.dispatch(intents.Undo())
    for key in binding.keys:  # type: ignore[attr-defined]
        if key == "Ctrl+Q":
            continue
        window.pane.dispatch(intents.SeekBeat(1, 0))
        window.pane.dispatch(intents.Tick(0.1))
        if key == "Esc":
            window.pane.dispatch(intents.ShowOverlay("help"))
        if key == "Ctrl+R":
            window.pane.dispatch(intents.SetControl("beta", "step", 4))
        before = window.pane.state, QApplication.focusWidget(), window.bar.isVisible()
        assert window.commands.act(key)
        after = window.pane.state, QApplication.focusWidget(), window.bar.isVisible()
        dialogs = [each for kind in (QDialog, QMenu) for each in window.findChildren(kind) if each.isVisible()]
        assert before != after or dialogs, key
        for dialog in dialogs:
            dialog.close()
        window.pane.dispatch(intents.CloseOverlay())
        window.pane.dispatch(intents.SetControl("beta", "step", 3))


def test_quit_closes_and_asks_first_while_presenting(window: Window) -> None:
    window.commands.act("F11")
    window.commands.act("Ctrl+Q")
    box = QApplication.activeModalWidget()
    assert box is not None and window.isVisible()
    QTest.keyClick(box, Key.Key_Escape)
    flush()
    assert window.isVisible()
    window.commands.act("Esc")
    window.commands.act("Ctrl+Q")
    assert not window.isVisible()


@pytest.mark.parametrize(
    ("key", "held", "text", "name"),
    [
        (Key.Key_PageDown, Mod.NoModifier, "", "PgDown"),
        (Key.Key_R, Mod.ControlModifier, "\x12", "Ctrl+R"),
        (Key.Key_Question, Mod.ShiftModifier, "?", "?"),
        (Key.Key_Slash, Mod.ShiftModifier, "?", "?"),
        (Key.Key_N, Mod.NoModifier, "n", "N"),
        (Key.Key_F5, Mod.ShiftModifier, "", "Shift+F5"),
        (Key.Key_N, Mod.ShiftModifier, "N", "N"),
        (Key.Key_5, Mod.KeypadModifier, "5", "5"),
        (Key.Key_Shift, Mod.ShiftModifier, "", ""),
        (Key.Key_BracketLeft, Mod.NoModifier, "[", "["),
        (Key.Key_Escape, Mod.NoModifier, "\x1b", "Esc"),
    ],
)
def test_names_of_keys(key: Qt.Key, held: Qt.KeyboardModifier, text: str, name: str) -> None:
    assert key_name(QKeyEvent(QKeyEvent.Type.KeyPress, key, held, text)) == name
