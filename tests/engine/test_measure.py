"""Measuring this computer: order, counts and arithmetic of the readings; no assertion on how fast anything
is."""

from __future__ import annotations

import pytest

from tourapp.engine import bench
from tourapp.engine import measure as module
from tourapp.engine.measure import KINDS, Reading, measure, summarise
from tourapp.engine.model import Model


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workloads of a size for tests."""
    for name, value in (("PROMPT_TOKENS", 16), ("DECODE_TOKENS", 2), ("READ_BYTES", 2**16), ("GEMM_SIDE", 32)):
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(module, "SHARED_LAYER", 1)


def test_readings_are_interleaved(small: None, tiny: Model) -> None:
    readings = list(measure(tiny, rounds=3))
    assert [r.kind for r in readings] == list(KINDS) * 3
    assert [r.round for r in readings] == [i // len(KINDS) for i in range(len(KINDS) * 3)]
    shares = [r.share for r in readings]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    result = summarise(readings, tiny)
    assert result is not None
    assert result.read.low <= result.read.median <= result.read.high
    assert result.decode.count == 3


def test_arithmetic_of_the_summary(tiny: Model) -> None:
    values = {"decode": 40, "decode_shared": 80, "prefill": 600, "prefill_shared": 603, "read": 30e9, "gemm": 180e9}
    readings = [Reading(kind, value * f, i, 1) for i, f in enumerate((0.9, 1.0, 1.2)) for kind, value in values.items()]
    result = summarise(readings, tiny)
    assert result is not None
    assert (result.ridge, result.decode_gain, result.prefill_gain) == (6, 2, 1.005)
    assert (result.gemm.low, result.gemm.high) == (162e9, 216e9)
    assert result.roofline_share == 40 * 4 * tiny.config.parameters / 30e9


def test_bench_figures(small: None, tiny: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "load_model", lambda: tiny)
    figures = bench.engine_figures(rounds=1)
    names = {"load_s", "prefill_tokens_per_s", "decode_tokens_per_s", "read_gb_per_s", "roofline_share"}
    assert set(figures) == names
    assert all(value >= 0 for value in figures.values())


def test_stops_when_cancelled(small: None, tiny: Model) -> None:
    seen: list[Reading] = []
    for reading in measure(tiny, rounds=5, cancel=lambda: len(seen) >= 4):
        seen.append(reading)
    assert len(seen) == 4
    assert summarise(seen, tiny) is None
