"""The monkey on the real scenes: all tours, with the model and without. Whatever happens, the window lives, shows a
picture, answers within a second of its own work, and holds its memory.

500 events in `make test`, 100,000 in `make night` (MONKEY_EVENTS). A failure names its seed; run it again with
MONKEY_SEED.
"""

from __future__ import annotations

import datetime
import gc
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.night import some
from tests.qt.monkey import Monkey
from tests.qt.qt_helpers import flush
from tourapp.cli.bench import anonymous_mb
from tourapp.engine.model_store import is_installed
from tourapp.player import intents
from tourapp.player.tour import make_tour
from tourapp.qt.window import Window
from tourapp.tours.shelf import tour_called

EVENTS = int(os.environ.get("MONKEY_EVENTS", "500"))
SEED = int(os.environ.get("MONKEY_SEED", datetime.date.today().toordinal()))
SHARES = {"request": 0.62, "request_10": 0.1, "request_25": 0.1, "request_50": 0.1}
LIVE = 0.08
PAINTED = 0.25
"""Share of the events after which the window may paint; the others follow at once, as when somebody hammers."""
LONGEST = 2.0
"""Seconds of the window's own thread that one event may take; two runs on one processor slow each other by half."""
MEMORY = 420.0
"""MB that no file backs, at most beside those held before."""


def run(make_window: Callable[..., Window], name: str, events: int, told: list[str], model: bool) -> None:
    """Play, and look after every event."""
    tour = make_tour(tour_called(name))
    gc.collect()
    gc.freeze()  # what earlier tests left behind is no matter of this window's: it took a second to look through
    before = anonymous_mb() or 0.0
    window = make_window(tour, (960, 600))
    monkey, longest = Monkey(window, tour, SEED, model), (0.0, "")
    print(f"monkey: {name}, seed {SEED}, {events} events, {'with' if model else 'without'} the model")
    for number in range(events):
        begun = time.thread_time()
        monkey.play()
        if monkey.dice.random() < PAINTED:
            QApplication.processEvents()
        longest = max(longest, (time.thread_time() - begun, f"event {number}, {monkey.last}"))
        for over in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if over is not None and monkey.dice.random() < 0.5:
                over.close()
        where = f"{name}, seed {SEED}, event {number}: {monkey.last}"
        assert told == [], where
        assert window.isVisible(), f"{where}: nothing but Ctrl+Q closes the window"
        assert 0 <= window.pane.time <= window.pane.tour.duration, where
        assert window.pane.trouble is None, f"{where}\n{window.pane.trouble and window.pane.trouble.report}"
    assert longest[0] <= LONGEST, longest
    gc.unfreeze()
    window.pane.showing.settle()
    grown = (anonymous_mb() or 0.0) - before
    print(f"{grown:.0f} MB more")
    assert grown <= MEMORY
    while (modal := QApplication.activeModalWidget()) is not None:
        modal.close()
        flush()
    for _ in range(3):
        window.pane.dispatch(intents.Escape())
    window.pane.dispatch(intents.SeekBeat(0))
    window.resize(1280, 760)
    flush()
    assert window.stage.picture is not None and window.pane.trouble is None


@pytest.mark.parametrize("name", some(SHARES, 2))
def test_the_monkey_breaks_no_tour(
    make_window: Callable[..., Window],
    name: str,
    slot_errors: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TOURAPP_CACHE", str(tmp_path))
    run(make_window, name, round(EVENTS * SHARES[name]), slot_errors, model=False)


@pytest.mark.skipif(not is_installed(), reason="the small model is not installed")
@pytest.mark.live
def test_the_monkey_breaks_no_tour_while_the_model_writes(
    make_window: Callable[..., Window], slot_errors: list[str]
) -> None:
    run(make_window, "request", round(EVENTS * LIVE), slot_errors, model=True)
