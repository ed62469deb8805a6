"""The composition root: makes the application, the tour and the window from what was asked for, and runs them.

Not here: reading the command line (`cli.open`) and anything that decides what is shown.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import sys
import time
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from tourapp import __version__, run_log
from tourapp.opening import OpenOptions, opening_state, with_choices
from tourapp.places import NAME, config_dir
from tourapp.platform_check import check_environment
from tourapp.preflight import require_qt

if TYPE_CHECKING:
    from PySide6.QtCore import QRect, QSettings
    from PySide6.QtWidgets import QApplication

    from tourapp.player.state import ShowState, WindowState
    from tourapp.player.tour import Tour
    from tourapp.qt.painter import LayerCache
    from tourapp.qt.showing import Showing
    from tourapp.qt.window import Window
    from tourapp.qt.worker import Worker

SIZE = (1600, 964)
"""Window size on the first run, where the screen is large enough."""
DESKTOP = "app.onerequest.tour"
"""Name of the desktop entry, by which a task bar knows whose window this is."""
WARM_AFTER_MS = 1500
"""After the first pictures, the chart library is imported in the worker: it takes half a second."""
SWITCH_SECONDS = 0.0005
"""How long the worker's Python code may keep the window waiting; the usual 5 ms would cost every third frame."""


@dataclass(slots=True)
class Parts:
    """What every window of one run shares, made once: the worker, the showing and the kept layers."""

    worker: Worker
    showing: Showing
    layers: LayerCache

    @classmethod
    def make(cls, tour: Tour, show: ShowState, memory: str = "full") -> Parts:
        """The parts for a tour; `memory`: how much is kept, by its name."""
        from tourapp.player.memory import MEMORIES
        from tourapp.qt.painter import LayerCache
        from tourapp.qt.retour import at_level
        from tourapp.qt.showing import Showing
        from tourapp.qt.worker import Worker

        worker = Worker()
        kept = MEMORIES[memory]
        showing = Showing(tour.at(show.habits.level), show, worker, kept.settings)
        showing.level_changed.connect(partial(at_level, showing))
        return cls(worker, showing, LayerCache(kept))

    def window(self, state: WindowState, geometry: QSettings | None = None) -> Window:
        """One more window on them."""
        from tourapp.qt.window import Window

        return Window(self.showing, state, self.layers, geometry)


def open_tour(options: OpenOptions, tour: Tour) -> int:
    """Open the window and run until it is closed; returns the exit status. Needs a screen (MissingError without Qt)."""
    require_qt(window=True)
    from PySide6.QtCore import QSettings

    from tourapp.player import preferences

    remembered, notice = preferences.load()
    kept, remembered = remembered, with_choices(options, remembered)
    state, words = opening_state(options, tour, remembered)
    log = run_log.begin()
    application = make_application()
    sys.setswitchinterval(SWITCH_SECONDS)
    parts = Parts.make(tour, state.show, state.habits.memory)
    stood = QSettings(str(config_dir() / "window.conf"), QSettings.Format.IniFormat)  # a file on every system
    window = parts.window(replace(state.window, full_screen=False), stood)
    remembering = window.remember(kept)
    stopped = False
    try:
        status = _run(application, window, parts.worker, options, "\n".join((*options.notices, notice, *words)).strip())
    finally:
        stopped = parts.worker.close()
        window.guard.remove()
        if log is not None:
            log.close()
    if problem := remembering.flush():
        print(problem, file=sys.stderr)
    if not stopped:
        os._exit(status)  # a thread that does not stop would abort the process on the way out
    return status


def first_frame() -> None:
    """Open the window without a screen, paint its first picture and close it: what `tourapp bench` times."""
    from tourapp.player.preferences import Preferences
    from tourapp.player.tour import make_tour
    from tourapp.tours.shelf import DEFAULT, tour_called

    gc.disable()  # as the command does
    tour = make_tour(tour_called(DEFAULT))
    require_qt(window=False)  # as in the window's own opening after the scenes: Qt looks into every later import
    from PySide6.QtCore import QSettings

    application = make_application()
    state, _ = opening_state(OpenOptions(lobby=True), tour, Preferences())
    parts = Parts.make(tour, state.show)
    window = parts.window(state.window, QSettings(NAME, "bench"))
    window.show()
    application.processEvents()  # paints it, on a screen that is none
    print(time.time(), time.process_time(), flush=True)
    parts.worker.close()
    os._exit(0)


def _run(application: QApplication, window: Window, worker: Worker, options: OpenOptions, notice: str) -> int:
    """Show the window and handle events until it is closed."""
    from PySide6.QtCore import QTimer

    from tourapp.qt.i18n import tr

    window.guard.install()
    _stand(window)
    window.show()
    for key in ["F11"] * options.fullscreen + ["Shift+F5"] * options.presenter:
        window.commands.act(key)
    hidden = "" if window.pane.window.rail_visible else tr("The controls are hidden. H shows them.")
    if told := " ".join(part for part in (notice, hidden) if part):
        window.bar.tell(told)
    window.lobby.loading.start()
    QTimer.singleShot(WARM_AFTER_MS, window, lambda: worker.aside(_warm))
    QTimer.singleShot(WARM_AFTER_MS, window, window.model.work.start_by_itself)
    with contextlib.suppress(ValueError):  # not in the main thread: then there is no Ctrl-C to heed
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    return application.exec()


def make_application() -> QApplication:
    """The one QApplication, with the product's style, fonts and names. MissingError where Qt could not start."""
    check_environment()
    from PySide6.QtWidgets import QApplication

    from tourapp.qt.application_icon import application_icon
    from tourapp.qt.fonts import font, load_fonts

    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["tourapp"])
    application.setApplicationName(NAME)
    application.setApplicationDisplayName("One Request")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName(DESKTOP)
    application.setWindowIcon(application_icon())
    application.setStyle("Fusion")
    load_fonts()
    application.setFont(font("text", 14))
    return application


def _warm() -> None:
    importlib.import_module("tourapp.qt.painter.charts")


def _stand(window: Window) -> None:
    """Put the window where it stood last time, but always on a screen that is there."""
    from PySide6.QtCore import QByteArray

    from tourapp.qt.screens import inside_screens

    screens = _screens()
    home = screens[0]
    width, height = min(SIZE[0], home.width() - 40), min(SIZE[1], home.height() - 60)
    window.resize(width, height)
    window.move(home.x() + (home.width() - width) // 2, home.y() + (home.height() - height) // 2)
    kept = window.geometry_store.value("geometry") if window.geometry_store is not None else None
    if isinstance(kept, QByteArray) and window.restoreGeometry(kept):
        window.setGeometry(inside_screens(window.geometry(), screens))


def _screens() -> list[QRect]:
    """The usable areas of the screens, the primary one first."""
    from PySide6.QtGui import QGuiApplication

    primary = QGuiApplication.primaryScreen()
    every = sorted(QGuiApplication.screens(), key=lambda screen: screen is not primary)
    return [screen.availableGeometry() for screen in every]
