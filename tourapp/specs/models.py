"""Language models: the dimensions of their published configurations. Parameter counts are computed, never typed."""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar, Literal

import msgspec

from tourapp.quantity import Quantity
from tourapp.specs.row import Count, SpecRow


class SlidingWindow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sliding-window attention: a token sees the last `size` tokens, itself included, in every `every`-th layer, or in
    so many `layers` where they do not come in turn."""

    size: Count
    every: Count = 1
    layers: Count | None = None


class FourBitExperts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A checkpoint whose 4-bit form keeps all but the routed experts in 16 bits: `group` weights of an expert share a
    scale of `scale_bits`."""

    group: Count
    scale_bits: Count


class MixtureOfExperts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`experts` routed experts of width `expert_ffn`, `active` of them per token, `shared` ones always on; the first
    `dense_layers` layers have an ordinary FFN instead. router_bias: one number per expert that balances the load;
    expert_bias: each matrix of an expert has one. four_bit: how experts are stored in 4 bits where they alone are."""

    experts: Count
    active: Count
    expert_ffn: Count
    shared: int = 0
    dense_layers: int = 0
    router_bias: bool = False
    expert_bias: bool = False
    four_bit: FourBitExperts | None = None


class Latent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Multi-head latent attention: K and V of a token are kept as one vector of `kv_rank` and a rotary key of
    `rope_dim`; query and key heads are nope_dim + rope_dim wide, value heads v_dim."""

    q_rank: Count
    kv_rank: Count
    nope_dim: Count
    rope_dim: Count
    v_dim: Count


class ModelSpec(SpecRow, frozen=True):
    """One model. heads, kv_heads and head_dim are fields of their own: head_dim is not hidden / heads everywhere.
    qk_norm: queries and keys have norms of their own, one a layer for every "head" or for all heads, "whole"; sinks: a
    learned number per query head that takes part in every softmax."""

    KIND: ClassVar[str] = "model"
    FIGURES: ClassVar[dict[str, tuple[str, str, str, float]]] = {
        "layers": ("layers", "L", "1", 1),
        "hidden": ("hidden size", "h", "1", 1),
        "heads": ("query heads", "Hq", "1", 1),
        "kv_heads": ("key-value heads", "Hkv", "1", 1),
        "head_dim": ("head dimension", "d", "1", 1),
        "ffn": ("FFN width", "f", "1", 1),
        "vocab": ("vocabulary", "V", "1", 1),
        "max_context": ("longest context", "s_max", "token", 1),
        "learned_positions": ("learned positions", "n_pos", "1", 1),
    }

    layers: Count
    hidden: Count
    heads: Count
    kv_heads: Count
    head_dim: Count
    ffn: Count
    vocab: Count
    max_context: Count
    tied: bool = False
    gated: bool = True
    norm: Literal["rms", "layer"] = "rms"
    norms_per_layer: Literal[2, 4] = 2
    bias: Literal["none", "qkv", "all"] = "none"
    qk_norm: Literal["none", "head", "whole"] = "none"
    sinks: bool = False
    learned_positions: int = 0
    window: SlidingWindow | None = None
    moe: MixtureOfExperts | None = None
    mla: Latent | None = None

    def problem(self) -> str | None:
        """Dimensions that cannot belong together."""
        if self.heads % self.kv_heads:
            return f"kv_heads: {self.kv_heads} does not divide heads, {self.heads}"
        if self.moe is not None:
            if self.moe.active > self.moe.experts:
                return "moe.active: more active experts than there are"
            if not 0 <= self.moe.dense_layers < self.layers or self.moe.shared < 0:
                return "moe.dense_layers: must leave at least one layer of experts; moe.shared must not be negative"
        if self.window is not None and self.window.every > self.layers:
            return "window.every: more than there are layers"
        if self.window is not None and (self.window.layers or 0) > self.layers:
            return "window.layers: more than there are layers"
        if self.learned_positions < 0:
            return "learned_positions: must not be negative"
        return None

    @property
    def window_layers(self) -> int:
        """How many layers attend through a sliding window: as said, else the first of each group of `every`."""
        if self.window is None:
            return 0
        return self.window.layers or -(-self.layers // self.window.every)

    def expert_layers(self) -> Quantity:
        """Layers that have experts: all but the first `moe.dense_layers`."""
        dense = self.moe.dense_layers if self.moe else self.layers
        return Quantity(self.layers - dense, "1", "layers with experts", "L_e", "", (), self.source("moe"))

    def part(self, path: str, words: str, symbol: str, unit: str = "1") -> Quantity:
        """A figure of a nested table ('moe.experts') as a quantity with this row as its source."""
        return _part(self, path, words, symbol, unit)


@lru_cache(maxsize=2048)
def _part(model: ModelSpec, path: str, words: str, symbol: str, unit: str) -> Quantity:
    value: object = model
    for name in path.split("."):
        value = getattr(value, name)
    if not isinstance(value, int):
        raise TypeError(f"{model.id}: {path} is not a number")
    return Quantity(value, unit, words, symbol, "", (), model.source(path), f"{model.KIND}.{path}")
