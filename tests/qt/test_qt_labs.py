"""A lab in its window: worked by keys alone and by mouse alone, fields with names, clickers never swallowed, notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.learning.labs.trial import right_text
from tests.qt.qt_helpers import flush, wait_for
from tests.toys import make_scene
from tourapp.authoring import THEMES, sizes
from tourapp.learning.labs import LabState, LabView, lab_of
from tourapp.player import intents, progress_file
from tourapp.player.labs import SetLearner
from tourapp.player.learner import Learner
from tourapp.player.state import PlayerState
from tourapp.player.tour import tour_of
from tourapp.qt.labs.fields import FormulaField, SentenceField
from tourapp.qt.window import Window
from tourapp.tours import all_scenes

Key = Qt.Key
PAGE = "lab_kv_calculator"


@pytest.fixture
def window(make_window: Callable[..., Window]) -> Window:
    return lab_window(make_window)


def lab_window(make_window: Callable[..., Window], **look: Any) -> Window:
    """A window on two labs and a scene behind them, each picture drawn when it is asked for."""
    scenes = (all_scenes()[PAGE], all_scenes()["lab_attention_by_hand"], make_scene("after", lambda f, p: None))
    made = make_window(tour_of(scenes), **look)
    made.pane.showing.manual()
    made.stage.setFocus()
    draw(made)
    return made


def draw(window: Window) -> None:
    window.pane.draw()
    flush()


def at(window: Window, key: str = PAGE) -> LabState:
    return window.pane.state.labs.get(key, LabState())


def keys(window: Window, *pressed: Key | str) -> None:
    """Press keys where they go, or type words."""
    for key in pressed:
        place = QApplication.focusWidget() or window
        if isinstance(key, str):
            QTest.keyClicks(place, key)
        else:
            QTest.keyClick(place, key)
        draw(window)


def click(window: Window, kind: str, key: object = None) -> None:
    hit = next(hit for hit in window.stage.areas if hit.tag.kind == kind and (key is None or hit.tag.key == key))
    scale, left, top = window.stage.seen
    spot = QPoint(round(left + hit.area.center().x() * scale), round(top + hit.area.center().y() * scale))
    QTest.mouseClick(window.stage, Qt.MouseButton.LeftButton, pos=spot)
    draw(window)


def focused(window: Window) -> QWidget | None:
    return QApplication.focusWidget()


def test_by_keys_alone(window: Window, tmp_path: Path) -> None:
    keys(window, Key.Key_Return)
    field = focused(window)
    assert isinstance(field, FormulaField) and field.accessibleName() == "Your guess, users"
    keys(window, "80", Key.Key_Tab)
    assert isinstance(focused(window), SentenceField) and at(window).texts["guess"] == "80"
    keys(window, "24 GB is a lot.", Key.Key_Return)
    assert at(window).guess == 80 and focused(window) is window.stage
    keys(window, Key.Key_Return)
    assert isinstance(focused(window), FormulaField) and focused(window).accessibleName() == "memory you may use, GB"
    keys(window, "24", Key.Key_Return)
    assert at(window).verdict is not None and not at(window).verdict.ok
    assert isinstance(focused(window), FormulaField), "a wrong box keeps the keys"
    case = LabView(lab_of("kv_calculator"), at(window)).case
    for box in lab_of("kv_calculator").boxes:
        focused(window).selectAll()
        keys(window, right_text(box, case), Key.Key_Return)
    assert at(window).phase == "check" and focused(window) is window.stage
    keys(window, Key.Key_Right, Key.Key_Return, "Short talks are cheap.", Key.Key_Return)
    assert at(window).phase == "done" and at(window).texts["own"] == "Short talks are cheap."
    window.labs.write(tmp_path / "notes.txt")
    text = (tmp_path / "notes.txt").read_text("utf-8")
    assert "Guess: 80 users" in text and "Short talks are cheap." in text and "25 users" in text


def test_by_mouse(window: Window) -> None:
    click(window, "lab_button")
    keys(window, "30")
    click(window, "lab_button")
    assert at(window).guess == 30
    click(window, "lab_button")
    click(window, "lab_box", "token")
    assert at(window).focus == "token" and focused(window).accessibleName() == "one token keeps, B"
    click(window, "lab_hint")
    assert at(window).hints == {"token": 1}
    keys(window, "131072")
    click(window, "lab_button")
    assert at(window).right == ("token",)


def test_choices_by_digit_and_by_mouse(window: Window) -> None:
    window.pane.dispatch(intents.SeekBeat(1, 0))
    draw(window)
    keys(window, Key.Key_Return, Key.Key_3, Key.Key_9, Key.Key_0)
    assert at(window, "lab_attention_by_hand").texts == {"guess": "3"} and window.pane.state.digits == ""
    assert window.pane.window.overlay is None, "a digit that is no choice goes nowhere else"
    click(window, "lab_choice", 4)
    keys(window, Key.Key_Up, Key.Key_Return)
    assert at(window, "lab_attention_by_hand").guess == 3


@pytest.mark.parametrize("key", [Key.Key_PageDown, Key.Key_PageUp])
def test_a_clicker_turns_and_takes_the_keys_back(window: Window, key: Key) -> None:
    if key == Key.Key_PageUp:
        window.pane.dispatch(intents.SeekBeat(1, 0))
        draw(window)
        keys(window, Key.Key_Return, Key.Key_Tab)
        assert isinstance(focused(window), SentenceField)
    else:
        keys(window, Key.Key_Return)
        assert isinstance(focused(window), FormulaField)
    before = window.pane.state
    keys(window, key)
    after = window.pane.state
    assert (after.stop, after.t, after.until) != (before.stop, before.t, before.until)
    window.pane.dispatch(intents.SeekBeat(2, 0))
    draw(window)
    assert focused(window) is window.stage
    assert not any(state.focus for state in window.pane.state.labs.values())
    keys(window, ".")
    assert window.pane.state.blank == "black"


def test_escape_gives_the_keys_back_and_characters_are_text(window: Window) -> None:
    keys(window, Key.Key_Return, "1.5*b")
    assert at(window).texts["guess"] == "1.5*b" and window.pane.state.blank is None
    keys(window, Key.Key_Escape)
    assert focused(window) is window.stage and at(window).focus == "" and at(window).texts["guess"] == "1.5*b"
    keys(window, Key.Key_B)
    assert window.pane.state.blank == "black"
    keys(window, Key.Key_B, "/")
    assert isinstance(focused(window), FormulaField), "/ goes to the first box"


def test_undo_means_the_page_and_never_the_lock(window: Window) -> None:
    keys(window, Key.Key_Return, "80", Key.Key_Escape)
    window.pane.dispatch(intents.Undo())
    assert at(window).texts == {}
    window.pane.dispatch(intents.Redo())
    keys(window, Key.Key_Return)
    window.pane.dispatch(intents.Undo())
    assert at(window).guess == 80
    window.pane.dispatch(intents.ResetStop(PAGE))
    assert at(window).attempt == 2 and at(window).earlier[0].guess == 80


def test_what_was_found_is_spoken(window: Window) -> None:
    said: list[str] = []
    window.announcer.said.connect(said.append)
    keys(window, Key.Key_Return, "80", Key.Key_Return, Key.Key_Return, "24", Key.Key_Return)
    assert any("some stays free" in words for words in said) and any(
        "memory you may use, GB" in words for words in said
    )


def test_notes_that_cannot_be_written_are_told(window: Window, tmp_path: Path) -> None:
    window.labs.write(tmp_path / "nowhere" / "notes.txt")
    assert "nowhere" in window.bar.label.text()


def test_a_guest_leaves_nothing_and_a_name_keeps_its_progress(window: Window, tmp_path: Path) -> None:
    window.labs.keeps.where = tmp_path
    keys(window, Key.Key_Return, "80", Key.Key_Return)
    window.labs.keeps.flush()
    assert not list(tmp_path.iterdir())
    window.pane.dispatch(SetLearner(Learner("Ada", {"kv_calculator": 2})))
    draw(window)
    keys(window, Key.Key_Return, "30", Key.Key_Return)
    window.labs.keeps.flush()
    kept = progress_file.load("Ada", tmp_path)[0].labs["kv_calculator"]
    assert [(each.attempt, each.phase, each.guess) for each in kept] == [(3, "locked", 30.0)]


def test_the_field_comes_with_its_picture_while_time_passes(make_window: Callable[..., Window]) -> None:
    """Frames that were asked for before a key arrive after it: the field waits for the one that has its box."""
    made = make_window(tour_of((all_scenes()[PAGE],)))
    made.stage.setFocus()
    for words in ("80", ""):
        QTest.keyClick(QApplication.focusWidget() or made, Key.Key_Return)
        assert wait_for(lambda: isinstance(QApplication.focusWidget(), FormulaField), 5.0)
        if words:
            QTest.keyClicks(QApplication.focusWidget(), words)
            QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
            assert wait_for(lambda: QApplication.focusWidget() is made.stage, 5.0)
    assert at(made).guess == 80 and at(made).focus == "usable"


def test_tab_goes_through_the_boxes_and_on_and_never_stays(window: Window) -> None:
    keys(window, Key.Key_Return, Key.Key_Tab)
    assert at(window).focus == "because"
    keys(window, Key.Key_Tab)
    beyond = focused(window)
    assert at(window).focus == "" and beyond is not None and beyond is not window.stage
    assert not isinstance(beyond, FormulaField | SentenceField)
    keys(window, Key.Key_Tab)
    assert at(window).focus == "", "there Tab is the window's own"
    window.stage.setFocus()
    keys(window, Key.Key_Tab)
    assert at(window).focus == "guess"
    keys(window, Key.Key_Backtab)
    assert at(window).focus == "" and focused(window) is window.stage


def test_where_the_class_has_the_stage_characters_go_to_the_box(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PlayerState, "console", property(lambda _state: True))
    for name in ("Return", "V", "2", "V", "/", "8", "*", "1", "5", "Backspace", "0", "Return"):
        assert window.commands.act(name)
    assert at(window).guess == 80 and at(window).texts["guess"] == "8*10"
    assert window.pane.state.digits == "" and window.pane.state.blank is None


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_what_is_typed_is_as_large_as_what_stands_there(make_window: Callable[..., Window], scale: int) -> None:
    made = lab_window(make_window, text_scale=scale)
    keys(made, Key.Key_Return, "80")
    field = focused(made)
    assert isinstance(field, FormulaField)
    wanted = THEMES["dark"].px(sizes.READOUT) * scale / 100 * made.stage.seen[0]
    assert field.font().pixelSize() == pytest.approx(wanted, abs=1.0)
    assert field.height() >= field.fontMetrics().height()
    keys(made, Key.Key_Tab, "24 GB is a lot.")
    field = focused(made)
    assert isinstance(field, SentenceField)
    wanted = THEMES["dark"].px(sizes.LABEL) * scale / 100 * made.stage.seen[0]
    assert field.font().pixelSize() == pytest.approx(wanted, abs=1.0)
