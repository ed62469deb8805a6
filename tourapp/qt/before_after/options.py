"""Four choices below each other: by mouse, by their digit, or walked and picked with up and down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from tourapp.authoring import sizes
from tourapp.qt.style import Look

LEFT, EDGE, HIGH, GAP = 64.0, 18.0, 68.0, 12.0
WALKS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
TURNS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ChoiceLine(QAbstractButton):
    """One choice: its digit, and its words in as many lines as they take."""

    walked = Signal(int)
    turned = Signal(int)

    def __init__(self, mark: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark, self._look = mark, look
        self.setFont(look.font(sizes.LABEL))
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Room for all lines."""
        room = QRect(0, 0, width - self._look.px(LEFT + EDGE), 10_000)
        lines = QFontMetrics(self.font()).boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()
        return max(self._look.px(HIGH), lines + 2 * self._look.px(EDGE))

    def sizeHint(self) -> QSize:
        """At a usual width of the card."""
        wide = self._look.px(900)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(self._look.px(240), self._look.px(HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down pick the choice beside, left and right turn to the question beside; Enter picks, then goes on."""
        key = Qt.Key(event.key())
        if key in WALKS:
            self.walked.emit(WALKS[key])
        elif key in TURNS:
            self.turned.emit(TURNS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.isChecked():
            self.turned.emit(1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A box, lit where it is picked; a line around it while it has the keys."""
        look, px = self._look, self._look.px
        box = QRectF(self.rect()).adjusted(px(2), px(2), -px(2), -px(2))
        lit = 0.9 if self.isChecked() else 0.65 if self.underMouse() else 0.4
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = "prefill" if self.hasFocus() else "ink" if self.isChecked() else ""
            p.setPen(QPen(look.colour(edge), px(2.5)) if edge else Qt.PenStyle.NoPen)
            p.setBrush(look.colour("line", lit))
            p.drawRoundedRect(box, px(10), px(10))
            p.setPen(look.colour("ink" if self.isChecked() else "dim"))
            p.setFont(look.font(sizes.LABEL, 600, mono=True))
            middle = Qt.AlignmentFlag.AlignVCenter
            p.drawText(box.adjusted(px(EDGE), 0, 0, 0), middle, self._mark)
            p.setPen(look.colour("ink"))
            p.setFont(self.font())
            p.drawText(box.adjusted(px(LEFT), 0, -px(EDGE), 0), middle | Qt.TextFlag.TextWordWrap, self.text())


class ChoiceColumn(QWidget):
    """`chosen` carries the place of the choice that was picked, `turned` the way to another question."""

    chosen = Signal(int)
    turned = Signal(int)

    def __init__(self, count: int, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(GAP))
        self.buttons = [ChoiceLine(str(place + 1), look, self) for place in range(count)]
        for place, button in enumerate(self.buttons):
            button.walked.connect(lambda by, place=place: self._walk(place, by))
            button.turned.connect(self.turned)
            self.group.addButton(button, place)
            column.addWidget(button)
        self.group.idClicked.connect(self.chosen)

    def show_words(self, question: str, choices: Sequence[str]) -> None:
        """Other choices, of another question."""
        for button, words in zip(self.buttons, choices, strict=True):
            button.setText(words)
            button.setAccessibleName(words)
            button.setAccessibleDescription(question)
            button.updateGeometry()

    def show_choice(self, place: int) -> None:
        """Which one is picked; -1 for none."""
        self.group.setExclusive(place >= 0)
        for number, button in enumerate(self.buttons):
            button.setChecked(number == place)
            here = number == max(0, place)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    def _walk(self, place: int, by: int) -> None:
        """The choice beside; where none is picked yet, the one that has the keys."""
        fresh = self.group.checkedId() < 0
        self.pick(place if fresh else (place + by) % len(self.buttons))

    def pick(self, place: int) -> None:
        """As a click does, with the keys."""
        self.buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self.buttons[place].click()

    @property
    def stop(self) -> ChoiceLine:
        """Where Tab comes to."""
        return next((button for button in self.buttons if button.isChecked()), self.buttons[0])
