"""Answers for a lesson, made on the bench: begun, shown, stopped, written."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.qt.qt_helpers import flush, wait_for
from tourapp.engine.hooks import Cancelled
from tourapp.engine.shipped import shipped_recording
from tourapp.player.lessons import prepare
from tourapp.player.lessons.opened import ready_tour
from tourapp.player.past import KeepPrompt
from tourapp.qt.assembly.bench import LessonBench
from tourapp.qt.window import Window
from tourapp.tours import all_scenes
from tourapp.tours.lesson import read_lesson
from tourapp.world.prepared import use_prepared

PROMPTS = ("Why is the sky blue?", "What is a neuron?", "Who was Ada Lovelace?")
CTRL = Qt.KeyboardModifier.ControlModifier


class Model:
    """Answers as fast as it is allowed to: each with the shipped words under its own prompt."""

    def __init__(self) -> None:
        self.go, self.asked = threading.Event(), 0
        self.go.set()

    def answers(
        self, _model: object, wanted: Any, progress: Callable[[float, str], None], cancel: Callable[[], bool]
    ) -> Iterator[Any]:
        for number, each in enumerate(wanted):
            progress(number / len(wanted), each.shown)
            self.asked += 1
            while not self.go.wait(0.01):
                if cancel():
                    raise Cancelled
            yield replace(shipped_recording(), prompt=each.prompt, params=each.params, model="Another")


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    """A model that is installed, and nothing at hand before and after."""
    made = Model()
    monkeypatch.setattr(prepare, "prepared_recordings", made.answers)
    monkeypatch.setattr("tourapp.world.generation.shared_model", lambda: None)
    monkeypatch.setattr("tourapp.engine.model_store.is_installed", lambda: True)
    yield made
    made.go.set()
    use_prepared(())


def lesson_text(prompts: tuple[str, ...]) -> bytes:
    listed = ", ".join(f'"{each}"' for each in prompts)
    return f'{{"id": "mine", "title": "Mine", "prompts": [{listed}], "stops": [{{"scene": "sampling"}}]}}'.encode()


def bench_of(make_window: Callable[..., Window], tmp_path: Path, prompts: tuple[str, ...]) -> tuple[Window, Any]:
    """A window that plays a lesson with prompts, its bench open."""
    path = tmp_path / "mine.json"
    path.write_bytes(lesson_text(prompts))
    window = make_window(ready_tour(read_lesson(path, all_scenes())))
    assert wait_for(lambda: not window.pane.store.busy)
    QTest.keyClick(window.stage, Qt.Key.Key_L, CTRL)
    flush()
    assert isinstance(window.overlays.open, LessonBench)
    return window, window.overlays.open


def choose(window: Window, path: Path) -> None:
    """Take a name in the dialog that is open."""
    (dialog,) = [each for each in window.findChildren(QFileDialog) if each.isVisible()]
    dialog.fileSelected.emit(str(path))
    dialog.close()
    flush()


def test_the_answers_are_made_and_carried(make_window: Callable[..., Window], tmp_path: Path, model: Model) -> None:
    window, bench = bench_of(make_window, tmp_path, PROMPTS)
    model.go.clear()
    QTest.keyClick(bench.cards, Qt.Key.Key_P, CTRL)
    flush()
    choose(window, tmp_path / "tuesday")
    assert window.lessons.preparing.running
    assert wait_for(lambda: "Answer 1 of 3: “Why is the sky blue?” · 0 %" in bench.hint.text())
    assert bench.summary.prepare.text().startswith("Stop")
    model.go.set()
    assert wait_for(lambda: not window.lessons.preparing.running)
    flush()
    assert "Saved as tuesday.lesson with 3 answers" in bench.hint.text()
    assert bench.summary.prepare.text().startswith("Prepare answers")
    found = read_lesson(tmp_path / "tuesday.lesson", all_scenes())
    assert tuple(found.file.prompts) == PROMPTS
    assert [each.prompt for each in found.recordings] == list(PROMPTS)


def test_it_is_stopped_and_nothing_is_written(make_window: Callable[..., Window], tmp_path: Path, model: Model) -> None:
    window, bench = bench_of(make_window, tmp_path, PROMPTS)
    model.go.clear()
    window.lessons.prepare(tmp_path / "tuesday.lesson")
    assert wait_for(lambda: model.asked > 0)
    QTest.mouseClick(bench.summary.prepare, Qt.MouseButton.LeftButton)
    assert wait_for(lambda: "Stopped: nothing was written" in bench.hint.text())
    assert not window.lessons.preparing.running and not (tmp_path / "tuesday.lesson").exists()
    model.go.set()
    window.lessons.prepare(tmp_path / "tuesday.lesson")
    assert wait_for((tmp_path / "tuesday.lesson").exists), "and it begins again"


def test_what_the_stage_needs_goes_first(make_window: Callable[..., Window], tmp_path: Path, model: Model) -> None:
    window, bench = bench_of(make_window, tmp_path, PROMPTS)
    model.go.clear()
    window.lessons.prepare(tmp_path / "tuesday.lesson")
    assert wait_for(lambda: model.asked > 0)
    window.pane.showing.worker.cancel()
    assert wait_for(lambda: "The stage needed the model" in bench.hint.text())
    assert not (tmp_path / "tuesday.lesson").exists()


def test_why_nothing_is_done_is_told(
    make_window: Callable[..., Window], tmp_path: Path, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    _window, bench = bench_of(make_window, tmp_path, ())
    QTest.keyClick(bench.cards, Qt.Key.Key_P, CTRL)
    flush()
    assert "asks only what ships with the product" in bench.hint.text()
    monkeypatch.setattr("tourapp.engine.model_store.is_installed", lambda: False)
    QTest.keyClick(bench.cards, Qt.Key.Key_P, CTRL)
    flush()
    assert "tourapp model install" in bench.hint.text()


def test_what_was_asked_in_the_window_goes_in(make_window: Callable[..., Window], tmp_path: Path, model: Model) -> None:
    window, _bench = bench_of(make_window, tmp_path, PROMPTS[:1])
    for prompt in (PROMPTS[1], "What is photosynthesis?", PROMPTS[0]):
        window.pane.dispatch(KeepPrompt(prompt))
    window.lessons.prepare(tmp_path / "tuesday.lesson")
    assert wait_for((tmp_path / "tuesday.lesson").exists)
    assert read_lesson(tmp_path / "tuesday.lesson", all_scenes()).file.prompts == list(PROMPTS[:2])
