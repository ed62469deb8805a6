"""Shapes of a pass: arithmetic is the ledger's, shares are those of the specification, the wrong cut is wrong."""

from __future__ import annotations

import numpy as np
import pytest

from tourapp import specs
from tourapp.sim.cost import cost
from tourapp.sim.cost.blocks import pass_blocks
from tourapp.world import Inputs, World
from tourapp.world.scenario import scenario

SMOL = {"model": "smollm2-135m", "gpus": 1, "batch": 1, "weight_bits": 16, "context": 128}
SHARES = {
    ("prefill", 34): {"ffn": 0.740, "qkv": 0.154, "out": 0.093, "head": 0.0077, "attention": 0.0056},
    ("decode", 98): {"ffn": 0.578, "head": 0.205, "qkv": 0.120, "out": 0.072, "attention": 0.025},
}


@pytest.mark.parametrize("phase, length", SHARES)
def test_shares_of_the_specification(phase: str, length: int) -> None:
    prompt = length if phase == "prefill" else length - 1
    told = World(Inputs().change(**SMOL, prompt_tokens=prompt)).pass_shapes.of(phase)
    for group, share in SHARES[phase, length].items():
        assert told.share(group).share.value == pytest.approx(share, abs=0.0011), group
    assert told.flops.value == pytest.approx({34: 7.317e9, 98: 2.76e8}[length], rel=2e-3)


@pytest.mark.parametrize("model", specs.models())
def test_parts_and_norms_are_the_pass(model: str) -> None:
    inputs = Inputs().change(model=model, batch=3, prompt_tokens=70)
    world = World(inputs)
    for phase in ("prefill", "decode"):
        told = world.pass_shapes.of(phase)
        parts = sum(float(each.flops.value) for each in told.shares) + float(told.norms.value)
        left = float(told.flops.value) - parts
        known = pass_blocks(cost(scenario(inputs, context=71)), phase)
        assert told.flops.value == known.flops.value
        assert abs(left) < 0.01 * float(told.flops.value), (phase, left)


def test_axes_and_bytes_of_the_shipped_model() -> None:
    told = World(Inputs().change(**SMOL, prompt_tokens=34)).pass_shapes
    sizes = {name: tuple(size for _, size in each.sizes) for name, each in told.prefill.tensors.items()}
    assert sizes["qkv"] == (34, 960) and sizes["q"] == (9, 34, 64) and sizes["k"] == sizes["v"] == (3, 34, 64)
    assert sizes["scores"] == (9, 34, 34) and sizes["wide"] == (34, 3072) and sizes["act"] == (34, 1536)
    assert sizes["logits"] == (49_152,)
    kept = told.decode.tensors["cache"]
    assert tuple(size for _, size in kept.sizes) == (30, 3, 35, 64) and kept.pair
    assert kept.bytes.value == 30 * 3 * 35 * 64 * 2 * 2


def test_the_wrong_cut_keeps_every_number_and_changes_the_answer() -> None:
    run = World(Inputs()).shape_run
    np.testing.assert_array_equal(np.sort(run.wrong, axis=None), np.sort(run.q, axis=None))
    assert not np.allclose(run.wrong, run.q)
    for piece, (head, row) in enumerate(run.places):
        np.testing.assert_array_equal(run.wrong[head, row], run.q[piece, run.token])
    assert float(run.difference.value) > 1.0
    back = run.band.reshape(run.count, -1)[:, : run.q.shape[0] * run.q.shape[2]]
    np.testing.assert_array_equal(back.reshape(run.count, *run.q.shape[::2]).transpose(1, 0, 2), run.q)
