"""Truths of `op_state`: a row is the product of its levels, and a conversation what the cost model says of it."""

from __future__ import annotations

import numpy as np
import pytest

from tests.scenes.stack_cards.stack_stage import S8, cards_with, stack_stage
from tourapp import specs
from tourapp.world.parts.kept_row import multiplied


@pytest.mark.parametrize(
    ("change", "kappa"), [({}, 327_680), (S8, 131_072), ({"model": "deepseek-v3"}, 70_272), ({"kv_bits": 8}, 163_840)]
)
def test_bytes_of_a_token(change: dict, kappa: int) -> None:
    world = cards_with(**change).view(0).world
    assert world.kv_variants.own.per_token.value == world.cost.kv_bytes_per_token.value == kappa
    assert multiplied(world.kept_row.levels[world.kv_variants.own.id]) == kappa


def test_a_layer_of_both_llamas_keeps_as_much_and_a_latent_spelled_out_71_times_more() -> None:
    for change in ({}, S8):
        world = cards_with(**change).view(0).world
        assert world.cost.kv_bytes_per_token.value / world.cost.scenario.model_spec.layers == 4096
    expanded = cards_with(model="deepseek-v3").view(0).world.kv_variants.pick("mha")
    assert expanded.per_token.value == 4_997_120


@pytest.mark.parametrize("model", sorted(specs.models()))
def test_levels_multiply_to_the_row_whatever_the_model(model: str) -> None:
    world = cards_with(model=model).view(0).world
    for item in world.kv_variants.variants:
        assert multiplied(world.kept_row.levels[item.id]) == pytest.approx(float(item.per_token.value))


@pytest.mark.parametrize("model", ["llama-3-70b", "gemma-2-9b", "deepseek-v3", "gpt-oss-120b"])
def test_lines_meet_the_cost_model_at_every_length(model: str) -> None:
    row = cards_with(model=model).view(0).world.kept_row
    for place in (0, 40, -1):
        world = cards_with(model=model, context=int(row.lengths[place])).view(0).world
        own = world.kv_variants.own.id
        assert row.held[own][place] == pytest.approx(float(world.cost.kv_bytes_per_sequence.value))


def test_a_window_bends_its_line() -> None:
    row = cards_with(model="gemma-2-9b").view(0).world.kept_row
    slope = np.diff(np.log(row.held["gqa"])) / np.diff(np.log(row.lengths))
    assert slope[0] == pytest.approx(1.0, abs=1e-3) and slope.min() < 0.8


def test_captions_say_the_product_and_what_is_wrong() -> None:
    assert stack_stage("op_state", "cost").caption.startswith("Five numbers multiply into one row: 2 × 80 × 8 × 128")
    assert stack_stage("op_state", "cost", model="deepseek-v3").caption.startswith("Three numbers")
    assert "8 query heads share one" in stack_stage("op_state", "scale").note
    assert "latent of 576" in stack_stage("op_state", "scale", model="deepseek-v3").note
    assert "pair of its own" in stack_stage("op_state", "scale", model="gpt2").note
    assert "4,096" in stack_stage("op_state", "scale", model="gemma-2-9b", context=8000).note
