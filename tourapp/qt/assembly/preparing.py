"""The answers of a lesson, made in the window: the worker runs the model for each prompt and writes the file at the
end, whole or not at all. What the stage needs meanwhile goes first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from tourapp.errors import TourError
from tourapp.qt.i18n import tr
from tourapp.qt.worker import Worker
from tourapp.tours.format import TourFile

if TYPE_CHECKING:
    from tourapp.player.lessons.prepare import AnswerWanted

GENERATION = -7
"""No order of a stage has this number, so no stage takes the reports for its own."""
Wanted = tuple["AnswerWanted", ...]


class Preparing(QObject):
    """What is being prepared; one lesson at a time. `changed` tells that there is something new to show."""

    changed = Signal()
    ended = Signal(str)
    """One line on how it ended."""
    _told = Signal(float, str)
    _over = Signal(str)

    def __init__(self, parent: QObject, worker: Worker) -> None:
        super().__init__(parent)
        self._worker = worker
        self._stop: threading.Event | None = None
        self._all = 0
        self.line = ""
        self._told.connect(self._show)
        self._over.connect(self._end)

    @property
    def running(self) -> bool:
        """Whether answers are being made."""
        return self._stop is not None

    def start(self, path: Path, file: TourFile, wanted: Wanted) -> None:
        """Make the answers and write the lesson to a path."""
        self._stop, self._all = threading.Event(), len(wanted)
        self._show(0.0, wanted[0].shown if wanted else "")
        self._worker.submit(_AnswersJob(path, file, wanted, (self._stop, self._told.emit, self._over.emit)))

    def cancel(self) -> None:
        """Stop after the present token; nothing is written."""
        if self._stop is not None:
            self._stop.set()
            self._end(tr("Stopped: nothing was written."))

    def _show(self, share: float, prompt: str) -> None:
        if self.running and prompt:
            n = min(int(share * self._all) + 1, self._all)
            words = tr("Answer {n} of {all}: “{prompt}” · {share} %. Ctrl+P stops it.")
            self.line = words.format(n=n, all=self._all, prompt=prompt, share=f"{100 * share:.0f}")
            self.changed.emit()

    def _end(self, words: str) -> None:
        if self.running:
            self._stop, self.line = None, words
            self.ended.emit(words)
            self.changed.emit()


class _AnswersJob:
    """The work itself. how: what stops it, and who hears of progress and of the end."""

    generation = GENERATION

    def __init__(
        self,
        path: Path,
        file: TourFile,
        wanted: Wanted,
        how: tuple[threading.Event, Callable[[float, str], None], Callable[[str], None]],
    ) -> None:
        self._path, self._file, self._wanted, (self._stop, self._tell, self._over) = path, file, wanted, how

    def build(
        self,
        progress: Callable[[float, str], None],
        token: Callable[[Any], None],
        cancelled: Callable[[], bool],
        draft: Callable[[Any], None],
    ) -> None:
        """Run the model for every answer, then write."""
        from tourapp.engine.hooks import Cancelled
        from tourapp.player.lessons.lesson_file import write_lesson
        from tourapp.player.lessons.prepare import prepared_recordings
        from tourapp.world.generation import shared_model

        def stopped() -> bool:
            return self._stop.is_set() or cancelled()

        try:
            made = tuple(prepared_recordings(shared_model(), self._wanted, self._tell, stopped))
            if stopped():
                raise Cancelled
            write_lesson(self._path, self._file, made)
        except Cancelled:
            if not self._stop.is_set():
                self._over(tr("The stage needed the model: nothing was written. Ctrl+P begins again."))
            return
        except TourError as error:
            self._over(tr("The lesson was not saved. {words}").format(words=error))
            return
        words = tr("Saved as {name} with {n} {n|answer|answers}. Ctrl+O opens it.")
        self._over(_filled(words, self._path.name, len(made)))


def _filled(words: str, name: str, count: int) -> str:
    from tourapp.authoring import fill

    return fill(words, {"name": name, "n": count})
