"""Makes a hand-out while the window goes on: a thread composes its pages, the window paints them a step at a time
between two frames, and another thread writes the file. Whole or not at all; it can be stopped at any moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from tourapp.authoring import Theme, fill
from tourapp.files import whole_file, write_whole
from tourapp.player.handouts.leaves import HandoutPlan
from tourapp.player.handouts.sheets import Leaf
from tourapp.player.orders import UntilCancelled
from tourapp.player.store import WorldStore
from tourapp.player.view import PlainWorlds
from tourapp.qt.aside import Aside, Failed
from tourapp.qt.i18n import tr
from tourapp.qt.worker import lower_priority
from tourapp.world import Work

BETWEEN_MS = 24
"""From one step of painting to the next: a frame of the window has its turn."""
WAIT_MS = 200
COMPOSED, PAINTED = 0.5, 0.97
"""Shares of the work that are done when all pages are composed, and when all are painted."""


class _StoppedError(Exception):
    """Somebody stopped the work."""


class HandoutWork(QObject):
    """One hand-out at a time. `changed`: how far it is, in words too, and at what; `done`: the path, `Failed`, or None
    where it was stopped."""

    changed = Signal(float, str, str)
    done = Signal(object)
    _composed = Signal(float, str)

    def __init__(self, store: WorldStore, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._aside = store, Aside(self)
        self._cancel = threading.Event()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self._book: ExitStack | None = None
        self._steps: Iterator[float] | None = None
        self._composed.connect(self._tell)
        self.began = 0.0
        self.running = False

    def start(self, plan: HandoutPlan, theme: Theme, target: Path) -> None:
        """Begin; nothing happens while one is being made already."""
        if not self.running:
            self.running, self.began = True, time.monotonic()
            self._cancel.clear()
            self._begin(plan, theme, target)

    def stop(self) -> None:
        """Leave it: nothing is written."""
        self._cancel.set()
        if self._steps is not None:
            self._end(None)

    def _begin(self, plan: HandoutPlan, theme: Theme, target: Path) -> None:
        """Wait for an answer that is being written: the thread would run the model a second time."""
        if self._cancel.is_set():
            self._end(None)
        elif self._store.busy:
            self._tell(0.0, tr("waiting for the answer"))
            QTimer.singleShot(WAIT_MS, self, partial(self._begin, plan, theme, target))
        else:
            self._tell(0.0, "")
            work = Work(cancelled=self._cancel.is_set)
            worlds = PlainWorlds(UntilCancelled(self._store.cache, self._cancel.is_set), work)
            self._aside.run(partial(self._compose, plan, worlds, target), partial(self._paint, theme, target))

    def _compose(self, plan: HandoutPlan, worlds: PlainWorlds, target: Path) -> object:
        """In the thread: every page, after a look at whether the file can be written at all."""
        lower_priority()
        with suppress(_StoppedError), whole_file(target) as draft:
            draft.touch()
            raise _StoppedError  # the place is good; the draft is gone again
        found: list[Leaf] = []
        try:
            for leaf in plan.made(worlds, self._look):
                found.append(leaf)
                self._composed.emit(COMPOSED * len(found) / plan.leaves, leaf.title)
        except _StoppedError:
            return None
        return found

    def _look(self) -> None:
        time.sleep(0.001)  # the window's thread takes its turn
        if self._cancel.is_set():
            raise _StoppedError

    def _paint(self, theme: Theme, target: Path, found: object) -> None:
        if self._cancel.is_set() or not isinstance(found, list):
            self._end(found if isinstance(found, Failed) and not self._cancel.is_set() else None)
            return
        self._book = ExitStack()
        self._steps = self._painting(found, theme, target)
        self._timer.start(BETWEEN_MS)

    def _painting(self, leaves: list[Leaf], theme: Theme, target: Path) -> Iterator[float]:
        from tourapp.qt.paper.book import pdf_book

        assert self._book is not None
        book = self._book.enter_context(pdf_book(theme))
        for number, leaf in enumerate(leaves):
            self._tell(COMPOSED + (PAINTED - COMPOSED) * number / len(leaves), leaf.title)
            for _ in book.steps(leaf):
                yield number / len(leaves)
        self._book.close()
        if not book.data:
            self._end(Failed(tr("The pages could not be made: close other programs, and try again.")))
            return
        self._tell(PAINTED, target.name)
        self._aside.run(partial(_write, target, book.data), self._end)

    def _step(self) -> None:
        steps = self._steps
        try:
            if steps is None or next(steps, None) is None:
                self._timer.stop()
        except Exception as error:  # a page that cannot be painted ends the hand-out, not the tour
            self._end(Failed(f"{type(error).__name__}: {error}"))

    def _tell(self, share: float, what: str) -> None:
        """How far it is, and about how long it will take."""
        if not self.running:
            return
        spent = time.monotonic() - self.began
        left = spent / share * (1.0 - share) if share > 0.05 else 0.0
        words = fill("Hand-out, about {n} s left", {"n": max(1, round(left))}) if left else tr("Hand-out")
        self.changed.emit(share, words, what)

    def _end(self, found: object) -> None:
        self._timer.stop()
        steps, self._steps = self._steps, None
        book, self._book = self._book, None
        if book is not None:
            book.close()
        del steps
        if self.running:
            self.running = False
            self.done.emit(None if self._cancel.is_set() and not isinstance(found, Path) else found)


def _write(target: Path, data: bytes) -> object:
    write_whole(target, data)
    return target
