"""The lesson as a strip: each stop as wide as its minutes, a ruler below, and what is left of the plan."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tourapp.authoring import sizes
from tourapp.player.assembly import Assembly
from tourapp.qt.assembly.cards import PICTURE, draw_cover
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look

NUMBER = Qt.ItemDataRole.UserRole + 3
HIGH, RULER = 92.0, 52.0
STEPS = (1, 2, 5, 10, 15, 30)


class _Piece(QStyledItemDelegate):
    """Paints one stop of the strip."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Its picture and number."""
        look = self._look
        box = QRectF(option.rect).adjusted(look.px(2), look.px(2), -look.px(2), -look.px(2))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(box, look.px(8), look.px(8))
        painter.fillPath(path, look.colour("ground"))
        pixmap = index.data(PICTURE)
        if isinstance(pixmap, QPixmap) and not pixmap.isNull():
            painter.setClipPath(path)
            draw_cover(painter, box, pixmap)
            painter.setClipping(False)
        tag = QRectF(box.x() + look.px(6), box.y() + look.px(6), look.px(40), look.px(30))
        if tag.right() < box.right():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("ground", 0.92))
            painter.drawRoundedRect(tag, look.px(6), look.px(6))
            painter.setPen(look.colour("ink"))
            painter.setFont(look.font(sizes.TAG, 600, mono=True))
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, str(index.data(NUMBER)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("ink" if chosen else "line"), look.px(4 if focused else 2 if chosen else 1)))
        painter.drawPath(path)
        painter.restore()


class StripList(QListWidget):
    """The stops. Left and Right choose, Ctrl with them moves, Delete takes one out, + and - change its minutes."""

    removed = Signal(int)
    moved = Signal(int, int)
    lengthened = Signal(int, float)
    dropped = Signal(int, QPoint)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(False)
        self.setItemDelegate(_Piece(look, self))
        self.setAccessibleName(tr("The lesson"))
        self._pressed: tuple[int, QPoint] | None = None
        self._carried = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the strip."""
        row, key = self.currentRow(), event.key()
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        minutes = {Qt.Key.Key_Plus: 0.5, Qt.Key.Key_Equal: 0.5, Qt.Key.Key_Minus: -0.5}
        if key in ways:
            to = row + ways[Qt.Key(key)]
            if not 0 <= to < self.count():
                return
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.moved.emit(row, to)
            else:
                self.setCurrentRow(to)
        elif key in minutes:
            self.lengthened.emit(row, minutes[Qt.Key(key)])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.removed.emit(row)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a stop; it may be dragged from now on."""
        item = self.itemAt(event.position().toPoint())
        self._pressed = None
        if item is not None and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setCurrentItem(item)
            self._pressed, self._carried = (self.row(item), event.position().toPoint()), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the stop."""
        if self._pressed is not None:
            way = event.position().toPoint() - self._pressed[1]
            self._carried = self._carried or way.manhattanLength() >= QApplication.startDragDistance()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lay the stop down."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self._carried:
            self.dropped.emit(pressed[0], event.globalPosition().toPoint())


class StripPanel(QWidget):
    """The strip with its ruler."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._assembly = Assembly()
        self.list = StripList(look, self)
        ruler = max(look.px(RULER), look.px(18) + look.line(sizes.TAG, mono=True))
        self.setFixedHeight(look.px(HIGH) + ruler)

    def show_assembly(self, assembly: Assembly, faces: list[tuple[str, str, QPixmap | None]]) -> None:
        """Show the stops; of each its number, its title and its picture."""
        self._assembly = assembly
        row = self.list.currentRow()
        while self.list.count() > len(faces):
            self.list.takeItem(self.list.count() - 1)
        for place, (number, title, pixmap) in enumerate(faces):
            item = self.list.item(place) or QListWidgetItem()
            if item.listWidget() is None:
                self.list.addItem(item)
            minutes = assembly.stops[place].minutes
            words = tr("{title}, {minutes} minutes").format(title=title, minutes=f"{minutes:g}")
            item.setData(NUMBER, number)
            item.setData(PICTURE, pixmap)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            item.setToolTip(words)
        self.list.setCurrentRow(min(max(row, 0), len(faces) - 1))
        self._arrange()

    def place_at(self, x: float) -> int:
        """Before which stop a thing laid down at x (pixels from the left) comes."""
        middle = 0.0
        for place, stop in enumerate(self._assembly.stops):
            if x < (middle + stop.minutes / 2) * self._scale():
                return place
            middle += stop.minutes
        return len(self._assembly.stops)

    def resizeEvent(self, event: object) -> None:
        """Share the room by minutes."""
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ruler, and a dashed place for what the plan has left."""
        look, s = self._look, self._scale()
        span = max(float(self._assembly.plan), self._assembly.minutes)
        step = next((each for each in STEPS if span / each <= 10), STEPS[-1])
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setFont(look.font(sizes.TAG, mono=True))
            top, high = look.px(HIGH) + look.px(6), max(look.px(34), look.line(sizes.TAG, mono=True))
            for minute in range(0, int(span) + 1, step):
                x = min(minute * s, self.width() - 1.0)
                p.setPen(QPen(look.colour("dim"), look.px(2)))
                p.drawLine(round(x), top, round(x), top + look.px(8))
                wide = round(look.px(60) * max(1.0, look.grown))
                left = min(max(x - wide / 2, 0.0), self.width() - wide)
                flags = Qt.AlignmentFlag.AlignHCenter
                if left != x - wide / 2:
                    flags = Qt.AlignmentFlag.AlignLeft if left == 0.0 else Qt.AlignmentFlag.AlignRight
                p.setPen(look.colour("dim"))
                p.drawText(QRectF(left, top + look.px(10), wide, high), flags, str(minute))
            self._left_over(p, s)

    def _left_over(self, p: QPainter, s: float) -> None:
        left = self._assembly.plan - self._assembly.minutes
        if left < 0.5:
            return
        look = self._look
        box = QRectF(self._assembly.minutes * s, 0, left * s, look.px(HIGH)).adjusted(3, 3, -3, -3)
        p.setPen(QPen(look.colour("dim"), look.px(2), Qt.PenStyle.DashLine))
        p.drawRoundedRect(box, look.px(8), look.px(8))
        words = tr("{n} minutes left").format(n=f"{left:.0f}")
        p.setFont(look.font(sizes.TAG))
        if p.fontMetrics().horizontalAdvance(words) < box.width() - 12:
            p.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _scale(self) -> float:
        return self.width() / max(float(self._assembly.plan), self._assembly.minutes, 1.0)

    def _arrange(self) -> None:
        high, s = self._look.px(HIGH), self._scale()
        self.list.setGeometry(0, 0, max(1, round(self._assembly.minutes * s)), high)
        edges = [0.0]
        for place, stop in enumerate(self._assembly.stops):
            edges.append(edges[-1] + stop.minutes * s)
            if place < self.list.count():
                self.list.item(place).setSizeHint(QSize(max(1, round(edges[-1]) - round(edges[-2])), high))
        self.list.setVisible(bool(self._assembly.stops))
        self.update()
