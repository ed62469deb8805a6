"""A talk in its windows: opens and closes the class's window as screens come and go, keeps the talk's clock running,
the screen lit, and the timing of a whole run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tourapp.player.state import PlayerState
from tourapp.player.talks import presenting
from tourapp.player.talks.cuts import base_of, cuts_of, shipped_tour
from tourapp.player.talks.plan import TalkPlan, complete, plan_of, plan_of_rehearsal
from tourapp.player.talks.rehearsals import Rehearsal, keep_rehearsal, load_rehearsals, rehearsal_of
from tourapp.player.tour import Tour
from tourapp.qt.i18n import tr
from tourapp.qt.painter import LayerCache
from tourapp.qt.presenter.awake import StayAwake
from tourapp.qt.presenter.places import AnyScreen, move_on, pair_of, screens_now
from tourapp.qt.presenter.rooms import Rooms
from tourapp.qt.retour import go_on_in
from tourapp.qt.screens import inside_screens

if TYPE_CHECKING:
    from tourapp.qt.window import Window

CLOCK_MS = 500


class Presenter(QObject):
    """Of one window, which is the console while the class has its own. screens: who knows which there are."""

    folder: Path | None = None
    """Where runs are kept; None is the usual folder."""

    def __init__(self, window: Window, layers: LayerCache) -> None:
        super().__init__(window)
        self.screens: Callable[[], Sequence[AnyScreen]] = screens_now
        self.awake = StayAwake()
        self.now: Callable[[], float] = time.monotonic
        self.swapped = False
        self._window, self._pane = window, window.pane
        self.actions: dict[str, Callable[[], None]] = {"zoom_in": self.zoom_in, "swap_screens": self.swap_screens}
        self.rooms = Rooms(window, layers, self)
        self._runs: dict[str, Rehearsal] | None = None
        self._plans: tuple[object, TalkPlan] | None = None
        self._from: Tour | None = None
        self._last = 0.0
        self._stood = QRect()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.tick)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            for told in (application.screenAdded, application.screenRemoved, application.primaryScreenChanged):
                told.connect(self._soon)
        self._pane.changed.connect(self._changed)

    # the clock ------------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Let the talk's clock run up to now."""
        now = self.now()
        passed, self._last = now - self._last, now
        self._pane.dispatch(presenting.TalkTick(passed))

    def plan(self) -> TalkPlan:
        """What the talk is held against."""
        tour, run, talk = self._pane.tour, self._run(), self._pane.state.talk
        key = (id(tour), self._pane.state.rehearsed, run, talk.reached[:1])
        if self._plans is None or self._plans[0] != key:
            kept = plan_of_rehearsal(tour, run.spots, run.total) if run and self._pane.state.rehearsed else None
            self._plans = (key, (kept or plan_of(tour)).since(talk, tour))
        return self._plans[1]

    @property
    def has_run(self) -> bool:
        """Whether there is a whole run of this tour to be held against."""
        return self._run() is not None

    def _run(self) -> Rehearsal | None:
        if self._runs is None:
            self._runs, words = load_rehearsals(self.folder)
            if words:
                self._window.bar.tell(words)
        return self._runs.get(self._pane.tour.id)

    def _keep(self, state: PlayerState) -> None:
        if not complete(self._pane.tour, state.talk):
            return
        run = rehearsal_of(state.talk)
        words = keep_rehearsal(self._pane.tour.id, run, self.folder)
        self._runs = {**(self._runs or {}), self._pane.tour.id: run}
        self._window.bar.tell(words or tr("The timing of this run is kept: the next talk can be held against it."))

    # the screens ----------------------------------------------------------------------------------------------

    def _soon(self, *_screen: object) -> None:
        QTimer.singleShot(0, self, self.look)

    def look(self) -> None:
        """See which screens there are, and have every window where it belongs."""
        self._pane.dispatch(presenting.SetScreens(len(self.screens())))
        self._arrange()

    def _arrange(self) -> None:
        screens, state = self.screens(), self._pane.state
        if not state.presenting or not screens:
            return
        home, other = pair_of(screens, self.swapped)
        self.rooms.stand(screens[home], screens[other] if home != other else None)

    def swap_screens(self) -> None:
        """Exchange the screens of class and presenter; without a talk, move the window to the next screen."""
        if self._pane.state.console:
            self.swapped = not self.swapped
            self._arrange()
        elif not move_on(self._window, full=self._pane.window.full_screen):
            self._window.bar.tell(tr("There is one screen only."))

    # the talk -------------------------------------------------------------------------------------------------

    def choose_cut(self, name: str) -> None:
        """Go on in another cut of the tour, at the same beat."""
        if name != self._pane.tour.id:
            self._from = self._from or self._pane.tour
            go_on_in(self._pane.showing, shipped_tour(name))

    def measure(self) -> None:
        """Hold the talk against the last whole run, or against the plan again."""
        wanted = not self._pane.state.rehearsed
        self._pane.dispatch(presenting.MeasureTalk(wanted and self.has_run))

    def _changed(self, old: PlayerState, new: PlayerState) -> None:
        if new.presenting != old.presenting:
            self._begin(new) if new.presenting else self._end(old)
        if new.presenting and new.habits != old.habits:
            self._take_up(old, new)
        if new.presenting and (new.stop, new.until) != (old.stop, old.until):
            QTimer.singleShot(0, self, self.tick)
        self.rooms.show_state(old, new)

    def _begin(self, state: PlayerState) -> None:
        self._last, self.swapped, self._runs = self.now(), state.habits.class_screen == "own", None
        self._stood = self._window.normalGeometry()
        self.awake.set_on(True)
        self._timer.start(CLOCK_MS)
        self.look()
        QTimer.singleShot(0, self, self._take_minutes)

    def _take_minutes(self) -> None:
        """Tell the talk in the cut that its person is used to, where the tour has it."""
        wanted, cuts = self._pane.state.habits.minutes, cuts_of(self._pane.tour)
        if self._pane.state.presenting and wanted.isdecimal() and int(wanted) in cuts:
            self.choose_cut(cuts[int(wanted)])

    def _take_up(self, old: PlayerState, new: PlayerState) -> None:
        """What was chosen in the middle of a talk holds at once."""
        if new.habits.class_screen != old.habits.class_screen and self.swapped != (new.habits.class_screen == "own"):
            QTimer.singleShot(0, self, self.swap_screens)
        if new.habits.minutes != old.habits.minutes:
            whole = new.habits.minutes == "all" and cuts_of(self._pane.tour)
            back = partial(self.choose_cut, base_of(self._pane.tour.id)) if whole else self._take_minutes
            QTimer.singleShot(0, self, back)

    def _end(self, before: PlayerState) -> None:
        self._timer.stop()
        self.awake.set_on(False)
        self.rooms.close()
        QTimer.singleShot(0, self, self._stand_as_before)
        self._keep(before)
        if self._from is not None:
            back, self._from = self._from, None
            go_on_in(self._pane.showing, back)

    def _stand_as_before(self) -> None:
        """The window where it stood before the talk: on its way through full screens it has forgotten that."""
        rooms = [screen.availableGeometry() for screen in screens_now()]
        if self._stood.isValid() and rooms and not (self._window.isFullScreen() or self._pane.state.presenting):
            self._window.setGeometry(inside_screens(self._stood, rooms))

    def close(self) -> None:
        """The window is being closed, and the class's with it."""
        self._timer.stop()
        self.awake.set_on(False)
        self.rooms.close()

    # for the window -------------------------------------------------------------------------------------------

    def zoom_in(self) -> None:
        """Nearer, around what the mouse points at."""
        self._pane.dispatch(presenting.Zoom(1, self.rooms.pointed))

    @property
    def keys_place(self) -> QWidget:
        """Where the keys go when nothing else has them."""
        return self.rooms.keys_place

    def stage_area(self, area: QRect) -> QRect:
        """What the window's stage gets of an area."""
        return self.rooms.stage_area(area)

    def lay(self) -> None:
        """The window has another size, or looks another way."""
        self.rooms.lay()
