"""What must hold for a recording's file: types and shapes that fit its lists, then values that mean something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
import numpy as np

from tourapp.engine.layer_record import LAYER_ARRAYS
from tourapp.engine.layer_record_check import check_layer_values, layer_shapes
from tourapp.engine.npz import KINDS, ArrayHeader
from tourapp.engine.recording import TOP
from tourapp.engine.sampler import SamplingParams

VERSION = 3
VERSION_BEFORE = 2
"""Without the numbers from inside the layers."""
Count = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
TYPES = {
    **{"prompt_ids": "i", "prompt_special": "b", "ids": "i", "top_ids": "i", "full_steps": "i", "qkv_layers": "i"},
    "sample_layers": "i",
}
"""Arrays that do not hold real numbers."""
SIDES = {
    **{"attention_packed": 3, "queries": 4, "key_norms": 3, "full_steps": 1},
    **{"embeddings": 2, "gate_up_last": 3},
}
"""Dimensions of the arrays from which the shapes of others follow."""
MOST_TOKENS = 1_000_000
"""More than any vocabulary has."""


class ParamsRow(msgspec.Struct, forbid_unknown_fields=True):
    """How the tokens were chosen, every field given."""

    temperature: float
    top_k: int
    top_p: float
    seed: int

    def params(self) -> SamplingParams:
        """The checked settings. UsageError names the field."""
        return SamplingParams(self.temperature, self.top_k, self.top_p, self.seed)


class Meta(msgspec.Struct, forbid_unknown_fields=True):
    """The fields of a recording that are not arrays, and the version of the file's layout."""

    version: int
    prompt: str
    chat: bool
    model: str
    params: ParamsRow
    max_tokens: Count
    finish: Literal["stop", "length", "context", "cancelled", "writing"]
    prompt_pieces: list[str]
    prompt_texts: list[str]
    pieces: list[str]
    texts: list[str]
    text: str
    context: Count
    prefill_seconds: Annotated[float, msgspec.Meta(ge=0, le=1e6)]


def check_headers(meta: Meta, headers: Mapping[str, ArrayHeader]) -> str:
    """What is wrong with types and shapes, in words that begin with the field; "" when nothing is."""
    prompt, steps = len(meta.prompt_pieces), len(meta.pieces)
    if len(meta.prompt_texts) != prompt or len(meta.texts) != steps or not prompt or not steps:
        return "pieces: its lists are empty or of different lengths"
    problem = _check_names(meta, headers)
    if problem:
        return problem
    for name, header in headers.items():
        kind = "u" if name == "meta" else TYPES.get(name, "f")
        if header.dtype.kind != kind:
            return f"{name}: holds {header.dtype}, expected {KINDS[kind]}"
    for name, sides in SIDES.items():
        if name in headers and len(headers[name].shape) != sides:
            return f"{name}: has {len(headers[name].shape)} dimensions, expected {sides}"
    for name, shape in _shapes(prompt, steps, headers).items():
        found = headers[name].shape
        if len(found) != len(shape) or any(w is not None and w != f for w, f in zip(shape, found, strict=True)):
            return f"{name}: has shape {found}, expected {tuple('any' if w is None else w for w in shape)}"
        if 0 in found and name != "full_steps" and (name != "full_logits" or found[1:] == (0,)):
            return f"{name}: is empty"
    return ""


def _check_names(meta: Meta, headers: Mapping[str, ArrayHeader]) -> str:
    """The numbers from inside the layers: all there, or none in the version that did not have them."""
    for name in LAYER_ARRAYS:
        if meta.version == VERSION and name not in headers:
            return f"{name}: is missing"
        if meta.version == VERSION_BEFORE and name in headers:
            return f"{name}: there is no such array in layout version {VERSION_BEFORE}"
    return ""


def _shapes(prompt: int, steps: int, headers: Mapping[str, ArrayHeader]) -> dict[str, tuple[int | None, ...]]:
    """The shape that each array should have; None where any side will do."""
    total = prompt + steps
    slots = total - 1  # the last token is never fed back
    inside = layer_shapes(steps, slots, headers) if LAYER_ARRAYS[0] in headers else {}
    layers, heads, _ = headers["attention_packed"].shape
    kept, _, positions, dim = headers["queries"].shape
    kv_heads = headers["key_norms"].shape[1]
    full = headers["full_steps"].shape[0]
    return {
        "prompt_ids": (prompt,),
        "prompt_special": (prompt,),
        "ids": (steps,),
        "logprobs": (steps,),
        "top_ids": (steps, TOP),
        "top_logits": (steps, TOP),
        "logsumexp": (steps,),
        "step_seconds": (steps,),
        "full_logits": (full, None),
        "attention_packed": (layers, heads, positions * (positions + 1) // 2),
        "key_norms": (layers, kv_heads, slots),
        "value_norms": (layers, kv_heads, slots),
        "embeddings": (total, None),
        "qkv_layers": (kept,),
        "queries": (kept, heads, positions, dim),
        "keys": (kept, kv_heads, positions, dim),
        "values": (kept, kv_heads, positions, dim),
        **inside,
    }


def check_values(meta: Meta, arrays: Mapping[str, np.ndarray]) -> str:
    """What is wrong with the numbers, in words that begin with the field; "" when nothing is."""
    steps, layers = len(meta.pieces), arrays["attention_packed"].shape[0]
    vocabulary = arrays["full_logits"].shape[1] if len(arrays["full_logits"]) else MOST_TOKENS
    for name, array in arrays.items():
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            return f"{name}: holds numbers that are not finite"
    spans = {
        "prompt_ids": (0, vocabulary - 1),
        "ids": (0, vocabulary - 1),
        "top_ids": (0, vocabulary - 1),
        "full_steps": (0, steps - 1),
        "qkv_layers": (0, layers - 1),
        "attention_packed": (0, 1.01),
        "logprobs": (-1e5, 1e-3),
        "step_seconds": (0, 1e6),
        "key_norms": (0, 1e9),
        "value_norms": (0, 1e9),
    }
    for name, (low, high) in spans.items():
        array = arrays[name]
        if array.size and (float(array.min()) < low or float(array.max()) > high):
            return f"{name}: holds numbers outside {low:g} to {high:g}"
    for name in ("full_steps", "qkv_layers"):
        if (np.diff(arrays[name].astype(np.int64)) <= 0).any():
            return f"{name}: is not in rising order"
    if arrays["keys"].shape[2] > arrays["key_norms"].shape[2]:
        return "keys: more positions than there are tokens"
    if arrays["queries"].shape[1] % arrays["key_norms"].shape[1]:
        return "queries: heads do not share keys and values evenly"
    return check_layer_values(arrays) if LAYER_ARRAYS[0] in arrays else ""
