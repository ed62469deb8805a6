"""Fields to type into: exact numbers linked to a slider, and a line of text that is safe for whatever is pasted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLocale, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QLineEdit, QMenu, QSpinBox, QWidget

from tourapp.authoring import Slider, slider_words
from tourapp.authoring.rail_plan import value_size
from tourapp.authoring.sizes import VALUE
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look
from tourapp.world import clean_text

MOST_DECIMALS = 6


def _prepare(field: QSpinBox | QDoubleSpinBox, control: Slider) -> None:
    """What both kinds of number fields have in common."""
    field.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    field.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    field.setKeyboardTracking(False)
    field.setFrame(False)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.setGroupSeparatorShown(True)
    field.setAccessibleName(f"{tr(control.label)}, {tr(control.unit)}" if control.unit else tr(control.label))
    if control.unit == "$":
        field.setPrefix("$")
    if control.off_text:
        field.setSpecialValueText(tr(control.off_text))


class _Typing:
    """Shared behaviour of the number fields: Enter and Escape hand the keys back to the stage."""

    control: Slider
    look: Look | None = None
    size_of_words: float = VALUE

    def paintEvent(self: Any, event: QPaintEvent) -> None:
        """A quiet ground under the pointer, a ring when the keys are here; the number itself is the line edit's."""
        look = self.look
        if look is None or not (self.hasFocus() or self.underMouse()):
            return
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(look.colour("prefill"), max(1.0, 1.5 * look.scale)) if self.hasFocus() else Qt.PenStyle.NoPen)
            p.setBrush(look.colour("ground") if self.hasFocus() else look.colour("line", 0.5))
            p.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(5), look.px(5))

    def wanted_width(self: Any) -> int:
        """Pixels that the longest number of the control needs."""
        metrics = QFontMetricsF(self.font())
        words = [slider_words(self.control, value)[0] for value in (self.control.high, self.control.low)]
        words.append(self.text())
        return int(max(metrics.horizontalAdvance(each) for each in words) + metrics.horizontalAdvance("00"))

    def dress(self: Any, look: Look, size: float, role: str) -> None:
        """Take font and colour; size in stage units."""
        self.look, self.size_of_words = look, size
        self._size_font()
        self.setStyleSheet(f"color: {look.css(role)};")

    def _size_font(self: Any) -> None:
        """A word for "off" is smaller than a number."""
        if self.look is not None:
            size = min(self.size_of_words, value_size(self.control, self.value()))
            self.setFont(self.look.font(size, 600, mono=True))

    def show_value(self: Any, value: float) -> None:
        """Show a number without reporting it, unless one is being typed."""
        if self.hasFocus() and self.lineEdit().isModified():
            return
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)
        if self.control.off_text:
            self._size_font()
        self.setAccessibleDescription(" ".join(slider_words(self.control, value)).strip())

    def keyPressEvent(self: Any, event: QKeyEvent) -> None:
        """Enter takes the number, Escape drops it; both leave the field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.interpretText()
            self.lineEdit().setModified(False)
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.lineEdit().setModified(False)
            self.setValue(self.value())
            self.left.emit()
        else:
            super().keyPressEvent(event)  # type: ignore[misc]

    def focusOutEvent(self: Any, event: QFocusEvent) -> None:
        """What was typed counts with Enter only."""
        if self.lineEdit().isModified():
            self.lineEdit().setModified(False)
            self.setValue(self.value())
        super().focusOutEvent(event)  # type: ignore[misc]


class WholeField(_Typing, QSpinBox):
    """A whole number."""

    typed = Signal(object)
    left = Signal()

    def __init__(self, control: Slider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        _prepare(self, control)
        self.setRange(int(control.low), int(control.high))
        self.setSingleStep(max(1, int(control.step)))
        self.valueChanged.connect(lambda value: self.typed.emit(int(value)))


class DecimalField(_Typing, QDoubleSpinBox):
    """A number with decimals: as many as the step needs, more when more were typed."""

    typed = Signal(object)
    left = Signal()

    def __init__(self, control: Slider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        _prepare(self, control)
        self.setDecimals(MOST_DECIMALS)
        self.setRange(control.low, control.high)
        self.setSingleStep(control.step)
        self.valueChanged.connect(lambda value: self.typed.emit(float(value)))

    def textFromValue(self, value: float) -> str:
        """The number with the digits its step needs, and no fewer than were typed; a computed one, which would need all
        there are, with those of its step."""
        for digits in range(self.control.decimals, MOST_DECIMALS):
            if abs(round(value, digits) - value) < 10.0 ** -(MOST_DECIMALS + 1):
                return f"{value:,.{digits}f}"
        return f"{value:,.{self.control.decimals}f}"

    def valueFromText(self, text: str) -> float:
        """The number of a text; the exact one where the text is what it shows anyway, so that leaving the field changes
        nothing."""
        shown = text.removesuffix(self.suffix()).removeprefix(self.prefix()).strip()
        return self.value() if shown == self.textFromValue(self.value()) else super().valueFromText(text)


_AWAY = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
"""Who looks at another window or at a menu comes back."""


class PromptEdit(QLineEdit):
    """A line of text. What is pasted is clipped and cleaned before the window sees it. Only Enter takes what was typed;
    Escape restores what was there, and so does leaving. A `live` one is answered letter by letter: what stands in it
    when it is left is on the stage already, and stays."""

    written = Signal(str)
    settled = Signal(str)
    left = Signal()

    def __init__(self, limit: int, parent: QWidget | None = None, live: bool = False) -> None:
        super().__init__(parent)
        self._limit, self._live = limit, live
        self._known = self._begun = self._shown = ""
        self.setMaxLength(limit)
        self.setAcceptDrops(False)
        self.textEdited.connect(lambda words: self.written.emit(clean_text(words, limit)))

    def show_words(self, words: str) -> None:
        """Show a text, unless the person is writing another one."""
        words = clean_text(words, self._limit)
        self._known = self._shown = words
        if not self.hasFocus():
            self._show(words)

    def reset(self) -> None:
        """Show again what was shown last, and forget what was typed instead."""
        self._known = self._begun = self._shown
        self._show(self._shown)

    def _show(self, words: str) -> None:
        if self.text() != words:
            self.setText(words)
            self.setCursorPosition(0)

    def take_words(self, words: str) -> None:
        """Insert a text at the cursor as if it had been typed."""
        self.insert(clean_text(words, self._limit))
        self.written.emit(clean_text(self.text(), self._limit))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste through the cleaner; Enter and Escape hand the keys back to the stage."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take_words(QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._restore()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody begins to write."""
        super().focusInEvent(event)
        if event.reason() not in _AWAY:
            self._begun = self.text()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing half-typed is taken."""
        super().focusOutEvent(event)
        if event.reason() in _AWAY:
            return
        if self._live:
            self._settle()
        else:
            self._show(self._known)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, with a paste that goes through the cleaner."""
        menu = QMenu(self)
        menu.addAction(tr("Cut"), self.cut).setEnabled(self.hasSelectedText())
        menu.addAction(tr("Copy"), self.copy).setEnabled(self.hasSelectedText())
        menu.addAction(tr("Paste"), lambda: self.take_words(QGuiApplication.clipboard().text()))
        menu.addAction(tr("Select all"), self.selectAll)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _restore(self) -> None:
        """Back to what stood here when the writing began."""
        if self._live and clean_text(self.text(), self._limit) != self._begun:
            self.setText(self._begun)
            self.written.emit(self._begun)
        self._show(self._begun if self._live else self._known)

    def _settle(self) -> None:
        words = clean_text(self.text(), self._limit)
        self._known = self._begun = words
        self.settled.emit(words)
