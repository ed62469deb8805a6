"""Two kinds of work at once: frames are painted here while another thread encodes those before."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any

AHEAD = 6
"""Frames that may wait: six of 1920 x 1080 are 37 MB."""
_END = object()


class EncodingStopped(Exception):  # noqa: N818 - a request honoured, not an error
    """Painting ended early, so encoding has to."""


def beside(encode: Callable[[Iterator[Any]], None], frames: Iterator[Any]) -> None:
    """Run `encode` on the frames in a thread of its own; what it raises is raised here. When painting stops, it stops
    too, and its thread has ended before this returns."""
    waiting: queue.Queue[Any] = queue.Queue(AHEAD)
    failed: list[BaseException] = []
    stopped = threading.Event()

    def supply() -> Iterator[Any]:
        while (item := waiting.get()) is not _END:
            yield item
        if stopped.is_set():
            raise EncodingStopped

    def run() -> None:
        try:
            encode(supply())
        except BaseException as error:  # whatever an encoder raises must reach the command as words
            failed.append(error)

    thread = threading.Thread(target=run, name="encoder", daemon=True)
    thread.start()
    try:
        for frame in frames:
            if not _handed(waiting, frame, thread):
                break
    except BaseException:
        stopped.set()
        raise
    finally:
        _handed(waiting, _END, thread)
        thread.join()
    if failed:
        raise failed[0]


def _handed(waiting: queue.Queue[Any], item: Any, thread: threading.Thread) -> bool:
    """Put an item in line; False where the encoder has gone."""
    while thread.is_alive():
        try:
            waiting.put(item, timeout=0.2)
        except queue.Full:
            continue
        return True
    return False
