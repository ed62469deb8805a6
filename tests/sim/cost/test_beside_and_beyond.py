"""Communication, a kept prefix, chunks and memory beside weights, each by an independent formula."""

from dataclasses import replace

import pytest

from tourapp.sim.cost import Scenario, cost
from tourapp.sim.cost.beyond import kept_prefix, memory_beside, mixed_step
from tourapp.sim.cost.costs import decode_pass, prefill_pass
from tourapp.sim.cost.joined import communication

S70 = Scenario()
BETA, SIXTEEN, EIGHT = 2 * 3.35e12, 2 * 989.4e12, 2 * 1979e12


def exchanged(scenario: Scenario) -> float:
    found = communication(scenario, decode_pass(scenario).which)
    assert found is not None
    return float(found.value)


@pytest.mark.parametrize(("gpus", "start"), [(2, 8e-6), (4, 12e-6), (8, 20e-6)])
@pytest.mark.parametrize("batch", [8, 64])
def test_all_reduces_by_hand(gpus: int, start: float, batch: int) -> None:
    each = start + 2 * (gpus - 1) / gpus * batch * 8192 * 2 / 316e9
    assert exchanged(replace(S70, gpus=gpus, batch=batch)) == pytest.approx(160 * each, rel=1e-12)


def test_the_figures_of_the_specification() -> None:
    assert exchanged(S70) == pytest.approx(1.35e-3, rel=0.005)
    assert exchanged(replace(S70, batch=64)) == pytest.approx(1.81e-3, rel=0.005)
    one = replace(S70, batch=1)
    prompt = communication(one, prefill_pass(one).which)
    assert prompt is not None and prompt.value == pytest.approx(17.9e-3, rel=0.005)


def test_one_gpu_has_nothing_to_add_up_and_an_unknown_link_no_figure() -> None:
    one, apart = replace(S70, gpus=1), replace(S70, gpu="l40s")
    assert exchanged(one) == 0
    assert communication(apart, decode_pass(apart).which) is None


def test_a_kept_prefix_by_hand() -> None:
    """N' = 400 new tokens against 1,600 old ones: 14.9 ms in place of 72.0."""
    found = kept_prefix(S70, 0.8)
    matrices = 2 * 80 * (8192 * 80 * 128 + 64 * 128 * 8192 + 3 * 8192 * 28672) * 400 / EIGHT
    norms = 2 * 161 * 8192 * 400 / EIGHT
    attention = 2 * 2 * 80 * 64 * 128 * (400 * 1600 + 400 * 401 / 2) / SIXTEEN
    head = 8192 * 128256 / BETA
    assert found.kept.value == 1600
    assert found.seconds.value == pytest.approx(matrices + norms + attention + head, rel=1e-9)
    assert found.whole.value == pytest.approx(cost(replace(S70, batch=1)).prefill.seconds.value)
    kappa = 327_680
    assert found.users.value == int((0.95 * 160e9 - 70_553_706_496 - 1600 * kappa) / (400 * kappa))


def test_no_prefix_changes_nothing_and_blocks_are_whole() -> None:
    none = kept_prefix(S70, 0.0)
    assert none.kept.value == 0 and none.users.value == 124
    assert none.seconds.value == pytest.approx(none.whole.value)
    assert kept_prefix(replace(S70, prompt_tokens=1001), 0.5).kept.value == 496
    assert kept_prefix(replace(S70, prompt_tokens=16), 0.95).kept.value == 0


def test_behind_a_window_a_conversation_keeps_no_more_than_the_window() -> None:
    scenario = Scenario(model="mistral-7b", gpus=1, weight_bits=16, context=20_000, prompt_tokens=10_000)
    found = kept_prefix(scenario, 0.9)
    each = 4096 * 131_072
    weights = cost(scenario).weight_bytes.value
    assert found.kept.value == 8992 and found.users.value == int((0.95 * 80e9 - weights - each) / each)


def test_a_pass_with_a_chunk_by_hand() -> None:
    found = mixed_step(S70, 512)
    tokens, chunks = 520, 4
    matrices = sum(
        max(2 * weights * tokens / EIGHT, weights / BETA)
        for weights in (80 * 8192 * 80 * 128, 80 * 64 * 128 * 8192, 80 * 3 * 8192 * 28672, 161 * 8192)
    )
    pairs = 8 * 2000 + 2000 * 2001 / 2 / chunks
    cached = 8 * 2000 * 327_680 + 2000 * 327_680 / chunks
    attention = max(2 * 2 * 80 * 64 * 128 * pairs / SIXTEEN, cached / BETA)
    head = max(2 * 8192 * 128256 * 8.25 / EIGHT, 8192 * 128256 / BETA)
    assert found.seconds.value == pytest.approx(matrices + attention + head, rel=1e-9)
    assert found.first.value == pytest.approx(chunks * found.seconds.value)
    assert found.stall.value > found.seconds.value


def test_memory_beside_by_hand() -> None:
    found = memory_beside(S70)
    assert found.activations.value == 8192 * (8192 + 57344) * 2 / 2
    assert found.scores.value == 8 * 128256 * 4
    assert found.reserve.value == pytest.approx(4e9)
    assert found.total.value == pytest.approx(found.activations.value + found.scores.value + found.graphs.value)
    assert "vLLM" in found.graphs.source.title  # type: ignore[union-attr]
