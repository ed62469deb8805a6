"""A teacher who gives a lesson by a driven clock: presses keys wherever they go, lets time pass, and notes what is not
as it should be."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.qt.qt_helpers import flush, wait_for
from tourapp.cli.bench import anonymous_mb
from tourapp.player import intents
from tourapp.player.asking import hands_open
from tourapp.player.marks import marks_of
from tourapp.player.talk import talk_clock
from tourapp.player.talks.plan import plan_of
from tourapp.qt.presenter.places import screens_now
from tourapp.qt.window import Window

Key = Qt.Key
STEP = 1.0
"""Seconds of the lesson between two pictures while a beat plays."""
LONGEST_STEP = 2.0
"""Seconds of the lesson that one tick lets pass at most."""


class Teacher:
    """Gives the lesson in one window; `found` says what was not as it should be."""

    def __init__(self, window: Window, folder: Path) -> None:
        self.window, self.pane = window, window.pane
        self.presenter, self.showing = window.presenter, window.pane.showing
        self.now, self.paused = 0.0, 0.0
        self.found: list[str] = []
        self.memory: list[float] = []
        self.presenter.folder = folder
        self.presenter.now = lambda: self.now
        self.showing.manual()
        self.names = [screen.name() for screen in screens_now()]

    def expect(self, good: object, words: str) -> None:
        """Note what is wrong, with the place."""
        if not good:
            self.found.append(f"{self.pane.stop.key}, beat {self.pane.beat}, {talk_clock(self.now)}: {words}")

    # what people do ---------------------------------------------------------------------------------------------

    def press(self, key: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, wherever the keys go now."""
        if QApplication.focusWidget() is None:
            self.window.activateWindow()  # where no window manager does it
            wait_for(lambda: QApplication.focusWidget() is not None, 2.0)
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        QApplication.processEvents()

    def type(self, *digits: int) -> None:
        """Digits of the keyboard."""
        for digit in digits:
            self.press(Key(Key.Key_0.value + digit))

    def pass_time(self, seconds: float, step: float = LONGEST_STEP) -> None:
        """So much of the lesson passes, seen in steps."""
        while seconds > 1e-9:
            part = min(step, seconds)
            seconds -= part
            self.now += part
            self.pane.dispatch(intents.Tick(part))
            self.presenter.tick()
            self.showing._draw()
            QApplication.processEvents()

    def rest(self, seconds: float) -> None:
        """The teacher talks: the clock runs, the picture holds."""
        self.now += seconds
        self.presenter.tick()
        for _ in range(2):
            self.pane.dispatch(intents.Tick(LONGEST_STEP))
        self.settle()
        self.showing._draw()
        QApplication.processEvents()

    def settle(self) -> None:
        """Wait for what is being built."""
        self.expect(wait_for(lambda: not self.pane.store.busy, 60.0), "a part of the world does not come")

    # what is true all the time ----------------------------------------------------------------------------------

    def look(self) -> None:
        """Place, clock and pictures of the windows agree."""
        state, rooms, plan = self.pane.state, self.presenter.rooms, self.presenter.plan()
        self.expect(state.presenting, "no talk")
        self.expect(abs(state.talk.elapsed - (self.now - self.paused)) < 1e-6, f"clock at {state.talk.elapsed}")
        self.expect(self.pane.trouble is None, f"an error card: {self.pane.trouble}")
        if len(self.presenter.screens()) < 2:
            self.expect(rooms.audience is None and self.window.stage.isVisible(), "no stage with one screen")
            return
        audience, console = rooms.audience, rooms.console
        if audience is None or console is None or not (audience.isVisible() and console.isVisible()):
            self.expect(False, "two screens, but not two windows")
            return
        theirs = audience.pane.state
        self.expect((theirs.stop, theirs.t, theirs.ask) == (state.stop, state.t, state.ask), "two places")
        mark = marks_of(self.pane.tour).all[marks_of(self.pane.tour).at(self.pane.time)]
        number = f"{self.pane.tour.stops[mark.stop].kept.index(mark.beat) + 1}"
        self.expect(number in console.head.place.text(), f"the console says {console.head.place.text()!r}")
        clocks = console.head.clocks
        self.expect(clocks.elapsed.value == talk_clock(state.talk.elapsed), f"elapsed {clocks.elapsed.value}")
        left = plan.left(state.talk.elapsed)
        self.expect(left < 0 or clocks.left.value == talk_clock(left), f"left {clocks.left.value}")
        checked = [place for place, stop in enumerate(console.ruler.stops) if stop.isChecked()]
        self.expect(checked == [mark.stop], f"the ruler is at {checked}")
        self.expect(audience.latest is not None and audience.latest.ops, "the class sees nothing")

    # the lesson -------------------------------------------------------------------------------------------------

    def give(self, tricks: dict[str, Callable[[Teacher], None]], hands: dict[str, tuple[int, ...]]) -> None:
        """Every beat of the tour, told as long as the plan wants; tricks: what else happens at the end of a beat."""
        tour = self.pane.tour
        plan, marks = plan_of(tour), marks_of(tour).all
        for place, mark in enumerate(marks):
            stop = tour.stops[mark.stop]
            name = f"{stop.key}.{stop.scene.timeline.beats[mark.beat].name}"
            if place:
                self.press(Key.Key_PageDown)
            self.pass_time(2.4, STEP)
            if hands_open(self.pane.state):
                self.ask(hands.get(name, ()))
            self.pass_time(mark.hold - mark.start + 3.0, STEP)
            self.expect((self.pane.index, self.pane.beat) == (mark.stop, mark.beat), f"not at {name}")
            if name in tricks:
                before = self.pane.state.stop, self.pane.beat
                try:
                    tricks[name](self)
                except Exception as error:
                    self.expect(False, f"{tricks[name].__name__}: {error!r}")
                self.expect((self.pane.state.stop, self.pane.beat) == before, "the place was lost")
            self.look()
            self.rest(max(0.0, plan.end(place) - self.pane.state.talk.elapsed))
            self.look()
            if place in (len(marks) // 2, len(marks) - 1):
                self.memory.append(weigh())

    def ask(self, hands: tuple[int, ...]) -> None:
        """Count hands (or take numbers, 0 sets one down) and lock; with none, the clicker goes on."""
        if not hands:
            self.press(Key.Key_PageDown)
            return
        for each in hands:
            self.press(Key.Key_Down) if each == 0 else self.type(*map(int, str(each)))
            self.pass_time(1.0)
        self.expect(hands_open(self.pane.state), "the question closed by itself")
        self.press(Key.Key_Return)
        self.pass_time(6.0, STEP)
        self.expect(not hands_open(self.pane.state), "Enter does not lock")


def weigh() -> float:
    """MB of this process that no file backs, after a clean-up."""
    flush()
    gc.collect()
    return anonymous_mb() or 0.0
