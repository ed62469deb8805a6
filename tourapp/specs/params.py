"""Parameter counts from a configuration, part by part, exact to the last weight.

One part per kind of operator, summed over layers. Formulas: attention h·Hq·d + 2·h·Hkv·d + Hq·d·h, gated FFN 3·h·f,
plain FFN 2·h·f, norms of h each (twice that where a norm has a bias), norms of queries and keys, attention sinks (with
the QKV projection), experts and router of a mixture, the low-rank projections of latent attention. Checked against the
published counts of every model shipped.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tourapp.quantity import Quantity, add_up, derive
from tourapp.quantity.origin import DEFINED
from tourapp.specs.models import ModelSpec

Kind = Literal["lookup", "positions", "dense", "experts", "head"]


@dataclass(frozen=True, slots=True)
class ParameterPart:
    """Weights of one operator over all layers. kind: 'lookup' reads single rows; 'positions' is a lookup that is
    counted as streamed; 'experts' streams what the routing hits; 'head' runs once per sequence in prefill.

    With tied embeddings the head has `params` of 0 (the embedding holds them) and `streamed` of V·h.
    """

    op: str
    kind: Kind
    params: Quantity
    streamed: Quantity


@lru_cache(maxsize=256)
def parameter_parts(model: ModelSpec) -> tuple[ParameterPart, ...]:
    """All parts of a model in the order a token meets them."""
    parts = [_part("embedding", "lookup", _embedding(model))]
    if model.learned_positions:
        dims = _figures(model, "learned_positions", "hidden")
        positions = derive("position embedding", "P_positions", "1", "n_pos * h", *dims)
        parts.append(_part("position_embedding", "positions", positions))
    parts.append(_part("norms", "dense", _norms(model)))
    parts += _attention(model)
    parts += _ffn(model)
    head = derive("LM head", "P_head", "1", "V * h", *_figures(model, "vocab", "hidden"))
    stored = (
        Quantity(0, "1", "LM head (tied to the embedding)", "P_head_stored", source=DEFINED) if model.tied else head
    )
    parts.append(ParameterPart("lm_head", "head", stored, head))
    return tuple(parts)


@lru_cache(maxsize=256)
def total_parameters(model: ModelSpec) -> Quantity:
    """All parameters: the sum of the parts. Example: Llama 3 70B has 70,553,706,496."""
    parts = [part.params for part in parameter_parts(model) if part.params.value]
    return add_up("parameters", "P", "1", parts)


def _figures(model: ModelSpec, *fields: str) -> list[Quantity]:
    return [_figure(model, field) for field in fields]


@lru_cache(maxsize=2048)
def _figure(model: ModelSpec, field: str) -> Quantity:
    number = model.number(field)
    assert number is not None
    return number


def _part(op: str, kind: Kind, params: Quantity) -> ParameterPart:
    return ParameterPart(op, kind, params, params)


def _embedding(model: ModelSpec) -> Quantity:
    return derive("input embedding", "P_embedding", "1", "V * h", *_figures(model, "vocab", "hidden"))


def _norms(model: ModelSpec) -> Quantity:
    """Norm weights of all layers and the final norm; a LayerNorm has a bias beside its weight."""
    inputs = [
        model.part("norms_per_layer", "norms of a layer", "n_norm"),
        *_figures(model, "layers", "hidden"),
        Quantity(2 if model.norm == "layer" else 1, "1", "vectors of a norm", "n_vec", source=DEFINED),
    ]
    formula = "(n_norm * L + 1) * h * n_vec"
    if model.mla is not None:
        formula += " + L * (r_q + r_kv)"
        inputs += [model.part("mla.q_rank", "query rank", "r_q"), model.part("mla.kv_rank", "KV rank", "r_kv")]
    if model.qk_norm == "head":
        formula += " + 2 * L * d"
        inputs += _figures(model, "head_dim")
    elif model.qk_norm == "whole":
        formula += " + L * (Hq + Hkv) * d"
        inputs += _figures(model, "heads", "kv_heads", "head_dim")
    return derive("norms", "P_norms", "1", formula, *inputs)


def _attention(model: ModelSpec) -> list[ParameterPart]:
    if model.mla is not None:
        return _latent_attention(model)
    dims = _figures(model, "layers", "hidden", "heads", "kv_heads", "head_dim")
    bias = (" + L * (Hq + 2 * Hkv) * d" if model.bias != "none" else "") + (" + L * Hq" if model.sinks else "")
    qkv = derive("QKV projection", "P_qkv", "1", "L * h * (Hq + 2 * Hkv) * d" + bias, *dims)
    bias = " + L * h" if model.bias == "all" else ""
    out = derive(
        "output projection",
        "P_out",
        "1",
        "L * Hq * d * h" + bias,
        *_figures(model, "layers", "heads", "head_dim", "hidden"),
    )
    return [_part("qkv_projection", "dense", qkv), _part("output_projection", "dense", out)]


def _latent_attention(model: ModelSpec) -> list[ParameterPart]:
    ranks = [
        model.part("mla.q_rank", "query rank", "r_q"),
        model.part("mla.kv_rank", "KV rank", "r_kv"),
        model.part("mla.nope_dim", "head width without rotation", "d_n"),
        model.part("mla.rope_dim", "head width with rotation", "d_r"),
    ]
    value = model.part("mla.v_dim", "value head width", "d_v")
    formula = "L * (h * r_q + r_q * Hq * (d_n + d_r) + h * (r_kv + d_r) + r_kv * Hq * (d_n + d_v))"
    qkv = derive("QKV projection", "P_qkv", "1", formula, *_figures(model, "layers", "hidden", "heads"), *ranks, value)
    dims = _figures(model, "layers", "heads", "hidden")
    out = derive("output projection", "P_out", "1", "L * Hq * d_v * h", *dims, value)
    return [_part("qkv_projection", "dense", qkv), _part("output_projection", "dense", out)]


def _ffn(model: ModelSpec) -> list[ParameterPart]:
    matrices = Quantity(3 if model.gated else 2, "1", "matrices of an FFN", "n_mat", source=DEFINED)
    hidden, width = _figures(model, "hidden", "ffn")
    moe = model.moe
    if moe is None:
        formula = "L * n_mat * h * f" + (" + L * (f + h)" if model.bias == "all" else "")
        ffn = derive("FFN", "P_ffn", "1", formula, _figure(model, "layers"), matrices, hidden, width)
        return [_part("ffn", "dense", ffn)]
    parts = []
    expert_layers = model.expert_layers()
    narrow = model.part("moe.expert_ffn", "width of an expert", "f_e")
    experts = model.part("moe.experts", "experts of a layer", "E")
    if moe.dense_layers:
        first = model.part("moe.dense_layers", "layers with an ordinary FFN", "L_d")
        dense = derive("FFN of the first layers", "P_ffn", "1", "L_d * n_mat * h * f", first, matrices, hidden, width)
        parts.append(_part("ffn", "dense", dense))
    formula = "L_e * h * E" + (" + L_e * E" if moe.router_bias else "")
    parts.append(_part("router", "dense", derive("router", "P_router", "1", formula, expert_layers, hidden, experts)))
    shape = (expert_layers, matrices, hidden, narrow)
    formula = "L_e * E * n_mat * h * f_e" + (" + L_e * E * ((n_mat - 1) * f_e + h)" if moe.expert_bias else "")
    routed = derive("experts", "P_experts", "1", formula, *shape, experts)
    parts.append(_part("experts", "experts", routed))
    if moe.shared:
        always = model.part("moe.shared", "shared experts of a layer", "E_s")
        shared = derive("shared expert", "P_shared", "1", "L_e * E_s * n_mat * h * f_e", *shape, always)
        parts.append(_part("shared_expert", "dense", shared))
    return parts
