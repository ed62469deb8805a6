"""Truths of the card `op_embedding`: our rows are the model's own, a step reads a row for each sequence, nothing is
multiplied."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.atlas.op_embedding.facts import embedding_facts
from scenes.atlas.op_embedding.tower import TOWER, row_y
from tests.scenes.vocabulary_cards.vocabulary_stage import S8, cards_with, vocabulary_stage
from tourapp.authoring import ops

WEIGHTS = {
    "S70": ({}, 1_050_673_152, 1_050_673_152),
    "S8": (S8, 525_336_576, 1_050_673_152),
    "135M": ({"model": "smollm2-135m", "weight_bits": 16}, 28_311_552, 56_623_104),
}


@pytest.mark.parametrize("case", WEIGHTS)
def test_the_table_is_as_large_as_published(case: str) -> None:
    change, numbers, stored = WEIGHTS[case]
    costs = cards_with(**change).view(0).world.vocabulary
    assert costs.table.value == numbers and float(costs.stored.value) == stored
    if case == "135M":
        assert float(costs.table_share.value) == pytest.approx(0.2105, abs=5e-5) and costs.tied


def test_a_step_reads_a_row_for_each_sequence() -> None:
    costs = cards_with().view(0).world.vocabulary
    assert float(costs.touched.value) == 8 * 8192 * 2 == 131_072
    assert np.allclose(costs.touched_by_batch, costs.batches * 16_384)
    wide = cards_with(batch=64).view(0).world.vocabulary
    assert float(wide.touched.value) == 64 * 16_384 and wide.stored.value == costs.stored.value


def test_nothing_is_multiplied_and_no_weights_are_streamed() -> None:
    operators = cards_with().view(0).world.operators
    for phase, activations in (("decode", 262_144), ("prefill", 524_288_000)):
        told = operators.card("op_embedding", phase)
        assert float(told.flops.value) == float(told.weight_bytes.value) == float(told.kv_bytes.value) == 0
        assert told.activation_bytes is not None and float(told.activation_bytes.value) == activations


def test_our_rows_are_the_models_and_lie_at_their_ids() -> None:
    stage = vocabulary_stage("op_embedding", "what")
    facts = embedding_facts(stage.frame)
    assert facts.ids == (1780, 314, 19173, 47) and facts.rows.shape == (4, 576)
    assert [float(value.value) for value in facts.lengths] == pytest.approx(
        np.linalg.norm(facts.rows, axis=1), rel=1e-5
    )
    assert facts.norms is not None and facts.norms[list(facts.ids)] == pytest.approx(
        [float(value.value) for value in facts.lengths], rel=1e-3
    )
    lines = {
        round(float(box[1]) + 2.5, 2) for op in stage.of(ops.Rects, "prefill") for box in op.boxes if box[3] == 5.0
    }
    assert {round(row_y(TOWER, token, 49_152), 2) for token in facts.ids} <= lines


def test_all_lengths_are_those_of_the_table() -> None:
    table = cards_with().view(0).world.layer_numbers.table
    assert (round(float(table.shortest.value), 2), round(float(table.longest.value), 2)) == (1.79, 7.49)
    assert float(table.median.value) == pytest.approx(3.15, abs=0.005)
    assert "1.79" in vocabulary_stage("op_embedding", "what").note


def test_verdicts() -> None:
    assert vocabulary_stage("op_embedding", "cost").caption.startswith("8 rows are read out of 128,256")
    assert vocabulary_stage("op_embedding", "cost", batch=1).caption.startswith("1 row is read")
    assert "the row of its place is added" in vocabulary_stage("op_embedding", "cost", model="gpt2").note
    assert "as LM head" in vocabulary_stage("op_embedding", "scale", model="gpt2").note
    assert "not every weight" in vocabulary_stage("op_embedding", "scale", model="deepseek-v3").note
