"""One plain forward pass with parts of the network changed: no turning, other places, no causal mask, blocks left out.

Beside the fast path, for experiments: no cache, one sequence, every number in 64 bits, so that what is equal by
construction comes out equal. The tests hold it to `transformer`. Not here: what is done with the results
(`place_record`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from tourapp.engine.transformer import Transformer

ATTENTION, MLP = "attention", "mlp"
PARTS = (ATTENTION, MLP)
"""The two blocks of a layer, in the order in which they add."""
Block = tuple[int, str]
"""A layer, from 0, and one of PARTS."""


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """What one attention block looked at: queries [heads, n, d] and keys [kv_heads, n, d] before they are turned, and
    the weights [heads, n, n]."""

    queries: np.ndarray
    keys: np.ndarray
    weights: np.ndarray


Watch = Callable[[int, str, np.ndarray, Looked | None], None]
"""Told after every block: layer, part, the residual stream [n, hidden] by then, and what attention looked at."""


@dataclass(frozen=True, slots=True)
class Experiment:
    """What is changed. rope: whether queries and keys are turned; places: of the tokens, 0, 1, 2 ... without them;
    mask: whether a token sees only those before it; skip: blocks that add nothing; watch: looks at every block."""

    rope: bool = True
    places: Sequence[int] | None = None
    mask: bool = True
    skip: Collection[Block] = ()
    watch: Watch | None = None


USUAL = Experiment()
"""The network as it is."""


def run_experiment(network: Transformer, ids: Sequence[int], how: Experiment = USUAL) -> np.ndarray:
    """Logits [n, vocab] of every token of one sequence."""
    x = network.embed(ids).astype(np.float64)
    places = np.arange(len(ids)) if how.places is None else np.asarray(how.places)
    turn = places[:, None] * (network.turns if how.rope else np.zeros_like(network.turns))
    for layer, (attn_norm, qkv, out, ffn_norm, gate_up, down) in enumerate(network.layers):
        if (layer, ATTENTION) not in how.skip:
            seen, values = _look(network, _normed(network, x, attn_norm) @ qkv, turn, how.mask)
            blended = np.einsum("hqk,khd->qhd", seen.weights, values).reshape(len(x), -1)
            x = x + blended @ out
            if how.watch is not None:
                how.watch(layer, ATTENTION, x, seen)
        if (layer, MLP) not in how.skip:
            gate, up = np.split(_normed(network, x, ffn_norm) @ gate_up, 2, axis=1)
            x = x + (gate / (1.0 + np.exp(-gate)) * up) @ down
            if how.watch is not None:
                how.watch(layer, MLP, x, None)
    return np.asarray(_normed(network, x, network.norm) @ network.head)


def _normed(network: Transformer, x: np.ndarray, gain: np.ndarray) -> np.ndarray:
    return np.asarray(x / np.sqrt((x**2).mean(axis=1, keepdims=True) + network.config.norm_eps) * gain)


def _look(network: Transformer, rows: np.ndarray, turn: np.ndarray, mask: bool) -> tuple[Looked, np.ndarray]:
    """What attention looks at, and the values [n, heads, d], each repeated for the heads that share it."""
    c, n = network.config, len(rows)
    split = rows.reshape(n, c.heads + 2 * c.kv_heads, c.head_dim).swapaxes(0, 1)
    queries, keys, values = np.split(split, (c.heads, c.heads + c.kv_heads))
    shared = c.heads // c.kv_heads
    scores = turned(queries, turn) @ np.repeat(turned(keys, turn), shared, axis=0).swapaxes(1, 2) / c.head_dim**0.5
    if mask:
        scores[:, ~np.tri(n, dtype=bool)] = -np.inf
    weights = np.exp(scores - scores.max(axis=2, keepdims=True))
    weights /= weights.sum(axis=2, keepdims=True)
    return Looked(queries, keys, weights), np.repeat(values, shared, axis=0).swapaxes(0, 1)


def turned(x: np.ndarray, turn: np.ndarray) -> np.ndarray:
    """Rotary positions: vectors [..., n, d] by angles [n, d/2]; number j turns with number j + d/2."""
    first, second = np.split(np.asarray(x, np.float64), 2, axis=-1)
    cos, sin = np.cos(turn), np.sin(turn)
    return np.concatenate([first * cos - second * sin, second * cos + first * sin], axis=-1)


def perplexity(logits: np.ndarray, ids: Sequence[int]) -> float:
    """e to the mean surprise at every token but the first."""
    told = logits[:-1]
    top = told.max(axis=1)
    total = top + np.log(np.exp(told - top[:, None]).sum(axis=1))
    return float(np.exp(np.mean(total - told[np.arange(len(told)), np.asarray(ids[1:])])))
