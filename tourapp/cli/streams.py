"""What a command shares with the shell: the text streams, and the two ways to be stopped. Nothing of a tour."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tourapp.errors import TourError


class OutputError(TourError):
    """What a command prints could not be written. Exit status 1."""


class Terminated(KeyboardInterrupt):
    """The system asked the process to end."""


STOPPED = {KeyboardInterrupt: 130, Terminated: 143}
"""Exit statuses, as every shell knows them: 128 and the signal's number."""


@contextmanager
def stoppable() -> Iterator[None]:
    """While a command runs, being asked to end unwinds it as Ctrl-C does, so that drafts are removed; what was set
    before is set again. Where a window opens, it takes both signals over itself."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    if before[signal.SIGTERM] == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        for number, handler in before.items():
            if handler is not None:
                signal.signal(number, handler)


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise Terminated


def speak_plainly() -> None:
    """Let what the session's encoding cannot express be printed as a question mark instead of failing; and where a
    stream was closed before the start, let what is printed go nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - for as long as the process lives
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="replace")


def hush() -> None:
    """Let what still waits for an output that cannot be written go nowhere: the interpreter would try once more on its
    way out, and complain."""
    try:
        number = sys.stdout.fileno()
    except (OSError, ValueError, AttributeError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
