"""Shared by the window's tests: one application without a screen; Qt warnings and errors in slots fail the test."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tests.qt.qt_helpers import flush, wait_for
from tests.qt.two_screens import LAPTOP, PROJECTOR, FakeScreen, Hold
from tourapp.app import Parts, make_application
from tourapp.player.state import PlayerState, opening
from tourapp.player.tour import Tour
from tourapp.player.walking import opening_beat
from tourapp.qt.window import Window
from tourapp.world.part import parts

HARMLESS = ("This plugin does not support", "propagateSizeHints")
BAD = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
FIRST_PICTURE = 2.0  # seconds a busy machine has to show a new window; a broken scene has no picture at all


@pytest.fixture(scope="session")
def qt() -> QApplication:
    """The application, dressed as the product's."""
    return make_application()


@pytest.fixture(autouse=True)
def qt_messages() -> Iterator[list[str]]:
    """Warnings of Qt during the test; any that is left in the list at its end fails it."""
    seen: list[str] = []

    def take(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        if kind in BAD and not any(known in words for known in HARMLESS):
            seen.append(words)

    before = qInstallMessageHandler(take)
    yield seen
    qInstallMessageHandler(before)
    assert seen == [], "Qt warned"


@pytest.fixture(autouse=True)
def slot_errors() -> Iterator[list[str]]:
    """Errors raised in slots, which Qt would swallow; any that is left in the list at the test's end fails it."""
    seen: list[str] = []

    def take(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        seen.append(f"{kind.__name__}: {error}")

    before, sys.excepthook = sys.excepthook, take
    yield seen
    sys.excepthook = before
    assert seen == [], "an error was raised in a slot"


@pytest.fixture(autouse=True)
def no_model(request: pytest.FixtureRequest, add_part: Callable[..., Any]) -> None:
    """Windows of these tests answer with the shipped recording: the model itself has its own tests. `live` ones run
    it."""
    if request.node.get_closest_marker("live") is not None:
        return
    real = parts()["recording"]
    assert real.stand_in is not None
    add_part("recording", lambda view: real.stand_in(), reads=real.reads, stand_in=real.stand_in)  # type: ignore[misc]


@pytest.fixture
def make_window(qt: QApplication) -> Iterator[Callable[..., Window]]:
    """Open windows on a tour; they are closed when the test is over."""
    made: list[Window] = []

    def make(tour: Tour, size: tuple[int, int] = (1366, 850), state: PlayerState | None = None, **more: Any) -> Window:
        start = state or opening_beat(opening(**more), tour)
        window = Parts.make(tour, start.show).window(start.window)
        window.resize(*size)
        window.show()
        flush()
        wait_for(lambda: window.stage.picture is not None, FIRST_PICTURE)
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()
        worker = window.pane.showing.worker
        assert worker.close() or worker.wait(), "the worker did not stop"
        window.deleteLater()
    flush()


@pytest.fixture
def window(make_window: Callable[..., Window], tour: Tour) -> Window:
    """A window on the small tour."""
    return make_window(tour)


@pytest.fixture
def screens(window: Window, tmp_path: Path) -> Iterator[list[FakeScreen]]:
    """The list of screens the window believes in; both there at first."""
    found = [LAPTOP, PROJECTOR]
    window.presenter.screens = lambda: found
    window.presenter.folder = tmp_path
    window.presenter.awake._hold = Hold()
    yield found
    window.presenter.close()
