"""Truths of the card `op_lm_head`: scores of the first word, the same cost in both phases, and every model's share."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.atlas.op_lm_head.facts import BINS, head_facts
from tests.scenes.vocabulary_cards.vocabulary_stage import S8, cards_with, vocabulary_stage
from tourapp.sim.cost import cost
from tourapp.world.scenario import scenario

TABLE = {
    "S70": ({}, 1.68108e10, 1.05067e9, 2.18317e6, 0.15682e-3, 0.0141, 0.0003),
    "S8": (S8, 8.40539e9, 1.05067e9, 2.11763e6, 0.31363e-3, 0.0614, 0.0013),
}
BEST = {"Photos": 0.696, "photos": 0.059, "S": 0.022, "F": 0.014, "The": 0.013}


@pytest.mark.parametrize("case", TABLE)
def test_both_phases_cost_the_same(case: str) -> None:
    change, flops, weights, activations, seconds, decode, prefill = TABLE[case]
    world = cards_with(**change).view(0).world
    for phase, share in (("decode", decode), ("prefill", prefill)):
        told = world.operators.card("op_lm_head", phase)
        assert float(told.flops.value) == pytest.approx(flops, rel=5e-6)
        assert float(told.weight_bytes.value) == pytest.approx(weights, rel=5e-6)
        assert float(told.activation_bytes.value) == pytest.approx(activations, rel=5e-6)
        assert float(told.seconds.value) == pytest.approx(seconds, rel=1e-4)
        assert float(told.share.value) == pytest.approx(share, abs=5e-5) and told.bound == "memory"


def test_best_words_are_those_of_the_run() -> None:
    stage = vocabulary_stage("op_lm_head", "what")
    facts = head_facts(stage.frame)
    assert facts.words == tuple(BEST) and facts.whole and facts.entries == 49_152
    for place, (words, share) in enumerate(BEST.items()):
        assert float(facts.numbers.probability(place, words).value) == pytest.approx(share, abs=6e-4)
    assert "“Photos”" in stage.note and "49,152" in stage.note


def test_skyline_is_every_score() -> None:
    facts = head_facts(vocabulary_stage("op_lm_head", "what").frame)
    ids, scores = facts.choices.scores(0)
    assert len(ids) == 49_152 and facts.highest.max() == pytest.approx(1.0)
    low, span = np.median(scores), scores.max() - np.median(scores)
    for place in (0, 77, 401, BINS - 1):
        inside = scores[(ids.astype(np.int64) * BINS) // 49_152 == place]
        assert facts.highest[place] == pytest.approx(max(0.0, (inside.max() - low) / span))


def test_shares_of_models_are_the_cost_models() -> None:
    world = cards_with(batch=32).view(0).world
    for row in world.by_model:
        costs = cost(scenario(world.inputs, model=row.id))
        head = next(each for each in costs.rows("decode") if each.op == "lm_head")
        wanted = float(head.seconds.value) / float(costs.decode.step_seconds.value)
        assert float(row.head_share.value) == pytest.approx(wanted)
    ours = next(row for row in world.by_model if row.ours)
    assert ours.head_share.value == world.operators.card("op_lm_head", "decode").share.value
    eight = next(row for row in world.by_model if row.id == "llama-3-8b")
    assert float(eight.vocabulary_share.value) == pytest.approx(0.131, abs=5e-4)
    small = next(row for row in world.by_model if row.id == "smollm2-135m")
    assert float(small.vocabulary_share.value) == pytest.approx(0.2105, abs=5e-5)


def test_verdict_follows_the_models() -> None:
    assert vocabulary_stage("op_lm_head", "scale").caption.startswith("A small model pays more")
    small = vocabulary_stage("op_lm_head", "scale", model="smollm2-135m")
    assert "SmolLM2" not in small.caption and "Of 16,000" in small.note
    for model in ("gpt2", "qwen2.5-7b", "deepseek-v3", "kimi-k2", "mixtral-8x7b"):
        assert vocabulary_stage("op_lm_head", "scale", model=model).caption
    assert "stored once" in vocabulary_stage("op_lm_head", "cost", model="gemma-2-9b").note
