"""The first two minutes of somebody who has never seen the tour, as `classroom.md` wants them: a new profile, two
screens, a clicker, a mouse. tests/qt/first_minutes.py plays them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any

import pytest

from tests.qt.first_minutes import place_for

FIRST = 8.0
"""Seconds to the first picture on a machine that runs the tests; `make run` needs about one."""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was seen of them."""
    folder = tmp_path_factory.mktemp("profile")
    place = {**os.environ, **place_for(folder), "PYTHONPATH": os.getcwd()}
    begun = time.time()
    command = [sys.executable, "-m", "tests.qt.first_minutes", str(folder)]
    done = subprocess.run(command, env=place, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return {**found, "seconds": found["first_picture"] - begun}


def test_it_opens_and_moves_and_asks_nothing(seen: dict[str, Any]) -> None:
    assert seen["seconds"] < FIRST
    assert seen["dialogs"] == [] and seen["moves"]


def test_a_clicker_and_space_work_untouched(seen: dict[str, Any]) -> None:
    assert seen.get("begun", [0, 0, True]) == [0, 0, True]
    assert (seen["beat_after_a_click"], seen["beat_after_space"]) == ([0, 1], [0, 2])


def test_the_bars_answer_while_temperature_is_dragged(seen: dict[str, Any]) -> None:
    assert seen["control"] and seen["answers_while_dragged"] == 5
    assert seen["temperature"] > 1.2 and seen["keys_after_the_drag"] == "Stage"


def test_keys_and_overview_and_reset_are_in_reach(seen: dict[str, Any]) -> None:
    assert seen["help"] == "help" and seen["jumped_to"] == 9 and seen["reset"]


def test_the_projector_gets_the_picture_by_itself_and_notes_stay_here(seen: dict[str, Any]) -> None:
    assert seen["class"] == ["projector", True] and seen["home"] == "laptop"
    assert seen["notes"] and seen["talk_over"]


def test_a_lesson_is_one_small_file(seen: dict[str, Any]) -> None:
    kept = seen["lesson"]
    assert kept["bytes"] < 10_000 and kept["stops"] >= 15
    assert kept["set"] == {"temperature": seen["temperature"]}
