"""The cards of the bench: each scene's picture, number and title, a mark where it is in the lesson, a tick per beat."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen, QPixmap
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
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look

COLUMNS, MOST_LINES = 5, 3
"""Cards in a row; lines that a title may take."""
FACE = Qt.ItemDataRole.UserRole + 1
PICTURE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class CardFace:
    """What a card shows beside its picture. kept: the beats that are in the lesson; None where the scene is not."""

    number: str
    title: str
    beats: int
    kept: tuple[int, ...] | None


class CardPainter(QStyledItemDelegate):
    """Paints one card; knows where its ticks stand."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The card."""
        look, face = self._look, index.data(FACE)
        box = self.box(QRectF(option.rect))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        round_box = QPainterPath()
        round_box.addRoundedRect(box, look.px(12), look.px(12))
        painter.fillPath(round_box, look.colour("raised"))
        shown = isinstance(face, CardFace) and face.kept is not None
        self._picture(painter, round_box, box, index.data(PICTURE), shown)
        if isinstance(face, CardFace):
            self._words(painter, box, face, shown)
            self._ticks(painter, box, face)
            if shown:
                draw_mark(painter, look, QPointF(box.right() - look.px(26), box.y() + look.px(26)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("ink" if chosen else "line"), look.px(4 if focused else 2 if chosen else 1)))
        painter.drawPath(round_box)
        painter.restore()

    def box(self, cell: QRectF) -> QRectF:
        """The card in its cell."""
        gap = self._look.px(6)
        return cell.adjusted(gap, gap, -gap, -gap)

    def tick_at(self, cell: QRectF, beats: int, at: QPointF) -> int:
        """Which tick lies under a point; -1 for none."""
        box = self.box(cell)
        for place in range(beats):
            tick = self._tick(box, beats, place)
            if tick.adjusted(-2, -self._look.px(10), 2, self._look.px(10)).contains(at):
                return place
        return -1

    def _tick(self, box: QRectF, beats: int, place: int) -> QRectF:
        look, gap = self._look, self._look.px(6)
        left, width = box.x() + look.px(16), box.width() - look.px(32)
        each = (width - gap * (beats - 1)) / max(1, beats)
        return QRectF(left + place * (each + gap), box.bottom() - look.px(20), each, look.px(8))

    def _picture(self, painter: QPainter, clip: QPainterPath, box: QRectF, pixmap: object, shown: bool) -> None:
        if not isinstance(pixmap, QPixmap) or pixmap.isNull():
            return
        room = QRectF(box.x(), box.y(), box.width(), box.height() - self._look.px(66))
        painter.save()
        painter.setClipPath(clip)
        painter.setOpacity(1.0 if shown else 0.4)
        draw_cover(painter, room, pixmap)
        painter.restore()

    def _words(self, painter: QPainter, box: QRectF, face: CardFace, shown: bool) -> None:
        look = self._look
        line = QRectF(box.x() + look.px(16), box.bottom() - look.px(62), box.width() - look.px(32), look.px(36))
        number, words = look.font(sizes.TAG, 600, mono=True), look.font(sizes.TAG, 600 if shown else 400)
        painter.setPen(look.colour("ink" if shown else "dim"))
        painter.setFont(number)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, face.number)
        room = line.adjusted(QFontMetricsF(number).horizontalAdvance("00") + look.px(12), 0, 0, 0)
        painter.setFont(words)
        metrics = QFontMetricsF(words)
        if metrics.horizontalAdvance(face.title) <= room.width():
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, face.title)
            return
        flags = int(Qt.AlignmentFlag.AlignBottom) | int(Qt.TextFlag.TextWordWrap)
        need = metrics.boundingRect(QRectF(0, 0, room.width(), 1e4), flags, face.title).height()
        high = min(need, MOST_LINES * metrics.lineSpacing())
        some = room.adjusted(0, room.height() - high - look.px(2), 0, look.px(2))
        painter.fillRect(some.adjusted(line.left() - room.left(), look.px(-4), look.px(14), 0), look.colour("raised"))
        painter.drawText(some, flags, face.title)
        painter.setFont(number)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, face.number)

    def _ticks(self, painter: QPainter, box: QRectF, face: CardFace) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for place in range(face.beats):
            kept = face.kept is not None and place in face.kept
            painter.setBrush(self._look.colour("ink") if kept else self._look.colour("line"))
            tick = self._tick(box, face.beats, place)
            painter.drawRoundedRect(tick, tick.height() / 2, tick.height() / 2)


def draw_cover(painter: QPainter, room: QRectF, pixmap: QPixmap) -> None:
    """A picture that fills a room, its middle kept."""
    whole = QRectF(pixmap.rect())
    scale = max(room.width() / whole.width(), room.height() / whole.height())
    width, height = room.width() / scale, room.height() / scale
    part = QRectF((whole.width() - width) / 2, (whole.height() - height) / 2, width, height)
    painter.drawPixmap(room, pixmap, part)


def draw_mark(painter: QPainter, look: Look, centre: QPointF) -> None:
    """The mark of what is in the lesson: a check in a disc."""
    r = look.px(15)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("good"))
    painter.drawEllipse(centre, r, r)
    painter.setPen(QPen(QColor(look.colour("ground")), look.px(3)))
    x, y = centre.x(), centre.y()
    painter.drawPolyline(
        [QPointF(x - r * 0.45, y), QPointF(x - r * 0.1, y + r * 0.38), QPointF(x + r * 0.5, y - r * 0.36)]
    )


class CardList(QListWidget):
    """The grid. Arrows choose, Enter puts a card into the lesson or takes it out, digits tick beats, Space goes to the
    beats; a card can be dragged."""

    toggled = Signal(int)
    ticked = Signal(int, int)
    beats_wanted = Signal()
    dragged = Signal(int, QPoint)
    dropped = Signal(int, QPoint)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._painter = CardPainter(look, self)
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setUniformItemSizes(True)
        self.setDragEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(tr("Scenes to choose from"))
        self._pressed: tuple[int, QPoint] | None = None
        self._carried = False

    def show_face(self, row: int, face: CardFace) -> None:
        """Show a card, and say the same to a screen reader."""
        item = self.item(row) or QListWidgetItem()
        if item.listWidget() is None:
            self.addItem(item)
        item.setText(face.title)
        item.setData(FACE, face)
        if face.kept is None:
            words = tr("{title}, not in the lesson").format(title=face.title)
        else:
            words = tr("{title}, {kept} of {n} beats in the lesson").format(
                title=face.title, kept=len(face.kept), n=face.beats
            )
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)

    def set_cell(self, size: QSize) -> None:
        """How large a card is with the gap around it."""
        self.setGridSize(size)
        for row in range(self.count()):
            self.item(row).setSizeHint(size)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the grid."""
        row, key = self.currentRow(), event.key()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -COLUMNS, Qt.Key.Key_Down: COLUMNS}
        way = steps.get(Qt.Key(key))
        if way is not None:
            if 0 <= row + way < self.count():
                self.setCurrentRow(row + way)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggled.emit(row)
        elif key == Qt.Key.Key_Space:
            self.beats_wanted.emit()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.ticked.emit(row, key - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A tick is ticked; a card is chosen, and may be dragged from now on."""
        self._pressed = None
        row, tick = self._under(event)
        if row < 0:
            return
        self.setCurrentRow(row)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if tick >= 0:
            self.ticked.emit(row, tick)
        else:
            self._pressed, self._carried = (row, event.position().toPoint()), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the card."""
        if self._pressed is None:
            return
        row, start = self._pressed
        far = (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance()
        self._carried = self._carried or far
        if self._carried:
            self.dragged.emit(row, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lay the card down."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self._carried:
            self.dropped.emit(pressed[0], event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """In or out; a tick is just ticked again."""
        row, tick = self._under(event)
        if tick >= 0:
            self.ticked.emit(row, tick)
        elif row >= 0:
            self.toggled.emit(row)

    def _under(self, event: QMouseEvent) -> tuple[int, int]:
        """The card and its tick under the pointer; -1 for none."""
        item = self.itemAt(event.position().toPoint())
        if item is None or event.button() != Qt.MouseButton.LeftButton:
            return -1, -1
        face: CardFace = item.data(FACE)
        return self.row(item), self._painter.tick_at(QRectF(self.visualItemRect(item)), face.beats, event.position())
