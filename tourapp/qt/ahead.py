"""What comes next, made while nothing moves: world parts, layers and charts of the next beat and the next stop.

One small piece at a time, only while the picture rests (a beat has ended, or the tour is paused), so that no moving
frame waits for it; and in a passage, a piece after each of its frames until the next stop comes into sight: they are
cheap, and the one that shows that stop would be dear. What has been made is kept where frames look for it; nothing here
is shown.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain

from PySide6.QtCore import QObject, QTimer

from tourapp.authoring import Picture
from tourapp.errors import TourError
from tourapp.player.marks import marks_of
from tourapp.player.memory import MEMORIES
from tourapp.player.passage import NEEDED, WORDS
from tourapp.player.screen_world import PartNotReadyError
from tourapp.player.state import PlayerState
from tourapp.player.tour import TourPlace
from tourapp.player.view import NotYetError
from tourapp.qt.canvas import Canvas
from tourapp.qt.showing import Pane

PAUSE_MS = 24
"""Between two pieces: the resting picture breathes on in time."""
AFTER_MS = 350
"""After a setting has changed: whoever drags one sees their own picture first."""
SHARES = (0.0, 0.03, 0.12, 0.3, 0.55, 0.8, 1.0)
"""Moments of a beat that are prepared."""
SETTLED = 0.03
"""Share of a passage: its first frame has a stage to lay down, the one that is left."""
OUT = (NEEDED + WORDS[1]) / 2
"""Share of a passage at which the old stage's words are on their way out."""
AHEAD = 2
"""Beats ahead, over the end of a stop as well."""


class Ahead(QObject):
    """Prepares for one pane and the canvas that shows it; not where memory is short, and while quiet is held only what
    a passage is about to show."""

    def __init__(self, pane: Pane, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._pane, self._canvas = pane, canvas
        self._pieces: Iterator[Callable[[], None]] | None = None
        self._about: object = None
        self._generation = pane.state.generation
        self.longest = self.longest_moving = 0.0
        """Seconds of CPU of the longest piece so far, and of the longest one in a passage."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.step)
        pane.drawn.connect(lambda _picture: self.look())

    def look(self) -> None:
        """See whether the picture rests; if so go on preparing, else leave it."""
        state = self._pane.state
        changed, self._generation = state.generation != self._generation, state.generation
        if self._leaving is not None:
            self._timer.start(0)
        elif not self._resting(state):
            self._timer.stop()
        elif changed:
            self._timer.start(AFTER_MS)
        elif not self._timer.isActive():
            self._timer.start(PAUSE_MS)

    def step(self) -> bool:
        """Make one piece; False when everything near by is ready."""
        state = self._pane.state
        leaving, place = self._leaving, self._pane.place
        where = place if leaving is None else leaving
        about = (state.generation, state.theme, self._canvas.detail, where, self._pane.store.version)
        if about != self._about:
            places = self._places() if leaving is None else self._ways_in(place, leaving)
            parts = iter(()) if leaving is None else self._parts(state, leaving + 1)
            self._about, self._pieces = about, chain(parts, self._all(state, places))
        begun = time.thread_time()
        if not self._wanted or (leaving is None and state.habits.quiet):
            return False
        piece = next(self._pieces, None) if self._pieces is not None else None
        if piece is None:
            return False
        piece()
        spent = time.thread_time() - begun
        self.longest = max(self.longest, spent)
        self.longest_moving = max(self.longest_moving, spent if leaving is not None else 0.0)
        if self._resting(self._pane.state):
            self._timer.start(PAUSE_MS)
        return True

    @property
    def _wanted(self) -> bool:
        return MEMORIES[self._pane.state.habits.memory].ahead

    def _resting(self, state: PlayerState) -> bool:
        store = self._pane.store
        if not self._wanted or state.habits.quiet:
            return False
        covered = state.blank is not None or state.overlay is not None
        return (state.holding or not state.playing) and not covered and not store.busy and not self._pane.asleep

    @property
    def _leaving(self) -> int | None:
        """The stop that is being left, before the next one comes into sight."""
        place = self._pane.place
        return place.index if self._wanted and SETTLED < place.mix < NEEDED and not self._pane.asleep else None

    def _parts(self, state: PlayerState, index: int) -> Iterator[Callable[[], None]]:
        """The pieces before a stop is drawn for the first time: each world part that it names."""
        try:
            world = self._pane.showing.composer.view(state, index, True).world
        except NotYetError:
            return

        def build(name: str) -> None:
            with suppress(PartNotReadyError, TourError):  # whoever draws the stop says what is the matter
                getattr(world, name)

        for name in self._pane.tour.stops[index].scene.needs:
            yield partial(build, name)

    def _all(self, state: PlayerState, places: Iterator[TourPlace]) -> Iterator[Callable[[], None]]:
        """The pieces: for each moment near by its picture, then each layer of it that is not there yet."""
        for place in places:
            found: list[Picture] = []

            def look(place: TourPlace = place, found: list[Picture] = found) -> None:
                found.append(self._pane.showing.composer.compose(replace(state, idle=0.0, lobby=False), place, True)[0])

            yield look
            for picture in found:
                yield from self._canvas.missing(picture)

    def _ways_in(self, place: TourPlace, leaving: int) -> Iterator[TourPlace]:
        """What the passage that plays is about to show: the old stage on its way out, the next one, its own layers."""
        yield replace(place, mix=OUT)
        yield TourPlace(leaving + 1, 0.0)
        yield replace(place, mix=0.9)

    def _places(self) -> Iterator[TourPlace]:
        """Moments of the beats that come next; from the opening page the first beat is the next one."""
        tour, marks = self._pane.tour, marks_of(self._pane.tour)
        here = marks.at(self._pane.time)
        following = here + (not self._pane.state.lobby)
        for mark in marks.all[following : following + AHEAD]:
            if mark.stop > marks.all[here].stop and mark.beat == tour.stops[mark.stop].spans[0][0]:
                yield TourPlace(mark.stop - 1, tour.stops[mark.stop - 1].duration, 0.9)  # the way in
            start, end = (time - tour.starts[mark.stop] for time in (mark.start, mark.end))
            for share in SHARES:
                yield TourPlace(mark.stop, min(start + share * (end - start), end - 1e-3))
