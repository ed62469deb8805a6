"""What a command shares with the shell: the text streams, and the two ways to be stopped. Nothing of a tour."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
    if before[signal.SIGINT] is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
    told, sys.unraisablehook = sys.unraisablehook, _unraisable
    _ASKED.kind = None
    try:
        yield
    finally:
        sys.unraisablehook = told
        for number, handler in before.items():
            if handler is not None:
                signal.signal(number, handler)


@dataclass(slots=True)
class _AskedToEnd:
    """How the command that runs was asked to end; None as long as it was not."""

    kind: type[KeyboardInterrupt] | None = None


_ASKED = _AskedToEnd()


def still_asked() -> None:
    """Raise once more what asked the command to end, where Python has lost it: nothing that is raised while an object
    is taken apart, or in a call from outside, gets any further."""
    if _ASKED.kind is not None:
        raise _ASKED.kind


def _terminate(_number: int, _frame: FrameType | None) -> None:
    _ASKED.kind = Terminated
    raise Terminated


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    _ASKED.kind = KeyboardInterrupt
    raise KeyboardInterrupt


def _unraisable(lost: sys.UnraisableHookArgs) -> None:
    """What asked to end is not told as lost: `still_asked` raises it again."""
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)


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
