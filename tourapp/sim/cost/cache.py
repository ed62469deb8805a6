"""The KV cache: bytes of one token, of one sequence, and how many keys attention looks at.

κ = 2·L·Hkv·d·bytes, or L·(kv_rank + rope_dim)·bytes with latent attention. A layer with a sliding window keeps and
reads at most `size` tokens, the current one included; κ itself, the cost of one more token, is told without that cap.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tourapp.quantity import Quantity, derive
from tourapp.sim.cost.constants import BITS_PER_BYTE
from tourapp.sim.cost.scenario import Scenario, bits, figure
from tourapp.specs import ModelSpec


@dataclass(frozen=True, slots=True)
class Cache:
    """per_token: κ in B/token; per_sequence: bytes one sequence of `context` tokens holds, and a decode step of it
    moves; keys: key-layers one new token attends to; pairs: query-key-layers of one causal prompt."""

    per_token: Quantity
    per_sequence: Quantity
    keys: Quantity
    pairs: Quantity


def cache(scenario: Scenario) -> Cache:
    """The KV cache of a scenario."""
    model = scenario.model_spec
    layers, context, prompt = figure(model, "layers"), scenario.quantity("context"), scenario.quantity("prompt_tokens")
    width = _elements(model)
    size = derive(
        "bytes of a cached element",
        "e_kv",
        "B",
        "b_kv / byte",
        bits("bits of a cached element", "b_kv", scenario.kv_bits),
        BITS_PER_BYTE,
    )
    per_token = derive("KV cache of one token", "κ", "B/token", "L * e_l * e_kv", layers, width, size)
    if model.window is None:
        keys = derive("keys seen by a new token, all layers", "A", "token", "L * s", layers, context)
        pairs = derive("query-key pairs of a prompt, all layers", "A", "token", "0.5 * L * N * (N + 1)", layers, prompt)
        held = derive("KV cache of one sequence", "κ_s", "B", "s * κ", context, per_token)
        return Cache(per_token, held, keys, pairs)
    return _windowed(model, width, size, per_token, (context, prompt))


def _windowed(
    model: ModelSpec, width: Quantity, size: Quantity, per_token: Quantity, lengths: tuple[Quantity, Quantity]
) -> Cache:
    """The cache where some layers keep a sliding window; `lengths`: context and prompt."""
    context, prompt = lengths
    full, capped, window = _layer_kinds(model)
    keys = derive(
        "keys seen by a new token, all layers",
        "A",
        "token",
        "L_full * s + L_win * minimum(s, w)",
        full,
        capped,
        context,
        window,
    )
    reach = derive("prompt or window, whichever is shorter", "m", "token", "minimum(N, w)", prompt, window)
    pairs = derive(
        "query-key pairs of a prompt, all layers",
        "A",
        "token",
        "L_full * 0.5 * N * (N + 1) + L_win * (0.5 * m * (m + 1) + (N - m) * m)",
        full,
        capped,
        prompt,
        reach,
    )
    held = derive("KV cache of one sequence", "κ_s", "B", "e_l * e_kv * A", width, size, keys)
    return Cache(per_token, held, keys, pairs)


@lru_cache(maxsize=256)
def _elements(model: ModelSpec) -> Quantity:
    """Cached numbers of one token in one layer."""
    if model.mla is not None:
        rank = model.part("mla.kv_rank", "KV rank", "r_kv")
        rope = model.part("mla.rope_dim", "head width with rotation", "d_r")
        return derive("cached elements of a token in a layer", "e_l", "1", "r_kv + d_r", rank, rope)
    heads, dim = figure(model, "kv_heads"), figure(model, "head_dim")
    return derive("cached elements of a token in a layer", "e_l", "1", "2 * Hkv * d", heads, dim)


@lru_cache(maxsize=256)
def _layer_kinds(model: ModelSpec) -> tuple[Quantity, Quantity, Quantity]:
    """Layers with full attention, layers with a window, and the window."""
    assert model.window is not None
    source, capped = model.source("window"), model.window_layers
    return (
        Quantity(model.layers - capped, "1", "layers with full attention", "L_full", "", (), source),
        Quantity(capped, "1", "layers with a sliding window", "L_win", "", (), source),
        model.part("window.size", "sliding window", "w", "token"),
    )
