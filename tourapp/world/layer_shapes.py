"""How wide what goes into each step of a layer is, and what comes out of it: numbers of one token, by the step's id.

Where experts are, the width is that of the experts that a token visits, shared ones included.
"""

from __future__ import annotations

from tourapp.specs import ModelSpec

Widths = dict[str, tuple[int, int]]


def layer_widths(model: ModelSpec) -> Widths:
    """Numbers in and out of one token, for every step that this model may have."""
    hidden, inner = int(model.hidden), inner_width(model)
    same = (hidden, hidden)
    found: Widths = {"norm_attention": same, "add_attention": same, "norm_ffn": same, "add_ffn": same}
    found |= {"gate": (hidden, inner), "up": (hidden, inner), "activation": (inner, inner), "down": (inner, hidden)}
    if model.moe is not None:
        found["router"] = (hidden, int(model.moe.experts))
    return found | {"norm_last": same, "head": (hidden, int(model.vocab)), **_looks(model, hidden)}


def _looks(model: ModelSpec, hidden: int) -> Widths:
    """The steps of attention."""
    heads, latent = int(model.heads), model.mla
    if latent is None:
        query, pair = heads * int(model.head_dim), int(model.kv_heads) * int(model.head_dim)
        found = {"q": (hidden, query), "k": (hidden, pair), "v": (hidden, pair)}
        return found | {"attention": (query, query), "out": (query, hidden)}
    key, value = latent.nope_dim + latent.rope_dim, latent.v_dim
    return {
        "q_down": (hidden, latent.q_rank),
        "q_up": (latent.q_rank, heads * key),
        "kv_down": (hidden, latent.kv_rank + latent.rope_dim),
        "kv_up": (latent.kv_rank, heads * (latent.nope_dim + value)),
        "attention": (heads * key, heads * value),
        "out": (heads * value, hidden),
    }


def inner_width(model: ModelSpec) -> int:
    """Numbers between the matrices of the FFN that one token passes in a layer."""
    moe = model.moe
    return int(model.ffn) if moe is None else (moe.active + moe.shared) * moe.expert_ffn
