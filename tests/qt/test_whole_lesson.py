"""A whole lesson of fifty minutes on two screens: nothing is lost, late, or raised. tests/qt/lesson_day.py gives it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.qt.test_qt_screens import SCREENS

LONGEST = 240.0
"""Seconds on a busy machine; a quiet one needs 22."""
GROWTH, MOST = 60.0, 700.0
"""MB that the second half of the lesson may add, and that no file backs in all."""


def lesson(folder: Path, platform: str) -> dict[str, Any]:
    """What was seen of the lesson on a platform."""
    place = {**os.environ, "QT_QPA_PLATFORM": platform, "PYTHONPATH": os.getcwd(), "XDG_CONFIG_HOME": str(folder)}
    command = [sys.executable, "-m", "tests.qt.lesson_day", str(folder)]
    done = subprocess.run(command, env=place, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The lesson on a laptop with a projector of twice its pixels."""
    folder = tmp_path_factory.mktemp("lesson")
    config = folder / "screens.json"
    config.write_text(json.dumps(SCREENS))
    return lesson(folder, f"offscreen:configfile={config}")


def test_every_beat_is_where_it_should_be_in_both_windows(seen: dict[str, Any]) -> None:
    assert seen["screens"] == ["laptop", "projector"]
    assert seen["found"] == []
    assert seen["raised"] == []


def test_the_clock_ends_with_the_plan(seen: dict[str, Any]) -> None:
    assert seen["planned"] == pytest.approx(50 * 60)
    assert seen["elapsed"] == pytest.approx(50 * 60, abs=0.5)
    assert seen["last"] == [14, 4] and seen["ended"] and seen["kept"]


def test_the_hands_of_the_class_are_kept(seen: dict[str, Any]) -> None:
    assert seen["hands"] == {
        "queue.load": [[], [200, 350, 90], True],
        "sampling.reshape": [[], [40, 1000], True],
        "kv_hall.grow": [[], [120, 80], True],
        "attention.softmax": [[], [3], True],
        "batching.gap": [[2, 3, 1], [], True],
        "speculation.pays": [[1, 0, 0, 2], [], True],
    }


def test_memory_is_level(seen: dict[str, Any]) -> None:
    half, end = seen["memory"]
    assert end - half <= GROWTH and max(half, end) <= MOST
