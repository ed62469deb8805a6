"""The scrub bar: the whole tour as one line, cut where scenes meet, with a mark for every beat."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QToolTip, QWidget

from tourapp.player.marks import marks_of
from tourapp.player.tour import Tour
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look

PER_SECOND = 100
"""Slider positions in one second."""
SNAP = 5.0
"""Widget pixels within which the pointer takes the start of a beat."""


def clock_words(seconds: float) -> str:
    """Minutes and seconds."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


class ScrubBar(QSlider):
    """A native slider over the time of the tour, painted as segments. `sought` carries seconds."""

    sought = Signal(float)

    def __init__(self, tour: Tour, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._places: tuple[Any, list[tuple[float, float]], list[float]] = (None, [], [])
        self._look: Look | None = None
        self._at: float | None = None
        self.show_tour(tour)
        self.setSingleStep(PER_SECOND // 2)
        self.setPageStep(5 * PER_SECOND)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Place in the tour"))
        self.valueChanged.connect(lambda place: self.sought.emit(place / PER_SECOND))

    def show_tour(self, tour: Tour) -> None:
        """Take the time of a tour."""
        self.tour, self.marks = tour, marks_of(tour)
        self._places = (None, [], [])
        self.blockSignals(True)
        self.setRange(0, max(1, round(tour.duration * PER_SECOND)))
        self.blockSignals(False)
        self.update()

    def show_time(self, seconds: float) -> None:
        """Show a time without reporting it; less than half a pixel is not worth painting the bar again."""
        ended = seconds <= 0.0 or seconds >= self.tour.duration
        if not ended and abs(self.x_of(seconds) - self.x_of(self.value() / PER_SECOND)) < 0.5:
            return
        self.blockSignals(True)
        self.setValue(round(seconds * PER_SECOND))
        self.blockSignals(False)

    def describe(self, seconds: float) -> None:
        """Tell a screen reader where we are; called when the beat changes, not with every frame."""
        mark = self.marks.all[self.marks.at(seconds)]
        self.setAccessibleDescription(f"{tr(self.tour.stops[mark.stop].title)}, {clock_words(seconds)}")

    def dress(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self.update()

    # geometry -------------------------------------------------------------------------------------------------

    def x_of(self, seconds: float) -> float:
        """Where a time stands, in widget pixels."""
        edge = self._edge()
        return edge + (self.width() - 2 * edge) * seconds / max(1e-9, self.tour.duration)

    def time_at(self, x: float) -> float:
        """The time under a pointer, drawn to the start of a beat when that is very near."""
        edge = self._edge()
        share = min(max((x - edge) / max(1.0, self.width() - 2 * edge), 0.0), 1.0)
        time = share * self.tour.duration
        near = min((mark.start for mark in self.marks.all), key=lambda start: abs(start - time))
        return near if abs(self.x_of(near) - x) <= SNAP else time

    def _edge(self) -> float:
        return 9.0 * (self._look.scale if self._look else 1.0)

    # pointer --------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the pointer is."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go(event.position().x())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow while pressed; else tell what is there."""
        self._at = event.position().x()
        if self.isSliderDown():
            self._go(self._at)
        self._tell(event)
        self.update()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay there."""
        if self.isSliderDown():
            self._go(event.position().x())
            self.setSliderDown(False)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        self._at = None
        self.update()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that passes by does not move the tour."""
        event.ignore()

    def _go(self, x: float) -> None:
        seconds = self.time_at(x)
        self.show_time(seconds)
        self.update()
        self.sought.emit(seconds)

    def _tell(self, event: QMouseEvent) -> None:
        seconds = self.time_at(event.position().x())
        mark = self.marks.all[self.marks.at(seconds)]
        stop = self.tour.stops[mark.stop]
        caption = stop.scene.timeline.beats[mark.beat].caption
        words = f"{mark.stop + 1}  {tr(stop.title)}, {clock_words(seconds)}"
        if "{" not in caption:  # numbers of a beat are known only while it is drawn
            words += f"\n{tr(caption)}"
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    # paint ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Scenes as segments, what has played filled, beats as ticks, a handle."""
        look = self._look
        if look is None or not self.marks.all:
            return
        s, middle = look.scale, self.height() / 2
        warm = self.underMouse() or self.hasFocus() or self.isSliderDown()
        thick = (6.0 if warm else 4.0) * s
        now = self.x_of(self.value() / PER_SECOND)
        part = event.rect()  # often only where the stage beneath has changed
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(Qt.PenStyle.NoPen)
            self._paint_scenes(p, look, QRectF(part.x(), middle - thick / 2, part.width(), thick), now)
            if self._at is not None and not self.isSliderDown():
                p.setBrush(look.colour("ink", 0.5))
                p.drawRect(QRectF(self.x_of(self.time_at(self._at)) - s, middle - 8 * s, 2 * s, 16 * s))
            p.setBrush(look.colour("ink"))
            reach = (8.0 if warm else 6.5) * s
            p.drawEllipse(QPointF(now, middle), reach, reach)

    def _paint_scenes(self, p: QPainter, look: Look, line: QRectF, now: float) -> None:
        """Segments and ticks as far as they touch `line`: a piece of the bar, as thick as the bar is."""
        segments, ticks = self._laid_out(look)
        for left, right in segments:
            if right < line.left() or left > line.right():
                continue
            track = QRectF(left, line.y(), right - left, line.height())
            p.setBrush(look.colour("line", fill=True))
            p.drawRoundedRect(track, line.height() / 2, line.height() / 2)
            if now > left:
                track.setRight(min(right, now))
                p.setBrush(look.colour("ink", fill=True))
                p.drawRoundedRect(track, line.height() / 2, line.height() / 2)
        for x in ticks:
            if line.left() - 2 <= x <= line.right() + 2:
                p.setBrush(look.colour("ground" if x < now else "dim"))
                p.drawRect(QRectF(x - 0.75 * look.scale, line.y(), 1.5 * look.scale, line.height()))

    def _laid_out(self, look: Look) -> tuple[list[tuple[float, float]], list[float]]:
        """Left and right edge of every scene with the passage after it, and the beats inside scenes, in widget px."""
        about = (self.width(), look.scale)
        if self._places[0] != about:
            starts = [self.x_of(start) for start in self.tour.starts]
            ends = [*(start - 4.0 * look.scale for start in starts[1:]), self.x_of(self.tour.duration)]
            inside = [self.x_of(mark.start) for mark in self.marks.all if mark.start not in set(self.tour.starts)]
            self._places = (about, list(zip(starts, ends, strict=True)), inside)
        return self._places[1:]
