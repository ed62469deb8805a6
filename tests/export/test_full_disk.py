"""On a full disk and when stopped: the old file stays, no draft is left, one line says why."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.night import some
from tourapp.files import DRAFT

pytest.importorskip("resource")

FILM = ["--scenes", "batching,queue", "--fps", "12", "--size", "960x540"]


def test_a_full_disk_keeps_the_old_file_and_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.export.full_disk", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert {each["kind"] for each in found} >= {"a.png", "a.pdf", "a.webp", "a.gif", "a.npz"}
    for each in found:
        assert each["old"] and each["files"] == [each["kind"]], each
        assert each["status"] in (1, 2) and "cannot be written" in each["said"], each
        assert each["said"].strip().count("\n") == 0, each


def start(folder: Path, name: str = "a.webp") -> subprocess.Popen[str]:
    """An export that has begun to write its film."""
    env = {**os.environ, "PYTHONPATH": os.getcwd()}
    words = [] if name.endswith(".pdf") else FILM
    child = subprocess.Popen(
        [sys.executable, "-m", "tourapp", "export", name, *words],
        cwd=folder,
        env=env,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not drafts(folder):
        assert child.poll() is None and time.monotonic() < deadline, "it did not begin"
        time.sleep(0.02)
    time.sleep(0.2)
    return child


def drafts(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if DRAFT.fullmatch(path.name)]


BY_HAND, BY_SYSTEM = (signal.SIGINT, 130), (signal.SIGTERM, 143)
STOPS = [("a.webp", *BY_HAND), ("a.pdf", *BY_SYSTEM), ("a.gif", *BY_HAND), ("a.mp4", *BY_HAND), ("a.pdf", *BY_HAND)]
STOPS += [(name, *BY_SYSTEM) for name in ("a.webp", "a.gif", "a.mp4")]


@pytest.mark.parametrize(("name", "number", "status"), some(STOPS, 2))
def test_a_stopped_film_leaves_nothing(number: int, status: int, name: str, tmp_path: Path) -> None:
    if name == "a.mp4":
        pytest.importorskip("av")
    (tmp_path / name).write_text("old")
    child = start(tmp_path, name)
    child.send_signal(number)
    _, said = child.communicate(timeout=60)
    assert (child.returncode, said) == (status, "tourapp: stopped\n")
    assert [path.name for path in tmp_path.iterdir()] == [name] and (tmp_path / name).read_text() == "old"


def test_what_a_killed_export_left_goes_with_the_next_one(tmp_path: Path) -> None:
    child = start(tmp_path)
    child.kill()
    child.communicate(timeout=60)
    left = drafts(tmp_path)
    assert len(left) == 1
    words = [sys.executable, "-m", "tourapp", "snapshot", "batching", "--size", "320x180", "-o", "b.png"]
    subprocess.run(words, cwd=tmp_path, env={**os.environ, "PYTHONPATH": os.getcwd()}, check=True, capture_output=True)
    assert [path.name for path in tmp_path.iterdir()] == ["b.png"]
