"""Which screen is the class's and which the presenter's, and how a window gets there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMainWindow, QWidget

from tourapp.qt.screens import move_to

INNER = ("eDP", "LVDS", "DSI", "Built-in", "Color LCD")
"""How names of screens begin that are part of a computer."""


class AnyScreen(Protocol):
    """A screen, as far as it matters here."""

    def name(self) -> str:
        """Its name."""

    def geometry(self) -> QRect:
        """Where it lies."""


def screens_now() -> list[QScreen]:
    """The screens that are there, the primary one first. Those that show the same as another one count once."""
    primary = QGuiApplication.primaryScreen()
    found: list[QScreen] = []
    for screen in sorted(QGuiApplication.screens(), key=lambda each: each is not primary):
        if all(screen.geometry() != known.geometry() for known in found):
            found.append(screen)
    return found


def home_of(screens: Sequence[AnyScreen]) -> int:
    """The presenter's screen: the one that is part of the computer, else the first."""
    return next((place for place, each in enumerate(screens) if each.name().startswith(INNER)), 0)


def pair_of(screens: Sequence[AnyScreen], swapped: bool = False) -> tuple[int, int]:
    """The presenter's screen and the class's, by their places; the same one where there is only one."""
    home = home_of(screens)
    other = next((place for place in range(len(screens)) if place != home), home)
    return (other, home) if swapped else (home, other)


def move_on(window: QMainWindow, *, full: bool) -> bool:
    """Move a window to the next screen; False where there is none."""
    screens = QGuiApplication.screens()
    if len(screens) < 2:
        return False
    following = screens[(screens.index(window.screen()) + 1) % len(screens)]
    if full:
        window.showNormal()
    move_to(window, following)
    if full:
        window.showFullScreen()
    return True


def put_on(window: QWidget, screen: AnyScreen) -> None:
    """Have a window fill a screen."""
    window.winId()
    handle = window.windowHandle()
    there = window.geometry() == screen.geometry()
    if window.isFullScreen() and there:
        return
    if window.isFullScreen():
        window.showNormal()
    if handle is not None and isinstance(screen, QScreen):
        handle.setScreen(screen)
    window.setGeometry(screen.geometry())
    window.showFullScreen()
