"""Converting the small model while the window goes on: in a thread of its own, with progress and a way to stop.

One for all windows of a run. Who shows it connects to `changed`; where nobody looks it is done all the same.
"""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QObject, Signal

from tourapp.player.memory import MEMORIES
from tourapp.qt.aside import Aside, Failed
from tourapp.qt.i18n import tr
from tourapp.qt.showing import Showing
from tourapp.qt.worker import lower_priority

TURN_S = 0.004
"""After each matrix, so that the window has its turn."""
CLOSING_S = 1.0
"""Who closes the window waits no longer."""


class _NotWantedError(Exception):
    """Somebody stopped the work."""


class ModelWork(QObject):
    """`changed`: it runs, it is further, or it has ended. `ended` carries the model's name, `Failed`, or None where it
    was stopped."""

    changed = Signal()
    ended = Signal(object)
    _further = Signal(float)

    def __init__(self, showing: Showing) -> None:
        super().__init__(showing)
        self.setObjectName("model work")
        self._showing, self._aside = showing, Aside(self)
        self._stop = threading.Event()
        self.share, self.told = 0.0, ""
        self._further.connect(self._tell)

    @staticmethod
    def of(showing: Showing) -> ModelWork:
        """The one of a showing, made when it is first asked for."""
        known = showing.findChild(ModelWork, "model work")
        return known if isinstance(known, ModelWork) else ModelWork(showing)

    @property
    def running(self) -> bool:
        """Whether a model is being converted."""
        return self._aside.busy

    def start(self) -> None:
        """A person asks for the small model; nothing happens while it is being made already."""
        self._begin(by_itself=False)

    def start_by_itself(self) -> None:
        """Make the small model ready where its file is here and nobody said not to. Not while quiet is held, nor with
        little memory: then only what is asked for is computed."""
        state = self._showing.show
        if not state.habits.quiet and MEMORIES[state.habits.memory].ahead:
            self._begin(by_itself=True)

    def _begin(self, *, by_itself: bool) -> None:
        self._stop.clear()
        if self._aside.run(lambda: self._work(by_itself), self._done):
            self.share = 0.0
            if not by_itself:
                self._tell(0.0)

    def stop(self) -> None:
        """Leave it: what was written is taken away, and it is not begun by itself again."""
        from tourapp.engine.model_first import decline

        if self.running:
            decline()
            self._stop.set()

    def close(self) -> None:
        """The window is closed: leave it for now."""
        self._stop.set()
        self._aside.wait(CLOSING_S)

    def _work(self, by_itself: bool) -> object:
        """In the thread: the model's name; None where there is nothing to do or it was stopped."""
        from tourapp.engine.model_first import lies_ready
        from tourapp.engine.model_install import install

        lower_priority()
        if by_itself and not lies_ready():
            return None
        try:
            return install(progress=self._report)[0].name
        except _NotWantedError:
            return None

    def _report(self, share: float, _what: str) -> None:
        if self._stop.is_set():
            raise _NotWantedError
        time.sleep(TURN_S)
        self._further.emit(share)

    def _tell(self, share: float) -> None:
        if self.running:
            self.share = share
            self.told = tr("Preparing the small model: {n:.0f} %").format(n=100 * share)
            self.changed.emit()

    def _done(self, found: object) -> None:
        if isinstance(found, Failed):
            self.told = tr("The small model could not be prepared. {words}").format(words=found)
        elif isinstance(found, str):
            self.told = tr("{name} is installed: it answers from now on.").format(name=found)
            self._showing.store.anew()
        else:
            self.told = tr("Stopped: answers stay recorded ones.") if self._stop.is_set() else ""
        self.changed.emit()
        self.ended.emit(found)
