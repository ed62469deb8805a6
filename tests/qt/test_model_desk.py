"""The small model is prepared by itself at the first start, with progress and a cross; the badge offers it; a failure
is told with its remedy and the tour goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.engine.gguf_files import Tiny, write
from tests.qt.qt_helpers import flush, wait_for
from tourapp.authoring import Badge
from tourapp.engine import model_first, model_install, model_store
from tourapp.errors import MissingError, TourError
from tourapp.player import intents
from tourapp.player.lobby import OpenLobby
from tourapp.player.preference_table import Choose
from tourapp.qt.overlay import Overlay
from tourapp.qt.window import Window

Progress = Callable[[float, str], None]


class Works:
    """Stands in for the conversion: it goes as far as it is let."""

    def __init__(self) -> None:
        self.go, self.runs, self.error = threading.Event(), 0, ""

    def install(self, progress: Progress) -> tuple[type[Named], bool]:
        self.runs += 1
        progress(0.25, "converting")
        self.go.wait(5.0)
        progress(0.5, "converting")
        if self.error:
            raise TourError(self.error)
        return Named, True


class Named:
    """A header."""

    name = "SmolLM2-135M-Instruct"


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Works:
    """The model's file is here, and nothing was made of it."""
    found = Works()
    monkeypatch.setenv("TOURAPP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(model_store, "find_gguf", lambda: tmp_path / "model.gguf")
    monkeypatch.setattr(model_install, "install", found.install)
    return found


def begun(window: Window) -> None:
    """The start that nobody asked for, until it shows."""
    window.model.work.start_by_itself()
    assert wait_for(window.model.mark.isVisible, 5.0)


def test_it_begins_by_itself_shows_how_far_it_is_and_answers_anew(window: Window, works: Works) -> None:
    asked: list[bool] = []
    window.pane.store.anew = lambda: asked.append(True)  # type: ignore[method-assign]
    begun(window)
    assert "25 %" in window.model.mark.label.text() and window.model.mark.bar.value() == 250
    works.go.set()
    assert wait_for(lambda: not window.model.work.running, 5.0)
    flush()
    assert window.model.mark.isHidden() and asked == [True]
    assert window.bar.label.text() == "SmolLM2-135M-Instruct is installed: it answers from now on."


def test_the_cross_stops_it_for_good(window: Window, works: Works) -> None:
    begun(window)
    window.model.mark.stop.click()
    works.go.set()
    assert wait_for(lambda: not window.model.work.running, 5.0)
    flush()
    assert window.model.mark.isHidden() and "Stopped" in window.bar.label.text()
    assert not model_first.lies_ready(), "not by itself at the next start either"
    window.model.work.start()
    assert wait_for(lambda: not window.model.work.running, 5.0) and works.runs == 2, "the button still does it"


def test_a_failure_is_told_with_its_remedy_and_the_tour_goes_on(window: Window, works: Works) -> None:
    works.error = "model cache: needs 0.6 GB; free some space"
    works.go.set()
    window.model.work.start_by_itself()
    assert wait_for(lambda: "free some space" in window.bar.label.text(), 5.0)
    before = window.pane.state
    window.commands.act("PgDown")
    flush()
    assert window.pane.state != before and window.pane.trouble is None


@pytest.mark.parametrize("choice", [("quiet", True), ("memory", "small")])
def test_where_only_what_is_asked_for_is_computed_it_waits(window: Window, works: Works, choice: tuple) -> None:  # type: ignore[type-arg]
    window.pane.dispatch(Choose(*choice))
    window.model.work.start_by_itself()
    flush()
    assert works.runs == 0 and not window.model.work.running


def test_without_its_file_nothing_happens(window: Window, works: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> Path:
        raise MissingError("model: not here; run something")

    monkeypatch.setattr(model_store, "find_gguf", absent)
    window.model.work.start_by_itself()
    assert wait_for(lambda: not window.model.work.running, 5.0)
    assert works.runs == 0 and window.bar.isHidden()


def test_over_the_opening_page_it_stands_beside_the_name_with_whole_words(window: Window, works: Works) -> None:
    window.pane.dispatch(OpenLobby())
    flush()
    begun(window)
    page, mark = window.lobby.page, window.model.mark
    assert page is not None and not page.brand.geometry().intersects(mark.geometry())
    assert "…" not in mark.label.text() and mark.label.text().endswith("25 %")
    works.go.set()


def test_closing_the_window_leaves_it_for_the_next_start(window: Window, works: Works) -> None:
    begun(window)
    works.go.set()
    window.close()
    assert wait_for(lambda: not window.model.work.running, 5.0)
    assert model_first.lies_ready()


def test_the_badge_offers_it_where_a_recording_stands_in(
    window: Window, works: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(window.pane.stop.scene), "badge", lambda *_: Badge("recorded", "nothing", "words"))
    window.pane.dispatch(intents.ShowOverlay("badge"))
    flush()
    card = window.overlays.open
    assert isinstance(card, Overlay)
    button = _button(card, "Install the small model")
    button.setFocus()
    button.click()
    assert wait_for(lambda: _button(card, "Stop").isVisible(), 5.0)
    assert _button(card, "Stop").hasFocus(), "the keys go where the button was"
    works.go.set()
    assert wait_for(lambda: not window.model.work.running, 5.0)
    flush()
    assert window.bar.isHidden(), "the card says it itself"


def _button(card: Overlay, words: str) -> QPushButton:
    return next(each for each in card.findChildren(QPushButton) if each.text() == words)


def test_what_a_recording_stood_in_for_is_built_again(window: Window) -> None:
    cache, names = window.pane.store.cache, ("recording", "loop", "quant")
    for name in names:
        cache.put(name, ("x",), "made without a model")
    window.pane.store.anew()
    assert [cache.has(name, ("x",)) for name in names] == [False, False, True], "the last one is of no model"


def test_removing_the_model_is_a_word_against_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOURAPP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(model_store, "find_gguf", lambda: tmp_path / "model.gguf")
    assert model_first.lies_ready()
    write(tmp_path / "own.gguf", Tiny(name="Own", context=256))
    model_install.install(tmp_path / "own.gguf")
    assert not model_first.lies_ready(), "a model is in use"
    model_install.remove()
    assert model_first.lies_ready(), "the small one was never there"
    model_store.known_dir().mkdir(parents=True)
    model_install.remove()
    assert not model_first.lies_ready()
    model_install.install(tmp_path / "own.gguf")
    model_install.remove()
    assert model_first.lies_ready(), "a model was asked for since"
