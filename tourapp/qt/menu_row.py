"""A choice with many or long options: a drop-down list that looks like the controls of a picture."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QWidget

from tourapp.authoring import Choice
from tourapp.qt.control_row import ControlRow
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look


class MenuBox(QComboBox):
    """A drop-down list with its label inside."""

    def __init__(self, control: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = tr(control.label)
        self.look: Look | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMaxVisibleItems(14)
        for choice, words in control.choices:
            self.addItem(tr(words), choice)
        self.setAccessibleName(self.words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, label at the left, the choice at the right, a chevron."""
        look = self.look
        if look is None:
            return
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus = self.hasFocus()
            p.setPen(QPen(look.colour("prefill" if focus else "line"), 2 if focus else 1))
            p.setBrush(look.colour("line", 0.6 if self.underMouse() else 0.35))
            p.drawRoundedRect(box, look.px(8), look.px(8))
            quiet, loud = look.font(15), look.font(16, 600)
            label_room = box.width() * 0.44
            p.setFont(quiet)
            p.setPen(look.colour("dim"))
            label = QFontMetricsF(quiet).elidedText(self.words, Qt.TextElideMode.ElideRight, label_room)
            p.drawText(box.adjusted(look.px(14), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, label)
            taken = QFontMetricsF(quiet).horizontalAdvance(label) + look.px(14 + 34 + 12)
            words = QFontMetricsF(loud).elidedText(
                self.currentText(), Qt.TextElideMode.ElideRight, max(20.0, box.width() - taken)
            )
            p.setFont(loud)
            p.setPen(look.colour("ink"))
            p.drawText(
                box.adjusted(0, 0, -look.px(34), 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words
            )
            x, y, arm = box.right() - look.px(18), box.center().y(), look.px(5)
            p.setPen(QPen(look.colour("dim"), max(1.2, look.px(1.6))))
            p.drawPolyline([QPointF(x - arm, y - arm / 2), QPointF(x, y + arm / 2), QPointF(x + arm, y - arm / 2)])


class MenuRow(ControlRow):
    """One of many options, in a drop-down list."""

    def __init__(self, control: Choice, parent: QWidget | None = None) -> None:
        super().__init__(control, parent)
        self.box = MenuBox(control, self)
        self.box.activated.connect(lambda place: self.changed.emit(self.box.itemData(place), False))

    def arrange(self, look: Look) -> None:
        """The list fills the row."""
        self.box.look = look
        self.box.setFont(look.font(16))
        self.box.view().setFont(look.font(16))
        self.box.setGeometry(self.rect())

    def show_value(self, value: Any) -> None:
        """Choose an option."""
        for place in range(self.box.count()):
            if self.box.itemData(place) == value:
                self.box.setCurrentIndex(place)
