"""A laptop's screen and a projector that are not there, and a talk on them."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest

from tests.qt.qt_helpers import flush, wait_for
from tourapp.qt.presenter.audience import Audience
from tourapp.qt.presenter.console import Console
from tourapp.qt.window import Window


class FakeScreen:
    """A screen that is not there."""

    def __init__(self, name: str, x: int, wide: int = 1280, high: int = 800) -> None:
        self._name, self._area = name, QRect(x, 0, wide, high)

    def name(self) -> str:
        """Its name."""
        return self._name

    def geometry(self) -> QRect:
        """Where it lies."""
        return self._area


LAPTOP, PROJECTOR = FakeScreen("eDP-1", 0), FakeScreen("HDMI-1", 1280, 1920, 1080)


class Hold:
    """Stands in for the platform."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def begin(self) -> None:
        """Keep the screen lit."""
        self.asked.append("begin")

    def end(self) -> None:
        """Let it sleep."""
        self.asked.append("end")


def parts(window: Window) -> tuple[Audience, Console]:
    """The class's window and the console."""
    made = window.presenter.rooms
    assert made.audience is not None and made.console is not None
    return made.audience, made.console


def present(window: Window) -> tuple[Audience, Console]:
    """Begin a talk with F5."""
    QTest.keyClick(window.stage, Qt.Key.Key_F5)
    flush()
    wait_for(lambda: parts(window)[0].stage.picture is not None, 5.0)
    return parts(window)
