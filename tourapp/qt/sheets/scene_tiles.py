"""A grid of scenes with their pictures; in a tour with sections a line over the tiles of each, from its name on."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tourapp.authoring import sizes
from tourapp.player.tour import Tour
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look

COLUMNS = 5
HEADING, NAME = 34.0, 15.0
"""Stage units above the tiles of a tour that has sections; size of a scene's name."""
PICTURE = Qt.ItemDataRole.UserRole + 1
SECTION = Qt.ItemDataRole.UserRole + 2
"""Of a tile: None where its tour has no sections; the name of one that begins here; else "", or "-" within one."""
WITHIN = "-"
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -COLUMNS, Qt.Key.Key_Down: COLUMNS}


def heading_height(look: Look) -> int:
    """Pixels above the tiles for the names of sections."""
    return max(look.px(HEADING), look.line(sizes.TAG) + look.px(12))


def name_height(look: Look) -> int:
    """Pixels of a scene's name below its picture."""
    return max(look.px(26), look.line(NAME))


class _Tile(QStyledItemDelegate):
    """Paints one scene: thumbnail, number, title; a frame around the chosen one."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The tile."""
        look, section = self._look, index.data(SECTION)
        above = 0 if section is None else heading_height(look)
        box = QRectF(option.rect).adjusted(look.px(8), look.px(8) + above, -look.px(8), -look.px(8))
        shot = QRectF(box.x(), box.y(), box.width(), box.width() * 9 / 16)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if section:
            band = QRectF(option.rect.x(), option.rect.y(), option.rect.width(), above)
            goes_on = (index.row() + 1) % COLUMNS > 0 and index.sibling(index.row() + 1, 0).data(SECTION) == WITHIN
            self._heading(painter, band, section, 0 if goes_on else look.px(8))
        path = QPainterPath()
        path.addRoundedRect(shot, look.px(8), look.px(8))
        painter.fillPath(path, look.colour("raised"))
        self._picture(painter, index.data(PICTURE), path, shot, index.row())
        role = "ink" if chosen else "dim" if over else "line"
        painter.setPen(QPen(look.colour(role), look.px(3) if chosen else look.px(1)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(shot, look.px(8), look.px(8))
        self._words(painter, index, QRectF(box.x(), shot.bottom() + look.px(4), box.width(), name_height(look)), chosen)
        painter.restore()

    def _heading(self, painter: QPainter, box: QRectF, section: str, short: int) -> None:
        """The line over a tile, so much short of its end, and the name of the section that begins there."""
        look, x, edge = self._look, box.x(), self._look.px(8)
        middle = round(box.center().y() + look.px(6)) + 0.5
        if section != WITHIN:
            face, x = look.font(sizes.TAG, 600), x + edge
            painter.setFont(face)
            painter.setPen(look.colour("dim"))
            room = box.adjusted(edge, look.px(12), -edge, 0)
            words = QFontMetricsF(face).elidedText(section, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            x += QFontMetricsF(face).horizontalAdvance(words) + look.px(12)
        elif box.x() < box.width() / 2:
            x += edge
        end = box.right() - short
        if x < end:
            painter.setPen(QPen(look.colour("dim"), look.px(1)))
            painter.drawLine(QPointF(x, middle), QPointF(end, middle))

    def _picture(self, painter: QPainter, found: object, path: QPainterPath, shot: QRectF, place: int) -> None:
        """The scene's picture; where there is none, its number large."""
        if isinstance(found, QPixmap) and not found.isNull():
            painter.setClipPath(path)
            painter.drawPixmap(shot, found, QRectF(found.rect()))
            painter.setClipping(False)
        elif isinstance(found, QPixmap):
            painter.setFont(self._look.font(sizes.FIGURE, 600, mono=True))
            painter.setPen(self._look.colour("line"))
            painter.drawText(shot, Qt.AlignmentFlag.AlignCenter, f"{place + 1:02d}")

    def _words(self, painter: QPainter, index: QModelIndex | QPersistentModelIndex, line: QRectF, chosen: bool) -> None:
        look = self._look
        number, face = look.font(14, 600, mono=True), look.font(NAME, 600 if chosen else 400)
        painter.setFont(number)
        painter.setPen(look.colour("ink"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, f"{index.row() + 1:02d}")
        wide = round(QFontMetricsF(number).horizontalAdvance("00")) + look.px(8)
        room = line.adjusted(max(look.px(28), wide), 0, 0, 0)
        painter.setFont(face)
        painter.setPen(look.colour("ink" if chosen else "dim"))
        title = QFontMetricsF(face).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)


class Tiles(QListWidget):
    """The scenes of one tour; arrows move the choice, Enter goes there. `numbered` carries a digit that was pressed."""

    chosen = Signal(int)
    numbered = Signal(int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self._cell = QSize()
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Scenes"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Tile(look, self))
        self.setUniformItemSizes(True)
        self.itemClicked.connect(lambda item: self.chosen.emit(self.row(item)))

    def show_tour(self, tour: Tour, here: int) -> None:
        """A tile for each stop."""
        self.clear()
        section, divided = "", any(stop.section for stop in tour.stops)
        for stop in tour.stops:
            item = QListWidgetItem(tr(stop.title))
            if divided:
                begins = stop.section and stop.section != section
                item.setData(SECTION, tr(stop.section) if begins else WITHIN if stop.section else "")
            section = stop.section
            told = [tr(words) for words in (section, stop.title) if words]
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ": ".join(told))
            caption = stop.scene.timeline.beats[stop.kept[0]].caption
            item.setToolTip(tr(caption) if "{" not in caption else "")
            self.addItem(item)
        self.size_tiles(self._cell)
        self.setCurrentRow(here)

    def size_tiles(self, cell: QSize) -> None:
        """Tiles of this size, and above them the lines of the sections where there are any."""
        self._cell = cell
        divided = self.count() > 0 and self.item(0).data(SECTION) is not None
        size = QSize(cell.width(), cell.height() + (heading_height(self.look) if divided else 0))
        self.setGridSize(size)
        for row in range(self.count()):
            self.item(row).setSizeHint(size)

    def show_picture(self, place: int, picture: QPixmap) -> None:
        """A stop's picture; an empty one where it has none."""
        self.item(place).setData(PICTURE, picture)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose; arrows step by rows and columns."""
        key, row = Qt.Key(event.key()), self.currentRow()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(row)
        elif key in STEPS:
            if 0 <= row + STEPS[key] < self.count():
                self.setCurrentRow(row + STEPS[key])
        elif event.text().isdecimal():
            self.numbered.emit(int(event.text()))
        else:
            super().keyPressEvent(event)
