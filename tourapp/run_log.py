"""What a run of the window notes about itself: with what it began, every error, the trace of a crash, and its end.

One small text file a run, the newest few are kept; `tourapp doctor` says where they lie and whether the last run
crashed. A log that cannot be written is no reason not to start.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import platform
import sys
import threading
import time
import traceback
from pathlib import Path
from types import TracebackType
from typing import TextIO

from tourapp import __version__
from tourapp.places import log_dir

KEPT = 5
"""Files of the newest runs."""
ENDED = "ended"
LONGEST = 200_000
"""Characters of notes in one run: an error in every frame does not fill a disk."""


NOTES = logging.getLogger("tourapp")
"""What any part of the product has to note, by the standard library's own way; without a log it goes nowhere."""
NOTES.addHandler(logging.NullHandler())
NOTES.propagate = False


class RunLog:
    """The open log of this run. Lines have the time of day; the crash handler writes into the same file."""

    def __init__(self, file: TextIO, path: Path) -> None:
        self.path = path
        self._file, self._written = file, 0
        self._handler = _Handler(self)
        NOTES.addHandler(self._handler)

    def write(self, words: str) -> None:
        """One more line, on disk at once."""
        if self._written > LONGEST:
            return
        self._written += len(words)
        with contextlib.suppress(OSError, ValueError):
            print(time.strftime("%H:%M:%S"), words, file=self._file, flush=True)

    def close(self) -> None:
        """A run that ends as it should says so."""
        self.write(ENDED)
        NOTES.removeHandler(self._handler)
        faulthandler.disable()
        self._file.close()


def begin() -> RunLog | None:
    """Open the log of this run, heed errors nobody catches and crashes; None where no file can be written."""
    folder = log_dir()
    path = folder / f"{time.strftime('%Y-%m-%d-%H%M%S')}-{os.getpid()}.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in runs()[KEPT - 1 :]:
            old.unlink(missing_ok=True)
        file = path.open("w", encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    log = RunLog(file, path)
    log.write(f"One Request {__version__}, Python {platform.python_version()}, {platform.platform()}")
    faulthandler.enable(file)
    _heed(log)
    return log


def runs() -> list[Path]:
    """The logs there are, the newest first."""
    with contextlib.suppress(OSError):
        return sorted(log_dir().glob("*.log"), reverse=True)
    return []


def crashed(path: Path) -> bool:
    """Whether a run's log has no end and a crash in it."""
    with contextlib.suppress(OSError):
        text = path.read_text(encoding="utf-8", errors="replace")
        return "Fatal Python error" in text or "Windows fatal exception" in text
    return False


def _heed(log: RunLog) -> None:
    """Errors that nobody caught are noted, and told as before."""
    told, in_thread = sys.excepthook, threading.excepthook

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.write("".join(traceback.format_exception(kind, error, trace)).rstrip())
        told(kind, error, trace)

    def uncaught_there(args: threading.ExceptHookArgs) -> None:
        where = args.thread.name if args.thread is not None else "a thread"
        if args.exc_value is not None:
            lines = traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback)
            log.write(f"in {where}: {''.join(lines).rstrip()}")
        in_thread(args)

    sys.excepthook, threading.excepthook = uncaught, uncaught_there


class _Handler(logging.Handler):
    """Brings notes from anywhere into the log of this run."""

    def __init__(self, log: RunLog) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """One note, as one line or several."""
        self._log.write(self.format(record))
