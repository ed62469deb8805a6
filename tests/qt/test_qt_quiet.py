"""Holding quiet, and the word about the key that goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest

from tests.qt.qt_helpers import flush, wait_for
from tests.qt.two_screens import FakeScreen, present
from tourapp.export.offline import default_tour
from tourapp.player import intents
from tourapp.player.preference_table import Choose
from tourapp.player.state import opening
from tourapp.player.talks import presenting
from tourapp.player.tour import Tour
from tourapp.player.walking import opening_beat
from tourapp.qt.window import Window

Key = Qt.Key


def held(window: Window) -> None:
    """At the end of a beat, with all that was under way done."""
    beat = window.pane.state.until
    assert beat is not None
    window.pane.dispatch(intents.Tick(2.0))
    assert wait_for(lambda: window.pane.state.holding, 20.0)
    wait_for(lambda: not window.pane.store.busy, 5.0)
    flush()


class Watch(QObject):
    """Counts pictures, orders, and paintings of the widget whose events it filters."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.pictures = self.orders = self.paints = 0
        self._submit = window.pane.showing.worker.submit
        window.pane.drawn.connect(self._drawn)
        window.pane.showing.worker.submit = self._ordered  # type: ignore[method-assign]

    def _drawn(self, _picture: object) -> None:
        self.pictures += 1

    def _ordered(self, job: object) -> None:
        self.orders += 1
        self._submit(job)  # type: ignore[arg-type]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count."""
        self.paints += event.type() == QEvent.Type.Paint
        return False

    def all(self) -> tuple[int, int]:
        """What was counted."""
        return self.pictures, self.orders


def quiet_for(window: Window, seconds: float) -> None:
    """Let events happen for a while."""
    wait_for(lambda: False, seconds)


def test_nothing_is_painted_built_or_prepared_while_quiet_is_held(window: Window) -> None:
    QTest.keyClick(window.stage, Key.Key_Q)
    assert window.pane.state.habits.quiet
    held(window)
    quiet_for(window, 0.3)
    watch = Watch(window)
    window.stage.installEventFilter(watch)
    quiet_for(window, 1.2)
    assert watch.all() == (0, 0) and not window.pane.showing._timer.isActive()
    assert not window.ahead._timer.isActive() and not window.ahead.step(), "nothing is made ahead"
    assert watch.paints == 0, "not even what was painted is painted again"
    QTest.keyClick(window.stage, Key.Key_Q)
    assert wait_for(lambda: watch.pictures > 3, 5.0), "let go, it breathes on"


def test_the_clock_of_a_talk_runs_without_a_picture(window: Window, screens: list[FakeScreen]) -> None:
    audience, console = present(window)
    QTest.keyClick(console.live, Key.Key_Q)
    assert window.pane.state.habits.quiet and console.switches.buttons["Q"].property("on")
    assert console.switches.buttons["Q"].accessibleName() == "Quiet, on" and "quiet" in console.mark.text()
    held(window)
    quiet_for(window, 0.3)
    drawn: list[object] = []
    audience.pane.drawn.connect(drawn.append)
    before = window.pane.state.talk.elapsed
    for _ in range(5):
        window.pane.dispatch(presenting.TalkTick(1.0))
        flush()
    assert window.pane.state.talk.elapsed >= before + 5.0 and drawn == []
    console.switches.buttons["Q"].click()
    flush()
    assert not window.pane.state.habits.quiet and "quiet" not in console.mark.text()


def test_quiet_in_the_middle_of_work_ends_it(make_window: Callable[..., Window]) -> None:
    """The real tour: what the next scenes need, and the model's answer to the question nobody typed, are let go."""
    tour = default_tour()
    window = make_window(tour, state=opening_beat(opening(), tour, 5, 0))
    window.pane.dispatch(Choose("quiet", True))
    store = window.pane.store
    assert wait_for(lambda: not store.busy, 20.0)
    watch = Watch(window)
    held(window)
    quiet_for(window, 0.5)
    assert watch.orders == 0


# the word about the key -----------------------------------------------------------------------------------------------


@pytest.fixture
def waiting(window: Window) -> Iterator[Window]:
    """A window at the end of its first beat."""
    held(window)
    yield window


def test_space_next_stands_there_until_it_was_used_three_times(waiting: Window) -> None:
    hint = waiting.transport.hint
    assert hint.text() == "Space: next" and hint.isVisible() and hint.accessibleName() == "Space: next"
    for count in (1, 2, 3):
        QTest.keyClick(waiting.stage, Key.Key_Space)
        assert hint.text() == "", "not while the beat plays"
        waiting.pane.dispatch(intents.SeekBeat(0, 0))
        held(waiting)
        assert (hint.text() == "Space: next") == (count < 3)
    assert hint.isHidden() and waiting.pane.state.habits.nexts == 3


def test_it_says_nothing_where_space_does_not_go_on(waiting: Window) -> None:
    hint = waiting.transport.hint
    waiting.pane.dispatch(intents.ShowOverlay("help"))
    assert hint.text() == ""
    waiting.pane.dispatch(intents.CloseOverlay())
    assert hint.text() == "Space: next"
    waiting.pane.dispatch(Choose("motion", "none"))
    waiting.pane.dispatch(intents.Last())
    flush()
    assert hint.text() == "", "nothing comes after the last beat"


@pytest.mark.parametrize("size", [(1280, 720), (1024, 700), (1920, 1080)])
@pytest.mark.parametrize("language", ["en", "es"])
def test_it_lies_on_nothing(
    make_window: Callable[..., Window], tour: Tour, size: tuple[int, int], language: str
) -> None:
    window = make_window(tour, size, language=language)
    window.pane.dispatch(Choose("quiet", True))
    held(window)
    bar, hint = window.transport, window.transport.hint
    assert hint.isVisible() and hint.fontMetrics().horizontalAdvance(hint.text()) <= hint.width()
    for other in (bar.time, bar.next, bar.prompt, bar.speed, bar.scrub, bar.preferences):
        assert not other.geometry().intersects(hint.geometry()), other
    assert bar.prompt.width() >= 200


def test_the_count_outlives_the_window(make_window: Callable[..., Window], tour: Tour, config: Path) -> None:
    from tourapp.player import preferences
    from tourapp.player.preferences import Preferences

    window = make_window(tour)
    remembering = window.remember(Preferences())
    remembering.where = config
    for _ in range(3):
        window.pane.dispatch(intents.NextBeat())
    assert remembering.flush() == "" and preferences.load(config)[0].nexts == 3


def test_words_of_an_answer_that_nobody_asked_for_go_with_it(window: Window) -> None:
    from types import SimpleNamespace

    store, prompt = window.pane.store, window.transport.prompt
    wait_for(lambda: not store.busy, 5.0)
    store.order = SimpleNamespace(generation=7, part="recording", inputs=window.pane.state.inputs)  # type: ignore[assignment]
    window.work._token(7, SimpleNamespace(text="Photo", index=0))
    assert "Photo" in prompt._words
    window.pane.dispatch(Choose("quiet", True))
    flush()
    assert store.order is None and prompt._words == ""
