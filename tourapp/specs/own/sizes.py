"""The sizes of a language model out of its configuration: layers, widths, heads, vocabulary, windows and biases."""

from __future__ import annotations

from typing import Any, Literal

from tourapp.specs.models import SlidingWindow
from tourapp.specs.own.families import Family
from tourapp.specs.own.fields import Fields
from tourapp.specs.own.told import FileTold, usual_value
from tourapp.words import Phrase

LAYERS = ("num_hidden_layers", "n_layer", "num_layers", "n_layers")
HIDDEN = ("hidden_size", "n_embd", "d_model")
HEADS = ("num_attention_heads", "n_head", "n_heads")
KV_HEADS = ("num_key_value_heads", "num_kv_heads", "n_kv_heads")
FFN = ("intermediate_size", "n_inner", "ffn_dim", "ffn_hidden_size")
CONTEXT = ("max_position_embeddings", "n_positions", "max_sequence_length", "max_seq_len", "seq_length")
VOCABULARY = "vocab_size"
SIZES = {"layers": 10_000, "hidden": 1_000_000, "heads": 100_000, "ffn": 10_000_000, "vocab": 100_000_000}
"""The largest numbers that are taken for true; published models have a hundredth of them."""
LONGEST = 100_000_000
ROW_FIELDS_OF = {
    "vocab_size": "vocab",
    "num_attention_heads": "heads",
    "num_key_value_heads": "kv_heads",
    "head_dim": "head_dim",
    "max_position_embeddings": "max_context",
    "sliding_window": "window",
}
"""Which field of a row a usual value makes."""


def plain_sizes(text: Fields, family: Family, told: FileTold) -> dict[str, Any]:
    """layers, hidden, heads, kv_heads, head_dim, vocab and max_context of a row. UsageError names the field."""
    _fill_in(text, family, told)
    layers = text.needed(LAYERS, 1, SIZES["layers"], "layers")
    hidden = text.needed(HIDDEN, 1, SIZES["hidden"], "the width of the model")
    heads = text.needed(HEADS, 1, SIZES["heads"], "query heads")
    kv_heads = text.whole(KV_HEADS, 1, SIZES["heads"], "key-value heads")
    if kv_heads is None and not text.has("kv_lora_rank"):
        one = bool(text.flag("multi_query"))
        words = Phrase(
            "{field} is not in the file: every query head has a key-value head of its own.", field=KV_HEADS[0]
        )
        told.assume(Phrase("multi_query is on: one key-value head for all.") if one else words, "kv_heads")
        kv_heads = 1 if one else None
    kv_heads = kv_heads or heads
    if heads % kv_heads:
        raise text.error(KV_HEADS[0], f"{kv_heads:,} does not divide the {heads:,} query heads of {HEADS[0]}")
    return {
        "layers": layers,
        "hidden": hidden,
        "heads": heads,
        "kv_heads": kv_heads,
        "head_dim": _head_dim(text, hidden, heads),
        "vocab": text.needed((VOCABULARY,), 1, SIZES["vocab"], "tokens of the vocabulary"),
        "max_context": text.needed(CONTEXT, 1, LONGEST, "tokens of the longest context"),
    }


def _fill_in(text: Fields, family: Family, told: FileTold) -> None:
    """Put in what this kind of model has where its file says nothing, and tell it."""
    same = {names[0]: names for names in (LAYERS, HIDDEN, HEADS, KV_HEADS, FFN, CONTEXT)}
    for name, value in family.usual.items():
        if not text.has(*same.get(name, (name,))):
            text.values = {**text.values, name: value}
            told.assume(usual_value(name, value), ROW_FIELDS_OF[name])


def _head_dim(text: Fields, hidden: int, heads: int) -> int:
    given = text.whole(("head_dim", "kv_channels"), 1, SIZES["hidden"], "the width of a head")
    if given is not None:
        return given
    if hidden % heads and not text.has("kv_lora_rank"):
        raise text.error("head_dim", f"is missing, and {hidden:,} wide divided by {heads:,} heads is no whole number")
    return max(1, hidden // heads)


def ffn_width(text: Fields, hidden: int, told: FileTold) -> int:
    """The width of the FFN. GPT-2 leaves it out where it is four times the model's."""
    found = text.whole(FFN, 1, SIZES["ffn"], "the width of the FFN")
    if found is not None:
        return found
    if text.has("n_embd") or text.word("model_type") == "gpt2":
        told.assume(usual_value("n_inner", 4 * hidden), "ffn")
        return 4 * hidden
    return text.needed(FFN[:1], 1, SIZES["ffn"], "the width of the FFN")


def biases(text: Fields, family: Family, told: FileTold) -> Literal["none", "qkv", "all"]:
    """Which projections have a bias: as the kind of model has it, else as `attention_bias` and `mlp_bias` say."""
    attention, ffn = text.flag("attention_bias"), text.flag("mlp_bias")
    if family.bias is not None:
        return family.bias
    if not attention and not ffn:
        return "none"
    if attention and ffn:
        return "all"
    what = "attention_bias" if attention else "mlp_bias"
    told.leave(Phrase("{field} is on for one half of a layer: its biases are counted only in part.", field=what))
    return "qkv" if attention else "none"


def sliding_window(text: Fields, family: Family, layers: int, told: FileTold) -> SlidingWindow | None:
    """The window of attention and which layers have it; None where all layers see everything."""
    size = text.whole(("sliding_window", "sliding_window_size"), 1, LONGEST, "tokens of the window")
    types = text.words("layer_types")
    chunk = text.whole(("attention_chunk_size",), 1, LONGEST, "tokens of a chunk")
    if chunk is not None:
        told.leave(Phrase("Attention in chunks of {n} tokens: counted as attention to everything.", n=chunk))
    if types and len(types) != layers:
        raise text.error("layer_types", f"has {len(types):,} entries for {layers:,} layers; it needs one for each")
    pattern = text.whole(("sliding_window_pattern", "_sliding_window_pattern"), 1, layers, "layers of a pattern")
    from_layer = text.whole(("max_window_layers",), 0, SIZES["layers"], "layers without a window")
    if size is None or text.flag("use_sliding_window") is False:
        return None
    count = _windowed(types, pattern or family.sliding, layers)
    if not types and text.flag("use_sliding_window") and from_layer is not None:
        count = max(0, layers - from_layer)
    if count == 0:
        return None
    every = next((each for each in (1, 2) if -(-layers // each) == count), None)
    return SlidingWindow(size, 1, count) if every is None else SlidingWindow(size, every)


def _windowed(types: list[str], pattern: int, layers: int) -> int:
    """How many layers have a window: as listed, else all but the last of every `pattern` (all where it is 1)."""
    if types:
        return types.count("sliding_attention")
    return layers if pattern == 1 else layers - layers // pattern
