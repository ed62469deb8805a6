"""The choice of what lies behind a scene where several things do: one line each, by arrows, mouse, digit or letter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tourapp.authoring import sizes
from tourapp.qt.explore import Explore
from tourapp.qt.i18n import tr
from tourapp.qt.overlay import Overlay
from tourapp.qt.style import Look

BACK = "0"
MARKS = "123456789ACDFGHIJKLMNOPQRSTUVWXYZ"
"""Keys of the lines; B blanks the screen and E closes what it has opened."""
LINE, WIDE, HEAD, MOST = 54.0, 980.0, 110.0, 960.0
WHERE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class WayLine:
    """A line of the choice: its key, its words, where it leads, and what it does."""

    mark: str
    words: str
    where: str
    go: Callable[[], None]


class _WayTile(QStyledItemDelegate):
    """Paints a line: its key, its words, and the tour at the right."""

    def __init__(self, look: Look, lines: tuple[WayLine, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._lines = look, lines

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The line."""
        look, line = self._look, self._lines[index.row()]
        px = look.px
        box = QRectF(option.rect).adjusted(px(2), px(3), -px(2), -px(3))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(look.colour("ink"), px(2)) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("line", 0.6))
            painter.drawRoundedRect(box, px(8), px(8))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font(sizes.LABEL, 600, mono=True))
        painter.setPen(look.colour("dim"))
        painter.drawText(box.adjusted(px(14), 0, 0, 0), middle, line.mark)
        tag = look.font(sizes.TAG)
        painter.setFont(tag)
        painter.drawText(box.adjusted(0, 0, -px(16), 0), middle | Qt.AlignmentFlag.AlignRight, line.where)
        right = QFontMetricsF(tag).horizontalAdvance(line.where) + px(36)
        face = look.font(sizes.LABEL, 600)
        room = box.adjusted(px(52), 0, -right, 0)
        painter.setFont(face)
        painter.setPen(look.colour("ink"))
        words = QFontMetricsF(face).elidedText(line.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, words)
        painter.restore()


class WaysList(QListWidget):
    """The lines; arrows walk them, Enter goes there, and so does a line's own key."""

    def __init__(self, lines: tuple[WayLine, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = lines
        self.setAccessibleName(tr("What lies behind this scene"))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for line in lines:
            item = QListWidgetItem(line.words)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in (line.words, line.where) if part)
            )
            self.addItem(item)
        self.setCurrentRow(0)
        self.itemClicked.connect(lambda item: self.go(self.row(item)))

    def go(self, place: int) -> None:
        """Where a line leads."""
        if 0 <= place < len(self.lines):
            self.lines[place].go()

    def key(self, name: str) -> bool:
        """Whether a key is that of a line: then it leads there."""
        place = next((k for k, line in enumerate(self.lines) if line.mark == name.upper()), -1)
        self.go(place)
        return place >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose; up and down go around at the ends."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.go(self.currentRow())
        elif step is not None:
            self.setCurrentRow((self.currentRow() + step) % self.count())
        elif not self.key(event.text()):
            super().keyPressEvent(event)


class WaysSheet(Overlay):
    """The choice. The way back, where there is one, is its first line."""

    def __init__(self, explore: Explore, look: Look, parent: QWidget | None = None) -> None:
        lines = _lines_of(explore)
        super().__init__(tr("What lies behind"), look, (WIDE, min(MOST, HEAD + LINE * len(lines))), parent)
        self.list = WaysList(lines, self.card)
        self.list.setItemDelegate(_WayTile(look, lines, self.list))
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(look.px(400), look.px(LINE)))
        self.list.setCurrentRow(explore.likeliest + len(lines) - len(explore.ways))
        self.body.addWidget(self.list, 1)

    def act(self, name: str) -> bool:
        """Keys of the lines that are letters."""
        return len(name) == 1 and self.list.key(name)

    def take_focus(self) -> None:
        """The lines take the keys."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _lines_of(explore: Explore) -> tuple[WayLine, ...]:
    lines = [
        WayLine(mark, tr(scene.title), tr(explore.where(scene.id)), partial(explore.to_scene, scene.id))
        for mark, scene in zip(MARKS, explore.ways, strict=False)
    ]
    if explore.places:
        last = explore.places[-1]
        words = tr("Back to “{title}”").format(title=tr(last.tour.stops[last.tour.index(last.scene)].title))
        lines.insert(0, WayLine(BACK, words, tr(last.tour.title), explore.back))
    return tuple(lines)
