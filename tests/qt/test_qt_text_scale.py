"""Large words and small windows, by hand: keys, the rail below the picture, what a screen reader is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.qt.qt_helpers import flush, wait_for
from tourapp.player import intents
from tourapp.player.room import LEAST_PX
from tourapp.player.tour import Tour
from tourapp.qt.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_keys_make_words_larger_smaller_and_usual(window: Window) -> None:
    QTest.keyClick(window.stage, Qt.Key.Key_Plus, CTRL)
    assert window.pane.state.text_scale == 125
    QTest.keyClick(window.stage, Qt.Key.Key_Plus, CTRL | SHIFT)
    assert window.pane.state.text_scale == 150, "there are keyboards without a plus of its own"
    QTest.keyClick(window.stage, Qt.Key.Key_Equal, CTRL)
    assert window.pane.state.text_scale == 200
    QTest.keyClick(window.stage, Qt.Key.Key_Minus, CTRL)
    assert window.pane.state.text_scale == 150
    QTest.keyClick(window.stage, Qt.Key.Key_0, CTRL)
    assert window.pane.state.text_scale == 100 and window.pane.state.overlay is None


def test_keys_work_in_a_field_too(window: Window) -> None:
    window.focus_prompt()
    QTest.keyClick(window.transport.prompt.edit, Qt.Key.Key_Plus, CTRL)
    assert window.pane.state.text_scale == 125


def test_the_rail_goes_below_and_comes_back(window: Window) -> None:
    beside = window.rail.geometry()
    window.pane.dispatch(intents.ChangeTextScale(1))
    flush()
    below = window.rail.geometry()
    assert below.top() > window.stage.height() / 2 > beside.top() and below.width() > 2 * beside.width()
    row = next(iter(row for row in window.rail.rows.values() if row.isVisible()))
    assert window.rail.rect().contains(row.mapTo(window.rail, QPoint(1, row.height() - 1)))
    window.pane.dispatch(intents.ChangeTextScale(0))
    assert wait_for(lambda: window.rail.geometry() == beside)


@pytest.mark.parametrize("size", [(800, 500), (900, 600), (1280, 720), (900, 1400)])
def test_no_widget_has_words_too_small_to_read(
    make_window: Callable[..., Window], tour: Tour, size: tuple[int, int]
) -> None:
    window = make_window(tour, size)
    assert window.size().toTuple() == size and window.rail.isVisible()
    assert window.stage.picture is not None and window.stage.picture.stand.kind != "side"
    for row in window.rail.rows.values():
        if row.isVisible():
            assert window.desk.rect().contains(row.mapTo(window.desk, row.rect().bottomRight()))
            for child in row.children():
                if hasattr(child, "font") and child.isVisible():
                    assert child.font().pixelSize() >= LEAST_PX or child.font().pointSizeF() * 4 / 3 >= LEAST_PX


def test_what_left_the_stage_is_told(make_window: Callable[..., Window], tour: Tour) -> None:
    window = make_window(tour, text_scale=200)
    assert wait_for(lambda: "Not shown at this size" in window.stage.accessibleDescription())
    assert window.announcer.left_out
    QTest.keyClick(window.stage, Qt.Key.Key_I, CTRL)
    sheet = window.overlays.open
    assert sheet is not None
    assert {label.text() for label in sheet.findChildren(QLabel)} >= set(window.announcer.left_out)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert window.overlays.open is None
    window.pane.dispatch(intents.ChangeTextScale(0))
    assert wait_for(lambda: "Not shown" not in window.stage.accessibleDescription())
