"""Work that must not be broken off in the middle: Ctrl-C, or being asked to end, waits for its end, then has its way.

Qt ends the whole process when its import is interrupted, and loses what is raised while it calls back.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

NUMBERS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold both signals back until the block is left, by whatever way. For short work of the main thread; nothing in
    another one, which gets no signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        came.append(number)

    before = {number: signal.getsignal(number) for number in NUMBERS}
    held = {number: handler for number, handler in before.items() if handler is not None}
    for number in held:
        signal.signal(number, note)
    try:
        yield
    finally:
        for number, handler in held.items():
            signal.signal(number, handler)
        if came:
            signal.raise_signal(came[0])
