"""The one worker thread: builds what takes longer than a frame. It never touches a widget; it reports by signals.

One job at a time. A new job or `cancel` asks the running one to stop, which it does between two tokens or steps.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QThread, Signal, Slot

PATIENCE_MS = 1000
"""Who closes the window waits no longer."""
NICENESS = 5
"""How far the worker steps back behind the window when both want the same core (Linux only)."""


class Job(Protocol):
    """Something to run: it reports a share of 0..1 and words, and looks at the flag often."""

    @property
    def generation(self) -> int:
        """The number that the reports carry."""

    def build(
        self,
        progress: Callable[[float, str], None],
        token: Callable[[Any], None],
        cancelled: Callable[[], bool],
        draft: Callable[[Any], None],
    ) -> None:
        """Do the work; return early when cancelled."""


class _Hands(QObject):
    """Lives in the worker thread and runs one job after the other."""

    progress = Signal(int, float, str)
    token = Signal(int, object)
    draft = Signal(int, object)
    finished = Signal(int)
    failed = Signal(int, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.stop = threading.Event()
        self._lock = threading.Lock()
        self._waiting: Job | None = None

    def put(self, job: Job | None) -> None:
        """Take a job in place of the waiting one, and ask the running one to stop. Called from the window."""
        with self._lock:
            self._waiting = job
            self.stop.set()

    @Slot(object)
    def aside(self, task: Callable[[], None]) -> None:
        """Do something useful that nobody waits for; what goes wrong shows when it is needed."""
        with contextlib.suppress(Exception):
            task()

    @Slot()
    def run(self) -> None:
        """Run the waiting job, if there still is one."""
        with self._lock:
            job, self._waiting = self._waiting, None
            self.stop.clear()
        if job is None:
            return
        lower_priority()
        try:
            job.build(
                lambda share, words: self.progress.emit(job.generation, float(share), str(words)),
                lambda step: self.token.emit(job.generation, step),
                self.stop.is_set,
                lambda part: self.draft.emit(job.generation, part),
            )
        except BaseException as error:  # whatever a builder raises must reach the window as words
            if not self.stop.is_set():
                self.failed.emit(job.generation, f"{type(error).__name__}: {error}", traceback.format_exc())
            return
        if not self.stop.is_set():
            self.finished.emit(job.generation)


class Worker(QObject):
    """Handle of the worker thread, owned by the window. `close` must be called before it is dropped."""

    progress = Signal(int, float, str)
    token = Signal(int, object)
    draft = Signal(int, object)
    finished = Signal(int)
    failed = Signal(int, str, str)
    _go = Signal()
    _aside = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hands = _Hands()
        self._thread = QThread(self)
        self._thread.setObjectName("builder")
        self._hands.moveToThread(self._thread)
        self._hands.progress.connect(self.progress)
        self._hands.token.connect(self.token)
        self._hands.draft.connect(self.draft)
        self._hands.finished.connect(self.finished)
        self._hands.failed.connect(self.failed)
        self._go.connect(self._hands.run)
        self._aside.connect(self._hands.aside)
        self._started = False
        self._deadline = 0.0
        """When waiting for the thread ends, however often it is closed; 0 before the first time."""

    def submit(self, job: Job) -> None:
        """Run a job as soon as the thread is free; only the latest one waits."""
        self._start()
        self._hands.put(job)
        self._go.emit()

    def aside(self, task: Callable[[], None]) -> None:
        """Do something in the worker when it is free, without any report: a slow import ahead of its use."""
        self._start()
        self._aside.emit(task)

    def cancel(self) -> None:
        """Ask the running job to stop and forget the waiting one."""
        self._hands.put(None)

    def wait(self, wait_ms: int = 20_000) -> bool:
        """Wait longer for a thread that was told to stop: for who can."""
        return self._thread.wait(wait_ms)

    def _start(self) -> None:
        if not self._started:
            self._thread.start()
            self._started = True

    @property
    def running(self) -> bool:
        """Whether the thread exists."""
        return self._thread.isRunning()

    def close(self, wait_ms: int = PATIENCE_MS) -> bool:
        """Stop the thread and wait for it; False when it did not stop in time: then the process has to be left without
        the usual ways out, which would wait for the thread."""
        self.cancel()
        if not self._started:
            return True
        self._thread.quit()
        left = self._deadline - time.monotonic() if self._deadline else wait_ms / 1000
        self._deadline = self._deadline or time.monotonic() + left
        return self._thread.wait(max(0, round(left * 1000)))


def lower_priority() -> None:
    """Let the calling thread step back behind the window, where the system can do that for one thread."""
    if sys.platform.startswith("linux"):
        try:
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
        except OSError:
            return
