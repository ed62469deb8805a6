"""In people's hands: what is half-typed is never taken, the keys come back to the stage, black is black."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from tests.qt.qt_helpers import flush, wait_for
from tourapp.player import intents
from tourapp.qt.controls.fields import PromptEdit
from tourapp.qt.controls.slider import TrackSlider
from tourapp.qt.controls.widgets import SliderRow, TextRow
from tourapp.qt.window import Window

Key = Qt.Key


def write(edit: QWidget, words: str) -> None:
    """Put the keys into a field as a person does, and type at its end."""
    edit.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClick(edit, Key.Key_End)
    QTest.keyClicks(edit, words)


@pytest.mark.parametrize("leaving", [Key.Key_Escape, Key.Key_F5, Key.Key_PageDown, "click"])
def test_a_prompt_half_typed_is_never_asked(window: Window, leaving: Key | str) -> None:
    edit, asked = window.transport.prompt.edit, window.pane.state.inputs.prompt
    write(edit, "zzz")
    if leaving == "click":
        QTest.mouseClick(window.stage, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    else:
        QTest.keyClick(edit, leaving)
    flush()
    assert window.pane.state.inputs.prompt == asked == edit.text()
    assert QApplication.focusWidget() is window.stage
    write(edit, "?!")
    QTest.keyClick(edit, Key.Key_Return)
    assert window.pane.state.inputs.prompt == edit.text() == asked + "?!", "Enter asks"


def test_a_number_half_typed_is_never_taken(window: Window) -> None:
    row = window.rail.rows["stretch"]
    assert isinstance(row, SliderRow)
    before, shown = window.pane.state.inputs.stretch, row.field.text()
    for leaving in (Key.Key_Escape, Key.Key_F5):
        row.field.setFocus(Qt.FocusReason.MouseFocusReason)
        row.field.selectAll()
        QTest.keyClicks(row.field, "2.5")
        QTest.keyClick(row.field, leaving)
        flush()
        assert (window.pane.state.inputs.stretch, row.field.text()) == (before, shown)


def test_escape_takes_back_what_a_living_field_has_shown(window: Window) -> None:
    window.pane.dispatch(intents.SeekBeat(1, 0))
    flush()
    edit = next(row for row in window.rail.rows.values() if isinstance(row, TextRow)).edit
    before = edit.text()
    write(edit, "ab")
    assert wait_for(lambda: window.pane.state.inputs.prompt == before + "ab"), "it answers letter by letter"
    QTest.keyClick(edit, Key.Key_Escape)
    assert window.pane.state.inputs.prompt == edit.text() == before
    write(edit, "cd")
    QTest.mouseClick(window.stage, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert window.pane.state.inputs.prompt == before + "cd", "what is on the stage already stays"


def test_a_page_turn_takes_the_keys_out_of_a_field(window: Window) -> None:
    edit = window.transport.prompt.edit
    write(edit, "")
    QTest.keyClick(edit, Key.Key_PageDown)
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Period)
    assert window.pane.state.blank == "black" and "." not in edit.text()


def test_after_a_drag_by_mouse_the_keys_are_the_stages(window: Window) -> None:
    row = window.rail.rows["stretch"]
    assert isinstance(row, SliderRow)
    slider: TrackSlider = row.slider
    write(window.transport.prompt.edit, "half")
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(20, slider.height() // 2))
    QTest.mouseMove(slider, QPoint(60, slider.height() // 2))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(90, slider.height() // 2))
    assert QApplication.focusWidget() is window.stage
    value, beat = window.pane.state.inputs.stretch, window.pane.beat
    QTest.keyClick(window.stage, Key.Key_Right)
    assert window.pane.state.inputs.stretch == value and window.pane.beat == beat + 1


def test_black_is_black_whatever_happens_below(window: Window) -> None:
    window.pane.dispatch(intents.Blank("black"))
    window.bar.tell("something went wrong", "report")
    window.mark.report(0.5, "Writing the answer")
    window.mark.show()
    window.mark.raise_()
    flush()
    image = window.grab().toImage()
    seen = {image.pixel(x, y) & 0xFFFFFF for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert seen == {0}
    window.pane.dispatch(intents.Escape())
    flush()
    assert window.blank.isHidden() and window.pane.state.blank is None
    window.pane.dispatch(intents.Blank("white"))
    flush()
    assert window.grab().toImage().pixel(3, window.height() - 3) & 0xFFFFFF == 0xFFFFFF


def test_one_enter_does_not_end_a_lesson(window: Window) -> None:
    window.pane.dispatch(intents.ToggleFullScreen())
    window.quit()
    flush()
    box = window.findChild(QMessageBox)
    assert box is not None and box.defaultButton().text() == "Go on" and box.escapeButton() is box.defaultButton()
    QTest.keyClick(box.defaultButton(), Key.Key_Return)
    flush()
    assert window.isVisible()
    beat = window.pane.beat
    window.quit()
    flush()
    QTest.keyClick(window.findChild(QMessageBox), Key.Key_PageDown)
    flush()
    assert window.isVisible() and window.pane.beat == beat + 1, "a clicker goes on with the tour"
    window.pane.dispatch(intents.ToggleFullScreen())


def test_a_new_answer_starts_clean(window: Window) -> None:
    bar, work = window.transport.prompt, window.work

    class _Order:
        part, generation = "recording", 1
        inputs = window.pane.state.inputs

    for number, words in ((1, "Photosynthesis is the process"), (2, "Cats purr")):
        window.pane.store.order = _Order()  # type: ignore[assignment]
        window.pane.store.order.generation = number  # type: ignore[union-attr,misc]
        work._token(number, words)
        assert bar._words == words
    window.pane.store.order = None


def test_an_empty_prompt_is_not_asked(window: Window) -> None:
    edit, asked = window.transport.prompt.edit, window.pane.state.inputs.prompt
    edit.setFocus(Qt.FocusReason.MouseFocusReason)
    edit.selectAll()
    QTest.keyClicks(edit, "  ")
    QTest.keyClick(edit, Key.Key_Return)
    flush()
    assert window.pane.state.inputs.prompt == asked == edit.text() and "empty" in window.bar.label.text()


def test_what_was_refused_does_not_come_back_when_the_keys_leave(qt: QApplication) -> None:
    edit = PromptEdit(100)
    edit.show_words("Why?")
    edit.settled.connect(lambda _words: edit.reset())
    QTest.keyClicks(edit, "  ")
    QTest.keyClick(edit, Key.Key_Return)
    QApplication.sendEvent(edit, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason))
    assert edit.text() == "Why?"
