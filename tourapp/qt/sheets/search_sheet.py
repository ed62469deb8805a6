"""The search: one field, one list of words, scenes, beats and controls; Enter or a click goes there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tourapp.authoring import sizes
from tourapp.player.search import Find, lit, search
from tourapp.qt.i18n import tr
from tourapp.qt.overlay import Overlay
from tourapp.qt.style import Look

SIZE = (1180.0, 820.0)
LINE, EDGE, BETWEEN = 78.0, 8.0, 2.0
"""Least height of a line; above its title and below its second line; between both."""
LONGEST = 80
NAMES = {"word": "word", "scene": "scene", "lab": "lab", "beat": "beat", "control": "control"}
"""What each kind is called at the right of its line."""
FIND = Qt.ItemDataRole.UserRole + 1


class _FindTile(QStyledItemDelegate):
    """Paints a find: its title with the letters lit that were typed, a second line, and its kind at the right."""

    def __init__(self, look: Look, typed: Callable[[], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._typed = look, typed

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The line."""
        find: Find = index.data(FIND)
        look, px = self._look, self._look.px
        box = QRectF(option.rect).adjusted(px(2), px(3), -px(2), -px(3))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(look.colour("ink"), px(2)))
            painter.setBrush(look.colour("line", 0.6))
            painter.drawRoundedRect(box, px(8), px(8))
        painter.setFont(look.font(sizes.TAG))
        painter.setPen(look.colour("dim"))
        painter.drawText(box.adjusted(0, px(10), -px(16), 0), Qt.AlignmentFlag.AlignRight, tr(NAMES[find.kind]))
        kind = QFontMetricsF(look.font(sizes.TAG)).horizontalAdvance(max(map(tr, NAMES.values()), key=len))
        room = box.adjusted(px(16), px(EDGE), -px(48) - kind, 0)
        self._title(painter, room, find.title)
        painter.setFont(look.font(sizes.TAG))
        painter.setPen(look.colour("dim"))
        line = QFontMetricsF(painter.font()).elidedText(find.detail, Qt.TextElideMode.ElideRight, room.width())
        below = QFontMetricsF(look.font(sizes.LABEL, 600)).height() + px(BETWEEN)
        painter.drawText(room.adjusted(0, below, 0, 0), Qt.AlignmentFlag.AlignLeft, line)
        painter.restore()

    def _title(self, painter: QPainter, room: QRectF, title: str) -> None:
        face = self._look.font(sizes.LABEL, 600)
        metrics = QFontMetricsF(face)
        words = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        for first, end in lit(self._typed(), title):
            if end <= len(words):
                left, right = (metrics.horizontalAdvance(words[:place]) for place in (first, end))
                patch = QRectF(room.left() + left, room.top(), right - left, metrics.height())
                painter.fillRect(patch, self._look.colour("decode", 0.35))
        painter.setFont(face)
        painter.setPen(self._look.colour("ink"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, words)


class _Field(QLineEdit):
    """The field; up and down walk the list below it, Enter goes where its line leads."""

    def __init__(self, walk: Callable[[int], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._walk = walk

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the list are not text."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None:
            self._walk(by)
            return
        super().keyPressEvent(event)


class SearchSheet(Overlay):
    """The field and what it finds. `go` is called with what is chosen."""

    def __init__(self, among: tuple[Find, ...], go: Callable[[Find], None], look: Look, parent: QWidget) -> None:
        super().__init__(tr("Search words, scenes, beats and controls"), look, SIZE, parent)
        self._among, self._go = among, go
        self.field = _Field(self._walk, self.card)
        self.field.setFont(look.font(sizes.LINE))
        self.field.setMaxLength(LONGEST)
        self.field.setClearButtonEnabled(True)
        self.field.setPlaceholderText(tr("A word, a scene, a control"))
        self.field.setAccessibleName(tr("Search words, scenes, beats and controls"))
        self.list = QListWidget(self.card)
        self.list.setAccessibleName(tr("What was found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_FindTile(look, self.field.text, self.list))
        self.told = self.words("", sizes.TAG, role="dim")
        for part, stretch in ((self.field, 0), (self.list, 1), (self.told, 0)):
            self.body.addWidget(part, stretch)
        self.field.textChanged.connect(self._show)
        self.field.returnPressed.connect(lambda: self.choose(self.list.currentRow()))
        self.list.itemClicked.connect(lambda item: self.choose(self.list.row(item)))
        self.list.itemActivated.connect(lambda item: self.choose(self.list.row(item)))
        self._show("")

    def _show(self, typed: str) -> None:
        found = search(typed, self._among)
        self.list.clear()
        for find in found:
            item = QListWidgetItem(find.title)
            item.setData(FIND, find)
            parts = (find.title, tr(NAMES[find.kind]), find.detail)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in parts if part))
            item.setSizeHint(QSize(self.look.px(400), self._line))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        none = tr("Nothing is called that. Try fewer letters.")
        self.told.setText(none if not found else tr("Enter goes there, Alt+Left comes back."))

    @property
    def _line(self) -> int:
        """Height of a line: its title and what stands below."""
        words = (self.look.font(sizes.LABEL, 600), self.look.font(sizes.TAG))
        need = sum(QFontMetricsF(each).height() for each in words) + self.look.px(BETWEEN + 2 * EDGE + 6)
        return max(self.look.px(LINE), round(need))

    def _walk(self, by: int) -> None:
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + by) % self.list.count())

    def choose(self, row: int) -> None:
        """Go where a line leads."""
        item = self.list.item(row)
        if item is not None:
            self._go(item.data(FIND))

    def take_focus(self) -> None:
        """The field takes the keys."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
