"""In how many bits a checkpoint keeps its weights, as far as its configuration says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tourapp.specs.models import FourBitExperts
from tourapp.specs.own.fields import Fields
from tourapp.words import Phrase

BITS = (16, 8, 4)
"""What the cost model knows."""
NAMED: dict[str, int] = {
    "mxfp4": 4,
    "nvfp4": 4,
    "fp4": 4,
    "nf4": 4,
    "w4a16_awq": 4,
    "fp8": 8,
    "fp_quant": 4,
    "fbgemm_fp8": 8,
    "w8a8": 8,
    "int8": 8,
    "finegrained_fp8": 8,
}
"""Bits of a method, a format or an algorithm that has its width in its name."""
TYPES = {"float32": 32, "bfloat16": 16, "float16": 16, "float8_e4m3fn": 8}


@dataclass(frozen=True, slots=True)
class StoredIn:
    """bits: 16, 8 or 4, None where the file does not say or this product does not know them; words: a sentence."""

    bits: int | None
    words: Phrase


def stored_in(top: Fields, text: Fields) -> StoredIn:
    """What `quantization_config` (or the data type) says. UsageError where it is no object."""
    for place in (top, text):
        for name in ("quantization_config", "quantization"):
            inner = place.object(name)
            if inner is not None:
                return _quantized(inner)
    name = top.word("torch_dtype") or top.word("dtype") or text.word("torch_dtype") or text.word("dtype")
    bits = TYPES.get(name)
    if bits is None:
        return StoredIn(None, Phrase("In how many bits it is stored, the file does not say."))
    if bits == 32:
        words = Phrase("Stored in 32 bits; here weights have 16 bits at most.")
        return StoredIn(16, words)
    return StoredIn(bits, Phrase("Stored in {bits} bits ({name}).", bits=bits, name=name))


def four_bit_experts(top: Fields, text: Fields) -> FourBitExperts | None:
    """How experts are stored where they alone have 4 bits: in MXFP4, or in groups while attention is left out."""
    inner = top.object("quantization_config") or text.object("quantization_config")
    if inner is None:
        return None
    if inner.word("quant_method") == "mxfp4":
        return FourBitExperts(32, 8)
    groups, ignored = inner.values.get("config_groups"), inner.values.get("ignore")
    group = next(iter(groups.values()), None) if isinstance(groups, dict) else None
    weights = group.get("weights") if isinstance(group, dict) else None
    size = weights.get("group_size") if isinstance(weights, dict) else None
    kept = isinstance(ignored, list) and any(isinstance(each, str) and "attn" in each for each in ignored)
    whole = isinstance(size, int) and not isinstance(size, bool) and 1 <= size <= 65_536
    return FourBitExperts(size, 16) if kept and whole and isinstance(size, int) else None


def _quantized(inner: Fields) -> StoredIn:
    method = inner.word("quant_method") or inner.word("quant_algo") or inner.word("mode") or "?"
    bits = _bits(inner)
    if bits is None:
        return StoredIn(None, Phrase("Quantized ({method}): the file does not say to how many bits.", method=method))
    if bits not in BITS:
        words = Phrase("Quantized to {bits} bits ({method}); here weights have 16, 8 or 4.", bits=bits, method=method)
        return StoredIn(None, words)
    return StoredIn(bits, Phrase("Quantized to {bits} bits ({method}).", bits=bits, method=method))


def _bits(inner: Fields) -> int | None:
    for name in ("bits", "w_bit", "num_bits"):
        found = inner.whole((name,), 1, 32, "bits of a weight")
        if found is not None:
            return found
    for name, bits in (("load_in_4bit", 4), ("_load_in_4bit", 4), ("load_in_8bit", 8), ("_load_in_8bit", 8)):
        if inner.flag(name):
            return bits
    for name in ("quant_algo", "quant_method", "fmt"):
        if inner.word(name) in NAMED:
            return NAMED[inner.word(name)]
    return _group_bits(inner.values.get("config_groups")) or _group_bits(inner.values.get("global_quant_config"))


def _group_bits(groups: Any) -> int | None:
    """The width of the first group of layers that has one (compressed-tensors, quark)."""
    for group in [groups, *groups.values()] if isinstance(groups, dict) else []:
        weights = (group.get("weights") or group.get("weight")) if isinstance(group, dict) else None
        if isinstance(weights, dict):
            bits, kind = weights.get("num_bits"), str(weights.get("dtype", ""))[:20]
            if isinstance(bits, int) and not isinstance(bits, bool) and 1 <= bits <= 32:
                return bits
            if kind[:3] in ("fp4", "int") or kind.startswith("fp8"):
                return 4 if "4" in kind[:4] else 8
    return None
