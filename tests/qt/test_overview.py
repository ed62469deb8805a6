"""The overview with more tours than two: tabs by key, lines over sections, tiles without a picture, opening in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.qt.qt_helpers import flush, wait_for
from tourapp.export.offline import default_tour
from tourapp.player.talks.cuts import shipped_tour
from tourapp.player.tour import Tour
from tourapp.qt.sheets import overview as overview_module
from tourapp.qt.sheets.overview import Overview
from tourapp.qt.sheets.scene_tiles import PICTURE, SECTION, WITHIN
from tourapp.qt.window import Window

NAMES = (("", 1), ("Vocabulary", 4), ("Norm", 2), ("Attention", 6), ("Feed-forward", 2))


def eighteen() -> Tour:
    """The product's own stops under the names of sections."""
    sections = [name for name, count in NAMES for _ in range(count)]
    stops = zip(default_tour().stops, sections, strict=True)
    return Tour(tuple(replace(stop, section=name) for stop, name in stops), "cards", "Cards")


@pytest.fixture
def overview(make_window: Callable[..., Window], monkeypatch: pytest.MonkeyPatch) -> Iterator[Overview]:
    """The overview of five tours, the second with sections."""
    playing = default_tour()
    tours = (playing, eighteen(), Tour(playing.stops[:5], "five", "Five"), shipped_tour("truth"))
    more = (*tours, Tour(playing.stops[5:7], "two", "Two"))
    monkeypatch.setattr(overview_module, "shelf_of", lambda _tour: more)
    window = make_window(playing, (1280, 720))
    window.commands.act("O")
    flush()
    found = window.overlays.open
    assert isinstance(found, Overview)
    yield found


def test_tab_and_digits_show_the_tours(overview: Overview) -> None:
    assert QApplication.focusWidget() is overview.list
    seen = [overview.shown.id]
    for _ in range(4):
        QTest.keyClick(overview.list, Qt.Key.Key_Tab)
        seen.append(overview.shown.id)
    assert seen == ["request", "cards", "five", "truth", "two"] and QApplication.focusWidget() is overview.list
    QTest.keyClick(overview.list, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not overview.list, "after the last one Tab leaves the grid"
    assert overview.act("3") and overview.shown.id == "five", "from wherever the keys are"
    overview.take_focus()
    QTest.keyClick(overview.list, Qt.Key.Key_2)
    assert overview.shown.id == "cards" and overview.tabs.stop is overview.tabs.buttons[1]
    QTest.keyClick(overview.list, Qt.Key.Key_9)
    assert overview.shown.id == "cards" and not overview.act("9") and not overview.act("0")
    QTest.keyClick(overview.list, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is not overview.list


def test_sections_have_their_names_over_the_tiles(overview: Overview) -> None:
    overview.act("2")
    tiles = [overview.list.item(row) for row in range(overview.list.count())]
    told = [tile.data(SECTION) for tile in tiles]
    assert told[0] == "" and [words for words in told if words not in ("", WITHIN)] == [name for name, _ in NAMES[1:]]
    assert told.count(WITHIN) == 10
    spoken = tiles[1].data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Vocabulary: {tiles[1].text()}"
    high = overview.list.gridSize().height()
    overview.act("3")
    assert overview.list.item(0).data(SECTION) is None or overview.list.gridSize().height() == high
    for tour in "12345":
        overview.act(tour)
        flush()
        assert overview.list.horizontalScrollBar().maximum() == 0
        assert not overview.card.grab().isNull()


def test_a_scene_without_a_picture_has_its_number(overview: Overview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview_module, "kept_picture", lambda _scene: QPixmap())
    overview.act("2")
    assert wait_for(lambda: not overview._queue)
    item = overview.list.item(0)
    assert isinstance(item.data(PICTURE), QPixmap) and item.data(PICTURE).isNull()
    shot = overview.list.viewport().grab(overview.list.visualItemRect(item)).toImage()
    colours = {shot.pixelColor(x, y).name() for x in range(0, shot.width(), 3) for y in range(0, shot.height(), 3)}
    assert len(colours) > 3
