"""Another language while the tour runs: every word changes, nothing else does."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tests.qt.qt_helpers import flush, wait_for
from tourapp.export.offline import default_tour
from tourapp.player import intents, preferences
from tourapp.player.preferences import Preferences
from tourapp.player.state import opening
from tourapp.player.tongue import SetLanguage
from tourapp.player.walking import opening_beat
from tourapp.qt.i18n import speak
from tourapp.qt.window import Window
from tourapp.words import ENGLISH, PSEUDO, catalogue_of, spoken


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Whatever happens, the next test speaks English."""
    yield
    speak(ENGLISH.language)


def words_of(window: Window) -> set[str]:
    """What the widgets of a window say, seen and unseen."""
    found = set()
    for widget in (window, *window.findChildren(QWidget)):
        found |= {widget.toolTip(), widget.accessibleName(), widget.windowTitle()}
        if isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text())
    found |= {action.text() for action in window.findChildren(QAction)}
    return found - {""}


def speak_in(window: Window, tag: str) -> None:
    window.pane.dispatch(SetLanguage(tag))
    flush()


@pytest.fixture
def real(make_window: Callable[..., Window]) -> Window:
    """A window on the request's tour, at a stop with controls."""
    tour = default_tour()
    return make_window(tour, state=opening_beat(opening(), tour, tour.index("batching"), 4))


def test_every_word_changes_and_nothing_else(real: Window) -> None:
    window = real
    window.pane.dispatch(intents.Pause())
    name, row = next((name, row) for name, row in window.rail.rows.items() if not row.isHidden())
    control = window.pane.stop.scene.control(name)
    assert control is not None
    window.pane.dispatch(intents.SetControl(window.pane.stop.key, name, getattr(control, "low", control.default)))
    row.findChildren(QWidget)[0].setFocus()
    held = window.rail.control_with_keys()
    flush()
    before, english = window.pane.state, words_of(window)
    speak_in(window, "es")
    after = window.pane.state
    moved = {
        field.name for field in dataclasses.fields(after) if getattr(before, field.name) != getattr(after, field.name)
    }
    assert moved == {"language"}, "stop, time and controls stay"
    assert window.rail.control_with_keys() == held, "the keys stay in the control that has them"
    entries = catalogue_of("es").entries
    stale = {words for words in words_of(window) if words in entries and entries[words] != words}
    assert stale == set(), "these are English still"
    assert window.transport.next.toolTip() == entries["Next beat (Page Down)"]
    assert window.windowTitle() == entries["One Request — inside LLM inference"]
    assert entries[window.pane.stop.title] in window.stage.accessibleDescription()
    speak_in(window, "en")
    assert words_of(window) == english, "and back"


def test_made_up_language_finds_every_word(window: Window) -> None:
    """What was never asked of the catalogue would stay as it is."""
    english = {words for words in words_of(window) if words in catalogue_of("es").entries}
    speak_in(window, PSEUDO.language)
    assert english & words_of(window) == set() and len(english) > 30


@pytest.mark.parametrize("name", ["help", "overview", "badge", "goto"])
def test_open_overlay_is_made_anew(window: Window, name: str) -> None:
    window.pane.dispatch(intents.ShowOverlay(name))
    flush()
    speak_in(window, "es")
    assert window.pane.state.overlay == name and window.overlays.open is not None
    said = {label.text() for label in window.overlays.open.findChildren(QLabel)}
    entries = catalogue_of("es").entries
    assert {words for words in said if words in entries and entries[words] != words} == set()


def test_button_in_the_bar_says_and_changes_the_language(window: Window) -> None:
    button = window.transport.language
    assert button.text() == "EN" and button.accessibleDescription() == "English"
    actions = {action.data(): action for action in button.menu_of_languages.actions()}
    assert actions["en"].isChecked() and [action.text() for action in actions.values()] == ["English", "Español"]
    actions["es"].trigger()
    flush()
    assert window.pane.state.language == "es" and button.text() == "ES" and actions["es"].isChecked()
    assert button.accessibleName() == button.toolTip() == "Idioma" and spoken().language == "es"


def test_picture_on_stage_is_in_the_language_at_once(real: Window) -> None:
    window = real
    speak_in(window, "es")
    title = catalogue_of("es").entries[window.pane.stop.title]
    assert wait_for(lambda: any(getattr(op, "words", "") == title for op in window.stage.picture.ops))  # type: ignore


def test_language_is_remembered(window: Window, tmp_path: Path) -> None:
    remembering = window.remember(Preferences())
    remembering.where = tmp_path
    speak_in(window, "es")
    assert remembering.flush() == "" and preferences.load(tmp_path)[0].language == "es"
    QTest.keyClick(window.stage, Qt.Key.Key_Space)  # the window lives on
