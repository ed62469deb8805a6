"""When Python looks for cycles of objects: never while the picture moves. Frames leave none behind, and a look through
every object there is costs as much as three frames."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys

from PySide6.QtCore import QObject, QTimer

REST_MS = 2_500
"""The picture has to rest so long before anything is collected."""


class Tidy(QObject):
    """Holds collection back while things move, and makes up for it when they rest."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REST_MS)
        self._later.timeout.connect(self.collect)
        self._moved = True

    def moves(self, moving: bool) -> None:
        """Say whether the picture moves now."""
        if moving:
            self._later.stop()
            self._moved = True
            if gc.isenabled():
                gc.disable()
        elif self._moved and not self._later.isActive():
            self._later.start()

    def collect(self) -> None:
        """Collect once, and set aside what has stayed: the next time only what is new is looked through."""
        self._moved = False
        gc.collect()
        gc.freeze()
        give_back()

    def close(self) -> None:
        """Leave collection as it usually is, and what was set aside to it."""
        self._later.stop()
        gc.unfreeze()
        gc.enable()


def give_back() -> None:
    """Return memory that is free to the system; only where the C library can be asked to (Linux with glibc)."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
