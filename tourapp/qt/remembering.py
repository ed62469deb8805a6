"""Puts what is remembered on disk while the tour runs: within a second of a change, so that no end of the program, not
even a power cut, loses a place or a prompt. The disk is waited for in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from tourapp.player import preferences
from tourapp.player.preferences import Preferences
from tourapp.player.remembered import remember
from tourapp.qt.showing import Pane

AFTER_MS = 400
"""Changes within this time are written together."""


class Remembering(QObject):
    """Watches one pane. `kept`: what the file holds; `tell` gets one line, once, when the file cannot be written."""

    where: Path | None = None
    """The folder; None is the usual one."""

    def __init__(self, pane: Pane, kept: Preferences, tell: Callable[[str], None]) -> None:
        super().__init__(pane)
        self._pane, self._kept, self._tell = pane, kept, tell
        self._thread: threading.Thread | None = None
        self._problem = ""
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        pane.changed.connect(self._changed)
        self._timer.start(AFTER_MS)

    def flush(self) -> str:
        """Write now and wait for the disk; "" or one line on what failed."""
        self._timer.stop()
        if self._thread is not None:
            self._thread.join()
        wanted = self._wanted()
        if wanted != self._kept:
            self._save(wanted)
        return self._problem

    def forget(self) -> None:
        """Remove from the disk what was kept; what is there now counts as known."""
        before, self._kept = self._thread, self._wanted()
        self._thread = threading.Thread(target=self._forget, args=(before,), name="forget")
        self._thread.start()
        self._timer.start(AFTER_MS)

    def _forget(self, before: threading.Thread | None) -> None:
        if before is not None:
            before.join()  # what it writes is to be forgotten as well
        self._problem = preferences.forget(self.where)

    def _changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start(AFTER_MS)

    def _wanted(self) -> Preferences:
        return remember(self._pane.state, self._pane.tour)

    def _look(self) -> None:
        if self._problem and not self._told:
            self._told = True
            self._tell(self._problem)
        if self._thread is not None and self._thread.is_alive():
            self._timer.start(AFTER_MS)
            return
        wanted = self._wanted()
        if wanted != self._kept:
            self._thread = threading.Thread(target=self._save, args=(wanted,), name="settings")
            self._thread.start()
            self._timer.start(AFTER_MS)

    def _save(self, wanted: Preferences) -> None:
        self._problem = preferences.save(wanted, self.where)
        self._kept = wanted
