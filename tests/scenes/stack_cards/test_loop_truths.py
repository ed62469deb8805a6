"""Truths of `op_loop`: the step at every length is the cost model's, and the belt is the bytes over the bandwidth."""

from __future__ import annotations

import numpy as np
import pytest

from tests.scenes.stack_cards.stack_stage import S8, cards_with, stack_stage


def test_the_step_grows_by_a_little() -> None:
    lengths = cards_with().view(0).world.loop_lengths
    assert float(lengths.ours.ratio.value) == pytest.approx(1.3771, abs=5e-5)
    assert float(lengths.alone.ratio.value) == pytest.approx(1.0471, abs=5e-5)
    growth = np.diff(lengths.ours.steps) / np.diff(lengths.lengths.round())
    assert growth.max() == pytest.approx(growth.min(), rel=1e-6), "a straight line"


@pytest.mark.parametrize(
    ("change", "step_ms", "tokens", "each", "bytes_token", "flops"),
    [
        ({}, 11.156, 717.1, 89.64, 9_343_239_168, 144_248_946_688),
        (S8, 5.1066, 1566.6, 195.8, 2_138_375_168, 1.60584e10),
    ],
)
def test_steps(change: dict, step_ms: float, tokens: float, each: float, bytes_token: float, flops: float) -> None:
    world = cards_with(**change).view(0).world
    decode = world.cost.decode
    assert float(world.loop_lengths.here.value) * 1e3 == pytest.approx(step_ms, rel=1e-4)
    assert float(decode.tokens_per_second.value) == pytest.approx(tokens, rel=1e-4)
    assert float(decode.tokens_per_second_per_user.value) == pytest.approx(each, rel=3e-4)
    assert float(decode.bytes_per_token.value) == pytest.approx(bytes_token, rel=1e-6)
    assert float(decode.flops_per_token.value) == pytest.approx(flops, rel=1e-5)


@pytest.mark.parametrize(("model", "batch"), [("llama-3-70b", 8), ("gemma-2-9b", 32), ("mixtral-8x7b", 1)])
def test_the_line_meets_the_step_at_any_context(model: str, batch: int) -> None:
    for context in (500, 9_000):
        world = cards_with(model=model, batch=batch, context=context).view(0).world
        line = world.loop_lengths
        at = np.interp(context, line.lengths, line.ours.steps)
        assert at == pytest.approx(float(world.cost.decode.step_seconds.value), rel=2e-3)


def test_captions_follow_the_batch_and_what_bounds_the_step() -> None:
    assert "shared by the batch" in stack_stage("op_loop", "scale").caption
    assert "1.38" in stack_stage("op_loop", "scale").note and "1.05" in stack_stage("op_loop", "scale").note
    assert "Alone" in stack_stage("op_loop", "scale", batch=1).caption
    assert "each of 8 users" in stack_stage("op_loop", "cost").note
    crowded = stack_stage("op_loop", "cost", batch=512)
    assert crowded.world.letters.memory_alone or "arithmetic" in crowded.note
    assert "token for one user" in stack_stage("op_loop", "cost", batch=1).note
