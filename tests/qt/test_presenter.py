"""Presenting: two screens that come and go, the console, the class's window, and what a clicker sends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.qt.qt_helpers import flush, wait_for
from tests.qt.two_screens import LAPTOP, PROJECTOR, FakeScreen, Hold, parts, present
from tourapp.player import intents
from tourapp.player.talks.cuts import shipped_tour
from tourapp.player.talks.rehearsals import load_rehearsals
from tourapp.player.tongue import SetLanguage
from tourapp.player.tour import Tour
from tourapp.qt.presenter import rooms
from tourapp.qt.presenter.places import pair_of
from tourapp.qt.window import Window

Key = Qt.Key


def test_f5_puts_the_class_on_the_projector_and_the_console_here(window: Window, screens: list[FakeScreen]) -> None:
    audience, console = present(window)
    assert audience.isVisible() and audience.pos() == PROJECTOR.geometry().topLeft() and audience.isFullScreen()
    assert console.isVisible() and window.stage.isHidden() and window.transport.isHidden()
    assert audience.stage.size() == audience.size(), "the picture takes the room"
    assert window.pane.asleep and not audience.pane.asleep
    assert audience.stage._layers is console.live._layers is window.stage._layers, "one cache of layers"
    assert wait_for(lambda: console.live.picture is audience.latest, 3.0), "one picture, composed once"


def test_hot_plug_both_ways(window: Window, screens: list[FakeScreen]) -> None:
    screens.remove(PROJECTOR)
    QTest.keyClick(window.stage, Key.Key_F5)
    flush()
    assert window.presenter.rooms.audience is None and window.stage.isVisible() and window.pane.state.presenting
    for _ in range(2):
        QTest.keyClick(window.stage, Key.Key_PageDown)
        spot = window.pane.state.stop, window.pane.beat
        screens.append(PROJECTOR)
        window.presenter.look()
        flush()
        assert parts(window)[0].isVisible() and (window.pane.state.stop, window.pane.beat) == spot
        screens.remove(PROJECTOR)
        window.presenter.look()
        flush()
        assert window.presenter.rooms.audience is None and window.stage.isVisible() and not window.pane.asleep
        assert window.presenter.rooms.console is not None and window.presenter.rooms.console.isHidden()
        assert window.pane.state.presenting and (window.pane.state.stop, window.pane.beat) == spot


def test_screens_are_told_apart_and_swapped(
    window: Window, screens: list[FakeScreen], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pair_of([PROJECTOR, LAPTOP]) == (1, 0) and pair_of([LAPTOP, PROJECTOR], True) == (1, 0)
    assert pair_of([LAPTOP]) == (0, 0)
    put: list[tuple[object, str]] = []
    monkeypatch.setattr(rooms, "put_on", lambda each, screen: (put.append((each, screen.name())), each.show()))
    audience, _ = present(window)
    for here, there in (("HDMI-1", "eDP-1"), ("eDP-1", "HDMI-1")):
        put.clear()
        QTest.keyClick(window, Key.Key_S)
        assert set(put) == {(window, here), (audience, there)}
        assert window.transport.isHidden()


def test_closing_the_class_window_ends_the_talk_only(window: Window, screens: list[FakeScreen]) -> None:
    audience, console = present(window)
    QTest.keyClick(window, Key.Key_PageDown)
    spot = window.pane.state.stop, window.pane.beat
    audience.close()
    flush()
    assert window.isVisible() and not window.pane.state.presenting and window.stage.isVisible()
    assert console.isHidden() and (window.pane.state.stop, window.pane.beat) == spot
    assert len(window.pane.showing.panes) == 1


def test_the_screen_does_not_sleep_in_a_talk(window: Window, screens: list[FakeScreen]) -> None:
    hold = window.presenter.awake._hold
    present(window)
    assert hold.asked == ["begin"]
    QTest.keyClick(window, Key.Key_Escape)
    flush()
    assert hold.asked == ["begin", "end"]


def test_black_is_for_the_class_and_freeze_keeps_its_picture(window: Window, screens: list[FakeScreen]) -> None:
    audience, console = present(window)
    QTest.keyClick(window, Key.Key_Period)
    assert audience.stage.blank == "black" and window.blank.isHidden() and console.live.blank == "black"
    assert "black" in console.mark.text()
    QTest.keyClick(window, Key.Key_Period)
    QTest.keyClick(window, Key.Key_Z)
    shown = audience.stage.picture
    QTest.keyClick(window, Key.Key_PageDown)
    assert wait_for(lambda: audience.latest is not None and audience.latest is not shown, 3.0)
    assert audience.stage.picture is shown and "Frozen" in console.mark.text()
    QTest.keyClick(window, Key.Key_Z)
    assert audience.stage.picture is audience.latest


def test_a_jump_shows_no_other_scene(window: Window, screens: list[FakeScreen]) -> None:
    audience, console = present(window)
    seen: set[int] = set()
    audience.pane.drawn.connect(lambda _picture: seen.add(audience.pane.index))
    console.ruler.stops[3].click()
    wait_for(lambda: audience.pane.index == 3 and 3 in seen, 3.0)
    assert seen == {3}


def reachable(top: QWidget) -> list[QWidget]:
    """Everything in a window that can have the keys."""
    return [
        each
        for each in top.findChildren(QWidget)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]


def test_a_clicker_works_whatever_has_the_keys(window: Window, screens: list[FakeScreen]) -> None:
    audience, console = present(window)
    tried = 0
    for widget in [*reachable(console), *reachable(audience)]:
        if not widget.isVisible():
            continue
        tried += 1
        window.pane.dispatch(intents.SeekBeat(0, 1))
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClick(widget, Key.Key_PageDown)
        assert window.pane.beat == 2, widget
        QTest.keyClick(widget, Key.Key_PageUp)
        QTest.keyClick(widget, Key.Key_PageUp)
        assert window.pane.beat < 2, widget
        if not hasattr(widget, "lineEdit") and type(widget).__name__ != "QLineEdit":
            QTest.keyClick(widget, Key.Key_Period)
            assert window.pane.state.blank == "black", widget
            QTest.keyClick(widget, Key.Key_Period)
    assert tried > 15


def test_the_keys_go_home_from_the_class_window(window: Window, screens: list[FakeScreen]) -> None:
    audience, _ = present(window)
    audience.activateWindow()
    audience.stage.setFocus()
    assert wait_for(lambda: QApplication.activeWindow() is window, 3.0)
    QTest.keyClick(QApplication.focusWidget() or audience, Key.Key_O)
    flush()
    assert window.isAncestorOf(QApplication.focusWidget()), "an overlay has the keys"


def test_f5_and_escape_in_turn_begin_and_end(window: Window, screens: list[FakeScreen]) -> None:
    for _ in range(4):
        present(window)
        assert window.pane.state.presenting and window.pane.state.stop == 0
        QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Escape)
        flush()
        assert not window.pane.state.presenting and window.presenter.rooms.audience is None
        assert window.stage.isVisible()


def test_a_control_on_the_console_is_mirrored_for_the_class(window: Window, screens: list[FakeScreen]) -> None:
    audience, console = present(window)
    slider = next(row for row in console.rail.rows.values() if row.isVisible() and hasattr(row, "slider")).slider
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(20, slider.height() // 2))
    QTest.mouseMove(slider, QPoint(60, slider.height() // 2))
    assert wait_for(audience.mirror.isVisible, 3.0)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(60, slider.height() // 2))


def test_console_names_everything_and_tells_clock_and_place(window: Window, screens: list[FakeScreen]) -> None:
    _, console = present(window)
    nameless = [each for each in reachable(console) if not (each.accessibleName() or getattr(each, "text", str)())]
    assert [type(each).__name__ for each in nameless if type(each).__name__ not in ("QWidget", "QLineEdit")] == []
    time = [100.0]
    window.presenter.now = lambda: time[0]
    window.presenter._last = 100.0
    time[0] = 165.0
    window.presenter.tick()
    flush()
    assert console.head.clocks.elapsed.value.startswith("1:0")
    assert "beat 1 of 3" in console.head.place.text()
    assert console.next.title.startswith("01") and "Caption 1" in console.next.caption


def test_what_comes_next_is_told_in_the_language_of_the_stage(make_window: Callable[..., Window]) -> None:
    window = make_window(shipped_tour("request_10"))
    window.presenter.screens = lambda: [LAPTOP, PROJECTOR]
    window.presenter.awake._hold = Hold()
    _, console = present(window)
    said = console.next
    assert wait_for(lambda: "8,683" in said.caption, 5.0), "its numbers come while the beat still plays"
    english = said.title
    window.pane.dispatch(SetLanguage("es"))
    assert wait_for(lambda: "8,683" in said.caption and "Frankfurt" in said.caption and said.title != english, 5.0)
    assert said.title.startswith("01") and "Light" not in said.caption
    window.presenter.close()


def test_the_mark_of_running_work_hides_nothing_of_the_console(window: Window, screens: list[FakeScreen]) -> None:
    _, console = present(window)
    window.mark.show()
    window._lay_out(True)
    flush()
    there = window.mark.geometry()
    parts_of_it = (console.foot.buttons["Esc"], console.ruler, console.live, console.notes, console.larger)
    places = [QRect(part.mapTo(window.desk, QPoint(0, 0)), part.size()) for part in parts_of_it]
    assert window.desk.rect().contains(there) and not any(there.intersects(place) for place in places)


def test_a_whole_run_is_kept_as_a_rehearsal(window: Window, screens: list[FakeScreen], tmp_path: Path) -> None:
    present(window)
    for _ in range(7):
        QTest.keyClick(window, Key.Key_PageDown)
        window.presenter.tick()
        window.pane.dispatch(intents.Tick(2.0))
        window.pane.dispatch(intents.Tick(2.0))
    QTest.keyClick(window, Key.Key_Escape)
    flush()
    assert list(load_rehearsals(tmp_path)[0]) == [window.pane.tour.id]
    assert window.presenter.has_run


def test_the_drawer_of_one_screen(window: Window, screens: list[FakeScreen]) -> None:
    screens.remove(PROJECTOR)
    whole = window.stage.width()
    QTest.keyClick(window.stage, Key.Key_D)
    flush()
    drawer = window.presenter.rooms.drawer
    assert drawer is not None and drawer.isVisible() and window.stage.width() == pytest.approx(whole * 0.717, abs=2)
    QTest.keyClick(window.stage, Key.Key_D)
    flush()
    assert drawer.isHidden() and window.stage.width() == whole


def test_another_cut_goes_on_where_it_is_and_the_whole_tour_comes_back(
    make_window: Callable[..., Window], tmp_path: Path
) -> None:
    window = make_window(shipped_tour("request"))
    window.presenter.screens = lambda: [LAPTOP, PROJECTOR]
    window.presenter.folder = tmp_path
    window.presenter.awake._hold = Hold()
    _, console = present(window)
    assert [button.text() for button in console.head.cuts.buttons] == ["10", "25", "50", "all"]
    console.head.cuts.buttons[0].click()
    flush()
    assert window.pane.tour.id == "request_10" and len(console.ruler.stops) == len(window.pane.tour.stops)
    assert window.presenter.plan().total == pytest.approx(600.0)
    QTest.keyClick(window, Key.Key_Escape)
    flush()
    assert window.pane.tour.id == "request" and window.transport.tour is window.pane.tour


def test_the_window_closes_with_a_talk_running(window: Window, tour: Tour, screens: list[FakeScreen]) -> None:
    present(window)
    window.close()
    flush()
    assert window.presenter.rooms.audience is None and window.pane.showing.panes == []
