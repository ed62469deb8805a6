"""The question in its box, with the key that starts the tour. It looks ready to be written into; but only a click, Tab
or / gives it the keys, so that a clicker's first press starts."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from tourapp.authoring.sizes import CAPTION, LINE
from tourapp.qt.controls.fields import PromptEdit
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look
from tourapp.world.controls import PROMPT_LIMIT

BLINK_MS = 500
HIGH, WIDE = 104.0, 960.0
"""The box in stage units, at the usual size of words."""


class EnterKey(QAbstractButton):
    """The key beside the question; a click on it asks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter does the same wherever the keys are
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def dress(self, look: Look) -> None:
        """Take colours, words and sizes."""
        self._look = look
        self.setText(tr("Enter"))
        self.setAccessibleName(tr("Start the tour (Enter)"))
        self.setToolTip(tr("Start the tour (Enter)"))
        self.setFont(look.font(LINE, 600))
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        self.setFixedSize(round(words + 2.7 * self.font().pixelSize()), round(2.2 * self.font().pixelSize()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A key cap with its word and its arrow."""
        look = self._look
        if look is None:
            return
        size = float(self.font().pixelSize())
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(look.colour("prefill"), max(1.0, 2.0 * look.scale)))
            p.setBrush(look.colour("prefill", 0.5 if self.isDown() else 0.34 if self.underMouse() else 0.22))
            p.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), look.px(12), look.px(12))
            p.setFont(self.font())
            p.setPen(look.colour("ink"))
            room = QRectF(self.rect()).adjusted(0.7 * size, 0, 0, 0)
            p.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
            p.setPen(QPen(look.colour("ink"), max(1.2, 0.085 * size)))
            x, y = self.width() - 0.65 * size, self.height() / 2 + 0.14 * size
            p.drawPolyline([QPointF(x, y - 0.45 * size), QPointF(x, y), QPointF(x - 0.75 * size, y)])
            tip = [QPointF(x - 0.48 * size, y - 0.25 * size), QPointF(x - 0.75 * size, y)]
            p.drawPolyline([*tip, QPointF(x - 0.48 * size, y + 0.25 * size)])


class QuestionBox(QWidget):
    """The field and the key. `asked` carries the question with which somebody starts."""

    asked = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.edit = PromptEdit(PROMPT_LIMIT, self)
        self.edit.setFrame(False)
        self.edit.settled.connect(self.asked)
        self.edit.left.connect(self.left)
        self.key = EnterKey(self)
        self.key.clicked.connect(lambda _on=False: self.asked.emit(self.edit.text()))
        self.caret = QWidget(self)
        self.caret.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.caret.setAutoFillBackground(True)
        self._look: Look | None = None
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._turn)
        self.edit.textChanged.connect(lambda _words: self._place_caret())
        self._moves = True

    def show_prompt(self, words: str) -> None:
        """The question as it is now, unless another one is being written."""
        self.edit.show_words(words)

    def set_moves(self, moves: bool) -> None:
        """Whether the caret blinks."""
        self._moves = moves
        self._pace()

    def dress(self, look: Look) -> None:
        """Take colours, words and sizes."""
        self._look = look
        self.edit.setAccessibleName(tr("Your question"))
        self.edit.setPlaceholderText(tr("Ask the model something"))
        self.edit.setToolTip(tr("Click, or press /, to write another question"))
        self.edit.setFont(look.font(CAPTION))
        self.edit.setStyleSheet(
            f"QLineEdit, QLineEdit:focus {{ background: transparent; border: none; padding: 0;"
            f" color: {look.css('ink')}; selection-background-color: {look.css('prefill')};"
            f" selection-color: {look.css('ground')}; }}"
        )
        self.key.dress(look)
        shades = self.caret.palette()
        shades.setColor(self.caret.backgroundRole(), look.colour("prefill"))
        self.caret.setPalette(shades)
        self.update()

    def wanted_height(self) -> int:
        """Pixels that it needs."""
        look = self._look
        if look is None:
            return 0
        size = self.edit.font().pixelSize()
        return max(look.px(HIGH), round(2.0 * size), self.key.height() + look.px(20))

    def arrange(self) -> None:
        """Place field and key in the present size."""
        look = self._look
        if look is None:
            return
        edge, inner = (self.height() - self.key.height()) // 2, look.px(40)
        self.key.move(self.width() - self.key.width() - edge, edge)
        high = min(self.height() - 8, round(1.6 * self.edit.font().pixelSize()))
        room = max(40, self.key.x() - inner - look.px(24))
        self.edit.setGeometry(inner, (self.height() - high) // 2, room, high)
        self._place_caret()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The plate; its edge is lit, and stronger while it has the keys."""
        look = self._look
        if look is None:
            return
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            wide = max(1.0, (4.0 if self.edit.hasFocus() else 2.6) * look.scale)
            p.setPen(QPen(look.colour("prefill"), wide))
            p.setBrush(look.colour("raised", 0.97))
            half = wide / 2 + 0.5
            p.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), look.px(20), look.px(20))

    def showEvent(self, event: QShowEvent) -> None:
        """The caret blinks while it can be seen."""
        super().showEvent(event)
        self._pace()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing blinks unseen."""
        super().hideEvent(event)
        self._blink.stop()

    def focus_changed(self) -> None:
        """The keys came or went: the field has a caret of its own."""
        self._pace()
        self.update()

    def _pace(self) -> None:
        self._blink.stop()
        self.caret.setVisible(not self.edit.hasFocus())
        if self._moves and self.isVisible() and not self.edit.hasFocus():
            self._blink.start(BLINK_MS)

    def _turn(self) -> None:
        self.caret.setVisible(self.caret.isHidden())

    def _place_caret(self) -> None:
        look = self._look
        if look is None:
            return
        size = self.edit.font().pixelSize()
        words = QFontMetricsF(self.edit.font()).horizontalAdvance(self.edit.text())
        x = self.edit.x() + min(round(words) + look.px(8), self.edit.width() - look.px(4))
        high = round(1.15 * size)
        self.caret.setGeometry(x, (self.height() - high) // 2, max(2, look.px(4)), high)
