"""Shapes of a pass: arithmetic is the ledger's, shares are those of the specification, the wrong cut is wrong."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tourapp import specs
from tourapp.engine.shipped import shipped_recording
from tourapp.sim.cost import cost
from tourapp.sim.cost.blocks import pass_blocks
from tourapp.world import Inputs, PartCache, Work, World
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
    cut = World(Inputs().change(prompt_tokens=34)).shape_run
    run = cut.numbers
    np.testing.assert_array_equal(np.sort(cut.wrong, axis=None), np.sort(run.q, axis=None))
    assert not np.allclose(cut.wrong, run.q)
    for piece, (head, row) in enumerate(cut.places):
        np.testing.assert_array_equal(cut.wrong[head, row], run.q[piece, run.token])
    assert float(cut.difference.value) > 1.0
    back = run.band.reshape(run.count, -1)[:, : run.q.shape[0] * run.q.shape[2]]
    np.testing.assert_array_equal(back.reshape(run.count, *run.q.shape[::2]).transpose(1, 0, 2), run.q)


@pytest.mark.parametrize("count", [1, 5, 34, 60])
def test_the_first_tokens_of_an_answer_hold_a_shorter_pass(count: int) -> None:
    whole = World(Inputs().change(prompt_tokens=60)).shape_run.numbers
    run = World(Inputs().change(prompt_tokens=count)).shape_run.numbers
    assert run.count == count and run.ids.tolist() == whole.ids[:count].tolist()
    np.testing.assert_array_equal(run.q, whole.q[:, :count])
    np.testing.assert_allclose(run.weights, whole.weights[:, :count, :count], atol=1e-12)
    np.testing.assert_allclose(run.weights.sum(-1), 1.0)
    np.testing.assert_allclose(run.joined, whole.joined[:count], atol=1e-9)
    assert (run.logits is None) == (count != 34)


def test_a_longer_prompt_than_the_answer_has_numbers_of_all_there_is() -> None:
    far = World(Inputs().change(prompt_tokens=8192))
    assert far.shape_run.numbers.count == far.shape_run.known < 8192 and far.shape_step is None


def test_a_decode_step_has_one_row_that_looks_at_all_before_it() -> None:
    step, after = (
        World(Inputs().change(prompt_tokens=34)).shape_step,
        World(Inputs().change(prompt_tokens=35)).shape_run,
    )
    assert step is not None and step.count == 1 and step.weights.shape == (9, 1, 35)
    np.testing.assert_allclose(step.weights[:, 0], after.numbers.weights[:, 34], atol=1e-12)
    np.testing.assert_allclose(step.joined[0], after.numbers.joined[34], atol=1e-9)


def test_numbers_follow_the_answer_of_the_learners_own_prompt() -> None:
    made = World(cache=PartCache(), work=Work(wait=False)).with_inputs(prompt="Tell me", prompt_tokens=20)
    shipped = shipped_recording("default")
    assert made.shape_run.numbers.prompt == shipped.prompt and not made.shape_run.numbers.live, "until it is written"
    made = World(cache=PartCache(), work=Work(wait=False)).with_inputs(prompt="Tell me", prompt_tokens=20)
    made.adopt("default_recording", replace(shipped, prompt="Tell me", badge="live"))
    assert made.shape_run.numbers.live and made.shape_run.numbers.prompt == "Tell me"
