"""Five thousand damaged files of workloads and of tours: used, or refused in one line that names the field, quickly."""

from __future__ import annotations

import json
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.fuzz import SEED, count
from tests.fuzz.mutate import damaged_bytes, damaged_json
from tourapp.assets import asset_path
from tourapp.cli import main
from tourapp.errors import UsageError
from tourapp.player.tour import make_tour
from tourapp.sim.workload import parse_workload
from tourapp.tours import TourFileError, all_scenes
from tourapp.tours.load import parse_tour

FILES = 5_000
LONGEST = 1.0
"""Seconds for one file, on a busy computer."""
WORKLOAD: dict[str, Any] = {
    "slots": 2,
    "requests": [{"arrival": k, "prompt": 2 + k, "output": 4} for k in range(5)],
    "block_size": 2,
    "blocks": 40,
    "max_len": 16,
}


def damaged(value: Any, data: bytes, dice: Random) -> bytes:
    return damaged_bytes(data, dice) if dice.random() < 0.4 else damaged_json(value, dice)


def test_five_thousand_damaged_workloads() -> None:
    good, faults = json.dumps(WORKLOAD, indent=1).encode(), []
    assert len(parse_workload(good, paging=True).requests) == 5
    used = 0
    for number in range(count(FILES)):
        dice = Random(SEED * 100_000 + number)
        data, paging = damaged(WORKLOAD, good, dice), dice.random() < 0.5
        began = time.monotonic()
        try:
            found = parse_workload(data, "--workload", paging)
            used += 1
            assert found.slots >= 1 and found.tokens >= len(found.requests) >= 1
        except UsageError as error:
            if not str(error).startswith("--workload: ") or len(str(error)) > 500:
                faults.append(f"seed {SEED}, number {number}: {error}")
        except Exception as error:
            faults.append(f"seed {SEED}, number {number}: {type(error).__name__}: {error}: {data[:300]!r}")
        assert time.monotonic() - began < LONGEST, f"seed {SEED}, number {number}"
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:10])
    assert 0 < used < count(FILES) / 2


def test_five_thousand_damaged_tours() -> None:
    good = asset_path("tours", "request_10.json").read_bytes()
    value, scenes, faults = json.loads(good), all_scenes(), []
    used = 0
    for number in range(count(FILES)):
        dice = Random(SEED * 100_000 + number)
        data = damaged(value, good, dice)
        began = time.monotonic()
        try:
            found = parse_tour(data, "mine.json", scenes)
            tour = make_tour(found)
            used += 1
            assert tour.stops and tour.minutes > 0
            assert all(problem.line >= 1 and problem.field for problem in found.problems)
        except TourFileError as error:
            if not str(error).startswith("mine.json") or len(str(error)) > 12_000:
                faults.append(f"seed {SEED}, number {number}: {error}")
        except Exception as error:
            faults.append(f"seed {SEED}, number {number}: {type(error).__name__}: {error}")
        assert time.monotonic() - began < LONGEST, f"seed {SEED}, number {number}"
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:10])
    assert 0 < used < count(FILES)


@pytest.mark.parametrize("kind", ["workload", "tour"])
def test_a_damaged_file_is_one_line_of_the_command(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A few of them through the command itself."""
    value = WORKLOAD if kind == "workload" else json.loads(asset_path("tours", "request_10.json").read_bytes())
    path = tmp_path / "x.json"
    words = ["simulate", "paging", "--workload"] if kind == "workload" else ["tour", "check"]
    for number in range(count(400)):
        path.write_bytes(damaged(value, json.dumps(value).encode(), Random(SEED * 100_000 + number)))
        status = main([*words, str(path)])
        out, err = capsys.readouterr()
        where = f"seed {SEED}, number {number}: {err[:300]!r}"
        assert status in (0, 2) and "Traceback" not in err and "add --debug" not in err, where
        lines = err.splitlines()
        assert all(line.isprintable() for line in lines), where
        assert len(lines) == 1 if status == 2 and not out else True, where
