"""Scenes that the tour on stage does not need are imported one by one after the first picture, so that opening another
tour, or looking at all of them, takes no time then.

Not here: which scenes there are, and what is wrong with one (`tours.pool`).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from tourapp.tours import all_scenes

PAUSE_MS = 12
"""Between two imports, so that pictures are painted in between."""


class SceneLoading(QObject):
    """`done`: all scenes are here; with the lines of those that could not be declared since the start."""

    done = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._told = len(all_scenes().broken)
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Begin; nothing happens until the event loop is free."""
        self._timer.start()

    def _next(self) -> None:
        if all_scenes().load_next():
            return
        self._timer.stop()
        self.done.emit(" ".join(str(each) for each in all_scenes().broken[self._told :]))
