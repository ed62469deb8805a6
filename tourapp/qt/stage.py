"""The stage: a canvas that says what is pointed at and clicked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QPainter, QPen, QRadialGradient, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from tourapp.authoring import Picture, Tag, Theme, Why
from tourapp.qt.canvas import Canvas
from tourapp.qt.controls.number_frame import draw_frame, in_order
from tourapp.qt.hit import NUMBER, Hit, find_hits, hit_at
from tourapp.qt.i18n import tr
from tourapp.qt.painter import LayerCache

LIGHT = 26.0
"""Stage units from the middle of the pointer light to its edge."""


class Stage(Canvas):
    """A canvas that can be pointed at. It does not play, and knows nothing of tours."""

    hovered = Signal(object)
    """The tag of the area the pointer is on, or None."""
    clicked = Signal(object)
    """The Hit that was clicked, when a click on it does something."""
    doubled = Signal(object)
    """The Hit that was clicked twice."""
    turned = Signal(int)
    """How far the wheel was turned, away from the person above nothing, in eighths of a degree."""
    menu_asked = Signal(QPoint)
    """Where on the screen the mouse asks for the menu."""
    moved = Signal()
    """The mouse moves over the stage."""

    def __init__(self, layers: LayerCache, parent: QWidget | None = None) -> None:
        super().__init__(layers, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Stage"))
        self.pointer = False
        self.frozen = False
        self.resting = False
        self._hits: list[Hit] | None = None
        self._under: Hit | None = None
        self._at = QPointF(-1, -1)
        self._tag: Tag | None = None
        self._latest: Picture | None = None
        self._walked: int | None = None

    def set_frozen(self, frozen: bool) -> None:
        """Keep the picture that is shown, or show the latest one again."""
        if frozen != self.frozen:
            self.frozen = frozen
            if not frozen and self._latest is not None:
                self.show_picture(self._latest)

    @property
    def pointed(self) -> tuple[float, float] | None:
        """Where the mouse is, in stage units; None while it is elsewhere."""
        return (self._at.x(), self._at.y()) if self._at.x() >= 0 and self.underMouse() else None

    @property
    def under(self) -> Hit | None:
        """What lies under the pointer."""
        return self._under

    def set_theme(self, theme: Theme) -> None:
        """Change the theme."""
        self._hits = None
        super().set_theme(theme)

    def show_picture(self, picture: Picture) -> None:
        """Paint this picture from now on, and see what lies under the pointer in it; frozen, keep it for later."""
        self._latest = picture
        if self.frozen and self.picture is not None:
            return
        super().show_picture(picture)
        self.renew_hits()

    def renew_hits(self) -> None:
        """See what can be pointed at in the picture, and what lies under the pointer."""
        self._hits = None
        if self._at.x() >= 0 and self.underMouse():
            self._look_under()
        if self._walked is not None:
            self.update()

    @property
    def numbers(self) -> list[Hit]:
        """The numbers of the picture, in the order in which they are read."""
        if self.picture is None or self.blank is not None:
            return []
        return in_order(self._found())

    @property
    def areas(self) -> list[Hit]:
        """Every area of the picture that answers the pointer, lowest first."""
        return [] if self.blank is not None else self._found()

    def set_walked(self, place: int | None) -> None:
        """Frame one of the numbers, or none."""
        if place != self._walked:
            self._walked = place
            self.update()

    def set_resting(self, resting: bool) -> None:
        """Hide the arrow while nobody points (full screen), or show it again."""
        if resting != self.resting:
            self.resting = resting
            self._set_cursor()

    def set_pointer(self, on: bool) -> None:
        """Show a light in place of the arrow."""
        if on != self.pointer:
            self.pointer = on
            self._set_cursor()
            self.update()

    def point_at(self, at: QPointF) -> None:
        """Put the light at a point of the stage: somebody points elsewhere at the same picture."""
        if at != self._at:
            before, self._at = self._at, at
            self._light_moved(before)

    def _light_moved(self, before: QPointF) -> None:
        """Paint what lies under the light, and what lay under it."""
        scale, left, top = self.seen
        for at in (before, self._at):
            x, y, r = left + at.x() * scale, top + at.y() * scale, LIGHT * scale + 2
            self.update(QRectF(x - r, y - r, 2 * r, 2 * r).toAlignedRect())

    def paint_over(self, p: QPainter) -> None:
        """The mark of the number that is pointed at, and the pointer light."""
        self._mark_under(p)
        if self._walked is not None:
            for hit in self.numbers[self._walked : self._walked + 1]:
                draw_frame(p, hit, self.theme, self.tall, self.hasFocus())
        if self.pointer and self._at.x() >= 0:
            self._light(p)

    def _mark_under(self, p: QPainter) -> None:
        """A dotted line under the number that is pointed at: it can be asked why."""
        hit = self._under
        if hit is None or not isinstance(hit.act, Why) or hit.tag.kind != NUMBER:
            return
        pen = QPen(QColor(self.theme.colour("ink")), 1.5, Qt.PenStyle.DotLine)
        p.setPen(pen)
        p.drawLine(hit.area.bottomLeft(), hit.area.bottomRight())

    def _light(self, p: QPainter) -> None:
        colour = QColor(self.theme.colour("waste"))
        glow = QRadialGradient(self._at, LIGHT)
        glow.setColorAt(0.0, colour)
        glow.setColorAt(0.28, colour)
        colour.setAlphaF(0.0)
        glow.setColorAt(1.0, colour)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(glow)
        p.drawEllipse(self._at, LIGHT, LIGHT)

    # pointer --------------------------------------------------------------------------------------------------

    def stage_point(self, at: QPointF) -> QPointF:
        """A point of the widget in stage units."""
        scale, left, top = self.seen
        return QPointF((at.x() - left) / scale, (at.y() - top) / scale)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """See what lies under the pointer."""
        before, self._at = self._at, self.stage_point(event.position())
        self._look_under()
        self.moved.emit()
        if self.pointer:
            self._light_moved(before)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on an area that does something is reported; any click gives the keys back to the stage."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._at = self.stage_point(event.position())
        self._look_under()
        if event.button() == Qt.MouseButton.LeftButton and self._under is not None and self._under.act is not None:
            self.clicked.emit(self._under)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click on an area."""
        self._at = self.stage_point(event.position())
        self._look_under()
        if event.button() == Qt.MouseButton.LeftButton and self._under is not None:
            self.doubled.emit(self._under)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel is turned."""
        self.turned.emit(event.angleDelta().y())
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The mouse asks for the menu; a key does so by the table."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_asked.emit(event.globalPos())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        self._at = QPointF(-1, -1)
        self._set_under(None)
        super().leaveEvent(event)

    def hit(self, x: float, y: float) -> Hit | None:
        """What lies at a point of the stage, in stage units."""
        if self.picture is None or self.blank is not None:
            return None
        return hit_at(self._found(), x, y)

    def _found(self) -> list[Hit]:
        if self._hits is None:
            self._hits = [] if self.picture is None else find_hits(self.picture, self.theme)
        return self._hits

    def _look_under(self) -> None:
        self._set_under(self.hit(self._at.x(), self._at.y()))

    def _set_under(self, hit: Hit | None) -> None:
        before, self._under = self._under, hit
        tag = None if hit is None else hit.hovered
        if tag != self._tag:
            self._tag = tag
            self.hovered.emit(tag)
        if _key(before) != _key(hit):
            self._set_cursor()
            self._tell(hit)
            self.update()

    def _tell(self, hit: Hit | None) -> None:
        if hit is not None and isinstance(hit.act, Why):
            scale, left, top = self.seen
            at = QPointF(left + hit.area.left() * scale, top + hit.area.bottom() * scale).toPoint()
            QToolTip.showText(self.mapToGlobal(at), tr("Why this number?"), self)
        elif QToolTip.isVisible():
            QToolTip.hideText()

    def _set_cursor(self) -> None:
        if self.pointer or self.resting:
            self.setCursor(Qt.CursorShape.BlankCursor)
        elif self._under is not None and self._under.act is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()


def _key(hit: Hit | None) -> Any:
    return None if hit is None else (hit.tag, hit.act, hit.area.topLeft().toTuple())
