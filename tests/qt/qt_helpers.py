"""Handling events in tests of the window."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent


def flush() -> None:
    """Handle all events, also those that delete widgets."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def wait_for(condition: Callable[[], bool], limit: float = 20.0) -> bool:
    """Handle events until something holds; False when it does not within a generous limit."""
    end = time.monotonic() + limit
    while not condition():
        if time.monotonic() > end:
            return False
        QCoreApplication.processEvents()
        time.sleep(0.002)
    return True
