"""Writes a learner's progress while labs and questions are worked: within a second of a change, and when the window
closes. Of a guest nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from tourapp.learning.progress import Progress, with_lab, with_question
from tourapp.player import progress_file
from tourapp.player.labs import lab_view
from tourapp.player.state import PlayerState
from tourapp.qt.showing import Pane

AFTER_MS = 500


class KeepsProgress(QObject):
    """Watches one pane; `tell` gets one line when a file cannot be read or written."""

    where: Path | None = None
    """The folder; None is the usual one."""

    def __init__(self, pane: Pane, tell: Callable[[str], None]) -> None:
        super().__init__(pane)
        self._pane, self._tell = pane, tell
        self._kept: Progress | None = None
        self._written = 0
        """How many of the answers that were tried since the name was given."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)
        pane.changed.connect(self._changed)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.flush)

    def _changed(self, old: PlayerState, new: PlayerState) -> None:
        if new.learner is not old.learner:
            self.flush(old)
            self._kept, self._written = None, 0
        worked = new.labs is not old.labs or new.tried is not old.tried
        if new.learner.name and worked and not self._timer.isActive():
            self._timer.start(AFTER_MS)

    def flush(self, state: PlayerState | None = None) -> None:
        """Write now what is worth it."""
        self._timer.stop()
        state = state or self._pane.state
        if not state.learner.name or not (state.labs or state.tried):
            return
        if self._kept is None or self._kept.name != state.learner.name:
            self._kept, words = progress_file.load(state.learner.name, self.where)
            if words:
                self._tell(words)
        wanted = self._kept
        for stop in self._pane.tour.stops:
            view = lab_view(state, stop) if stop.key in state.labs else None
            if view is not None and view.phase != "play":
                wanted = with_lab(wanted, view)
        for each in state.tried[self._written :]:
            wanted = with_question(wanted, each)
        self._written = len(state.tried)
        if wanted != self._kept:
            problem = progress_file.save(wanted, self.where)
            if problem:
                self._tell(problem)
            self._kept = wanted
