"""The search in a window: Ctrl+F, type, Enter goes there, Alt+Left comes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.qt.qt_helpers import flush
from tourapp.authoring import sizes
from tourapp.export.offline import default_tour
from tourapp.qt.sheets.search_sheet import SearchSheet
from tourapp.qt.window import Window

Key = Qt.Key


def sheet(window: Window) -> SearchSheet:
    found = window.findChildren(SearchSheet)[-1]
    assert isinstance(found, SearchSheet)
    return found


def test_type_and_enter_goes_there(make_window: Callable[..., Window]) -> None:
    window = make_window(default_tour())
    window.commands.act("Ctrl+F")
    flush()
    opened = sheet(window)
    QTest.keyClicks(opened.field, "burstiness")
    assert opened.list.count() >= 1 and "burstiness" in opened.list.item(0).text().lower()
    QTest.keyClick(opened.field, Key.Key_Return)
    flush()
    assert window.pane.state.overlay is None and window.pane.stop.scene.id == "queue"


def test_a_word_leads_to_its_beat_and_is_explained(make_window: Callable[..., Window]) -> None:
    window = make_window(default_tour())
    window.commands.act("Ctrl+F")
    flush()
    QTest.keyClicks(sheet(window).field, "continuous batching")
    QTest.keyClick(sheet(window).field, Key.Key_Return)
    flush()
    pane = window.pane
    assert (pane.stop.scene.id, pane.stop.scene.timeline.beats[pane.beat].name) == ("batching", "refill")
    assert pane.state.word == "continuous_batching"
    _, start, end = pane.stop.spans[pane.beat]
    assert start < end - 0.1 < pane.state.t < end and not pane.state.playing


def test_nothing_found_is_said_and_the_arrows_walk(make_window: Callable[..., Window]) -> None:
    window = make_window(default_tour())
    window.commands.act("Ctrl+F")
    flush()
    opened = sheet(window)
    assert opened.list.count() > 20
    QTest.keyClick(opened.field, Key.Key_Down)
    assert opened.list.currentRow() == 1
    QTest.keyClick(opened.field, Key.Key_Up)
    QTest.keyClick(opened.field, Key.Key_Up)
    assert opened.list.currentRow() == opened.list.count() - 1
    QTest.keyClicks(opened.field, "zzzz")
    assert opened.list.count() == 0 and opened.told.text()
    QTest.keyClick(opened.field, Key.Key_Return)
    assert window.pane.state.overlay == "search"
    window.commands.act("Esc")
    flush()
    assert window.pane.state.overlay is None


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_both_lines_of_a_find_have_room(make_window: Callable[..., Window], scale: int) -> None:
    window = make_window(default_tour(), text_scale=scale)
    window.commands.act("Ctrl+F")
    flush()
    opened = sheet(window)
    look = opened.look
    assert opened.list.sizeHintForRow(0) >= look.line(sizes.LABEL) + look.line(sizes.TAG)
    assert look.grown >= scale / 100 - 0.01
