"""What a person sees, in CPU time: frames of the real window played at a true 60 Hz, first frames, passages, resting
loops and sliders, beside two references of the same minute.

CPU time of the process, with the worker at rest: large blends run in Qt's own threads, so a thread's time misses them.
R is an opaque full-screen copy at this size, P a fixed loop of Python; figures are told in milliseconds and in
multiples of R. The clock is passed in, so that a test can say what a frame costs.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage, QPainter

from tourapp.player import intents
from tourapp.player.tour import PASSAGE, Stop
from tourapp.qt.ahead import Ahead
from tourapp.qt.showing import Pane, Showing
from tourapp.qt.stage import Stage
from tourapp.world.controls import Slider

Clock = Callable[[], float]
HZ = 60
SECOND = HZ
"""Frames of one second."""
PROBES = 6
"""Places of a beat at which its busiest second is looked for."""
SLIDER_AT = (0.35, 0.8)
"""Where a slider is dragged to, as shares of its way."""
PYTHON_LOOP = 20_000


@dataclass(slots=True)
class References:
    """R and P: the least of some runs, spread over the whole measurement."""

    clock: Clock
    size: tuple[int, int]
    blit: list[float] = field(default_factory=list)
    python: list[float] = field(default_factory=list)
    _sheets: tuple[QImage, QImage] | None = None

    def take(self) -> None:
        """One more of each."""
        if self._sheets is None:
            one, two = (QImage(*self.size, QImage.Format.Format_RGB32) for _ in range(2))
            one.fill(0x223344)
            self._sheets = one, two
        source, target = self._sheets
        begun = self.clock()
        with QPainter(target) as p:
            p.drawImage(0, 0, source)
        self.blit.append(self.clock() - begun)
        begun = self.clock()
        total = 0
        for number in range(PYTHON_LOOP):
            total += number & 7
        self.python.append(self.clock() - begun)

    @property
    def r(self) -> float:
        """Seconds of an opaque full-screen copy."""
        return min(self.blit)

    @property
    def p(self) -> float:
        """Seconds of the fixed loop."""
        return min(self.python)


@dataclass(slots=True)
class Seen:
    """Seconds of frames, and the share of the stage that each painted."""

    seconds: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)

    def add(self, seconds: float, painted: float) -> None:
        """One more frame."""
        self.seconds.append(seconds)
        self.painted.append(painted)

    def more(self, other: Seen) -> None:
        """The frames of another one too."""
        self.seconds += other.seconds
        self.painted += other.painted


class FrameBench:
    """Plays one window of one showing and times its frames. The window is shown, its worker at rest."""

    def __init__(
        self, showing: Showing, stage: Stage, clock: Clock = time.process_time, ahead: Ahead | None = None
    ) -> None:
        self.showing, self.stage, self.clock, self.ahead = showing, stage, clock, ahead
        self.pane: Pane = showing.panes[0]
        self.references = References(clock, (stage.width(), stage.height()))
        self.in_frame = False

    # one frame ------------------------------------------------------------------------------------------------

    def frame(self, act: Callable[[], None]) -> tuple[float, float]:
        """Seconds of CPU from an act to its picture on the backing store, and the share of the stage painted."""
        self.stage.painted_share = 0.0
        self.in_frame = True
        begun = self.clock()
        act()
        self.pane.draw()
        QCoreApplication.processEvents()
        spent = self.clock() - begun
        self.in_frame = False
        return spent, self.stage.painted_share

    def tick(self) -> tuple[float, float]:
        """The next frame of a tour that plays."""
        return self.frame(lambda: self.pane.dispatch(intents.Tick(1 / HZ)))

    def place(self, stop: int, t: float, playing: bool = True) -> None:
        """Stand at a time of a stop, ready to play on to the end of the tour; nothing is drawn."""
        self.showing.show = replace(self.showing.show, stop=stop, t=t, playing=playing, until=None, idle=0.0)
        self.showing.want()

    def rest(self) -> None:
        """Let what is asked for be made: the worker, and what the window does while nothing moves."""
        end = time.monotonic() + 60.0
        while self.showing.store.busy and time.monotonic() < end:
            QCoreApplication.processEvents()
            time.sleep(0.002)
        QCoreApplication.processEvents()
        if self.ahead is not None:
            self.showing.show = replace(self.showing.show, playing=False)
            while self.ahead.step():
                pass
        self.showing.settle()

    # beats and passages ---------------------------------------------------------------------------------------

    def passage(self, index: int) -> tuple[Seen, tuple[float, float]]:
        """From the end of the stop before to the first frame of this one, both as they come in a tour that plays."""
        seen = Seen()
        if index > 0:
            before = self.showing.tour.stops[index - 1]
            self.place(index - 1, before.duration - 2 / HZ)
            self.tick()
            while self.showing.show.stop == index - 1 and self.showing.show.t < before.duration + PASSAGE - 1.5 / HZ:
                seen.add(*self.tick())
        self.showing.want()
        first = self.frame(lambda: self.place(index, 0.0))
        return seen, first

    def beat(self, index: int, start: float, end: float, whole: bool) -> tuple[Seen, tuple[float, float]]:
        """Frames of a beat: all of them, or its first, its last and its busiest second; and its first frame."""
        frames = round((end - start) * HZ) - 3  # the first two were played, the last belongs to what comes next
        self.place(index, max(0.0, start - 1 / HZ))
        self.tick()
        first = self.tick()
        seen = Seen()
        for begin, count in [(0, frames)] if whole else self._seconds(index, start, frames):
            if begin:
                self.place(index, start + begin / HZ)
                self.tick()
            for _ in range(count):
                seen.add(*self.tick())
        return seen, first

    def _seconds(self, index: int, start: float, frames: int) -> Iterator[tuple[int, int]]:
        """The first, the last and the busiest second of a beat, in its frames."""
        if frames <= 3 * SECOND:
            yield 0, frames
            return
        yield 0, SECOND
        between = np.linspace(SECOND, frames - 2 * SECOND, PROBES).astype(int).tolist()
        costs = []
        for place in between:
            self.place(index, start + place / HZ)
            self.tick()
            costs.append(max(self.tick()[0] for _ in range(3)))
        yield between[int(np.argmax(costs))], SECOND
        yield frames - SECOND, SECOND

    def idle(self, index: int, end: float) -> Seen:
        """A second of the loops that go on when a beat has ended, at the pace they have there."""
        self.place(index, end - 1e-3)
        self.showing.show = replace(self.showing.show, until=(index, end - 1e-3))
        self.tick()
        seen = Seen()
        for _ in range(SECOND // 2):
            seen.add(*self.frame(lambda: self.pane.dispatch(intents.Tick(2 / HZ))))
        return seen

    def still(self) -> int:
        """Ops painted when the very same picture is shown again."""
        self.place(self.showing.show.stop, self.showing.show.t, playing=False)
        self.frame(lambda: None)
        self.stage.painted_ops = 0
        self.frame(lambda: None)
        return self.stage.painted_ops

    def sliders(self, stop: Stop, index: int) -> dict[str, float]:
        """Seconds to the first picture after each slider of a stop was dragged; those the worker answers are left
        out."""
        found = {}
        self.place(index, stop.duration - 0.1, playing=False)
        for control in stop.scene.controls:
            if not isinstance(control, Slider):
                continue
            worst = 0.0
            for share in SLIDER_AT:
                ask = intents.SetControl(stop.key, control.id, control.at(share), True)
                seconds, _ = self.frame(partial(self.pane.dispatch, ask))
                if self.showing.store.busy:
                    break
                worst = max(worst, seconds)
            else:
                found[f"{stop.key}.{control.id}"] = worst
            self.pane.dispatch(intents.ResetStop(stop.key))
            self.rest()
        return found


class Collections:
    """Counts collections of the oldest generation inside the frames of a bench."""

    def __init__(self, bench: FrameBench) -> None:
        self.count, self._bench = 0, bench

    def __enter__(self) -> Collections:
        gc.callbacks.append(self._note)
        return self

    def __exit__(self, *_error: Any) -> None:
        gc.callbacks.remove(self._note)

    def _note(self, phase: str, info: dict[str, int]) -> None:
        self.count += self._bench.in_frame and phase == "start" and info["generation"] == 2
