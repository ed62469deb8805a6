"""The forward pass: against llama.cpp on the real weights, and against itself and a plain rewrite on a
tiny network."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tourapp.engine.attention import attend
from tourapp.engine.capture import Capture
from tourapp.engine.grouped_attention import LONG_ROW, grouped_attention
from tourapp.engine.hooks import Cancelled, Hooks
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.model import Model
from tourapp.engine.model_convert import unpermute
from tourapp.engine.transformer import CHUNK, Transformer
from tourapp.errors import UsageError

REFERENCE = np.load(Path(__file__).parent.parent / "data" / "reference.npz")
PROMPTS = json.loads(REFERENCE["prompts"].tobytes())


@pytest.mark.parametrize("index", range(len(PROMPTS)))
def test_scores_of_the_peer(model: Model, index: int) -> None:
    ids = REFERENCE[f"ids_{index}"].tolist()
    cache = KVCache(model.config, len(ids) + 128)
    logits = model.transformer.prefill(ids, cache, all_logits=True)
    top = REFERENCE[f"top_ids_{index}"]
    assert (logits.argmax(axis=1) == top[:, 0]).all()
    np.testing.assert_allclose(
        np.take_along_axis(logits, top, axis=1), REFERENCE[f"top_scores_{index}"], rtol=0, atol=5e-4
    )
    np.testing.assert_allclose(logits[-1], REFERENCE[f"last_{index}"], rtol=0, atol=5e-4)
    scores, answer = logits[-1], []
    for _ in REFERENCE[f"greedy_{index}"]:
        answer.append(int(scores.argmax()))
        scores = model.transformer.decode([answer[-1]], cache)[0]
    assert answer == REFERENCE[f"greedy_{index}"].tolist()


def plain_forward(model: Model, ids: list[int]) -> np.ndarray:
    """The same network in float64, head by head, without a cache: logits [n, vocab]."""
    c, t = model.config, {k: v.astype(np.float64) for k, v in model.transformer.weights.tensors.items()}
    half = c.head_dim // 2
    angles = np.arange(len(ids))[:, None] * c.rope_base ** (-np.arange(half) / half)

    def norm(x: np.ndarray, gain: np.ndarray) -> np.ndarray:
        return x / np.sqrt((x**2).mean(axis=1, keepdims=True) + c.norm_eps) * gain

    def rotate(x: np.ndarray) -> np.ndarray:
        a, b = x[:, :half], x[:, half:]
        return np.hstack([a * np.cos(angles) - b * np.sin(angles), b * np.cos(angles) + a * np.sin(angles)])

    x = t["head"].T[ids]
    for i in range(c.layers):
        parts = np.split(norm(x, t[f"{i}.attn_norm"]) @ t[f"{i}.qkv"], c.heads + 2 * c.kv_heads, axis=1)
        outs = []
        for head in range(c.heads):
            kv = head // (c.heads // c.kv_heads)
            key, value = parts[c.heads + kv], parts[c.heads + c.kv_heads + kv]
            outs.append(attend(rotate(parts[head]), rotate(key), value).output)
        x = x + np.hstack(outs) @ t[f"{i}.out"]
        gate, up = np.split(norm(x, t[f"{i}.ffn_norm"]) @ t[f"{i}.gate_up"], 2, axis=1)
        x = x + (gate / (1 + np.exp(-gate)) * up) @ t[f"{i}.down"]
    return norm(x, t["norm"]) @ t["head"]


def some_ids(count: int, seed: int = 0) -> list[int]:
    return np.random.default_rng(seed).integers(0, 49_152, count).tolist()


def test_against_a_plain_float64_rewrite(tiny: Model) -> None:
    ids = some_ids(40)
    got = tiny.transformer.prefill(ids, KVCache(tiny.config, 40), all_logits=True)
    np.testing.assert_allclose(got, plain_forward(tiny, ids), atol=2e-3, rtol=1e-4)


@pytest.mark.parametrize("count", [5, CHUNK - 1, CHUNK, CHUNK + 1, LONG_ROW + 3])
def test_prefill_equals_decode(tiny: Model, count: int) -> None:
    ids = some_ids(count + 3, seed=count)
    whole = KVCache(tiny.config, 600)
    logits = tiny.transformer.prefill(ids, whole, all_logits=True)
    assert logits.shape == (count + 3, tiny.config.vocab)
    cache = KVCache(tiny.config, 600)
    last = tiny.transformer.prefill(ids[:count], cache)
    np.testing.assert_allclose(last, logits[count - 1], atol=2e-3)
    for at in range(count, count + 3):
        np.testing.assert_allclose(tiny.transformer.decode([ids[at]], cache)[0], logits[at], atol=2e-3)
    np.testing.assert_allclose(cache.keys, whole.keys, atol=2e-3)


@pytest.mark.parametrize("batch", [2, 4, 7])
def test_batched_decode_equals_single(tiny: Model, batch: int) -> None:
    cache = KVCache(tiny.config, 40, batch)
    alone, expected = [], []
    for row in range(batch):
        prompt = some_ids(3 + 2 * row, seed=row)
        tiny.transformer.prefill(prompt, cache, row=row)
        single = KVCache(tiny.config, 40)
        tiny.transformer.prefill(prompt, single)
        alone.append(single)
    for step in range(3):
        tokens = some_ids(batch, seed=100 + step)
        got = tiny.transformer.decode(tokens, cache)
        expected = [tiny.transformer.decode([t], c)[0] for t, c in zip(tokens, alone, strict=True)]
        np.testing.assert_allclose(got, np.asarray(expected), atol=2e-3)
    assert cache.lengths.tolist() == [6 + 2 * row for row in range(batch)]


def test_truncate_and_fork(tiny: Model) -> None:
    ids = some_ids(9)
    cache = KVCache(tiny.config, 30, batch=2)
    tiny.transformer.prefill(ids[:6], cache, row=0)
    cache.fork(0, 1)
    before = tiny.transformer.decode([ids[6], ids[6]], cache)
    np.testing.assert_allclose(before[0], before[1], atol=1e-5)
    cache.truncate(6, 0)
    cache.truncate(6, 1)
    again = tiny.transformer.decode([ids[6], ids[7]], cache)
    np.testing.assert_allclose(again[0], before[0], atol=1e-5)
    assert np.abs(again[1] - before[1]).max() > 0.1


def test_capture_matches_the_plain_function(tiny: Model) -> None:
    ids = some_ids(12)
    cache, capture = KVCache(tiny.config, 20), Capture(tiny.config, 14)
    tiny.transformer.prefill(ids[:8], cache, capture=capture)
    for token in ids[8:]:
        tiny.transformer.decode([token], cache, capture)
    assert capture.count == 12
    for layer in range(tiny.config.layers):
        for head in range(tiny.config.heads):
            steps = attend(
                capture.queries[layer, head, :12],
                cache.keys[layer, 0, head // 2, :12],
                cache.values[layer, 0, head // 2, :12],
            )
            packed = steps.weights[np.tril_indices(12)]
            np.testing.assert_allclose(capture.attention[layer, head, :78].astype(np.float64), packed, atol=1e-3)


def test_capture_stops_at_its_limit(tiny: Model) -> None:
    cache, capture = KVCache(tiny.config, 20), Capture(tiny.config, 5)
    tiny.transformer.prefill(some_ids(9), cache, capture=capture)
    tiny.transformer.decode([1], cache, capture)
    assert capture.count == 5
    rows = capture.attention.astype(np.float64)
    assert np.allclose(rows[:, :, 10:15].sum(axis=2), 1, atol=5e-3)


def test_shared_layer_computes_with_one_layer(tiny: Model) -> None:
    shared = Transformer(tiny.transformer.weights, shared_layer=1)
    assert len(shared.layers) == tiny.config.layers
    assert all(layer[1] is shared.layers[0][1] for layer in shared.layers)
    got = shared.prefill([1, 2, 3], KVCache(tiny.config, 3))
    assert np.abs(got - tiny.transformer.prefill([1, 2, 3], KVCache(tiny.config, 3))).max() > 0.1


def test_wrong_input_is_refused(tiny: Model) -> None:
    network, cache = tiny.transformer, KVCache(tiny.config, 4)
    for ids in ([], [1] * 5, [-1], [49_152]):
        with pytest.raises(UsageError, match="ids"):
            network.prefill(ids, cache)
    with pytest.raises(UsageError, match="ids"):
        network.decode([1, 2], cache)
    assert cache.lengths.tolist() == [0]
    for capacity in (0, 601):
        with pytest.raises(UsageError, match="context"):
            KVCache(tiny.config, capacity)


def test_prefill_can_be_cancelled_between_chunks(tiny: Model) -> None:
    seen: list[float] = []
    cache = KVCache(tiny.config, 600)
    with pytest.raises(Cancelled):
        tiny.transformer.prefill(some_ids(520), cache, hooks=Hooks(lambda: len(seen) >= 1, seen.append))
    assert seen == [CHUNK / 520]
    assert cache.lengths.tolist() == [CHUNK]


def test_unpermute_undoes_the_interleaving() -> None:
    weight = np.arange(2 * 8 * 3).reshape(16, 3)
    permuted = weight.reshape(2, 2, 4, 3).swapaxes(1, 2).reshape(16, 3)
    assert (unpermute(permuted, 2) == weight).all()


@pytest.mark.parametrize(("count", "total"), [(1, 5), (1, LONG_ROW + 9), (3, 3), (70, 700), (256, 600)])
def test_grouped_attention_against_the_plain_function(count: int, total: int) -> None:
    rng = np.random.default_rng(total)
    queries = rng.standard_normal((count, 6, 8)).astype(np.float32)
    keys, values = (rng.standard_normal((2, total, 8)).astype(np.float32) for _ in range(2))
    kept, fast = np.empty((count, 48), np.float32), np.empty((count, 48), np.float32)
    weights = grouped_attention(queries, keys, values, kept, True)
    assert grouped_attention(queries, keys, values, fast, False) is None
    assert weights is not None
    for head in range(6):
        steps = attend(queries[:, head], keys[head // 3], values[head // 3])
        np.testing.assert_allclose(weights[head], steps.weights, atol=1e-5)
        for out in (kept, fast):
            np.testing.assert_allclose(out[:, head * 8 : head * 8 + 8], steps.output, atol=1e-5)
