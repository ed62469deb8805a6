"""Something that takes longer than a frame and waits for the disk, in a thread of its own; one at a time."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from tourapp.errors import TourError


class Failed(str):
    """One line on what went wrong."""

    __slots__ = ()


class Aside(QObject):
    """Runs work and hands its result, or what went wrong, to the window's own thread."""

    _done = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._take: Callable[[object], None] | None = None
        self._done.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether something runs."""
        return self._thread is not None

    def run(self, work: Callable[[], object], take: Callable[[object], None]) -> bool:
        """Start; `take` gets what `work` returned, or `Failed`. False while something else runs."""
        if self._thread is not None:
            return False
        self._take = take
        self._thread = threading.Thread(target=self._work, args=(work,), name="aside", daemon=True)
        self._thread.start()
        return True

    def wait(self, seconds: float) -> None:
        """Wait a while for what runs to end."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _work(self, work: Callable[[], object]) -> None:
        try:
            found = work()
        except TourError as error:
            found = Failed(str(error))
        except Exception as error:  # a thread that ends without a word would never be free again
            found = Failed(f"{type(error).__name__}: {error}")
        with contextlib.suppress(RuntimeError):  # the window was closed meanwhile: nobody waits for it any more
            self._done.emit(found)

    def _hand_over(self, found: object) -> None:
        take, self._take, self._thread = self._take, None, None
        if take is not None:
            take(found)
