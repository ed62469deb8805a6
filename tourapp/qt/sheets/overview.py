"""The overview: every scene as a live thumbnail, drawn one by one while nothing else happens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tourapp.authoring import sizes
from tourapp.player.talks.cuts import base_of, shipped_tour
from tourapp.player.tour import Tour
from tourapp.qt.i18n import tr
from tourapp.qt.kept_pictures import kept_picture
from tourapp.qt.overlay import Overlay
from tourapp.qt.preferences.segments import Segments
from tourapp.qt.style import Look
from tourapp.tours.shelf import shipped

COLUMNS = 5
PICTURE = Qt.ItemDataRole.UserRole + 1
Render = Callable[[int, int, int], QPixmap]
"""(scene, width, height in device pixels) to a thumbnail."""


class _Tile(QStyledItemDelegate):
    """Paints one scene: thumbnail, number, title; a frame around the chosen one."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The tile."""
        look = self._look
        box = QRectF(option.rect).adjusted(look.px(8), look.px(8), -look.px(8), -look.px(8))
        shot = QRectF(box.x(), box.y(), box.width(), box.width() * 9 / 16)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(shot, look.px(8), look.px(8))
        painter.fillPath(path, look.colour("raised"))
        pixmap = index.data(PICTURE)
        if isinstance(pixmap, QPixmap) and not pixmap.isNull():
            painter.setClipPath(path)
            painter.drawPixmap(shot, pixmap, QRectF(pixmap.rect()))
            painter.setClipping(False)
        role = "ink" if chosen else "dim" if over else "line"
        painter.setPen(QPen(look.colour(role), look.px(3) if chosen else look.px(1)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(shot, look.px(8), look.px(8))
        self._words(painter, index, QRectF(box.x(), shot.bottom() + look.px(4), box.width(), look.px(26)), chosen)
        painter.restore()

    def _words(self, painter: QPainter, index: QModelIndex | QPersistentModelIndex, line: QRectF, chosen: bool) -> None:
        look = self._look
        number, face = look.font(14, 600, mono=True), look.font(15, 600 if chosen else 400)
        painter.setFont(number)
        painter.setPen(look.colour("ink"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, f"{index.row() + 1:02d}")
        room = line.adjusted(look.px(28), 0, 0, 0)
        painter.setFont(face)
        painter.setPen(look.colour("ink" if chosen else "dim"))
        title = QFontMetricsF(face).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)


class Tiles(QListWidget):
    """A grid of scenes; arrows move the choice, Enter goes there."""

    chosen = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose; arrows step by rows and columns."""
        row = self.currentRow()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(row)
            return
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -COLUMNS, Qt.Key.Key_Down: COLUMNS}
        way = steps.get(Qt.Key(event.key()))
        if way is not None:
            if 0 <= row + way < self.count():
                self.setCurrentRow(row + way)
            return
        super().keyPressEvent(event)


class Overview(Overlay):
    """The grid. Thumbnails arrive one at a time, so that the window answers meanwhile."""

    chosen = Signal(int)
    elsewhere = Signal(object, int)
    """A stop of a tour that does not play: the tour and the place."""
    asked = Signal(str)
    """A key of the table that a button stands for."""

    def __init__(self, tour: Tour, here: int, render: Render, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(tr("All scenes"), look, (1840, 1030), parent)
        self._render, self._tour, self._here = render, tour, here
        self.tours = shelf_of(tour)
        self._add_buttons()
        self.tabs = Segments(tr("Tours"), [tr(each.title) for each in self.tours], look, self.card)
        self.tabs.chosen.connect(lambda place: self.show_tour(self.tours[place]))
        self.body.addWidget(self.tabs)
        self.list = Tiles(self.card)
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(tr("Scenes"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Tile(look, self.list))
        self.list.chosen.connect(self._choose)
        self.list.itemClicked.connect(lambda item: self._choose(self.list.row(item)))
        self.body.addWidget(self.list, 1)
        self._cell = QSize()
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._next)
        self.show_tour(tour)

    def show_tour(self, tour: Tour) -> None:
        """The scenes of one tour."""
        self.shown = tour
        self.tabs.show_choice(next(k for k, each in enumerate(self.tours) if each is tour))
        self.list.clear()
        here = self._here if tour is self._tour else 0
        for stop in tour.stops:
            item = QListWidgetItem(tr(stop.title))
            caption = stop.scene.timeline.beats[stop.kept[0]].caption
            item.setToolTip(tr(caption) if "{" not in caption else "")
            item.setSizeHint(self._cell)
            self.list.addItem(item)
        self.list.setCurrentRow(here)
        self._queue = sorted(range(len(tour.stops)), key=lambda place: abs(place - here))
        if self._cell.isValid():
            self._idle.start(0)

    def _choose(self, place: int) -> None:
        if self.shown is self._tour:
            self.chosen.emit(place)
        else:
            self.elsewhere.emit(self.shown, place)

    def _add_buttons(self) -> None:
        """What else can be done with the tour: made into a lesson, exchanged for another, told to somebody."""
        first = self.body.itemAt(0)
        head = first.layout() if first is not None else None
        assert isinstance(head, QHBoxLayout)
        ways = (
            *((tr("Opening page"), "Ctrl+Home"), (tr("Make a lesson"), "Ctrl+L")),
            *((tr("Open a lesson"), "Ctrl+O"), (tr("Copy command"), "Ctrl+Shift+C")),
        )
        for words, key in ways:
            button = QPushButton(words, self.card)
            button.setFont(self.look.font(sizes.TAG, 600))
            button.setFixedHeight(self.look.px(44))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(f"{words} ({key})")
            button.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
            head.insertWidget(head.count() - 1, button)

    def place(self, stage: QRect) -> None:
        """Tiles as wide as five to a row allow."""
        super().place(stage)
        room = self.card.width() - self.look.px(36 * 2) - self.look.px(14)
        width = max(60, room // COLUMNS)
        self._cell = QSize(width, round((width - self.look.px(16)) * 9 / 16) + self.look.px(48))
        self.tabs.lay(room)
        self.list.setGridSize(self._cell)
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(self._cell)
        self._idle.start(0)

    def take_focus(self) -> None:
        """The grid takes the keys."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self) -> None:
        if not self._queue:
            self._idle.stop()
            return
        place = self._queue.pop(0)
        dpr = self.devicePixelRatioF()
        width = max(32, round((self._cell.width() - self.look.px(16)) * dpr))
        self.list.item(place).setData(PICTURE, self._picture(place, width))
        self.list.update(self.list.visualItemRect(self.list.item(place)).translated(QPoint(0, 0)))
        self.list.viewport().update()

    def _picture(self, place: int, width: int) -> QPixmap:
        """As the stage would show it; of a tour that does not play the picture that comes with the product."""
        if self.shown is self._tour:
            return self._render(place, width, round(width * 9 / 16))
        return kept_picture(self.shown.stops[place].scene)


def shelf_of(tour: Tour) -> tuple[Tour, ...]:
    """The tours that have a tab: the one that plays, and those of the product that are no cuts of another."""
    known = tuple(shipped_tour(name) for name in shipped() if base_of(name) == name)
    if any(each.id == base_of(tour.id) for each in known):
        return tuple(tour if each.id == base_of(tour.id) else each for each in known)
    return (tour, *known)
