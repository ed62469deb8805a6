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
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from tourapp import __version__, run_log
from tourapp.places import NAME, config_dir
from tourapp.platform_check import check_environment
from tourapp.preflight import require_qt

if TYPE_CHECKING:
    from PySide6.QtCore import QRect, QSettings
    from PySide6.QtWidgets import QApplication

    from tourapp.player.preferences import Preferences
    from tourapp.player.state import PlayerState, ShowState, WindowState
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


@dataclass(frozen=True, slots=True)
class OpenOptions:
    """What a person may ask for when the tour opens. None leaves what was remembered or is usual."""

    prompt: str | None = None
    scene: str | None = None
    beat: str | None = None
    settings: dict[str, str] = field(default_factory=dict)
    theme: str | None = None
    fullscreen: bool = False
    motion: str | None = None
    memory: str | None = None
    fresh: bool = False
    """Begin at the start with the usual settings, whatever is remembered."""
    text_scale: int | None = None
    """In per cent."""
    notices: tuple[str, ...] = ()
    """What is to be told once, when the window is open."""
    at: float | None = None
    """Share of the beat at which to stand still."""
    language: str | None = None
    """By its tag."""
    presenter: bool = False
    """Begin a talk at the scene that is opened."""
    lobby: bool = False
    """Open with the opening page, unless somebody says with what the tour begins."""
    preferences: dict[str, bool | int | float | str] = field(default_factory=dict)
    """What else was chosen in the table of preferences, by name; it is remembered."""

    @property
    def goes_on(self) -> bool:
        """Whether the tour goes on where it was left: not where somebody says with what it begins."""
        return not (self.fresh or self.prompt or self.scene or self.beat or self.settings or self.at is not None)

    @property
    def opens_lobby(self) -> bool:
        """Whether the opening page comes first: not where the stage is asked for."""
        stage = self.scene or self.beat or self.at is not None or self.fullscreen or self.presenter
        return self.lobby and not stage


GOES_ON = "You go on where you left off; the Home key starts the tour again."


def check_options(options: OpenOptions, tour: Tour) -> None:
    """Raise UsageError for anything in the options that cannot be shown; needs no Qt and no screen."""
    from tourapp.player.preferences import Preferences

    opening_state(options, tour, Preferences())


def with_choices(options: OpenOptions, remembered: Preferences) -> Preferences:
    """What is remembered, with what was chosen on the command line in its place."""
    import msgspec

    given = {name: getattr(options, name) for name in ("theme", "motion", "memory", "text_scale")}
    wanted = {**{name: value for name, value in given.items() if value is not None}, **options.preferences}
    return msgspec.structs.replace(remembered, **wanted) if wanted else remembered


def opening_state(options: OpenOptions, tour: Tour, remembered: Preferences) -> tuple[PlayerState, list[str]]:
    """The state the player starts with, and what to say about it. Raises UsageError naming the argument and what is
    allowed."""
    from tourapp.player.lobby import with_lobby
    from tourapp.player.opening import first_settings, place_of
    from tourapp.player.remembered import resume, state_of
    from tourapp.player.tongue import usable
    from tourapp.player.walking import opening_beat, standing
    from tourapp.words import Phrase, in_tongue, say

    _check_choices(options)
    remembered = with_choices(options, remembered)
    remembered = _deep_enough(options, tour, remembered)
    tour = tour.at(remembered.level)  # type: ignore[arg-type]
    language, problem = usable(options.language or remembered.language)
    opened = first_settings(tour, options.settings, options.prompt)
    state = state_of(remembered, opened, tour)
    state = replace(state, language=language, full_screen=options.fullscreen)
    words = [problem] if problem else []
    if not (options.goes_on or options.opens_lobby):
        place = place_of(tour, options.scene, options.beat)
        at = options.at
        return opening_beat(state, tour, *place) if at is None else standing(state, tour, *place, at), words
    goes_on = options.goes_on and remembered.go_on
    settings, stop, beat, lost = resume(tour, remembered.place, opened) if goes_on else (opened, 0, 0, [])
    state = replace(state, settings=settings)
    with in_tongue(state.language):
        words += [str(Phrase("Not taken up again: {names}.", names="; ".join(lost)))] if lost else []
        if options.opens_lobby:
            return with_lobby(state, (tour.stops[stop].key, beat)), words
        words += [say(GOES_ON)] if (settings, stop, beat) != (opened, 0, 0) else []
    return opening_beat(state, tour, stop, beat), words


def _deep_enough(options: OpenOptions, tour: Tour, remembered: Preferences) -> Preferences:
    """The deeper level where somebody asks for a beat that only plays there."""
    import msgspec

    from tourapp.player.opening import place_of

    if options.beat is None or remembered.level == "deeper":
        return remembered
    stop, beat = place_of(tour, options.scene, options.beat)
    shown = tour.at(remembered.level).stops[stop]  # type: ignore[arg-type]
    return remembered if beat in shown.kept else msgspec.structs.replace(remembered, level="deeper")


def _check_choices(options: OpenOptions) -> None:
    from tourapp.errors import UsageError
    from tourapp.player.memory import MEMORIES
    from tourapp.player.state import MOTIONS

    if options.motion is not None and options.motion not in MOTIONS:
        raise UsageError(f"--motion: {options.motion!r} is not one of: {', '.join(MOTIONS)}")
    if options.memory is not None and options.memory not in MEMORIES:
        raise UsageError(f"--memory: {options.memory!r} is not one of: {', '.join(MEMORIES)}")


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
