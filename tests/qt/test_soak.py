"""A school day: the whole tour played lesson after lesson with settings changed in every beat. After the first lesson
memory is level, and nothing is left behind. Two lessons in `make test`, twelve in `make night`."""

from __future__ import annotations

import gc
from collections.abc import Callable
from random import Random

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tests.fuzz import SEED, count
from tests.night import NIGHT
from tests.qt.monkey import RUNS_MODEL
from tests.qt.qt_helpers import flush
from tourapp.authoring import Slider
from tourapp.cli.bench import anonymous_mb
from tourapp.export.offline import default_tour
from tourapp.player import intents
from tourapp.qt.window import Window

LESSONS = max(2, count(12))
STEP = 0.5 if NIGHT else 4.0
"""Seconds of the tour between two pictures."""
GROWTH = 40.0
"""MB that all lessons after the second may add."""


def lesson(window: Window, dice: Random) -> None:
    """Every beat to its end, a control moved in each."""
    tour = window.pane.tour
    for index, stop in enumerate(tour.stops):
        sliders = [item for item in stop.scene.controls if isinstance(item, Slider) and item.id not in RUNS_MODEL]
        for beat, start, end in stop.spans:
            window.pane.dispatch(intents.SeekBeat(index, beat))
            for _ in range(round((end - start) / STEP) + 1):
                window.pane.dispatch(intents.Tick(STEP))
                window.pane.draw()
                QApplication.processEvents()
            if sliders:
                moved = dice.choice(sliders)
                window.pane.dispatch(intents.SetControl(stop.key, moved.id, moved.at(dice.random())))
                QApplication.processEvents()
        window.pane.dispatch(intents.ResetStop(stop.key))
    window.pane.showing.settle()


def test_a_school_day_holds_its_memory(make_window: Callable[..., Window], slot_errors: list[str]) -> None:
    window, dice = make_window(default_tour(), (960, 600)), Random(SEED)
    held: list[float] = []
    objects: list[int] = []
    for _ in range(LESSONS):
        lesson(window, dice)
        assert slot_errors == [] and window.pane.trouble is None
        flush()
        gc.unfreeze()
        gc.collect()
        objects.append(sum(isinstance(item, QObject) for item in gc.get_objects()))
        held.append(anonymous_mb() or 0.0)
    print(f"soak: seed {SEED}, {LESSONS} lessons, MB after each: {held}")
    assert max(objects) - objects[0] <= 20
    assert max(held[1:]) - held[1] <= GROWTH and held[1] - held[0] <= 2 * GROWTH
