"""Twenty thousand argument lines: done, refused or failed in one line, never a traceback, never a wrong exit status."""

from __future__ import annotations

import json
import os
import time
from importlib import import_module
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from tests.fuzz import SEED, count
from tests.fuzz.lines import known, line
from tourapp import app, preflight
from tourapp.authoring import Picture
from tourapp.cli import bench, doctor, generate, main, plan, record, simulate, validate
from tourapp.errors import MissingError, TourError
from tourapp.export import film, folder, handout, images, reading
from tourapp.export.offline import Offline

LINES = 20_000
LONGEST, BUSY = 5.0, 6.0
"""Seconds of its own that a line may take without its work; so many times that on the wall of a busy computer."""


def _stub(*_words: Any, **_more: Any) -> Any:
    raise TourError("the work is left out here")


def _lacking(*_words: Any, **_more: Any) -> Any:
    raise MissingError("the model is left out here")


@pytest.fixture
def without_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Argument checks as they are; nothing is painted, written, simulated at length, measured or installed."""
    (tmp_path / "home").mkdir()
    os.mkfifo(tmp_path / "home" / "PIPE")
    monkeypatch.chdir(tmp_path / "home")
    for name in ("CONFIG", "CACHE", "STATE", "DATA"):  # `uninstall --yes` is among the lines
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.delenv("TOURAPP_CACHE", raising=False)
    monkeypatch.setattr(handout, "write_handout", lambda *words: 1)
    monkeypatch.setattr(handout, "write_sheets", lambda *words: 1)
    monkeypatch.setattr("tourapp.export.cheat_sheet.write_cheat_sheet", lambda *words: 2)
    for name in ("cli.lab._export", "learning.code_labs.check.results_of", "cli.class_gain._written"):
        monkeypatch.setattr(f"tourapp.{name}", _stub)
    monkeypatch.setattr("tourapp.player.progress_file.export", lambda *words: None)
    monkeypatch.setattr(film, "write_film", lambda *words, **more: len(film.film_times(*words[:1], *words[2:4])))
    monkeypatch.setattr(folder, "write_beats", lambda *words: [])
    monkeypatch.setattr(Offline, "picture", lambda *words, **more: Picture())
    monkeypatch.setattr(images, "ImageWriter", lambda *words: SimpleNamespace(save=_stub, image=lambda picture: None))
    for name in ("texts", "quantities"):
        monkeypatch.setattr(reading, name, lambda *words: [])
    monkeypatch.setattr(reading, "empty_share", lambda *_a, **_k: 0.0)
    monkeypatch.setattr(preflight, "has_screen", lambda: True)
    monkeypatch.setattr(app, "open_tour", lambda *words: 0)
    monkeypatch.setattr(validate, "judge", _stub)
    monkeypatch.setattr(plan, "solve", _stub)
    for name in ("measure_frames", "measure_start", "measure_engine", "measure_simulation"):
        monkeypatch.setattr(bench, name, _stub)
    monkeypatch.setattr(doctor, "examine", lambda: [])
    monkeypatch.setattr(record, "load_model", _lacking)
    monkeypatch.setattr(generate, "load_model", _lacking)
    monkeypatch.setattr(simulate.queue, "run_queue", _stub)
    monkeypatch.setattr(simulate.speculation, "run_speculation", _stub)
    monkeypatch.setattr(simulate.batching, "run_batching", _stub)
    monkeypatch.setattr(simulate.paging, "run_paging", _stub)
    for name in ("Demand", "PoolDemand"):
        monkeypatch.setattr(simulate, name, lambda *words, **more: SimpleNamespace(workload=_stub))
    for module in ("request", "speculation"):
        monkeypatch.setattr(import_module(f"tourapp.world.parts.{module}"), "is_installed", lambda: False)
    monkeypatch.setattr("tourapp.cli.model.register", _register_model)
    return tmp_path / "home"


def _register_model(sub: Any) -> None:
    """The real parser, none of the real work."""
    parser = sub.add_parser("model")
    parser.add_argument("action", choices=("install", "status", "path", "remove"))
    parser.add_argument("file", nargs="?")
    parser.add_argument("--force", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_stub)


def test_twenty_thousand_argument_lines(without_work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parsers = known()
    assert len(parsers) >= 15
    seen: dict[int, int] = {}
    faults: list[str] = []
    for number in range(count(LINES)):
        words = line(parsers, Random(SEED * 100_000 + number))
        began, worked = time.monotonic(), time.thread_time()
        status = _status(words)
        waited, spent = time.monotonic() - began, time.thread_time() - worked
        out, err = capsys.readouterr()
        late = spent > LONGEST or waited > BUSY * LONGEST
        fault = _fault(words, status, out, err) or (f"{spent:.1f} s of {waited:.1f}" if late else "")
        if fault:
            faults.append(f"seed {SEED}, number {number}: {[word[:80] for word in words]}: {fault}: {err[-300:]!r}")
        seen[status] = seen.get(status, 0) + 1
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:20])
    assert all(seen.get(status, 0) > count(LINES) / 100 for status in (0, 1, 2)), seen
    assert [path.name for path in without_work.iterdir()] == ["PIPE"], "something was written"


def _status(words: list[str]) -> int:
    """The exit status; --help and --version leave by themselves."""
    try:
        return main(words)
    except SystemExit as end:
        return 0 if end.code == 0 and {"-h", "--help", "--version"} & set(words) else -1


def _fault(words: list[str], status: int, out: str, err: str) -> str:
    """What is wrong with an outcome; "" when nothing is."""
    if status not in (0, 1, 2, 3):
        return f"exit status {status}"
    if "Traceback" in err or "add --debug" in err:
        return "an error that nobody expected"
    if err.count("\n") > 1 or not err.replace("\n", "").isprintable() or len(err) > 4000:
        return "stderr is not one printable line"
    if status and (len(err) < 2 or out):
        return f"no reason, or something on stdout: {out[:100]!r}"
    if not status and "--json" in words and out.startswith("{"):
        json.loads(out)
    return ""
