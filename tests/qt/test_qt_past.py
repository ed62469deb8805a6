"""The drop-down of the prompt: what was asked, what the lesson offers; by keys and by its button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.qt.qt_helpers import flush, wait_for
from tourapp.engine.shipped import shipped_recording
from tourapp.player.past import PastPrompt
from tourapp.player.tour import Tour
from tourapp.qt.window import Window
from tourapp.world.part import parts


def lines(window: Window) -> list[str]:
    """What the open menu offers."""
    return [action.text() for action in window.transport.prompt.past.menu.actions() if not action.isSeparator()]


def test_what_was_asked_is_offered_and_asked_again(window: Window) -> None:
    past = window.transport.prompt.past
    assert not past.button.isVisible()
    window.transport.prompt.asked.emit("Why & how?")
    window.transport.prompt.asked.emit("What?")
    flush()
    assert [each.prompt for each in window.pane.state.past] == ["What?", "Why & how?"]
    assert past.button.isVisible()
    window.transport.prompt.edit.setFocus()
    QTest.keyClick(window.transport.prompt.edit, Qt.Key.Key_Down)
    flush()
    assert past.menu.isVisible() and [words.split("   ")[0] for words in lines(window)] == ["What?", "Why && how?"]
    QTest.keyClick(past.menu, Qt.Key.Key_Down)
    QTest.keyClick(past.menu, Qt.Key.Key_Return)
    flush()
    assert window.pane.state.inputs.prompt == "Why & how?" and window.pane.state.past[0].prompt == "Why & how?"


def test_prompts_of_the_lesson_come_first(window: Window) -> None:
    past = window.transport.prompt.past
    past.show_past(("Of the lesson",), (PastPrompt("Mine", "answer"),))
    past.button.click()
    flush()
    assert lines(window) == ["Of the lesson", "Mine   answer"]
    past.menu.close()


def test_the_answer_is_kept_when_it_is_known(
    make_window: Callable[..., Window], tour: Tour, add_part: Callable[..., Any]
) -> None:
    real, shipped = parts()["recording"], shipped_recording("default")

    def written(view: Any) -> Any:
        return replace(shipped, prompt=view.prompt, text=f"An answer to {view.prompt}")

    add_part("recording", written, reads=real.reads, slow=True, stand_in=real.stand_in)
    window = make_window(tour)
    window.transport.prompt.asked.emit("Why?")
    assert wait_for(lambda: window.pane.state.past[0].answer == "An answer to Why?")
    window.transport.prompt.asked.emit("How?")
    assert wait_for(lambda: window.pane.state.past[0].answer == "An answer to How?")
    window.transport.prompt.asked.emit("Why?")
    flush()
    assert [each.prompt for each in window.pane.state.past] == ["Why?", "How?"]
