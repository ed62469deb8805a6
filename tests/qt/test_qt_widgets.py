"""Native controls: slider, field and declaration agree on every value; text is clipped; rows fit every kind."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.qt.qt_helpers import flush
from tourapp.authoring import DARK, PROJECTOR, Button, Choice, Slider, Text, Toggle
from tourapp.qt.controls.fields import PromptEdit
from tourapp.qt.controls.slider import TrackSlider
from tourapp.qt.controls.widgets import MenuRow, SegmentsRow, SliderRow, make_row
from tourapp.qt.style import Look
from tourapp.world import controls

SLIDERS = [item for item in controls().values() if isinstance(item, Slider)]


@pytest.fixture(autouse=True)
def application(qt: QApplication) -> QApplication:
    return qt


@pytest.mark.parametrize("control", SLIDERS, ids=lambda item: item.id)
def test_every_position_of_a_slider_is_an_allowed_value_and_both_ends_are_reached(control: Slider) -> None:
    slider = TrackSlider(control)
    for position in {0, 1, slider.maximum() // 3, slider.maximum() // 2, slider.maximum() - 1, slider.maximum()}:
        value = slider.at(position)
        assert control.check(value) == value
    assert slider.at(0) == control.low
    assert slider.at(slider.maximum()) == pytest.approx(control.high, abs=control.step / 2)
    slider.show_value(control.default)
    assert slider.at(slider.value()) == pytest.approx(control.default, rel=0.02, abs=control.step / 2)


@pytest.mark.parametrize("control", SLIDERS, ids=lambda item: item.id)
def test_an_arrow_always_reaches_another_value(control: Slider) -> None:
    slider = TrackSlider(control)
    slider.show_value(control.low)
    seen = [control.low]
    slider.picked.connect(lambda value, drag: seen.append(value))
    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    there = round((control.high - control.low) / control.step) + 1
    assert len(set(seen)) == min(4, there) and seen == sorted(seen)


@pytest.mark.parametrize("control", SLIDERS, ids=lambda item: item.id)
def test_slider_and_field_show_the_same_number(control: Slider) -> None:
    row = SliderRow(control)
    row.resize(320, int(row.place_on_rail.box.h))
    row.dress(Look(DARK, 1.0))
    for value in (control.low, control.default, control.high):
        row.show_value(value)
        assert row.field.value() == pytest.approx(value)
        assert row.slider._exact == value
        shown = row.field.text()
        if value == control.low and control.off_text:
            assert shown == control.off_text
        else:
            assert shown.replace(",", "").strip("$").split(" ")[0] == f"{value:.{control.decimals}f}"
        width = row.field.fontMetrics().horizontalAdvance(shown)
        assert width <= row.field.width(), f"{shown} is cut"


@given(st.floats(0, 2))
def test_any_exact_value_survives_being_shown(value: float) -> None:
    row = SliderRow(controls()["temperature"])  # type: ignore[arg-type]
    got: list[Any] = []
    row.changed.connect(lambda *words: got.append(words))
    row.show_value(round(value, 4))
    assert row.field.value() == pytest.approx(round(value, 4)) and got == [], "showing reports nothing"


def test_a_computed_number_stays_exact_when_its_field_is_left() -> None:
    row = SliderRow(Slider("x", "X", 0.05, 120, 1, 0.05, unit="s"))
    got: list[Any] = []
    row.changed.connect(lambda *words: got.append(words))
    row.show_value(3.326527848)
    assert row.field.text().startswith("3.33")
    row.field.interpretText()
    assert row.field.value() == pytest.approx(3.326528, abs=1e-9) and got == []
    row.field.lineEdit().setText("3.327")
    row.field.interpretText()
    assert row.field.value() == pytest.approx(3.327)


def test_a_drag_reports_values_and_then_one_final_value() -> None:
    row = SliderRow(Slider("x", "X", 0, 10, 5))
    row.resize(300, 52)
    row.dress(Look(DARK, 1.0))
    got: list[tuple[Any, bool]] = []
    row.changed.connect(lambda value, drag: got.append((value, drag)))
    middle = row.slider.height() // 2
    QTest.mousePress(row.slider, Qt.MouseButton.LeftButton, pos=QPoint(10, middle))
    QTest.mouseMove(row.slider, QPoint(150, middle))
    QTest.mouseRelease(row.slider, Qt.MouseButton.LeftButton, pos=QPoint(290, middle))
    assert got[0] == (0, True) and got[-1] == (10, False)
    assert all(drag for _, drag in got[:-1])


def test_a_wheel_that_passes_by_changes_nothing() -> None:
    slider = TrackSlider(Slider("x", "X", 0, 10, 5))
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, turn)
    assert slider.value() == 5


@pytest.mark.parametrize(
    "control",
    [
        Slider("a", "A", 0, 1, 0.5, 0.1),
        Choice("b", "B", ((1, "One"), (2, "Two")), 1),
        Choice("c", "C", tuple((n, f"Number {n}") for n in range(9)), 3),
        Toggle("d", "D"),
        Text("e", "E"),
        Button("f", "F"),
    ],
    ids=lambda item: item.id,
)
@pytest.mark.parametrize(
    "look", [Look(DARK, 0.5), Look(DARK, 1.0), Look(PROJECTOR, 2.0)], ids=["small", "usual", "large"]
)
def test_every_kind_of_control_can_be_shown_and_painted(control: Any, look: Look) -> None:
    holder = QWidget()
    row = make_row(control, holder)
    row.resize(look.px(320), look.px(row.place_on_rail.box.h))
    row.dress(look)
    row.show_value(control.default)
    holder.resize(look.px(340), look.px(60))
    assert not holder.grab().toImage().isNull()
    inner = [child for child in row.children() if isinstance(child, QWidget)]
    assert inner and all(row.rect().contains(child.geometry().topLeft()) for child in inner)


def test_choices_report_their_values() -> None:
    few = make_row(Choice("b", "B", (("x", "One"), ("y", "Two")), "x"))
    many = make_row(Choice("c", "C", tuple((n, f"Number {n}") for n in range(9)), 3))
    got: list[Any] = []
    assert isinstance(few, SegmentsRow) and isinstance(many, MenuRow)
    for row in (few, many):
        row.changed.connect(lambda value, drag: got.append(value))
    few.show_value("x")
    few.buttons[1].click()
    many.show_value(5)
    many.box.setCurrentIndex(7)
    many.box.activated.emit(7)
    assert got == ["y", 7]


def test_pasted_text_is_clipped_and_cleaned() -> None:
    edit = PromptEdit(50)
    got: list[str] = []
    edit.written.connect(got.append)
    QGuiApplication.clipboard().setText("y" * 1_000_000)
    QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == "y" * 50 and got[-1] == "y" * 50
    edit.show_words("a \ud800 b")
    assert "\ud800" not in edit.text()


def test_text_cannot_be_dropped_past_the_cleaner() -> None:
    edit = PromptEdit(50)
    data = QMimeData()
    data.setText("z" * 10_000)
    drop = QDropEvent(
        QPointF(2, 2),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    QApplication.sendEvent(edit, drop)
    assert edit.text() == ""


def test_what_is_being_written_is_not_overwritten() -> None:
    holder = QWidget()
    edit = PromptEdit(50, holder)
    holder.show()
    holder.activateWindow()
    edit.setFocus()
    flush()
    QTest.keyClicks(edit, "mine")
    edit.show_words("theirs")
    assert edit.text() == "mine"
    holder.close()
