"""The window by keyboard and by ear: the rail after the stage, real values and units, how much moves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers import make_offline
from tests.qt.qt_helpers import flush
from tourapp.player import intents
from tourapp.player.state import MOTIONS, control_value
from tourapp.qt.controls.slider import TrackSlider
from tourapp.qt.controls.widgets import SliderRow
from tourapp.qt.window import Window


def at(make_window: Callable[..., Window], scene: str, beat: int) -> Window:
    tour = make_offline().tour
    window = make_window(tour)
    window.pane.dispatch(intents.SeekBeat(tour.index(scene), beat))
    window.pane.showing.manual()
    window.pane.draw()
    flush()
    return window


def slider(window: Window, name: str) -> TrackSlider:
    row = window.rail.rows[name]
    assert isinstance(row, SliderRow)
    return row.slider


def test_the_rail_follows_the_stage_and_the_bar_comes_last(make_window: Callable[..., Window]) -> None:
    window = at(make_window, "sampling", 2)
    window.stage.setFocus()
    met: list[QWidget] = []
    for _ in range(30):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
        if met[-1] is window.stage:
            break
    inside = [window.rail.isAncestorOf(widget) for widget in met]
    assert met[0] is slider(window, "temperature") and met[-1] is window.stage
    assert inside == sorted(inside, reverse=True) and sum(inside) >= 5
    assert any(window.transport.isAncestorOf(widget) for widget in met)
    assert all(widget.accessibleName() or getattr(widget, "text", str)() for widget in met)


def test_a_listener_is_told_the_real_value_its_unit_and_its_range(make_window: Callable[..., Window]) -> None:
    window = at(make_window, "sampling", 2)
    heard = QAccessible.queryAccessibleInterface(slider(window, "temperature"))
    assert heard.text(QAccessible.Text.Name) == "Temperature" and heard.text(QAccessible.Text.Value) == "0.80"
    value = heard.valueInterface()
    assert (value.currentValue(), value.minimumValue(), value.maximumValue()) == (0.8, 0.0, 2.0)
    value.setCurrentValue(1.2)
    flush()
    assert control_value(window.pane.state, window.pane.stop, "temperature") == 1.2


def test_a_unit_is_in_the_name_of_a_slider(make_window: Callable[..., Window]) -> None:
    window = at(make_window, "queue", 0)
    heard = QAccessible.queryAccessibleInterface(slider(window, "arrival_rate"))
    assert heard.text(QAccessible.Text.Name) == "Arrival rate, /s"
    assert heard.text(QAccessible.Text.Value).endswith("/s")


def test_a_mouse_drag_gives_the_keys_back_and_tab_keeps_them(make_window: Callable[..., Window]) -> None:
    window = at(make_window, "sampling", 2)
    dragged = slider(window, "temperature")
    QTest.mousePress(dragged, Qt.MouseButton.LeftButton, pos=QPoint(30, dragged.height() // 2))
    QTest.mouseMove(dragged, QPoint(90, dragged.height() // 2))
    QTest.mouseRelease(dragged, Qt.MouseButton.LeftButton, pos=QPoint(90, dragged.height() // 2))
    flush()
    assert QApplication.focusWidget() is window.stage
    dragged.setFocus(Qt.FocusReason.TabFocusReason)
    before = dragged.exact
    QTest.keyClick(dragged, Qt.Key.Key_Right)
    assert dragged.exact > before and dragged.hasFocus()


def test_how_much_moves_is_chosen_in_the_window(make_window: Callable[..., Window]) -> None:
    window = at(make_window, "queue", 0)
    choices = {action.data(): action for action in window.transport.speeds.actions() if action.data() in MOTIONS}
    assert list(choices) == list(MOTIONS) and choices["full"].isChecked()
    choices["none"].trigger()
    flush()
    assert window.pane.state.motion == "none" and choices["none"].isChecked() and not choices["full"].isChecked()


def test_x_and_its_button_show_b_beside_a_and_the_control_moves_b(make_window: Callable[..., Window]) -> None:
    window = at(make_window, "sampling", 2)
    assert window.transport.compare.isEnabled()
    QTest.keyClick(window.stage, "X")
    flush()
    moved = slider(window, "temperature")
    assert window.pane.state.compared == {"temperature": 1.6} and moved.exact == 1.6
    moved.setValue(moved.position_of(1.2))
    flush()
    assert window.pane.state.compared == {"temperature": 1.2}
    assert control_value(window.pane.state, window.pane.stop, "temperature") == 0.8
    window.pane.draw()
    assert window.pane.trouble is None
    window.transport.compare.click()
    flush()
    assert window.pane.state.compared is None and slider(window, "temperature").exact == 0.8


def test_the_button_sleeps_where_there_is_nothing_to_compare(make_window: Callable[..., Window]) -> None:
    assert not at(make_window, "queue", 0).transport.compare.isEnabled()
