"""What somebody is used to in talks holds when one begins, and at once in the middle of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.qt.qt_helpers import flush, wait_for
from tests.qt.two_screens import LAPTOP, PROJECTOR, Hold, parts
from tourapp.player.preference_table import Choose
from tourapp.player.state import opening
from tourapp.player.talks.cuts import shipped_tour
from tourapp.player.talks.plan import plan_of
from tourapp.player.walking import opening_beat
from tourapp.qt.presenter import rooms
from tourapp.qt.window import Window


@pytest.fixture
def lecture(make_window: Callable[..., Window], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """A window on the request's tour, with two screens that are not there."""
    tour = shipped_tour("request")
    window = make_window(tour, state=opening_beat(opening(motion="none"), tour))
    window.presenter.screens = lambda: [LAPTOP, PROJECTOR]
    window.presenter.folder = tmp_path_factory.mktemp("runs")
    window.presenter.awake._hold = Hold()
    yield window
    window.presenter.close()


def begin(window: Window) -> None:
    """F5."""
    QTest.keyClick(window.stage, Qt.Key.Key_F5)
    flush()
    assert window.pane.state.presenting


def choose(window: Window, name: str, value: object) -> None:
    """Choose it, and let what follows happen."""
    window.pane.dispatch(Choose(name, value))  # type: ignore[arg-type]
    flush()
    wait_for(lambda: False, 0.05)


def test_a_talk_begins_in_the_cut_that_was_chosen_and_ends_in_the_tour(lecture: Window) -> None:
    choose(lecture, "minutes", "25")
    assert lecture.pane.tour.id == "request", "only talks are told in it"
    begin(lecture)
    assert wait_for(lambda: lecture.pane.tour.id == "request_25", 5.0)
    assert lecture.pane.state.talk.elapsed < 60.0 and plan_of(lecture.pane.tour).total <= 26 * 60
    choose(lecture, "minutes", "10")
    assert lecture.pane.tour.id == "request_10", "at once"
    choose(lecture, "minutes", "all")
    assert lecture.pane.tour.id == "request"
    choose(lecture, "minutes", "50")
    QTest.keyClick(parts(lecture)[1].live, Qt.Key.Key_Escape)
    flush()
    assert not lecture.pane.state.presenting and lecture.pane.tour.id == "request"


def test_the_class_looks_where_it_was_chosen(lecture: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    stands: dict[object, str] = {}
    monkeypatch.setattr(rooms, "put_on", lambda each, screen: (stands.update({each: screen.name()}), each.show()))
    choose(lecture, "class_screen", "own")
    begin(lecture)
    audience = parts(lecture)[0]
    assert stands[audience] == LAPTOP.name()
    choose(lecture, "class_screen", "other")
    assert (stands[audience], stands[lecture]) == (PROJECTOR.name(), LAPTOP.name()), "at once"


def test_notes_have_the_size_that_was_chosen(lecture: Window) -> None:
    choose(lecture, "note_size", 36)
    begin(lecture)
    console = parts(lecture)[1]
    assert lecture.pane.state.note_size == 36 and not console.larger.isEnabled()
    console.smaller.click()
    assert lecture.pane.state.note_size == 30
