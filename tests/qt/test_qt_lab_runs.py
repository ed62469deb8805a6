"""What is asked and measured in a lab's window: the hands of a class, and two ways that race, stopped and run again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from tests.learning.labs.trial import Trial, right_text
from tests.qt.qt_helpers import wait_for
from tests.qt.test_qt_labs import at, click, draw, focused, keys, lab_window
from tourapp.engine.hooks import Cancelled
from tourapp.engine.kv_race import Race
from tourapp.learning.labs import lab_of
from tourapp.learning.labs.intents import LabEnter, WriteBox
from tourapp.player.tour import tour_of
from tourapp.qt.labs.fields import FormulaField
from tourapp.qt.window import Window
from tourapp.tours import all_scenes
from tourapp.world.parts import kv_race

Key = Qt.Key
RACE = "lab_kv_speedup"


@pytest.fixture
def window(make_window: Callable[..., Window]) -> Window:
    return lab_window(make_window)


def test_a_class_raises_its_hands_by_digits(window: Window) -> None:
    said: list[str] = []
    window.announcer.said.connect(said.append)
    keys(window, Key.Key_Return, "v")
    assert focused(window) is window.stage and at(window).texts == {}, "no guess begins with a V"
    keys(window, Key.Key_V)
    assert window.labs.view.hands is None, "nobody was asked: nothing is left"
    keys(window, Key.Key_V)
    assert focused(window) is window.stage and not window.pane.state.digits
    keys(window, Key.Key_1, Key.Key_2, Key.Key_2, Key.Key_3, Key.Key_Backspace)
    asked = window.labs.view
    assert asked is not None and asked.hands_up == (1, 2, 0) and at(window).phase == "predict"
    click(window, "lab_hand", 2)
    keys(window, Key.Key_Return)
    assert at(window).guess == 32 and window.labs.view.hands_up == (1, 2, 1)
    keys(window, Key.Key_Return)
    assert at(window).phase == "task" and isinstance(focused(window), FormulaField)
    assert any("4" in words and "hands" in words for words in said)


def test_the_race_runs_in_the_worker_and_its_rounds_are_taken(
    make_window: Callable[..., Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By keys alone: asked for by Enter, once more by Tab and Enter, taken by Enter. A model that is no model runs."""
    runs: list[tuple[int, int]] = []

    def race(_model: object, ids: list[int], tokens: int, **_more: object) -> Iterator[float | Race]:
        runs.append((len(ids), tokens))
        yield 0.5
        yield Race(len(ids), (1.0, 1.1, 1.0, 1.0, 1.0), (5.0,) * 5, tuple(range(tokens)), tuple(range(tokens)))

    monkeypatch.setattr(kv_race, "race", race)
    monkeypatch.setattr(kv_race, "is_installed", lambda: True)
    monkeypatch.setattr(
        kv_race, "shared_model", lambda: SimpleNamespace(encode=lambda *_a: SimpleNamespace(ids=[1, 2, 3]))
    )
    page, made = RACE, race_page(make_window)
    keys(made, Key.Key_Return)
    assert at(made, page).runs == 1 and at(made, page).phase == "check"
    assert wait_for(lambda: taken(made) is not None, 10.0) and runs == [(34, 16)]
    keys(made, Key.Key_Tab, Key.Key_Return)
    assert at(made, page).runs == 2
    assert wait_for(lambda: len(runs) == 2 and taken(made) is not None, 10.0)
    made.mark.cancelled.emit()
    assert not at(made, page).halted, "what is there is not stopped any more"
    keys(made, Key.Key_Escape, Key.Key_Return)
    assert at(made, page).phase == "note" and at(made, page).found.naive == (5.0,) * 5


def race_page(make_window: Callable[..., Window]) -> Window:
    """A window on the lab with a race, its boxes done."""
    made = make_window(tour_of((all_scenes()[RACE],)))
    made.pane.showing.manual()
    made.stage.setFocus()
    draw(made)
    case = Trial("kv_speedup").case
    for intent in (LabEnter(), WriteBox("guess", "40"), LabEnter(), LabEnter()):
        made.pane.dispatch(intent)
    for box in lab_of("kv_speedup").boxes:
        made.pane.dispatch(WriteBox(box.id, right_text(box, case)))
        made.pane.dispatch(LabEnter())
    draw(made)
    return made


def taken(window: Window) -> object:
    """What the button of the page would take."""
    draw(window)
    return window.labs._measured()


def test_a_race_that_is_stopped_leaves_the_recorded_one(
    make_window: Callable[..., Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark on the stage stops it; the rounds on record may be taken, or it is run again."""

    def race(_model: object, _ids: list[int], _tokens: int, cancel: Callable[[], bool]) -> Iterator[float | Race]:
        while True:
            if cancel():
                raise Cancelled
            yield 0.1

    monkeypatch.setattr(kv_race, "race", race)
    monkeypatch.setattr(kv_race, "is_installed", lambda: True)
    monkeypatch.setattr(
        kv_race, "shared_model", lambda: SimpleNamespace(encode=lambda *_a: SimpleNamespace(ids=[1, 2, 3]))
    )
    made = race_page(make_window)
    keys(made, Key.Key_Return)
    assert at(made, RACE).runs == 1 and taken(made) is None
    assert wait_for(lambda: made.pane.waiting, 5.0)
    made.mark.cancelled.emit()
    assert at(made, RACE).halted and wait_for(lambda: taken(made) == kv_race.recorded_race(), 5.0)
    keys(made, Key.Key_Return)
    assert at(made, RACE).phase == "note" and at(made, RACE).found == kv_race.recorded_race()
