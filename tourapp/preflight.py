"""What this computer must have before Qt is imported: system libraries, a screen, font files.

A missing library makes the import of Qt fail, or makes Qt end the whole process in a way that cannot be
caught; so everything is tried here first, with the standard library only. Nothing here imports Qt or
installs anything. On Windows and macOS the Qt packages carry what they need and every check passes.
"""

from __future__ import annotations

import ctypes
import importlib.resources
import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from tourapp.errors import MissingError
from tourapp.platform_check import asked, asked_whole


class Library(NamedTuple):
    """A shared library as the loader knows it, and the Debian package that carries it."""

    soname: str
    package: str


QT_LIBRARIES = (
    Library("libEGL.so.1", "libegl1"),
    Library("libGL.so.1", "libgl1"),
    Library("libxkbcommon.so.0", "libxkbcommon0"),
    Library("libdbus-1.so.3", "libdbus-1-3"),
    Library("libfontconfig.so.1", "libfontconfig1"),
    Library("libgthread-2.0.so.0", "libglib2.0-0"),
    Library("libX11.so.6", "libx11-6"),
)
"""Needed to import Qt at all, also for pictures without a screen."""

X11_LIBRARIES = (
    Library("libxcb-cursor.so.0", "libxcb-cursor0"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4"),
    Library("libxcb-image.so.0", "libxcb-image0"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0"),
    Library("libxcb-shape.so.0", "libxcb-shape0"),
    Library("libxcb-randr.so.0", "libxcb-randr0"),
    Library("libX11-xcb.so.1", "libx11-xcb1"),
)
"""Needed besides for a window on an X11 display."""

WAYLAND_LIBRARIES = (
    Library("libwayland-client.so.0", "libwayland-client0"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0"),
    Library("libwayland-egl.so.1", "libwayland-egl1"),
)
"""Needed besides for a window on a Wayland display."""

FONT_FILES = {
    "text": ("fontpkg_inter", "Inter[opsz,wght].ttf"),
    "mono": ("fontpkg_jetbrains_mono", "JetBrainsMono[wght].ttf"),
}
"""Package and file name of the variable font of each family role."""

SCREENLESS_PLATFORMS = ("offscreen", "minimal", "minimalegl")


def _is_linux() -> bool:
    return sys.platform.startswith("linux")


def loads(soname: str) -> bool:
    """Whether the loader finds this shared library and everything it needs in turn."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing(libraries: tuple[Library, ...]) -> list[Library]:
    """Those of the libraries that do not load; always empty on Windows and macOS."""
    return [library for library in libraries if not loads(library.soname)] if _is_linux() else []


def needed_libraries(window: bool) -> tuple[Library, ...]:
    """The libraries Qt needs here: for pictures only, or also for a window on the display of this session."""
    if not window:
        return QT_LIBRARIES
    platform = platform_name()
    if platform == "xcb":
        return QT_LIBRARIES + X11_LIBRARIES
    return QT_LIBRARIES + WAYLAND_LIBRARIES if platform == "wayland" else QT_LIBRARIES


def packages(libraries: list[Library]) -> list[str]:
    """The Debian packages that carry these libraries."""
    return [library.package for library in libraries]


def remedy(debian: list[str]) -> str:
    """One line that says how to install these Debian packages."""
    names = " ".join(debian)
    if shutil.which("apt-get"):
        return f"sudo apt-get install -y {names}"
    return f"install what your system calls the Debian packages {names}"


def require_qt(window: bool) -> None:
    """Make sure that Qt can be imported, and a window opened if `window`; choose the Qt platform.

    Raises MissingError with the one line that says what to install. Call it before importing Qt.
    """
    absent = missing(needed_libraries(window))
    if absent:
        names = ", ".join(library.soname for library in absent)
        raise MissingError(f"Qt needs system libraries that are missing ({names}): {remedy(packages(absent))}")
    choose_platform(window)


def choose_platform(window: bool) -> None:
    """Set QT_QPA_PLATFORM on Linux: to the displays that answer, or to offscreen if no window can be shown.

    Pictures without a window never touch the display, so they work where its libraries are broken.
    """
    if not _is_linux():
        return
    names, whole = asked(), asked_whole()
    if not window or not has_screen():
        kept = names and names[0] in ("offscreen", "minimal")
        os.environ["QT_QPA_PLATFORM"] = whole[0] if kept else "offscreen"
    else:
        os.environ["QT_QPA_PLATFORM"] = ";".join(whole or _displays())


def has_screen() -> bool:
    """Whether a window can be shown: always on Windows and macOS; on Linux if a display server answers."""
    return platform_name() is not None


def platform_name() -> str | None:
    """The Qt platform for a window: "wayland", "xcb" or another one asked for; None without a display.

    QT_QPA_PLATFORM is believed, except that a display it names must answer. Windows and macOS are "native".
    """
    names = asked()
    if names and names[0] in SCREENLESS_PLATFORMS:
        return None
    if not _is_linux():
        return names[0] if names else "native"
    if any(name not in ("xcb", "wayland") for name in names):
        return names[0]
    displays = [name for name in _displays() if not names or name in names]
    return displays[0] if displays else None


def _displays() -> list[str]:
    """The display servers of this session that answer, the preferred one first."""
    wayland = bool(os.environ.get("WAYLAND_DISPLAY")) and _wayland_answers()
    x11 = bool(os.environ.get("DISPLAY")) and _x11_answers()
    return ["wayland"] * wayland + ["xcb"] * x11


def _wayland_answers() -> bool:
    path = Path(os.environ.get("XDG_RUNTIME_DIR", ""), os.environ["WAYLAND_DISPLAY"])
    if not path.is_absolute():
        return False
    import socket

    with socket.socket(socket.AF_UNIX) as probe:  # a named socket on this computer, no network
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _x11_answers() -> bool:
    """Ask the X11 client library itself, so that remote displays and access rights count as well."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # cannot ask: the library check speaks first
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    broken = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not broken


def font_file(family: str) -> Path | None:
    """The font file of a family role ("text" or "mono") from its Python package; None if it is missing."""
    package, name = FONT_FILES[family]
    try:
        path = Path(str(importlib.resources.files(package))) / "files" / name
    except ModuleNotFoundError:
        return None
    return path if path.is_file() else None
