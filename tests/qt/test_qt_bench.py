"""The bench on which a lesson is made: by keys, by mouse, undone, saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.qt.qt_helpers import flush, wait_for
from tourapp.export.offline import default_tour
from tourapp.player import intents
from tourapp.qt.assembly.bench import LessonBench
from tourapp.qt.window import Window
from tourapp.tours import all_scenes
from tourapp.tours.lesson import read_lesson

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bench(make_window: Callable[..., Window]) -> tuple[Window, LessonBench]:
    """A window with the bench open."""
    window = make_window(default_tour())
    press(Qt.Key.Key_L, CTRL, window)
    found = window.overlays.open
    assert isinstance(found, LessonBench)
    return window, found


def press(
    key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, window: Window | None = None
) -> None:
    """Press a key where the keys are."""
    where = QApplication.focusWidget() or (window.stage if window is not None else None)
    assert where is not None
    QTest.keyClick(where, key, held)
    flush()


def lesson(window: Window) -> list[tuple[str, int]]:
    """Scenes of the lesson, and how many beats of each."""
    return [(stop.scene.id, len(stop.kept)) for stop in window.lessons.assembly.stops]


def test_by_keys(bench: tuple[Window, LessonBench], tmp_path: Path) -> None:
    window, overlay = bench
    assert overlay.cards.hasFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_1)
    assert lesson(window) == [("network", 3), ("queue", 1)]
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    assert lesson(window) == [("network", 3), ("queue", 2)]
    press(Qt.Key.Key_Return)
    assert overlay.cards.hasFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert lesson(window) == [("network", 3), ("queue", 1)]
    press(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert lesson(window) == [("network", 3), ("queue", 2)]
    overlay.strip.list.setFocus()
    press(Qt.Key.Key_Right, CTRL)
    assert lesson(window) == [("queue", 2), ("network", 3)] and overlay.strip.list.currentRow() == 1
    before = window.lessons.assembly.minutes
    press(Qt.Key.Key_Plus)
    assert window.lessons.assembly.minutes > before
    press(Qt.Key.Key_Delete)
    assert lesson(window) == [("queue", 2)]
    assert window.pane.window.overlay == "lesson" and window.pane.state.undo == ()
    press(Qt.Key.Key_S, CTRL)
    (dialog,) = [each for each in window.findChildren(QFileDialog) if each.isVisible()]
    dialog.fileSelected.emit(str(tmp_path / "mine.json"))
    dialog.close()
    assert wait_for((tmp_path / "mine.json").exists)
    assert [stop.scene.id for stop in read_lesson(tmp_path / "mine.json", all_scenes()).stops] == ["queue"]


def test_it_is_kept_while_closed_and_takes_the_settings_on_screen(bench: tuple[Window, LessonBench]) -> None:
    window, overlay = bench
    press(Qt.Key.Key_U, CTRL)
    assert "into the lesson first" in overlay.hint.text()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert window.overlays.open is None
    window.pane.dispatch(intents.SetControl("", "prompt", "Why?"))
    press(Qt.Key.Key_L, CTRL, window)
    assert lesson(window) == [("network", 4)]
    press(Qt.Key.Key_U, CTRL)
    assert window.lessons.assembly.stops[0].settings == {"prompt": "Why?"}
    press(Qt.Key.Key_T, CTRL)
    assert len(lesson(window)) == len(window.pane.tour.stops)


def test_by_mouse(bench: tuple[Window, LessonBench]) -> None:
    window, overlay = bench
    cards, strip = overlay.cards, overlay.strip
    box = cards.visualItemRect(cards.item(3))
    view = cards.viewport()
    ticks = QPoint(box.center().x(), box.bottom() - overlay.look.px(6 + 16))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=ticks)
    assert lesson(window) == [("sampling", 1)]
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=cards.visualItemRect(cards.item(0)).center())
    assert lesson(window) == [("sampling", 1), ("network", 4)]
    start = cards.visualItemRect(cards.item(8)).center()
    goal = view.mapFromGlobal(strip.mapToGlobal(QPoint(2, 20)))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, (start + goal) / 2)
    QTest.mouseMove(view, goal)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=goal)
    assert lesson(window)[0][0] == "batching" and len(lesson(window)) == 3


def test_the_overview_leads_here(make_window: Callable[..., Window]) -> None:
    window = make_window(default_tour())
    window.commands.act("O")
    overview = window.overlays.open
    assert overview is not None
    overview.asked.emit("Ctrl+L")  # type: ignore[attr-defined]
    flush()
    assert isinstance(window.overlays.open, LessonBench)
    assert wait_for(lambda: not window.overlays.open._queue)  # type: ignore[union-attr]
    for place in range(len(window.overlays.open._shelves)):
        window.overlays.open.tabs.buttons[place].click()
        flush()
        assert window.overlays.open.cards.count() == len(window.overlays.open._shelf.stops)
    window.pane.dispatch(intents.SetTheme())
    flush()
    assert isinstance(window.overlays.open, LessonBench), "made again in the other colours"


@pytest.mark.parametrize(("language", "scale"), [("en", 100), ("es", 150)])
def test_tabs_of_all_tours_stand_apart_and_whole(make_window: Callable[..., Window], language: str, scale: int) -> None:
    window = make_window(default_tour(), (1280, 720), language=language, text_scale=scale)
    press(Qt.Key.Key_L, CTRL, window)
    overlay = window.overlays.open
    assert isinstance(overlay, LessonBench)
    tabs = overlay.tabs.buttons
    for number, tab in enumerate(tabs):
        assert overlay.tabs.rect().contains(tab.geometry()) and tab.width() >= tab.fontMetrics().horizontalAdvance(
            tab.text()
        )
        assert not any(tab.geometry().intersects(other.geometry()) for other in tabs[:number])
    assert overlay.card.rect().contains(overlay.tabs.geometry())


@pytest.mark.parametrize(("language", "scale"), [("en", 100), ("es", 100), ("es", 200)])
def test_buttons_are_whole_and_five_cards_stand_in_a_row(
    make_window: Callable[..., Window], language: str, scale: int
) -> None:
    window = make_window(default_tour(), (1280, 720), language=language, text_scale=scale, theme="projector")
    press(Qt.Key.Key_L, CTRL, window)
    overlay = window.overlays.open
    assert isinstance(overlay, LessonBench)
    for button in (overlay.summary.plan, *overlay.summary._buttons):
        assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()), button.text()
    rows = {overlay.cards.visualItemRect(overlay.cards.item(place)).y() for place in range(5)}
    assert len(rows) == 1 and overlay.cards.height() >= overlay.cards.gridSize().height()
