"""Icons painted as paths on a 24 x 24 grid, and the tool button that shows one. No image files, no glyphs."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from tourapp.qt.style import Look

Drawing = tuple[QPainterPath, bool]
"""A path and whether it is filled (else stroked)."""


def _path(*points: tuple[float, float], close: bool = False) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    if close:
        path.closeSubpath()
    return path


def _play() -> Drawing:
    return _path((8, 5.5), (19, 12), (8, 18.5), close=True), True


def _pause() -> Drawing:
    path = QPainterPath()
    path.addRoundedRect(QRectF(6.5, 5.5, 3.8, 13), 1, 1)
    path.addRoundedRect(QRectF(13.7, 5.5, 3.8, 13), 1, 1)
    return path, True


def _next() -> Drawing:
    path = _path((6, 5.5), (15, 12), (6, 18.5), close=True)
    path.addRoundedRect(QRectF(16, 5.5, 2.6, 13), 0.8, 0.8)
    return path, True


def _previous() -> Drawing:
    path = _path((18, 5.5), (9, 12), (18, 18.5), close=True)
    path.addRoundedRect(QRectF(5.4, 5.5, 2.6, 13), 0.8, 0.8)
    return path, True


def _overview() -> Drawing:
    path = QPainterPath()
    for x in (4.5, 13.5):
        for y in (5.0, 13.5):
            path.addRoundedRect(QRectF(x, y, 6.5, 5.5), 1.2, 1.2)
    return path, False


def _compare() -> Drawing:
    path = QPainterPath()
    path.addRoundedRect(QRectF(3.6, 5.5, 7.4, 13), 1.6, 1.6)
    path.addRoundedRect(QRectF(13, 5.5, 7.4, 13), 1.6, 1.6)
    hole = QPainterPath()
    hole.addRect(QRectF(5.2, 7.1, 4.2, 9.8))
    return path.subtracted(hole), True


def _theme() -> Drawing:
    path = QPainterPath()
    path.addEllipse(QPointF(12, 12), 7.2, 7.2)
    half = QPainterPath(QPointF(12, 4.8))
    half.arcTo(QRectF(4.8, 4.8, 14.4, 14.4), 90, -180)
    half.closeSubpath()
    ring = QPainterPath()
    ring.addEllipse(QPointF(12, 12), 5.9, 5.9)
    return path.subtracted(ring).united(half), True


def _full() -> Drawing:
    path = QPainterPath()
    for x, y, dx, dy in ((5, 5, 1, 1), (19, 5, -1, 1), (5, 19, 1, -1), (19, 19, -1, -1)):
        path.addPath(_path((x + 5 * dx, y), (x, y), (x, y + 5 * dy)))
    return path, False


def _small() -> Drawing:
    path = QPainterPath()
    for x, y, dx, dy in ((10, 10, -1, -1), (14, 10, 1, -1), (10, 14, -1, 1), (14, 14, 1, 1)):
        path.addPath(_path((x + 5 * dx, y), (x, y), (x, y + 5 * dy)))
    return path, False


def _help() -> Drawing:
    path = QPainterPath()
    path.moveTo(8.6, 9.2)
    path.cubicTo(8.6, 4.6, 15.6, 4.6, 15.6, 9.2)
    path.cubicTo(15.6, 12, 12, 11.8, 12, 15)
    path.addEllipse(QPointF(12, 18.6), 0.35, 0.35)
    return path, False


def _rail() -> Drawing:
    path = QPainterPath()
    path.addRoundedRect(QRectF(4, 5.5, 16, 13), 2, 2)
    path.addPath(_path((14.5, 5.5), (14.5, 18.5)))
    return path, False


def _undo() -> Drawing:
    path = _path((9.2, 5.2), (5, 9.4), (9.2, 13.6))
    path.moveTo(5.4, 9.4)
    path.lineTo(14, 9.4)
    path.arcTo(QRectF(9.4, 9.4, 9.2, 9.2), 90, -180)
    path.lineTo(10, 18.6)
    return path, False


def _redo() -> Drawing:
    path, filled = _undo()
    flipped = QPainterPath()
    for i in range(path.elementCount()):
        element = path.elementAt(i)
        point = QPointF(24 - element.x, element.y)
        if element.isMoveTo():
            flipped.moveTo(point)
        elif element.isLineTo():
            flipped.lineTo(point)
        elif element.isCurveTo():
            second, third = path.elementAt(i + 1), path.elementAt(i + 2)
            flipped.cubicTo(point, QPointF(24 - second.x, second.y), QPointF(24 - third.x, third.y))
    return flipped, filled


def _reset() -> Drawing:
    path = QPainterPath()
    box = QRectF(5.5, 5.5, 13, 13)
    path.arcMoveTo(box, 60)
    path.arcTo(box, 60, 300)
    tip = QPointF(12 + 6.5 * math.cos(math.radians(60)), 12 - 6.5 * math.sin(math.radians(60)))
    path.addPath(_path((tip.x() - 0.2, tip.y() - 4.4), (tip.x(), tip.y()), (tip.x() - 4.6, tip.y() + 0.9)))
    return path, False


def _close() -> Drawing:
    path = _path((6.5, 6.5), (17.5, 17.5))
    path.addPath(_path((17.5, 6.5), (6.5, 17.5)))
    return path, False


def _gear() -> Drawing:
    path, teeth = QPainterPath(), 8
    for number in range(teeth):
        for share, reach in ((-0.29, 6.6), (-0.19, 9.0), (0.19, 9.0), (0.29, 6.6)):
            angle = 2 * math.pi * (number + share) / teeth
            point = QPointF(12 + reach * math.sin(angle), 12 - reach * math.cos(angle))
            path.lineTo(point) if path.elementCount() else path.moveTo(point)
    path.closeSubpath()
    path.addEllipse(QPointF(12, 12), 2.9, 2.9)
    return path, False


def _down() -> Drawing:
    return _path((6.5, 9.5), (12, 15), (17.5, 9.5)), False


ICONS: dict[str, Callable[[], Drawing]] = {
    "play": _play,
    "pause": _pause,
    "next": _next,
    "previous": _previous,
    "overview": _overview,
    "theme": _theme,
    "compare": _compare,
    "full": _full,
    "small": _small,
    "help": _help,
    "rail": _rail,
    "undo": _undo,
    "redo": _redo,
    "reset": _reset,
    "close": _close,
    "down": _down,
    "gear": _gear,
}


class IconButton(QToolButton):
    """A tool button that paints one of the icons; it takes focus by Tab only, so a click leaves the keys alone."""

    def __init__(self, icon: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._look: Look | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(words)

    def say(self, words: str, icon: str | None = None) -> None:
        """Change what the button says, and its icon."""
        if words != self.toolTip():
            self.setToolTip(words)
            self.setAccessibleName(words)
        if icon is not None and icon != self._icon:
            self._icon = icon
            self.update()

    def dress(self, look: Look, size: float) -> None:
        """Take the look; `size` is the side of the button in stage units."""
        self._look = look
        self.setFixedSize(look.px(size), look.px(size))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's background, then the icon."""
        super().paintEvent(event)
        look = self._look
        if look is None:
            return
        lit = self.underMouse() or self.hasFocus() or self.isChecked()
        colour = look.colour("ink" if lit else "dim", 1.0 if self.isEnabled() else 0.35)
        path, filled = ICONS[self._icon]()
        side = min(self.width(), self.height()) * 0.66
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.translate((self.width() - side) / 2, (self.height() - side) / 2)
            p.scale(side / 24, side / 24)
            if filled:
                p.fillPath(path, colour)
            else:
                pen = QPen(colour, 1.8)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                p.strokePath(path, pen)
