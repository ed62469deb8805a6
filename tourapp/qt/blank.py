"""The blank screen of a talk: the whole window black or white, whatever is reported or still being made below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget


class BlankCover(QWidget):
    """Lies over everything else of a window while it is blank; keys go on to the stage below."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._colour: str | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.hide()

    def show_state(self, colour: str | None) -> None:
        """Cover the window in "black" or "white", or uncover it (None)."""
        if colour == self._colour:
            return
        self._colour = colour
        self.setVisible(colour is not None)
        if colour is not None:
            self.setGeometry(self._window.rect())
            self.raise_()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One colour."""
        with QPainter(self) as p:
            p.fillRect(self.rect(), QColor(self._colour or "black"))
