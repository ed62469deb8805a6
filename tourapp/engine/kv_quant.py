"""A KV cache of fewer bits: keys and values are rounded as they are stored. Quality is real, size is
computed."""

from __future__ import annotations

from typing import Literal

import numpy as np

from tourapp.engine.kv_cache import KVCache
from tourapp.engine.model_header import Config
from tourapp.errors import UsageError

KVFormat = Literal["fp16", "fp8", "int8", "int4"]
FORMATS: dict[str, float] = {"fp16": 16, "fp8": 8, "int8": 8, "int4": 4}
"""Bits a stored number takes; the integer formats add one 16-bit scale per token and head."""

E4M3_MAX = 448.0


def round_e4m3(x: np.ndarray) -> np.ndarray:
    """Nearest FP8 E4M3 value (4 exponent bits, 3 mantissa bits, largest 448, smallest step 2^-9),
    saturating."""
    _, exponent = np.frexp(x)
    step = np.ldexp(np.float32(1), np.maximum(exponent - 1, -6) - 3)
    return np.clip(np.rint(x / step) * step, -E4M3_MAX, E4M3_MAX).astype(np.float32)


def round_integer(x: np.ndarray, bits: int) -> np.ndarray:
    """Nearest symmetric integer code, with one fp16 scale per vector along the last axis."""
    high = 2 ** (bits - 1) - 1
    scale = (np.abs(x).max(axis=-1, keepdims=True) / high).astype(np.float16).astype(np.float32)
    scale = np.where(scale > 0, scale, np.float32(1))
    return (np.clip(np.rint(x / scale), -high, high) * scale).astype(np.float32)


def round_kv(x: np.ndarray, name: str) -> np.ndarray:
    """Keys or values [..., head_dim] as a format keeps them. Raises UsageError for an unknown format."""
    if name == "fp16":
        return x.astype(np.float16).astype(np.float32)
    if name == "fp8":
        return round_e4m3(x)
    if name in ("int8", "int4"):
        return round_integer(x, int(FORMATS[name]))
    raise UsageError(f"kv format: {name!r}, allowed: {', '.join(FORMATS)}")


def kv_bits(name: str, head_dim: int) -> float:
    """Bits per stored number, scales included: int4 with heads of 64 takes 4 + 16 / 64 = 4.25."""
    extra = SCALE_BITS / head_dim if name.startswith("int") else 0.0
    return FORMATS[name] + extra


SCALE_BITS = 16


class QuantizedKVCache(KVCache):
    """A KV cache that rounds what is written to it."""

    def __init__(self, config: Config, capacity: int, name: KVFormat) -> None:
        """One sequence. Raises UsageError for an unknown format."""
        super().__init__(config, capacity)
        round_kv(np.zeros(1, np.float32), name)
        self.format = name

    def write(self, layer: int, row: int, start: int, keys: np.ndarray, values: np.ndarray) -> None:
        """Round, then store."""
        super().write(layer, row, start, round_kv(keys, self.format), round_kv(values, self.format))
