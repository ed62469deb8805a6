"""What a run notes: its begin, errors nobody caught, crashes and its end; the newest few are kept, and nothing is in
the way of a start."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tourapp import places, run_log
from tourapp.cli.doctor import check_log

CRASHES = "import faulthandler; from tourapp import run_log; run_log.begin(); faulthandler._sigabrt()"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders of this test, and the hooks as they were."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    monkeypatch.setattr(threading, "excepthook", lambda *_: None)


def test_a_run_notes_its_begin_its_errors_and_its_end() -> None:
    log = run_log.begin()
    assert log is not None
    run_log.NOTES.error("a scene was left out")
    try:
        raise RuntimeError("nobody caught this")
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    thread = threading.Thread(target=lambda: 1 // 0, name="writer")
    thread.start()
    thread.join()
    log.close()
    text = log.path.read_text(encoding="utf-8")
    for words in ("One Request", "a scene was left out", "nobody caught this", "in writer", "ZeroDivisionError"):
        assert words in text
    assert text.rstrip().endswith(run_log.ENDED)
    run_log.NOTES.error("nobody listens any more")
    assert check_log() == (True, str(log.path), "")


def test_a_crash_is_in_the_file_and_doctor_says_so() -> None:
    done = subprocess.run([sys.executable, "-c", CRASHES], capture_output=True, check=False)
    assert done.returncode != 0
    ok, detail, remedy = check_log()
    assert not ok and "the last run crashed" in detail and remedy
    assert "Fatal Python error" in run_log.runs()[0].read_text(encoding="utf-8")


def test_the_newest_few_are_kept_and_notes_have_an_end() -> None:
    folder = places.log_dir()
    folder.mkdir(parents=True)
    for day in range(9):
        (folder / f"2020-01-0{day}-000000-1.log").write_text("")
    log = run_log.begin()
    assert log is not None and len(run_log.runs()) == run_log.KEPT and run_log.runs()[0] == log.path
    for _ in range(500):
        log.write("x" * 1000)
    log.close()
    assert log.path.stat().st_size < run_log.LONGEST + 10_000


def test_no_place_for_a_log_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    assert run_log.begin() is None
    assert check_log()[0]


def test_one_name_everywhere_and_the_first_cache_is_used_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOURAPP_CACHE", raising=False)
    for name in ("CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    assert {places.config_dir().name, places.cache_dir().name} == {places.NAME}
    (tmp_path / "cache" / places.FIRST_CACHE / "models").mkdir(parents=True)
    assert places.cache_dir().name == places.FIRST_CACHE
    (tmp_path / "cache" / places.NAME / "models").mkdir(parents=True)
    assert places.cache_dir().name == places.NAME
