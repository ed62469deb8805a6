"""Showing: the running tour and its clock, shared by every window; each has a pane, which gets pictures. No paint."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from tourapp.authoring import Journey, Picture
from tourapp.engine.cores import leave_a_core
from tourapp.player import intents
from tourapp.player.cards import Trouble
from tourapp.player.composer import Composer, journey_of
from tourapp.player.marks import marks_of
from tourapp.player.state import PlayerState, ShowState, WindowState, joined, parted
from tourapp.player.step import step
from tourapp.player.store import WorldStore
from tourapp.player.talks.presenting import TalkTick
from tourapp.player.tour import Stop, Tour, TourPlace
from tourapp.player.view import View
from tourapp.qt.tidy import Tidy
from tourapp.qt.worker import Worker
from tourapp.world import PartCache

FRAME_MS, REST_MS = 16, 33
"""At the end of a beat only quiet loops move: half the frames are enough."""
THROTTLE_MS = 120
"""While a slow part is being built, a dragged setting that affects it is taken over this often."""


class Showing(QObject):
    """One tour, one store of worlds, one clock, any number of panes. The pane made first leads: while something covers
    its stage, time stands still. The worker is asked for nothing before the first picture is painted (two threads of
    Python take turns: it would be late); `opened` tells of that moment."""

    opened, level_changed = Signal(), Signal()

    def __init__(self, tour: Tour, show: ShowState, worker: Worker, keep: int = 24) -> None:
        """keep: for how many settings each world part is kept."""
        super().__init__()
        self.tour, self.show, self.worker = tour, show, worker
        self.store = WorldStore(worker, PartCache(keep))
        self.composer = Composer(tour, self.store)
        self.panes: list[Pane] = []
        self._clock = time.monotonic()
        self._timer = self._make_timer(self._tick, single=False)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._soon = self._make_timer(self._draw)
        self._is_open = self._by_hand = False
        self._throttle = self._make_timer(self._release)
        self._held: tuple[Pane, intents.SetControl] | None = None
        self._tidy = Tidy(self)

    def _make_timer(self, call: Any, single: bool = True) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(single)
        timer.timeout.connect(call)
        return timer

    def pane(self, window: WindowState) -> Pane:
        """A pane for one more window."""
        self.panes.append(Pane(self, window))
        return self.panes[-1]

    def leave(self, pane: Pane) -> None:
        """A window is closed; the last one stops the clock and the worker."""
        if pane in self.panes:
            self.panes.remove(pane)
        if not self.panes:
            self.close()

    def dispatch(self, pane: Pane, intent: Any) -> None:
        """Do what is asked in a pane. Dragged settings wait while a slow part is built; only the latest counts."""
        if isinstance(intent, intents.SetControl) and intent.drag and self._throttle.isActive():
            if self._held is not None and self._held[1].control != intent.control:
                self._release()
            self._held = (pane, intent)
            return
        if not isinstance(intent, intents.Tick | intents.Hover):
            self._release()
        self._apply(pane, intent)
        if isinstance(intent, intents.SetControl) and intent.drag and self.store.busy and not self._by_hand:
            self._throttle.start(THROTTLE_MS)

    def _release(self) -> None:
        held, self._held = self._held, None
        self._throttle.stop()
        if held is not None:
            self._apply(*held)

    def _apply(self, pane: Pane, intent: Any) -> None:
        before = {each: each.state for each in self.panes}
        old = pane.state
        new = step(old, intent, self.tour)
        if new is old:
            return
        self.show, pane.window = parted(new)
        if new.generation != old.generation or self._scene(new) != self._scene(old):
            self.want()
        for each in self.panes:
            if each is pane or new.show != old.show:
                each.changed.emit(before.get(each, old), each.state)
        if new.habits.level != old.habits.level:
            self.level_changed.emit()
        if not isinstance(intent, TalkTick):  # whose clock is in no picture
            self.refresh()

    def _scene(self, state: PlayerState) -> TourPlace:
        place = self.tour.place(state.stop, state.t)
        return TourPlace(place.index, 0.0, 1.0 if place.mix > 0 else 0.0)

    def want(self, painted: bool = True) -> None:
        """Have built what is missing for the stop on stage and what comes next; not painted: after the next picture."""
        self._is_open = self._is_open and (painted or self._by_hand)
        if self.panes and self._is_open:
            self.composer.want(self.panes[0].state)

    def _open(self) -> None:
        if not self._is_open:
            self._is_open = True
            self.want()
            self.opened.emit()

    @property
    def awake(self) -> bool:
        """Whether some window can be seen."""
        return any(not pane.asleep for pane in self.panes)

    def settle(self) -> None:
        """Do now what waits for rest: collect, and give memory back."""
        self._tidy.collect()

    def manual(self) -> None:
        """From now on nothing is drawn and no time passes but by hand: for measuring."""
        self._open()
        self._by_hand = True
        self._tidy.moves(True)
        for timer in (self._timer, self._soon, self._throttle):
            timer.stop()

    def refresh(self) -> None:
        """Draw soon: with the next tick when one is due, else as soon as the events at hand are done."""
        if self._by_hand:
            return
        self._pace()
        if self.awake and not self._timer.isActive() and not self._soon.isActive():
            self._soon.start(0)

    def _pace(self) -> None:
        state = self.panes[0].state if self.panes and self.awake else None
        moves = state is not None and state.moving and not state.breathing
        self._tidy.moves(moves)
        leave_a_core(moves)
        if not self.panes or not self.awake or not self.panes[0].state.moving:
            self._timer.stop()
            return
        wanted = REST_MS if self.panes[0].state.breathing else FRAME_MS
        if not self._timer.isActive():
            self._clock = time.monotonic()
            self._timer.start(wanted)
        elif self._timer.interval() != wanted:
            self._timer.setInterval(wanted)

    def _tick(self) -> None:
        now = time.monotonic()
        passed, self._clock = now - self._clock, now
        if self.panes:
            self.dispatch(self.panes[0], intents.Tick(passed))
        self._draw()
        self._pace()

    def _draw(self) -> None:
        for pane in self.panes:
            if not pane.asleep:
                pane.draw()
        if not self._is_open:
            QTimer.singleShot(0, self, self._open)  # after the painting, which waits to be done already

    def close(self) -> None:
        """Stop every timer and the worker; what it still reports is not heard any more."""
        self.store.close()
        self._tidy.close()
        leave_a_core(False)
        for timer in (self._timer, self._soon, self._throttle):
            timer.stop()
        self.stopped = self.worker.close()

    stopped = True
    """Whether the worker stopped in time on close."""


class Pane(QObject):
    """What one window sees of a showing. `changed` carries the old and the new state; `drawn` a new picture."""

    changed = Signal(object, object)
    drawn = Signal(object)
    troubled = Signal(object)

    def __init__(self, showing: Showing, window: WindowState) -> None:
        super().__init__(showing)
        self.showing, self.window = showing, window
        self.trouble: Trouble | None = None
        self.asleep = False
        """True while nothing can be seen: the window is hidden or minimised."""

    @property
    def tour(self) -> Tour:
        """The tour that plays."""
        return self.showing.tour

    @property
    def store(self) -> WorldStore:
        """The worlds on screen."""
        return self.showing.store

    @property
    def state(self) -> PlayerState:
        """The moment as this window sees it."""
        return joined(self.showing.show, self.window)

    def dispatch(self, intent: Any) -> None:
        """Do what is asked in this window."""
        self.showing.dispatch(self, intent)

    @property
    def index(self) -> int:
        """The stop on stage, from 0; in a passage the one that leaves."""
        return self.showing.show.stop

    @property
    def stop(self) -> Stop:
        """The stop on stage."""
        return self.tour.stops[self.index]

    @property
    def place(self) -> TourPlace:
        """Where the showing is."""
        return self.tour.place(self.showing.show.stop, self.showing.show.t)

    @property
    def time(self) -> float:
        """Seconds from the start of the tour."""
        return self.tour.time(self.showing.show.stop, self.showing.show.t)

    @property
    def passing(self) -> bool:
        """Whether the stage is between two stops."""
        return self.place.mix > 0.0

    @property
    def beat(self) -> int:
        """The beat on stage, by its place in the scene."""
        marks = marks_of(self.tour)
        return marks.all[marks.at(self.time)].beat

    @property
    def waiting(self) -> bool:
        """Whether the stop on stage waits for a part that is being built."""
        return self.store.busy and not self.store.settled(self.showing.composer.wish(self.state, self.index))

    def view(self, index: int) -> View:
        """How stop `index` is looked at now. Raises NotYetError when there is no world for it."""
        return self.showing.composer.view(self.state, index, True)

    @property
    def journey(self) -> Journey:
        """The tour as a scene sees it."""
        return journey_of(self.state, self.tour, self.index, self.store)

    def compose(self, place: TourPlace, native: bool = True, idle: float = 0.0) -> tuple[Picture, Trouble | None]:
        """The picture of a place of the tour, and what was wrong with it. `native`: without drawn controls."""
        return self.showing.composer.compose(replace(self.state, idle=idle, lobby=False), place, native)

    def card(self, place: TourPlace, error: Exception) -> tuple[Picture, Trouble]:
        """The picture that stands in for a place that could not be drawn, and what to say about it."""
        return self.showing.composer.card(self.state, place, error)

    def draw(self) -> None:
        """Compose the present picture and hand it out."""
        picture, trouble = self.showing.composer.compose(self.state, self.place, True)
        self.set_trouble(trouble)
        self.drawn.emit(picture)

    def refresh(self) -> None:
        """Draw soon."""
        self.showing.refresh()

    def sleep(self, asleep: bool) -> None:
        """Stop while nothing can be seen here, and go on when it can."""
        if asleep != self.asleep:
            self.asleep = asleep
            self.refresh()

    def set_trouble(self, trouble: Trouble | None) -> None:
        """Remember and tell what is wrong with the scene on stage."""
        told, self.trouble = self.trouble, trouble
        if (told is None) != (trouble is None) or (told and trouble and told.words != trouble.words):
            self.troubled.emit(trouble)
