"""Measurements in rounds: run to their end with progress, replaced by the recorded run when stopped, told when busy."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from tourapp.engine.hooks import Cancelled
from tourapp.world.rounds import BUSY, in_rounds, is_busy


def watched() -> tuple[Any, list[tuple[float, str]]]:
    told: list[tuple[float, str]] = []
    return SimpleNamespace(progress=lambda share, words: told.append((share, words))), told


def test_rounds_run_to_their_end_with_progress() -> None:
    view, told = watched()
    assert in_rounds(view, "measuring", iter([0.25, 0.5, "measured", 0.9]), "recorded") == "measured"
    assert told == [(0.25, "measuring"), (0.5, "measuring")]


def test_rounds_that_are_stopped_or_end_early_leave_the_recorded_run() -> None:
    def stopped() -> Iterator[float | str]:
        yield 0.5
        raise Cancelled

    view, told = watched()
    assert in_rounds(view, "measuring", stopped(), "recorded") == "recorded" and len(told) == 1
    assert in_rounds(view, "measuring", iter([0.5]), "recorded") == "recorded"


def test_one_slow_round_of_any_way_means_busy() -> None:
    even, odd = (1.0, 1.1, 1.2), (1.0, 1.0, 1.01 * BUSY)
    assert not is_busy(even) and not is_busy(even, even) and is_busy(even, odd)
