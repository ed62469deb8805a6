"""Filling the screen: the bottom bar and the arrow go while the mouse rests, and come back when it moves."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from tourapp.qt.bars.transport import Transport
from tourapp.qt.stage import Stage

REST_MS = 2600
"""How long the mouse must rest."""


class FullScreen(QObject):
    """Whether the window fills the screen, and what is hidden meanwhile."""

    def __init__(self, window: QMainWindow, stage: Stage, transport: Transport) -> None:
        super().__init__(window)
        self.on = False
        self._window, self._stage, self._transport = window, stage, transport
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.rest)
        stage.moved.connect(self.moved)

    def fill(self, full: bool) -> None:
        """Fill the screen, or stop filling it."""
        self.on = full
        if full != self._window.isFullScreen():
            if full:
                self._window.showFullScreen()
            else:
                self._window.showNormal()
        self.show_bar()

    def show_bar(self) -> None:
        """Show the bottom bar; in full screen it goes by itself."""
        self._transport.show()
        self._transport.raise_()
        self._stage.set_resting(False)
        if self.on:
            self._timer.start(REST_MS)
        else:
            self._timer.stop()

    def moved(self) -> None:
        """The mouse moves."""
        if self.on:
            self.show_bar()

    def rest(self) -> None:
        """The mouse rests: hide the bar, unless it is being used."""
        focused = QApplication.focusWidget()
        busy = self._transport.underMouse() or (focused is not None and self._transport.isAncestorOf(focused))
        if self.on and busy:
            self._timer.start(REST_MS)
        elif self.on:
            self._transport.hide()
            self._stage.set_resting(True)
