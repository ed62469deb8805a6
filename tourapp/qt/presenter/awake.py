"""A screen that does not sleep while somebody presents: the platform's own call, for this run only, no helper process.

Where the platform has no such call, or it fails, nothing happens: a talk goes on all the same.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Any

REASON = "A talk is being given"
BUS_MS = 500
KEEP, DISPLAY, SYSTEM = 0x80000000, 0x00000002, 0x00000001
"""Windows: until told otherwise; the display; the computer."""
UTF8, LEVEL_ON = 0x08000100, 255
"""macOS: kind of text, level of an assertion."""


class StayAwake:
    """Keeps the screen lit while it is on."""

    def __init__(self, hold: Any = None) -> None:
        """hold: what asks the platform, with `begin()` and `end()`; None takes this platform's."""
        self._hold = hold if hold is not None else _of_this_platform()
        self.on = False

    def set_on(self, on: bool) -> None:
        """Keep the screen lit, or let it sleep again."""
        if on == self.on:
            return
        self.on = on
        try:
            self._hold.begin() if on else self._hold.end()
        except Exception:  # whatever a platform lacks: the talk does not depend on it
            return


def _of_this_platform() -> Any:
    if sys.platform == "win32":
        return _Windows()
    return _Mac() if sys.platform == "darwin" else DesktopBus()


class DesktopBus:
    """Linux: the desktop's screen saver over D-Bus, through Qt. It is asked on a connection of its own and never waited
    for; the hold ends with that connection, also when the program is killed."""

    NAME = "one-request-talk"
    SERVICE, PATH, FACE = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"

    def begin(self) -> None:
        """Ask for it, where a session has a bus: without one Qt would have a process start it."""
        if not bus_is_there():
            return
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, self.NAME)
        message = QDBusMessage.createMethodCall(self.SERVICE, self.PATH, self.FACE, "Inhibit")
        message.setArguments(["One Request", REASON])
        bus.asyncCall(message, BUS_MS)

    def end(self) -> None:
        """Close the connection."""
        if bus_is_there():
            from PySide6.QtDBus import QDBusConnection

            QDBusConnection.disconnectFromBus(self.NAME)


def bus_is_there() -> bool:
    """Whether this session has a bus already."""
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    folder = os.environ.get("XDG_RUNTIME_DIR")
    return bool(folder) and os.path.exists(os.path.join(folder or "", "bus"))


class _Windows:
    """The thread's execution state."""

    def begin(self) -> None:
        """Display and computer are needed."""
        self._set(KEEP | DISPLAY | SYSTEM)

    def end(self) -> None:
        """They are not any more."""
        self._set(KEEP)

    def _set(self, state: int) -> None:
        ctypes.windll.kernel32.SetThreadExecutionState(ctypes.c_uint(state))  # type: ignore[attr-defined]


class _Mac:
    """A power assertion of IOKit."""

    _id: ctypes.c_uint32 | None = None

    def begin(self) -> None:
        """Make one that keeps the display from idle sleep."""
        kit, core = self._libraries()
        text = core.CFStringCreateWithCString
        text.restype, text.argtypes = ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
        kind, why = (text(None, words, UTF8) for words in (b"PreventUserIdleDisplaySleep", REASON.encode()))
        made = ctypes.c_uint32(0)
        make = kit.IOPMAssertionCreateWithName
        make.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p, ctypes.c_void_p]
        if make(kind, LEVEL_ON, why, ctypes.byref(made)) == 0:
            self._id = made

    def end(self) -> None:
        """Release it."""
        if self._id is not None:
            self._libraries()[0].IOPMAssertionRelease(self._id)
            self._id = None

    @staticmethod
    def _libraries() -> tuple[Any, Any]:
        top = "/System/Library/Frameworks"
        return (
            ctypes.cdll.LoadLibrary(f"{top}/IOKit.framework/IOKit"),
            ctypes.cdll.LoadLibrary(f"{top}/CoreFoundation.framework/CoreFoundation"),
        )
