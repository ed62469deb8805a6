"""Questions to the class through the real window: keys and clicks raise hands, controls sleep, the reader is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.qt.qt_helpers import flush, wait_for
from tourapp.export.offline import default_tour
from tourapp.player import intents
from tourapp.player.asking import hands_of, hands_open
from tourapp.player.state import opening
from tourapp.player.walking import opening_beat
from tourapp.qt.hit import Hit, find_hits
from tourapp.qt.window import Window

Key = Qt.Key


@pytest.fixture
def asked(make_window: Callable[..., Window]) -> Window:
    """The question of batching on stage."""
    tour = default_tour()
    index = tour.index("batching")
    state = opening_beat(opening(asking=True), tour, index, tour.stops[index].scene.timeline.index("gap"))
    window = make_window(tour, state=state)
    assert wait_for(lambda: window.stage.picture is not None and bool(window.stage.picture.told))
    return window


def press(window: Window, *keys: Key) -> None:
    for key in keys:
        QTest.keyClick(window.stage, key)
    flush()


def counts(window: Window) -> tuple[int, ...]:
    return hands_of(window.pane.state).counts(3)


def test_digits_raise_hands_and_nothing_else(asked: Window) -> None:
    press(asked, Key.Key_1, Key.Key_2, Key.Key_2, Key.Key_3, Key.Key_Backspace)
    assert counts(asked) == (1, 2, 0) and asked.pane.window.overlay is None
    assert asked.rail.isHidden(), "controls that give the answer away are asleep"
    assert wait_for(lambda: "3 answers so far" in asked.stage.accessibleDescription())
    assert "2.13" not in asked.stage.accessibleDescription()


def test_letters_and_page_keys_keep_their_meaning(asked: Window) -> None:
    press(asked, Key.Key_B)
    assert asked.pane.state.blank == "black"
    press(asked, Key.Key_B, Key.Key_PageDown)
    assert asked.pane.state.ask is None, "Next is never blocked: the beat as it is"
    assert wait_for(lambda: not asked.rail.isHidden())
    press(asked, Key.Key_2)
    assert asked.pane.window.overlay == "goto", "digits go to a scene again"


def test_enter_locks_and_the_controls_wake_with_the_answer(asked: Window) -> None:
    press(asked, Key.Key_2, Key.Key_Return)
    assert not hands_open(asked.pane.state) and asked.rail.isHidden()
    for _ in range(12):
        asked.pane.dispatch(intents.Tick(1.0))
    flush()
    assert wait_for(lambda: not asked.rail.isHidden())
    assert wait_for(lambda: "said so" in asked.stage.accessibleDescription())


def test_a_click_on_a_gate_raises_a_hand(asked: Window) -> None:
    hit = next(hit for hit in _hits(asked) if str(hit.act) == "hand:1")
    asked.commands.click(hit)
    assert counts(asked) == (0, 1, 0)


def test_v_stops_asking_and_asks_again(asked: Window) -> None:
    press(asked, Key.Key_V)
    assert asked.pane.state.ask is None
    press(asked, Key.Key_V)
    assert hands_open(asked.pane.state)


def _hits(window: Window) -> list[Hit]:
    picture = window.stage.picture
    assert picture is not None
    return list(find_hits(picture, window.stage.theme))
