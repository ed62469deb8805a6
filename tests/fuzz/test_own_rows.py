"""Thousands of damaged configurations and GPU rows: read, or refused in one line that names file and field, quickly."""

from __future__ import annotations

import json
import time
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz import SEED, count
from tests.fuzz.mutate import damaged_bytes, damaged_json
from tourapp import specs
from tourapp.errors import UsageError
from tourapp.sim.cost import Scenario, cost
from tourapp.specs.own.config import WHAT, model_of
from tourapp.specs.own.gpu_row import gpu_of
from tourapp.specs.own.json_object import parse_object

FILES = 5_000
LONGEST = 1.0
CONFIGURATIONS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data" / "configurations.json").read_bytes()
)
GPU = {"name": "My GPU", "bf16_tflops": 400, "memory_gb": 96, "bandwidth_tb_s": 3.2, "memory_kind": "HBM3", "watts": 5}


def read(data: bytes, kind: str) -> None:
    values = parse_object(data, "x.json", WHAT)
    if kind == "gpu":
        row = gpu_of(values, Path("x.json")).row
        assert row.id in specs.gpus() or cost(Scenario(gpu=row)).decode.step_seconds.value > 0
        return
    found = model_of(values, Path("x.json"))
    assert all(str(words) for words in (*found.assumed, *found.unread))
    assert float(specs.total_parameters(found.row).value) > 0
    assert cost(Scenario(model=found.row)).decode.step_seconds.value > 0


def test_damaged_rows() -> None:
    faults, used = [], 0
    for number in range(count(FILES)):
        dice = Random(SEED * 100_000 + number)
        kind = "gpu" if dice.random() < 0.2 else "model"
        value = GPU if kind == "gpu" else dice.choice(CONFIGURATIONS)["config"]
        data = damaged_json(value, dice) if dice.random() < 0.7 else damaged_bytes(json.dumps(value).encode(), dice)
        began, where = time.monotonic(), f"seed {SEED}, number {number}"
        try:
            read(data, kind)
            used += 1
        except UsageError as error:
            if not str(error).startswith("x.json: ") or len(str(error)) > 500 or not str(error).isprintable():
                faults.append(f"{where}: {error}")
        except Exception as error:
            faults.append(f"{where}: {type(error).__name__}: {error}: {data[:300]!r}")
        assert time.monotonic() - began < LONGEST, where
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:10])
    assert 0 < used < count(FILES)
