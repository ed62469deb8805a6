"""Which matrices an operator is made of, and how many weights each has; biases with their matrix."""

from __future__ import annotations

from functools import lru_cache

from tourapp.quantity import Quantity, derive
from tourapp.sim.cost.scenario import figure
from tourapp.specs import ModelSpec, parameter_parts
from tourapp.words import Phrase

Matrices = tuple[tuple[str, Quantity], ...]
PARTS = {
    "q": Phrase("the query matrix"),
    "k": Phrase("the key matrix"),
    "v": Phrase("the value matrix"),
    "q_down": Phrase("the query's matrix down"),
    "q_up": Phrase("the query's matrix up"),
    "kv_down": Phrase("the latent's matrix down"),
    "kv_up": Phrase("the latent's matrix up"),
    "gate": Phrase("the gate matrix"),
    "up": Phrase("the matrix up"),
    "down": Phrase("the matrix down"),
    "scores": Phrase("scores, queries against keys"),
    "blend": Phrase("sums of values"),
}


def part_words(part: str) -> Phrase:
    """A part of a row by its id."""
    return PARTS[part]


@lru_cache(maxsize=1024)
def matrices_of(model: ModelSpec, op: str) -> Matrices:
    """Name and weight count of each matrix over all layers, in the order of the work; nothing for an operator that is
    one matrix or none. The counts sum to the operator's."""
    if op == "qkv_projection":
        return _latent(model) if model.mla is not None else _qkv(model)
    if op in ("ffn", "experts", "shared_expert") and any(part.op == op for part in parameter_parts(model)):
        return _ffn(model, op)
    return ()


def _part_matrix(op: str, formula: str, *inputs: Quantity) -> tuple[str, Quantity]:
    words = Phrase("weights of {what}", what=part_words(op))
    return op, derive(words, "P_part", "1", formula, *inputs)


def _qkv(model: ModelSpec) -> Matrices:
    base = [figure(model, field) for field in ("layers", "hidden", "head_dim")]
    heads, pairs = figure(model, "heads"), figure(model, "kv_heads")
    query, pair = "L * h * Hq * d", "L * h * Hkv * d"
    if model.bias != "none":
        query, pair = f"{query} + L * Hq * d", f"{pair} + L * Hkv * d"
    if model.sinks:
        query += " + L * Hq"
    return (
        _part_matrix("q", query, *base, heads),
        _part_matrix("k", pair, *base, pairs),
        _part_matrix("v", pair, *base, pairs),
    )


def _latent(model: ModelSpec) -> Matrices:
    layers, hidden, heads = (figure(model, field) for field in ("layers", "hidden", "heads"))
    query, rank = model.part("mla.q_rank", "query rank", "r_q"), model.part("mla.kv_rank", "KV rank", "r_kv")
    still = model.part("mla.nope_dim", "head width without rotation", "d_n")
    turned = model.part("mla.rope_dim", "head width with rotation", "d_r")
    value = model.part("mla.v_dim", "value head width", "d_v")
    return (
        _part_matrix("q_down", "L * h * r_q", layers, hidden, query),
        _part_matrix("q_up", "L * r_q * Hq * (d_n + d_r)", layers, query, heads, still, turned),
        _part_matrix("kv_down", "L * h * (r_kv + d_r)", layers, hidden, rank, turned),
        _part_matrix("kv_up", "L * r_kv * Hq * (d_n + d_v)", layers, rank, heads, still, value),
    )


def _ffn(model: ModelSpec, op: str) -> Matrices:
    """Gate and up of a gated FFN, one matrix in of a plain one, and down."""
    hidden, moe = figure(model, "hidden"), model.moe
    if moe is None:
        shape, width, biased = [figure(model, "layers"), hidden, figure(model, "ffn")], "f", model.bias == "all"
    elif op == "ffn":
        first = model.part("moe.dense_layers", "layers with an ordinary FFN", "L_d")
        shape, width, biased = [first, hidden, figure(model, "ffn")], "f", False
    else:
        field, words = ("experts", "experts of a layer") if op == "experts" else ("shared", "shared experts of a layer")
        count = model.part(f"moe.{field}", words, "E")
        narrow = model.part("moe.expert_ffn", "width of an expert", "f_e")
        shape, width = [model.expert_layers(), hidden, narrow, count], "f_e"
        biased = moe.expert_bias and op == "experts"
    layers = " * ".join(q.symbol for q in (shape[0], *shape[3:]))
    plain = f"{layers} * h * {width}"
    into = f"{plain} + {layers} * {width}" if biased else plain
    out = f"{plain} + {layers} * h" if biased else plain
    if not model.gated:
        return _part_matrix("up", into, *shape), _part_matrix("down", out, *shape)
    gate = into if moe is not None else plain  # a plain gated FFN counts one bias of its width (specs.params)
    return _part_matrix("gate", gate, *shape), _part_matrix("up", into, *shape), _part_matrix("down", out, *shape)
