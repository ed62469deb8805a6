"""The operator table: its rows are the ledger, taken apart; shares, times and the crossing that are known."""

from __future__ import annotations

from typing import Any

import pytest

from tourapp import specs
from tourapp.world import Inputs, World
from tourapp.world.layer_shapes import layer_widths

A100 = {"gpu": "a100-80gb-sxm", "gpus": 1, "batch": 1, "weight_bits": 16}
UNCOUNTED = ("activation", "add_attention", "add_ffn")
LEDGER = {
    "embedding": ("embedding", "position_embedding"),
    "qkv_projection": ("qkv_projection",),
    "attention": ("attention",),
    "out": ("output_projection",),
    "router": ("router",),
    "ffn": ("ffn", "experts", "shared_expert"),
    "norms": ("norms",),
    "head": ("lm_head",),
}


def world(**settings: Any) -> World:
    return World(Inputs().change(**settings))


def row_of(op: str) -> str:
    """Under which rows of the ledger a step's figures are."""
    if op in ("gate", "up", "down"):
        return "ffn"
    if op.startswith("norm"):
        return "norms"
    return op if op in LEDGER else "qkv_projection"


@pytest.mark.parametrize("model", specs.models())
def test_rows_are_the_ledger_taken_apart_and_sum_to_the_pass(model: str) -> None:
    made = world(model=model)
    for phase in ("prefill", "decode"):
        table, ledger = made.operator_table.of(phase), made.cost.rows(phase)
        rows = [row for row in table.all_rows if row.op not in UNCOUNTED]
        for name, ops in LEDGER.items():
            for field in ("flops", "weight_bytes", "kv_bytes"):
                ours = sum(getattr(row, field).value for row in rows if row_of(row.op) == name)
                assert ours == sum(getattr(row, field).value for row in ledger if row.op in ops), (name, field)
        step, sweep = made.cost.decode, made.cost.prefill
        decodes = phase == "decode"
        flops = step.flops_per_step if decodes else sweep.flops
        seconds = step.step_seconds if decodes else sweep.seconds
        assert sum(row.flops.value for row in rows) == flops.value == table.flops.value
        assert sum(row.seconds.value for row in table.all_rows) == pytest.approx(float(seconds.value), rel=1e-12)
        assert sum(row.block_share.value for row in table.rows) == pytest.approx(1.0, rel=1e-12)


def test_shares_of_a_layer_of_llama_2_7b_at_512() -> None:
    both = world(model="llama-2-7b", prompt_tokens=512, context=512, **A100).operator_table
    told = {}
    for phase in ("prefill", "decode"):
        share = {row.op: 100 * float(row.flops_share.value) for row in both.of(phase).all_rows}
        ffn, looks = share["gate"] + share["up"] + share["down"], share["q"] + share["k"] + share["v"] + share["out"]
        told[phase] = (ffn, looks, share["attention"], share["head"])
    assert told["prefill"] == pytest.approx((66.1, 32.8, 1.0, 0.004), abs=0.05)
    assert told["prefill"][3] == pytest.approx(0.004, abs=5e-4)
    assert told["decode"] == pytest.approx((64.2, 31.9, 2.0, 1.9), abs=0.06)


def test_times_of_llama_3_8b_on_an_a100() -> None:
    both = world(model="llama-3-8b", prompt_tokens=2000, context=2000, **A100).operator_table
    step = {row.op: 1e3 * float(row.seconds.value) for row in both.decode.all_rows}
    assert step["q"] + step["k"] + step["v"] == pytest.approx(0.790, abs=1e-3)
    assert step["out"] == pytest.approx(0.527, abs=1e-3)
    assert 1e3 * float(both.decode.ffn_seconds.value) == pytest.approx(5.53, abs=5e-3)
    assert step["attention"] == pytest.approx(0.129, abs=1e-3) and step["head"] == pytest.approx(0.515, abs=1e-3)
    table = both.prefill
    assert len(table.rows) == 13
    assert 1e3 * float(table.block_seconds.value) == pytest.approx(92.84, abs=5e-3)
    assert 1e3 * float(table.alone_seconds.value) == pytest.approx(5.27, abs=5e-3)
    assert float(table.ffn_share.value) == pytest.approx(0.778, abs=1e-3)
    fused = sum(float(row.seconds.value) for row in table.rows if row.element_wise)
    rest = float(table.block_seconds.value) - fused
    assert float(table.unfused.value) == pytest.approx(rest + float(table.alone_seconds.value), rel=1e-12)


@pytest.mark.parametrize("model", specs.models())
def test_an_element_wise_row_is_never_bound_by_compute(model: str) -> None:
    both = world(model=model, batch=512, prompt_tokens=32_768).operator_table
    for table in (both.prefill, both.decode):
        small = [row for row in table.all_rows if row.element_wise]
        assert {row.bound for row in small} == {"memory"} and len(small) == 6
        assert all(float(row.intensity.value) < float(both.ridge.value) for row in small)


@pytest.mark.parametrize(("model", "meets"), [("llama-2-7b", 16_512), ("llama-3-8b", 86_016), ("mistral-7b", None)])
def test_where_attention_overtakes_the_ffn(model: str, meets: int | None) -> None:
    told = world(model=model, **A100).overtaking
    assert (None if told.meets is None else told.meets.value) == meets
    if meets is None:
        assert (told.attention < told.ffn).all()
        return
    before, at = (world(model=model, context=meets + by, **A100).operator_table.decode for by in (-1, 0))
    assert float(before.row("attention").seconds.value) < float(before.ffn_seconds.value)  # type: ignore[union-attr]
    assert float(at.row("attention").seconds.value) >= float(at.ffn_seconds.value)  # type: ignore[union-attr]


def test_widths_are_those_of_the_matrices() -> None:
    for name, spec in specs.models().items():
        wide, made = layer_widths(spec), world(model=name).towers.matrices
        rows = world(model=name).operator_table.prefill.rows
        assert all(min(row.wide) > 0 for row in rows), name
        for op in ("q", "k", "v", "out", "q_down", "q_up"):
            if op in made and spec.bias == "none" and not spec.sinks:
                assert wide[op][0] * wide[op][1] == made[op].value, (name, op)
