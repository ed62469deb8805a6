"""Truths of the card `op_placing`: how many norms a pass calls, what their launches take, with a graph and without."""

from __future__ import annotations

import pytest

from scenes.atlas.op_placing.facts import placing_facts
from scenes.atlas.op_placing.layer import THICK, thicknesses
from tests.scenes.vocabulary_cards.vocabulary_stage import cards_with, vocabulary_stage
from tourapp.sim.cost.terms.mechanisms import constant
from tourapp.sim.levers.engine import KERNELS, LAUNCH

CALLS = {
    "llama-3-70b": 161,
    "llama-3-8b": 65,
    "smollm2-135m": 61,
    "gemma-2-9b": 169,
    "gpt2": 25,
    "qwen3-32b": 2 * 64 + 1 + 2 * 64,
    "deepseek-v3": 2 * 61 + 1 + 2 * 61,
    "mixtral-8x7b": 65,
}


@pytest.mark.parametrize("model", CALLS)
def test_calls_of_a_pass(model: str) -> None:
    stage = vocabulary_stage("op_placing", "scale", model=model)
    assert float(stage.world.operators.norms.calls.value) == CALLS[model]
    assert f"{CALLS[model]} calls" in stage.caption and "Not so" in stage.note


def test_launches_are_calls_times_a_launch_and_the_fitted_model_wins_with_a_graph() -> None:
    launches = cards_with().view(0).world.norm_launches
    assert launches.each is LAUNCH or launches.each.value == LAUNCH.value
    assert float(launches.apart.value) == pytest.approx(161 * 5e-6)
    layer = constant("layer-launch")
    assert float(launches.recorded.value) == pytest.approx(161 * float(layer.value) / float(KERNELS.value))
    assert float(launches.ledger.value) == pytest.approx(0.19685e-6, rel=1e-4)
    assert float(launches.times.value) == pytest.approx(805e-6 / 0.19685e-6, rel=1e-4)


def test_the_switch_changes_what_is_told() -> None:
    off, on = vocabulary_stage("op_placing", "cost"), vocabulary_stage("op_placing", "cost", own={"norm_graphs": True})
    assert "without graphs" in off.caption and "805" in off.caption
    assert "recorded graph" in on.caption and "479" in on.caption
    assert off.note == on.note


def test_the_stream_is_as_thick_as_the_real_vector_is_long() -> None:
    facts = placing_facts(vocabulary_stage("op_placing", "what").frame)
    assert facts.sizes is not None and facts.layer == 10
    sizes = [float(size.value) for size in facts.sizes]
    assert thicknesses(facts) == pytest.approx([THICK * size / max(sizes) for size in sizes])
    rms = facts.sizes[0]
    assert float(rms.value) == pytest.approx(4.48, abs=0.01)
    assert len(facts.vectors) == 2 and all(len(vector) == 576 for pair in facts.vectors for vector in pair)


def test_every_kind_of_model_has_its_sentence() -> None:
    told = {model: vocabulary_stage("op_placing", "what", model=model).caption for model in CALLS}
    assert told["llama-3-70b"] == "Two norms in a layer, each before its block."
    assert "one behind it" in told["gemma-2-9b"]
    assert "inside attention" in told["qwen3-32b"] and "inside attention" in told["deepseek-v3"]
    assert "LayerNorm" in vocabulary_stage("op_placing", "what", model="gpt2").words
