"""Activation traffic of an operator: numbers read and written per token, at 16 bit.

Each operator reads its input and writes its output once; attention is fused (no score matrix in memory); the
elementwise step inside an FFN reads and writes its own vectors. Listed in the ledger, never added to the bytes that
set the time, since good kernels keep part of it on the chip.
"""

from __future__ import annotations

from functools import lru_cache

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost.operators import operator_words
from tourapp.sim.cost.scenario import figure
from tourapp.specs import ModelSpec
from tourapp.words import Phrase


@lru_cache(maxsize=1024)
def elements(model: ModelSpec, op: str) -> Quantity:
    """Numbers moved per token by all layers of `op` (per sequence for the LM head)."""
    formula, inputs = _recipe(model, op)
    return derive(Phrase("activations of {what} per token", what=operator_words(op)), "a", "1", formula, *inputs)


def _recipe(model: ModelSpec, op: str) -> tuple[str, list[Quantity]]:
    hidden, layers = figure(model, "hidden"), figure(model, "layers")
    if op in ("embedding", "position_embedding"):
        return "2 * h", [hidden]
    if op == "lm_head":
        return "h + V", [hidden, figure(model, "vocab")]
    if op == "norms":
        return _norm_traffic(model, hidden, layers)
    if op in ("qkv_projection", "attention", "output_projection"):
        return _attention(model, op, hidden, layers)
    return _ffn(model, op, hidden, layers)


def _norm_traffic(model: ModelSpec, hidden: Quantity, layers: Quantity) -> tuple[str, list[Quantity]]:
    inputs = [hidden, model.part("norms_per_layer", "norms of a layer", "n_norm"), layers]
    if model.qk_norm == "none":
        return "2 * h * (n_norm * L + 1)", inputs
    inputs += [figure(model, field) for field in ("heads", "kv_heads", "head_dim")]
    return "2 * h * (n_norm * L + 1) + 2 * L * (Hq + Hkv) * d", inputs


def _attention(model: ModelSpec, op: str, hidden: Quantity, layers: Quantity) -> tuple[str, list[Quantity]]:
    heads = figure(model, "heads")
    if model.mla is None:
        dim = figure(model, "head_dim")
        if op == "qkv_projection":
            return "L * (h + (Hq + 2 * Hkv) * d)", [layers, hidden, heads, figure(model, "kv_heads"), dim]
        if op == "attention":
            return "2 * L * Hq * d", [layers, heads, dim]
        return "L * (Hq * d + h)", [layers, heads, dim, hidden]
    key = Quantity(model.mla.nope_dim + model.mla.rope_dim, "1", "key head width", "d_k", "", (), model.source("mla"))
    value = model.part("mla.v_dim", "value head width", "d_v")
    if op == "qkv_projection":
        ranks = [model.part("mla.q_rank", "query rank", "r_q"), model.part("mla.kv_rank", "KV rank", "r_kv")]
        return "L * (2 * h + 2 * r_q + 2 * r_kv + Hq * (2 * d_k + d_v))", [layers, hidden, *ranks, heads, key, value]
    if op == "attention":
        return "L * Hq * (d_k + d_v)", [layers, heads, key, value]
    return "L * (Hq * d_v + h)", [layers, heads, value, hidden]


def _ffn(model: ModelSpec, op: str, hidden: Quantity, layers: Quantity) -> tuple[str, list[Quantity]]:
    passes = Quantity(6 if model.gated else 4, "1", "times an inner vector is read or written", "n_rw", source=DEFINED)
    moe = model.moe
    if moe is None:
        return "L * (2 * h + n_rw * f)", [layers, hidden, passes, figure(model, "ffn")]
    if op == "ffn":
        dense = model.part("moe.dense_layers", "layers with an ordinary FFN", "L_d")
        return "L_d * (2 * h + n_rw * f)", [dense, hidden, passes, figure(model, "ffn")]
    expert_layers = model.expert_layers()
    if op == "router":
        return "L_e * (h + E)", [expert_layers, hidden, model.part("moe.experts", "experts of a layer", "E")]
    field, words = (
        ("shared", "shared experts of a layer") if op == "shared_expert" else ("active", "experts of a token")
    )
    count, width = model.part(f"moe.{field}", words, "k"), model.part("moe.expert_ffn", "width of an expert", "f_e")
    return "L_e * k * (2 * h + n_rw * f_e)", [expert_layers, count, hidden, passes, width]
