"""A native slider with whole steps for a declared number, painted as a thin track filled up to a white handle."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from tourapp.authoring import Slider, fill, slider_words
from tourapp.player.drawn_controls import KNOB, SMALL_KNOB
from tourapp.qt.controls.slider_access import tell_real_values
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look

LOG_STEPS = 600
"""Positions of a slider with a logarithmic scale."""


class TrackSlider(QSlider):
    """Its integer positions stand for the steps of the control; `picked` carries the value and "still dragging"."""

    picked = Signal(object, bool)
    let_go = Signal()
    """The mouse has let go of the handle: the keys are the stage's again."""

    def __init__(self, control: Slider, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        tell_real_values()
        self.control = control
        self._look: Look | None = None
        self._large, self._role = True, "ink"
        self._exact: float = control.default
        self._dragged = False
        steps = LOG_STEPS if control.log else round((control.high - control.low) / control.step)
        self.setRange(0, max(1, steps))
        self.setSingleStep(1)
        self.setPageStep(max(1, steps // 10))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        name = fill("{label}, {unit}", {"label": tr(control.label), "unit": tr(control.unit)})
        self.setAccessibleName(name if control.unit else tr(control.label))
        self.show_value(control.default)
        self.valueChanged.connect(self._moved)

    @property
    def exact(self) -> float:
        """The value; it need not be on a step."""
        return self._exact

    def at(self, position: int) -> Any:
        """The value at a position."""
        if self.control.log:
            return self.control.at(position / self.maximum())
        return self.control.clamp(self.control.low + position * self.control.step)

    def position_of(self, value: float) -> int:
        """The nearest position of a value."""
        if self.control.log:
            return round(self.control.fraction(value) * self.maximum())
        return round((value - self.control.low) / self.control.step)

    def show_value(self, value: float) -> None:
        """Show a value without reporting it. It need not be on a step."""
        self._exact = value
        self.blockSignals(True)
        self.setValue(self.position_of(value))
        self.blockSignals(False)
        self._describe()
        self.update()

    def dress(self, look: Look, *, large: bool, role: str) -> None:
        """Take colours and sizes."""
        self._look, self._large, self._role = look, large, role
        self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(" ".join(slider_words(self.control, self._exact)).strip())

    def _moved(self, position: int) -> None:
        self._exact = self.at(position)
        self._describe()
        self.update()
        self.picked.emit(self._exact, self.isSliderDown())

    # pointer: the handle jumps to where it is pressed and follows ---------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump to the pointer and start to drag."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setSliderDown(True)
        self._follow(event.position().x())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self.isSliderDown():
            self._follow(event.position().x())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The drag is over: report the value once more as final."""
        if self.isSliderDown():
            self._follow(event.position().x())
            self.setSliderDown(False)
            self.picked.emit(self._exact, False)
            self.let_go.emit()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn only what has the focus: a wheel that passes by changes nothing."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow always reaches another value, also where many positions of a logarithmic scale share one."""
        ways = {Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1}
        way = ways.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        position = self.value() + way
        while self.minimum() <= position <= self.maximum() and self.at(position) == self._exact:
            position += way
        self.setValue(position)
        event.accept()

    def _follow(self, x: float) -> None:
        edge = self._edge()
        share = (x - edge) / max(1.0, self.width() - 2 * edge)
        self.setValue(round(min(max(share, 0.0), 1.0) * self.maximum()))

    def _edge(self) -> float:
        return self._knob / 2 * (self._look.scale if self._look else 1.0)

    @property
    def _knob(self) -> float:
        return KNOB if self._large else SMALL_KNOB

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, filled part, handle, and a ring when the keys are here."""
        look = self._look
        if look is None:
            return
        s, middle, edge = look.scale, self.height() / 2, self._edge()
        high = (12.0 if self._large else 8.0) * s
        x = edge + (self.width() - 2 * edge) * min(max(self.control.fraction(self._exact), 0.0), 1.0)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(Qt.PenStyle.NoPen)
            track = QRectF(0, middle - high / 2, self.width(), high)
            p.setBrush(look.colour("line", fill=True))
            p.drawRoundedRect(track, high / 2, high / 2)
            p.setBrush(look.colour("dim", fill=True))
            p.drawRoundedRect(QRectF(0, track.top(), x, high), high / 2, high / 2)
            lit = self.underMouse() or self.isSliderDown()
            reach = edge - (0.0 if lit else 1.0) * s
            if self.hasFocus():
                p.setPen(QPen(look.colour("prefill"), 3.0 * s))
                reach -= 1.5 * s
            p.setBrush(look.colour(self._role))
            p.drawEllipse(QPointF(x, middle), reach, reach)
