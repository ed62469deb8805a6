"""A choice with many or long options: a label and a drop-down list that looks like the controls of a picture."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from tourapp.authoring import Choice, sizes
from tourapp.qt.controls.control_row import ControlRow
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look


class MenuBox(QComboBox):
    """A drop-down list."""

    def __init__(self, control: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = tr(control.label)
        self.look: Look | None = None
        self.size_of_words, self.role = sizes.LABEL, "ink"
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMaxVisibleItems(14)
        self._fill(control)
        self.setAccessibleName(self.words)
        if control.hint is not None:
            self.setToolTip(str(control.hint))
            self.setAccessibleDescription(str(control.hint))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_choice(self, control: Choice, value: Any) -> None:
        """Choose an option; those that came since the list was made are in it from now on."""
        if [self.itemData(place) for place in range(self.count())] != [choice for choice, _ in control.choices]:
            self.clear()
            self._fill(control)
        for place in range(self.count()):
            if self.itemData(place) == value:
                self.setCurrentIndex(place)

    def _fill(self, control: Choice) -> None:
        for choice, words in control.choices:
            self.addItem(tr(words), choice)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, the choice, a chevron."""
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
            p.setFont(look.font(self.size_of_words, 600))
            p.setPen(look.colour(self.role))
            room = box.adjusted(look.px(14), 0, -look.px(36), 0)
            words = QFontMetricsF(p.font()).elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
            p.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            x, y, arm = box.right() - look.px(24), box.center().y(), look.px(8)
            p.setPen(QPen(look.colour("dim"), max(1.2, look.px(1.6))))
            p.drawPolyline([QPointF(x - arm, y - arm / 2), QPointF(x, y + arm / 2), QPointF(x + arm, y - arm / 2)])


class MenuRow(ControlRow):
    """One of many options, in a drop-down list."""

    def __init__(self, control: Choice, parent: QWidget | None = None) -> None:
        super().__init__(control, parent)
        self.box = MenuBox(control, self)
        self.label = QLabel(tr(control.label), self)
        self.label.setBuddy(self.box)
        self.box.activated.connect(lambda place: self.changed.emit(self.box.itemData(place), False))

    def arrange(self, look: Look) -> None:
        """The label above the list."""
        top = look.px(38 if self.large else 28)
        self.label.setFont(look.font(self.label_size, 600 if self.large else 400))
        self.tint(self.label)
        self.label.setGeometry(0, 0, self.width(), top - look.px(2))
        self.box.look, self.box.size_of_words, self.box.role = look, self.label_size, self.role
        self.box.setFont(look.font(self.label_size))
        self.box.view().setFont(look.font(sizes.TAG))
        self.box.setGeometry(0, top, self.width(), self.height() - top)
        if self.place_on_rail.row:
            self.box.setGeometry(self.field_area(look))
            self.label.setGeometry(0, 0, self.box.x(), self.height())

    def show_value(self, value: Any) -> None:
        """Choose an option."""
        if isinstance(self.control, Choice):
            self.box.show_choice(self.control, value)
