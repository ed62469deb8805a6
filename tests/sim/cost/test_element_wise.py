"""Element-wise operators wait for memory, fused or alone; what they move never enters the totals."""

from __future__ import annotations

import pytest

from tourapp.cli.explain import as_data
from tourapp.sim.cost import Scenario, cost
from tourapp.sim.cost.ledger import ELEMENT_WISE

RUNS = [Scenario(), Scenario(weight_bits=16), Scenario(model="gpt2", gpu="rtx-4090", gpus=1, prompt_tokens=900)]


@pytest.mark.parametrize("scenario", RUNS)
def test_they_are_bound_by_memory_and_say_what_they_take_alone(scenario: Scenario) -> None:
    """Prefill of 16,000 tokens called the norms compute-bound: 2 operations a number against no bytes at all."""
    costs = cost(scenario)
    bandwidth = scenario.gpu_spec.bandwidth_tb_s * 1e12 * scenario.gpus
    seen = [row for row in costs.ledger if row.op in ELEMENT_WISE]
    assert {row.op for row in seen} >= {"embedding", "norms"} and len(seen) % 2 == 0
    for row in seen:
        assert row.bound == "memory" and row.alone_seconds is not None
        moved = float(row.weight_bytes.value) + float(row.activation_bytes.value)
        assert float(row.alone_seconds.value) == pytest.approx(moved / bandwidth)
        assert float(row.alone_seconds.value) > float(row.seconds.value)
    assert all(row.alone_seconds is None for row in costs.ledger if row.op not in ELEMENT_WISE)


@pytest.mark.parametrize("scenario", RUNS)
def test_totals_do_not_move(scenario: Scenario) -> None:
    costs = cost(scenario)
    for phase, total in (("decode", costs.decode.step_seconds), ("prefill", costs.prefill.seconds)):
        parts = sum(float(row.seconds.value) for row in costs.ledger if row.phase == phase)
        assert float(total.value) == pytest.approx(parts, rel=1e-12)


def test_the_command_prints_it() -> None:
    rows = {(row["op"], row["phase"]): row for row in as_data(cost(Scenario()))["ledger"]}
    assert rows["norms", "prefill"]["bound"] == "memory"
    assert rows["norms", "prefill"]["alone_seconds"] == pytest.approx(16_000 * 2 * 161 * 8192 * 2 / 6.7e12, rel=1e-3)
    assert "alone_seconds" not in rows["ffn", "prefill"]
