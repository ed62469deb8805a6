"""What the kind of a model (`model_type`) implies and its configuration does not say, as the classes of transformers
that read these files have it (github.com/huggingface/transformers, src/transformers/models, 2026-08)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Norm = Literal["rms", "layer"]
Bias = Literal["none", "qkv", "all"]
QkNorm = Literal["none", "head", "whole"]


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of model. bias, qk_norm (on queries and keys): as in a row, None where the file says it. sliding:
    of so many layers in a row all but the last have a window (gemma2: 2), 1 where all have it. router_bias: a number
    per expert beside its router. usual: values of fields that files leave out. extra: weights that this product does
    not count, by their name in `remarks`."""

    gated: bool = True
    norm: Norm = "rms"
    norms: Literal[2, 4] = 2
    bias: Bias | None = None
    tied: bool = False
    qk_norm: QkNorm | None = None
    sliding: int = 1
    router_bias: bool = False
    expert_bias: bool = False
    sinks: bool = False
    learned_positions: bool = False
    shared_always: int = 0
    usual: dict[str, int] = field(default_factory=dict)
    extra: tuple[str, ...] = ()


_GEMMA3 = {
    "vocab_size": 262_208,
    "num_attention_heads": 8,
    "num_key_value_heads": 4,
    "head_dim": 256,
    "max_position_embeddings": 131_072,
    "sliding_window": 4096,
}
_QWEN2 = Family(bias="qkv")
_QWEN3 = Family(qk_norm="head")
_DEEPSEEK = Family(router_bias=True)

FAMILIES: dict[str, Family] = {
    "llama": Family(),
    "mistral": Family(),
    "mixtral": Family(),
    "granite": Family(tied=True),
    "smollm3": Family(tied=True),
    "olmo2": Family(qk_norm="whole"),
    "qwen2": _QWEN2,
    "qwen2_moe": Family(bias="qkv", extra=("shared gate",)),
    "qwen2_vl_text": _QWEN2,
    "qwen2_5_vl_text": _QWEN2,
    "qwen3": _QWEN3,
    "qwen3_moe": _QWEN3,
    "qwen3_vl_text": _QWEN3,
    "qwen3_vl_moe_text": _QWEN3,
    "gemma": Family(tied=True, bias="none"),
    "gemma2": Family(tied=True, norms=4, sliding=2, usual={"sliding_window": 4096}),
    "gemma3_text": Family(tied=True, norms=4, sliding=6, qk_norm="head", usual=_GEMMA3),
    "phi": Family(gated=False, norm="layer", bias="all", extra=("one norm", "head bias")),
    "phi3": Family(bias="none"),
    "starcoder2": Family(gated=False, norm="layer", bias="all", tied=True),
    "gpt_neox": Family(gated=False, norm="layer", bias="all"),
    "gpt2": Family(gated=False, norm="layer", bias="all", tied=True, learned_positions=True),
    "deepseek_v2": Family(),
    "deepseek_v3": _DEEPSEEK,
    "kimi_k2": _DEEPSEEK,
    "glm4_moe": Family(bias="qkv", router_bias=True),
    "minimax_m2": Family(),
    "gpt_oss": Family(bias="all", sliding=2, router_bias=True, expert_bias=True, sinks=True),
    "llama4_text": Family(shared_always=1, qk_norm="none"),
}
"""By the `model_type` of the text's own configuration."""
UNKNOWN = Family()
SAME = {
    "gemma3": "gemma3_text",
    "llama4": "llama4_text",
    "qwen2_vl": "qwen2_vl_text",
    "qwen2_5_vl": "qwen2_5_vl_text",
    "qwen3_vl": "qwen3_vl_text",
    "qwen3_vl_moe": "qwen3_vl_moe_text",
    "kimi_k25": "kimi_k2",
}
"""Names of whole models whose text part has a name of its own."""
