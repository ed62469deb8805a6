"""Questions in their window: by keys alone and by mouse, the box with its name, what is spoken and kept, and the page
of the preferences where a name is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.qt.qt_helpers import flush, wait_for
from tests.qt.test_qt_labs import click, draw, focused, keys
from tests.toys import make_scene
from tourapp.export import reading
from tourapp.learning.progress import LabAttempt, Progress
from tourapp.learning.quiz import QuizAsked
from tourapp.player import intents, progress_file
from tourapp.player.labs import SetLearner, on_stage
from tourapp.player.learner import Learner
from tourapp.player.state import PlayerState
from tourapp.player.tour import Tour, tour_of
from tourapp.qt.labs.fields import FormulaField
from tourapp.qt.preferences.sheet import PreferencesSheet
from tourapp.qt.window import Window
from tourapp.tours import all_scenes

Key = Qt.Key
QUIZ, READY = "quiz_page", "ready_page"


@pytest.fixture
def window(make_window: Callable[..., Window], tmp_path: Path) -> Window:
    scenes = (all_scenes()[QUIZ], all_scenes()[READY], make_scene("after", lambda f, p: None))
    made = make_window(tour_of(scenes))
    made.pane.showing.manual()
    made.labs.keeps.where = tmp_path
    made.stage.setFocus()
    draw(made)
    return made


def view(window: Window) -> Any:
    found = on_stage(window.pane.state, window.pane.tour)
    return getattr(found, "quiz", found) if window.pane.state.stop == 1 else found


def right(window: Window) -> str:
    return repr(view(window).question.answer)


def test_by_keys_alone_and_spoken(window: Window, tmp_path: Path) -> None:
    said: list[str] = []
    window.announcer.said.connect(said.append)
    keys(window, Key.Key_Return)
    field = focused(window)
    assert isinstance(field, FormulaField) and field.accessibleName().startswith("Your answer")
    wrong = view(window).question.wrong[0]
    keys(window, repr(wrong[0]), Key.Key_Return)
    assert wrong[1] in " ".join(said) and isinstance(focused(window), FormulaField), "a wrong answer keeps the keys"
    focused(window).selectAll()  # type: ignore[union-attr]
    keys(window, right(window), Key.Key_Return)
    assert view(window).state.over and focused(window) is window.stage and "Right" in " ".join(said)
    keys(window, Key.Key_Return)
    assert view(window).state.place == 1 and isinstance(focused(window), FormulaField)
    keys(window, repr(view(window).question.wrong[0][0]), Key.Key_Return, Key.Key_Tab)
    assert view(window).focus == "show" and focused(window) is window.stage
    keys(window, Key.Key_Return)
    assert view(window).state.shown and "The answer is" in said[-1]
    window.labs.keeps.flush()
    assert not list(tmp_path.iterdir()), "a guest leaves nothing"


def test_by_mouse_and_a_clicker_takes_the_keys_back(window: Window) -> None:
    click(window, "lab_button")
    keys(window, "1e9")
    click(window, "lab_button")
    click(window, "quiz_show")
    assert view(window).state.shown
    click(window, "lab_button")
    assert isinstance(focused(window), FormulaField), "the next question has the keys at once"
    keys(window, Key.Key_Escape)
    click(window, "lab_box", "answer")
    assert isinstance(focused(window), FormulaField)
    keys(window, "5", Key.Key_Escape)
    assert focused(window) is window.stage and view(window).state.text == "5"
    window.pane.dispatch(intents.Undo())
    assert view(window).state.text == ""
    keys(window, "/")
    assert isinstance(focused(window), FormulaField)
    keys(window, Key.Key_PageDown)
    window.pane.dispatch(intents.SeekBeat(2, 0))
    draw(window)
    assert focused(window) is window.stage and not any(run.focus for run in window.pane.state.quizzes.values())


def test_what_a_name_tries_is_kept_and_ticks_the_list(window: Window, tmp_path: Path) -> None:
    window.pane.dispatch(SetLearner(Learner("Ada")))
    window.pane.dispatch(intents.SeekBeat(1, 0))
    draw(window)
    click(window, "ready_box", "kv_size")
    for _ in range(2):
        keys(window, right(window), Key.Key_Return, Key.Key_Return)
    window.labs.keeps.flush()
    window.labs.keeps.flush()
    kept = progress_file.load("Ada", tmp_path)[0].questions
    assert [each.ok for each in kept] == [True, True] and len({each.seed for each in kept}) == 2
    page: Any = on_stage(window.pane.state, window.pane.tour)
    keys(window, Key.Key_Return)
    assert [each.ability.id for each in page.boxes if each.by] == ["kv_size"]


def test_where_the_class_has_the_stage_characters_go_to_the_box(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PlayerState, "console", property(lambda _state: True))
    for name in ("Return", "8", "*", "1", "5", "Backspace", "0"):
        assert window.commands.act(name)
    assert view(window).state.text == "8*10" and window.pane.state.digits == ""


def sheet(window: Window) -> PreferencesSheet:
    found = window.overlays.open
    assert isinstance(found, PreferencesSheet)
    return found


def press(window: Window, words: str) -> None:
    flush()
    found = [each for each in sheet(window).findChildren(QPushButton) if each.isVisible() and each.text() == words]
    found[0].click()
    flush()


def field_of(window: Window) -> Any:
    flush()
    field = sheet(window)._learner.field
    assert field is not None
    return field


def test_a_name_is_given_taken_up_again_and_forgotten(window: Window, tmp_path: Path) -> None:
    progress_file.save(Progress("Ada", labs={"phases": [LabAttempt(2, "done")]}), tmp_path)
    click(window, "learner")
    flush()
    assert field_of(window).accessibleName() == "Your name" and field_of(window).hasFocus()
    QTest.keyClicks(field_of(window), "  Ada ")
    QTest.keyClick(field_of(window), Key.Key_Return)
    learner = window.pane.state.learner
    assert learner.name == "Ada" and learner.begun == {"phases": 2} and learner.kept is not None
    assert "1 lab and 0 answers" in sheet(window).here.learner.told
    press(window, "Forget this learner …")
    assert progress_file.names(tmp_path) == ["Ada"], "asked first"
    press(window, "Keep it")
    press(window, "Work as a guest")
    assert window.pane.state.learner.name == "" and progress_file.names(tmp_path) == ["Ada"]
    press(window, "Work under this name")
    assert "Type a name first" in sheet(window).here.learner.told and window.pane.state.learner.name == ""
    QTest.keyClicks(field_of(window), "Ada")
    press(window, "Work under this name")
    press(window, "Forget this learner …")
    press(window, "Yes, forget Ada")
    assert window.pane.state.learner.name == "" and not list(tmp_path.iterdir())
    window.labs.keeps.flush()
    assert not list(tmp_path.iterdir()) and QApplication.focusWidget() is not None


def test_what_was_tried_a_moment_ago_is_written_before_a_guest_works(window: Window, tmp_path: Path) -> None:
    window.pane.dispatch(SetLearner(Learner("Ada")))
    keys(window, Key.Key_Return)
    keys(window, right(window), Key.Key_Return)
    click(window, "learner")
    flush()
    press(window, "Work as a guest")
    assert [each.ok for each in progress_file.load("Ada", tmp_path)[0].questions] == [True]


def asked_aloud(make_window: Callable[..., Window], asked: QuizAsked, **look: Any) -> tuple[Window, list[str]]:
    """A window on a quiz alone, begun, and what is spoken there."""
    (stop,) = tour_of((all_scenes()[QUIZ],)).stops
    window = make_window(Tour((replace(stop, quiz=asked),)), **look)
    window.pane.showing.manual()
    window.stage.setFocus()
    draw(window)
    said: list[str] = []
    window.announcer.said.connect(said.append)
    keys(window, Key.Key_Return)
    return window, said


def test_what_was_said_aloud_is_ticked_by_digit_and_by_click(make_window: Callable[..., Window]) -> None:
    window, said = asked_aloud(make_window, QuizAsked(("kv_bytes",), 1, aloud=1))
    keys(window, right(window), Key.Key_Return, Key.Key_Return)
    assert view(window).state.phase == "speak" and "Q" in said[-1] and focused(window) is window.stage
    keys(window, "2")
    assert not view(window).state.points and window.pane.state.overlay is None, "there is nothing to tick yet"
    keys(window, Key.Key_Return, "1", "3", "3")
    assert said[-1] == f"Not said: {view(window).spoken.points[2]}"
    click(window, "quiz_point", "4")
    assert view(window).state.points == {0, 3} and said[-1] == view(window).spoken.points[3]
    window.pane.dispatch(intents.Undo())
    assert view(window).state.points == {0} and said[-1] == f"Not said: {view(window).spoken.points[3]}"
    keys(window, Key.Key_Return)
    assert (view(window).state.phase, view(window).state.ticks) == ("end", ({0},))
    assert said[-1] == "1 of 1 right at the first try. 1 of 4 points said aloud, by your own ear."


@pytest.mark.parametrize("motion", ["full", "reduced"])
def test_the_clock_of_a_spoken_question_is_the_walls(make_window: Callable[..., Window], motion: str) -> None:
    """Whatever the tour's time does; in reduced motion too. It stands while something lies over the page."""
    window, said = asked_aloud(make_window, QuizAsked(("kv_bytes", "users"), 0, aloud=2), motion=motion)
    assert said[-1] == view(window).spoken.text
    wall = [100.0]
    window.labs.speech.now = lambda: wall[0]

    def pass_by(seconds: float) -> int:
        wall[0] += seconds
        window.labs.speech.tick()
        draw(window)
        return int(view(window).state.seconds)

    window.labs.speech.look(None)
    window.labs.speech.look(view(window))
    assert [pass_by(0.6), pass_by(0.6), pass_by(0.7), pass_by(0.2)] == [0, 1, 1, 2]
    for asked in (intents.SetSpeed(2.0), intents.SeekInStop(0.2), intents.Pause(), intents.Tick(0.5)):
        window.pane.dispatch(asked)
    assert pass_by(63.0) == 65
    shown = {each["text"] for each in reading.texts(window.stage.picture, "dark")}
    assert "1:05" in shown
    keys(window, Key.Key_F1)
    wall[0] += 30.0
    window.labs.speech.tick()
    keys(window, Key.Key_Escape)
    assert pass_by(1.0) == 66 and not window.pane.state.notice
    keys(window, Key.Key_Return)
    assert pass_by(9.0) == 66, "its points are looked at"
    keys(window, Key.Key_Return)
    assert pass_by(2.0) == 2, "the next one begins at nought"


def test_the_clock_runs_by_itself(make_window: Callable[..., Window]) -> None:
    window, _said = asked_aloud(make_window, QuizAsked(("kv_bytes",), 0, aloud=1))
    assert wait_for(lambda: view(window).state.seconds >= 1, 10.0)
