"""What every control on the rail has in common: it shows a value, reports what a person sets, and takes its looks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QWidget

from tourapp.authoring import Control
from tourapp.qt.style import Look


def elide(words: str, label: QWidget, width: float) -> str:
    """The words cut to a width in pixels."""
    return QFontMetricsF(label.font()).elidedText(words, Qt.TextElideMode.ElideRight, width)


class ControlRow(QWidget):
    """A control on the rail. `changed` carries the value and whether more of the same drag will follow."""

    changed = Signal(object, bool)
    pressed = Signal()
    left = Signal()
    """The person is done with typing: the keys may go back to the stage."""

    def __init__(self, control: Control, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self.look: Look | None = None

    def dress(self, look: Look) -> None:
        """Take colours and sizes, then place what is inside."""
        self.look = look
        self.arrange(look)

    def arrange(self, look: Look) -> None:
        """Place what is inside; called when look or size changes."""

    def show_value(self, value: Any) -> None:
        """Show a value without reporting it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place what is inside."""
        super().resizeEvent(event)
        if self.look is not None:
            self.arrange(self.look)
