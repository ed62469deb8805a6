"""Showing: holds the state of the player, turns intents into new states and states into pictures. Paints nothing."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from tourapp.authoring import Picture
from tourapp.player import intents as ask
from tourapp.player.marks import marks_of
from tourapp.player.state import PlayerState
from tourapp.player.step import step
from tourapp.player.store import Worker, WorldStore
from tourapp.player.tour import Place, Tour, View
from tourapp.qt.cards import Trouble
from tourapp.qt.composer import Composer

FRAME_MS = 16
REST_MS = 33
"""At the end of a beat only quiet loops move: half the frames are enough."""
THROTTLE_MS = 120
"""While a slow part is being built, a dragged setting that affects it is taken over this often."""


class Showing(QObject):
    """The running tour. `changed` carries the old and the new state; `drawn` a new picture for the stage."""

    changed = Signal(object, object)
    drawn = Signal(object)
    troubled = Signal(object)

    def __init__(self, tour: Tour, state: PlayerState, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tour, self.state = tour, state
        self.store = WorldStore(worker)
        self._composer = Composer(tour, self.store)
        self.trouble: Trouble | None = None
        self.asleep = False
        """True while nothing can be seen: the window is hidden or minimised."""
        self._clock = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw)
        self._throttle = QTimer(self)
        self._throttle.setSingleShot(True)
        self._throttle.timeout.connect(self._release)
        self._held: ask.SetControl | None = None

    # intents --------------------------------------------------------------------------------------------------

    def dispatch(self, intent: Any) -> None:
        """Do what is asked. A dragged setting waits its turn while a slow part is being built; only the latest
        counts."""
        if isinstance(intent, ask.SetControl) and intent.drag and self._throttle.isActive():
            if self._held is not None and self._held.control != intent.control:
                self._release()
            self._held = intent
            return
        if not isinstance(intent, ask.Tick | ask.Hover):
            self._release()
        self._apply(intent)
        if isinstance(intent, ask.SetControl) and intent.drag and self.store.busy:
            self._throttle.start(THROTTLE_MS)

    def _release(self) -> None:
        held, self._held = self._held, None
        self._throttle.stop()
        if held is not None:
            self._apply(held)

    def _apply(self, intent: Any) -> None:
        old = self.state
        new = step(old, intent, self.tour)
        if new is old:
            return
        self.state = new
        if new.generation != old.generation or self._scene(new) != self._scene(old):
            self.want()
        self.changed.emit(old, new)
        self.refresh()

    def _scene(self, state: PlayerState) -> Place:
        place = self.tour.locate(state.time)
        return Place(place.index, 0.0, 1.0 if place.mix > 0 else 0.0)

    @property
    def index(self) -> int:
        """The scene on stage, counted from 0; in a passage the one that leaves."""
        return self.tour.locate(self.state.time).index

    @property
    def passing(self) -> bool:
        """Whether the stage is between two scenes."""
        return self.tour.locate(self.state.time).mix > 0.0

    @property
    def beat(self) -> int:
        """The beat on stage, counted from 0 in its scene."""
        marks = marks_of(self.tour)
        return marks.all[marks.at(self.state.time)].beat

    # worlds ---------------------------------------------------------------------------------------------------

    def want(self) -> None:
        """Have built what is missing for the scene on stage and for what comes next."""
        self._composer.want(self.state)

    @property
    def waiting(self) -> bool:
        """Whether the scene on stage waits for a part that is being built."""
        return self.store.busy and not self.store.settled(self._composer.wish(self.state, self.index))

    def view(self, index: int) -> View:
        """How scene `index` is looked at now. Raises NotYetError when there is no world for it."""
        return self._composer.view(self.state, index, True)

    def compose(self, place: Place, idle: float = 0.0, native: bool = True) -> tuple[Picture, Trouble | None]:
        """The picture of a place of the tour, and what was wrong with it. `native`: without drawn controls."""
        return self._composer.compose(self.state, place, idle, native)

    def card(self, place: Place, error: Exception) -> tuple[Picture, Trouble]:
        """The picture that stands in for a place that could not be drawn, and what to say about it."""
        return self._composer.card(self.state, place, error)

    # frames ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Draw soon: with the next tick when one is due, else as soon as the events at hand are done."""
        self._pace()
        if not self.asleep and not self._timer.isActive() and not self._soon.isActive():
            self._soon.start(0)

    def sleep(self, asleep: bool) -> None:
        """Stop while nothing can be seen, and go on when it can."""
        if asleep != self.asleep:
            self.asleep = asleep
            self.refresh()

    def _pace(self) -> None:
        moving = self.state.moving and not self.asleep
        if not moving:
            self._timer.stop()
            return
        wanted = REST_MS if self.state.holding else FRAME_MS
        if not self._timer.isActive():
            self._clock = time.monotonic()
            self._timer.start(wanted)
        elif self._timer.interval() != wanted:
            self._timer.setInterval(wanted)

    def _tick(self) -> None:
        now = time.monotonic()
        passed, self._clock = now - self._clock, now
        self.dispatch(ask.Tick(passed))
        self._draw()
        self._pace()

    def _draw(self) -> None:
        picture, trouble = self.compose(self.tour.locate(self.state.time), self.state.idle)
        self.set_trouble(trouble)
        self.drawn.emit(picture)

    def set_trouble(self, trouble: Trouble | None) -> None:
        """Remember and tell what is wrong with the scene on stage."""
        told = self.trouble
        self.trouble = trouble
        if (told is None) != (trouble is None) or (told and trouble and told.words != trouble.words):
            self.troubled.emit(trouble)

    def close(self) -> None:
        """Stop every timer."""
        for timer in (self._timer, self._soon, self._throttle):
            timer.stop()
