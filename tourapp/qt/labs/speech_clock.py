"""The clock of somebody who answers aloud: whole seconds on the wall, whatever the tour's own time does. It stands
while anything lies over the page, and once the points are looked at."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from tourapp.learning.labs.intents import SecondsPassed
from tourapp.learning.quiz_run import QuizView
from tourapp.player.labs import WorkView

LOOK_MS = 100
"""So often the wall is looked at: a second is told within a tenth of one."""


class SpeechClock(QObject):
    """For one window. `passed` takes what to tell its pane."""

    def __init__(self, parent: QObject, passed: Callable[[SecondsPassed], None]) -> None:
        super().__init__(parent)
        self.now: Callable[[], float] = time.monotonic
        self._passed, self._since = passed, 0.0
        self._of: tuple[int, int] | None = None
        """Attempt and place of the question it runs for."""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.tick)

    def look(self, view: WorkView | None) -> None:
        """Run while the page on stage waits for somebody who speaks, for each question from 0."""
        run = view.state if isinstance(view, QuizView) and view.state.phase == "speak" else None
        of = None if run is None or run.looked else (run.attempt, run.place)
        if of == self._of:
            return
        self._of, self._since = of, self.now()
        if of is None:
            self._timer.stop()
        else:
            self._timer.start()

    def tick(self) -> None:
        """Tell whole seconds that have passed since they were told last."""
        whole = int(self.now() - self._since)
        if self._of is not None and whole > 0:
            self._since += whole
            self._passed(SecondsPassed(whole))
