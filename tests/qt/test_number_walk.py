"""The numbers on the stage by key: walked in reading order, framed, spoken, asked why, left again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest

from tests.helpers import make_offline
from tests.qt.qt_helpers import flush
from tourapp.authoring import Tag, Why
from tourapp.player import intents
from tourapp.qt.controls.number_frame import in_order, told
from tourapp.qt.hit import NUMBER, Hit
from tourapp.qt.window import Window
from tourapp.quantity import Quantity


def number(x: float, y: float, words: str) -> Hit:
    return Hit(QRectF(x, y, 60, 28), Tag(NUMBER, words), Why(), Quantity(1, "1", words))


def at_rest(make_window: Callable[..., Window]) -> Window:
    """The second beat of the queue, at its end."""
    tour = make_offline().tour
    window = make_window(tour)
    stop = tour.index("queue")
    window.pane.dispatch(intents.SeekBeat(stop, 1))
    for _ in range(12):
        window.pane.dispatch(intents.Tick(2.0))
    window.pane.showing.manual()
    window.pane.draw()
    flush()
    return window


def press(window: Window, key: Any) -> None:
    QTest.keyClick(window.stage, key)
    flush()


def test_numbers_are_read_row_by_row_the_picture_first_and_the_head_last() -> None:
    shuffled = [
        number(1600, 60, "passport"),
        number(1520, 300, "rail"),
        number(700, 420, "c"),
        number(200, 424, "b"),
        number(900, 200, "a"),
        number(300, 900, "caption"),
    ]
    assert [hit.tag.key for hit in in_order(shuffled)] == ["a", "b", "c", "rail", "caption", "passport"]


def test_hash_walks_enter_opens_why_escape_leaves(make_window: Callable[..., Window]) -> None:
    window, said = at_rest(make_window), list[str]()
    window.announcer.said.connect(said.append)
    numbers = window.stage.numbers
    assert len(numbers) > 3
    press(window, "#")
    assert window.pane.state.walked == 0
    assert said[-1] == f"{told(numbers[0])}. 1 of {len(numbers)}. Enter: why."
    press(window, "#")
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Up)
    assert window.pane.state.walked == 1
    press(window, Qt.Key.Key_Return)
    assert window.pane.state.overlay == "why" and window.pane.state.subject is numbers[1].value
    QTest.keyClick(window.overlays.open, Qt.Key.Key_Escape)
    flush()
    assert window.pane.state.overlay is None and window.pane.state.walked == 1
    press(window, Qt.Key.Key_Escape)
    assert window.pane.state.walked is None


def test_the_walk_goes_round_and_ends_with_the_beat(make_window: Callable[..., Window]) -> None:
    window = at_rest(make_window)
    press(window, "#")
    press(window, Qt.Key.Key_Up)
    assert window.pane.state.walked == len(window.stage.numbers) - 1
    press(window, "#")
    assert window.pane.state.walked == 0
    press(window, Qt.Key.Key_PageDown)
    assert window.pane.state.walked is None


def test_a_frame_is_painted_around_the_number(make_window: Callable[..., Window]) -> None:
    window = at_rest(make_window)
    before = window.stage.grab().toImage()
    press(window, "#")
    area, (scale, left, top) = window.stage.numbers[0].area, window.stage.fit
    after, ratio = window.stage.grab().toImage(), window.devicePixelRatioF()
    at = round((left + (area.left() - 4) * scale) * ratio), round((top + area.center().y() * scale) * ratio)
    assert before.pixelColor(*at).lightness() < 120 < after.pixelColor(*at).lightness()


def test_the_stage_tells_its_sentence_when_it_comes_and_its_numbers_at_rest(make_window: Callable[..., Window]) -> None:
    tour, said = make_offline().tour, list[str]()
    window = make_window(tour)
    window.announcer.said.connect(said.append)
    window.pane.dispatch(intents.SeekBeat(tour.index("queue"), 1))
    window.pane.draw()
    assert len(said) == 1 and said[0].startswith("Waiting for a free GPU. ")
    for _ in range(12):
        window.pane.dispatch(intents.Tick(2.0))
    window.pane.draw()
    described = window.stage.accessibleDescription()
    assert described.startswith(said[0]) and len(said) == 1
    for hit in window.stage.numbers:
        assert told(hit) in described
