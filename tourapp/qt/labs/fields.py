"""Two fields that lie over a box of a lab's page while it has the keys: a line for a formula, lines for a sentence.

Both tell letter by letter what stands in them. Enter, Tab and Escape are the page's; a page turn always turns.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from tourapp.authoring.sizes import LABEL, READOUT
from tourapp.qt.style import Look

KEYS = {
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Escape: "leave",
    Qt.Key.Key_Tab: "next",
    Qt.Key.Key_Backtab: "before",
}


class _PageKeys:
    """What both do with keys of the page."""

    def event(self: Any, event: QEvent) -> bool:
        """Tab is no letter and leads to the next box of the page, not to the next widget."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            name = KEYS.get(Qt.Key(event.key()))
            plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
            if name is not None and plain:
                self.asked.emit(name)
                return True
        return bool(super().event(event))  # type: ignore[misc]


class FormulaField(_PageKeys, QLineEdit):
    """A number or an expression, at the right."""

    written = Signal(str)
    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAcceptDrops(False)
        self.textEdited.connect(self.written.emit)

    def show_text(self, text: str, longest: int) -> None:
        """Show what stands in the box, unless it is that already."""
        self.setMaxLength(longest)
        if self.text() != text:
            self.setText(text)

    def dress(self, look: Look, scale: float) -> None:
        """Take font, at the scale of the stage's words, and colours."""
        self.setFont(look.font(READOUT * scale, mono=True))
        self.setStyleSheet(_sheet(look))


class SentenceField(_PageKeys, QPlainTextEdit):
    """A sentence on some lines."""

    written = Signal(str)
    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._longest = 0
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(False)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._changed)

    def show_text(self, text: str, longest: int) -> None:
        """Show what stands in the box, unless it is that already."""
        self._longest = longest
        if self.toPlainText() != text:
            self.blockSignals(True)
            place = self.textCursor().position()
            self.setPlainText(text)
            cursor = self.textCursor()
            cursor.setPosition(min(place, len(text)))
            self.setTextCursor(cursor)
            self.blockSignals(False)

    def _changed(self) -> None:
        text = self.toPlainText().replace("\n", " ")[: self._longest]
        self.written.emit(text)
        self.show_text(text, self._longest)

    def dress(self, look: Look, scale: float) -> None:
        """Take font, at the scale of the stage's words, and colours."""
        self.setFont(look.font(LABEL * scale))
        self.setStyleSheet(_sheet(look))


def _sheet(look: Look) -> str:
    return f"color: {look.css('ink')}; background: {look.css('ground')}; border: none; padding: 0 {look.px(10)}px;"
