"""Truths of `op_experts`: the number awake is the ledger's at every batch, and the draw is as likely as any other."""

from __future__ import annotations

import numpy as np
import pytest

from tests.scenes.stack_cards.stack_stage import cards_with, stack_stage
from tourapp.world import World


def of(**change: object) -> World:
    return cards_with(**change).view(0).world


@pytest.mark.parametrize(
    ("batch", "awake", "read"), [(1, 2.0, 1.275e10), (8, 7.199, 42_056_912_896), (64, 8.0, 4.657e10)]
)
def test_mixtral_wakes_its_experts(batch: int, awake: float, read: float) -> None:
    world = of(model="mixtral-8x7b", batch=batch)
    assert float(world.expert_numbers.hit.value) == pytest.approx(awake, abs=1e-3)
    assert float(world.cost.streamed_params.value) == pytest.approx(read, rel=1e-3)


def test_what_is_expected_at_a_few_batches_is_the_curve() -> None:
    numbers = of().expert_numbers
    assert numbers.dense and numbers.name == "Mixtral 8x7B"
    for batch, hit in numbers.at.items():
        assert numbers.hits[batch - 1] == pytest.approx(float(hit.value))
        assert float(hit.value) == pytest.approx(8 * (1 - (1 - 2 / 8) ** batch))
    assert numbers.all_at is not None and int(numbers.all_at.value) == 17


@pytest.mark.parametrize("model", ["mixtral-8x7b", "deepseek-v3", "qwen3-235b-a22b", "gpt-oss-120b", "kimi-k2"])
def test_the_bytes_are_the_ledgers(model: str) -> None:
    world = of(model=model, batch=8)
    row = next(row for row in world.cost.rows("decode") if row.op == "experts")
    numbers = world.expert_numbers
    assert float(numbers.read.value) == pytest.approx(float(row.weight_bytes.value))
    assert float(numbers.read.value) == pytest.approx(float(numbers.held.value) * float(numbers.share.value))


@pytest.mark.parametrize("batch", [1, 8, 100])
def test_the_draw_wakes_as_many_as_are_expected(batch: int) -> None:
    from scenes.atlas.op_experts.facts import expert_facts

    facts = expert_facts(stack_stage("op_experts", "cost", model="deepseek-v3", batch=batch).frame)
    assert facts.picks.shape == (batch, 8) and all(len(np.unique(each)) == 8 for each in facts.picks)
    assert abs(int(facts.awake(batch).sum()) - float(facts.numbers.hit.value)) <= 1.0


def test_a_dense_model_says_so() -> None:
    assert stack_stage("op_experts", "what").caption == "No experts here: every token visits the one FFN."
    assert "56.4" in stack_stage("op_experts", "cost").caption
    assert stack_stage("op_experts", "what", model="mixtral-8x7b").caption == "Each token visits 2 of 8 experts."
    alone = stack_stage("op_experts", "cost", model="mixtral-8x7b", batch=1)
    assert alone.caption == "One token alone wakes 2 of 8 experts."
    assert "batch 17" in stack_stage("op_experts", "scale", model="mixtral-8x7b").caption
