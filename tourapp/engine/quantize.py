"""Round-to-nearest quantization of the real weights, in groups, with scales that are counted too.

Lower precision is simulated: weights are rounded to their codes and multiplied back in fp32, so quality is
real and speed is not shown here. The carried model was quantized to four bits by its makers before it came
here, so "full precision" means this model as it is, and results are relative to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tourapp.engine.hooks import Cancel, Cancelled, never
from tourapp.engine.model_header import Config
from tourapp.engine.model_store import Weights
from tourapp.engine.scratch import Scratch
from tourapp.errors import UsageError

BITS = (8, 4, 3, 2)
GROUPS = (16, 32, 64, 128)
SCALE_BITS = 16
MATRICES = ("qkv", "out", "gate_up", "down")
"""The weight matrices of a layer; the embedding and the norms keep their precision."""


@dataclass(frozen=True, slots=True)
class QuantSpec:
    """How weights are rounded: bits a weight, weights a group (along the input), symmetric or with a zero
    point, and the share of input channels, the most active ones, that keep 16 bits."""

    bits: int = 4
    group: int = 64
    symmetric: bool = True
    protect: float = 0.0

    def __post_init__(self) -> None:
        """Raises UsageError naming the field and what is allowed."""
        if self.bits not in BITS:
            raise UsageError(f"bits: {self.bits}, allowed: {', '.join(map(str, BITS))}")
        if self.group not in GROUPS:
            raise UsageError(f"group: {self.group}, allowed: {', '.join(map(str, GROUPS))}")
        if not 0 <= self.protect <= 0.5:
            raise UsageError(f"protect: {self.protect}, allowed: 0 to 0.5")

    @property
    def bits_per_weight(self) -> float:
        """Bits a weight takes with its share of a 16-bit scale (and a zero point of `bits` bits) and
        protection.

        4 bits in groups of 128 with a zero point: 4 + (16 + 4) / 128 = 4.156.
        """
        extra = SCALE_BITS + (0 if self.symmetric else self.bits)
        return self.protect * 16 + (1 - self.protect) * (self.bits + extra / self.group)


@dataclass(frozen=True, slots=True)
class Quantized:
    """One matrix [in, out] after rounding. codes int8, scales and zeros [groups, out], `restored` fp32
    [in, out], `protected` bool [in], `rms_error` of restored against the original relative to the
    original's RMS."""

    spec: QuantSpec
    codes: np.ndarray
    scales: np.ndarray
    zeros: np.ndarray
    restored: np.ndarray
    protected: np.ndarray
    rms_error: float


def quantize(weight: np.ndarray, spec: QuantSpec, activity: np.ndarray | None = None) -> Quantized:
    """Round a matrix [in, out] in groups of `spec.group` rows; the last group may be smaller.

    restored = (code - zero) x scale, scale in fp16. Symmetric: codes -(2^(b-1) - 1) .. 2^(b-1) - 1, zero
    0. With a zero point: codes 0 .. 2^b - 1. `activity` [in] ranks the channels to protect (mean |input|,
    as in AWQ, Lin et al. 2023); without it the rows of largest weights are protected.
    """
    rows, columns = weight.shape
    protected = np.zeros(rows, bool)
    count = round(rows * spec.protect)
    if count:
        rank = np.abs(weight).mean(axis=1) if activity is None else activity
        protected[np.argsort(-rank, kind="stable")[:count]] = True
    groups = -(-rows // spec.group)
    padded = np.zeros((groups * spec.group, columns), np.float32)
    padded[:rows] = weight
    if count:
        padded[:rows][protected] = 0.0  # so that they do not stretch their group's scale
    blocks = padded.reshape(groups, spec.group, columns)
    scales, zeros, low, high = _scales(blocks, spec)
    codes = np.clip(np.rint(blocks / scales[:, None]) + zeros[:, None], low, high)
    restored = ((codes - zeros[:, None]) * scales[:, None]).reshape(-1, columns)[:rows]
    restored[protected] = weight[protected].astype(np.float16)
    kept = codes.reshape(-1, columns)[:rows].astype(np.int16)
    error = float(np.sqrt(np.mean((restored - weight) ** 2) / max(float(np.mean(weight**2)), 1e-30)))
    for array in (kept, scales, zeros, restored, protected):
        array.flags.writeable = False
    return Quantized(spec, kept, scales, zeros, restored, protected, error)


def _scales(blocks: np.ndarray, spec: QuantSpec) -> tuple[np.ndarray, np.ndarray, int, int]:
    """Scale and zero point [groups, out] of blocks [groups, group, out], and the lowest and highest code."""
    if spec.symmetric:
        high = 2 ** (spec.bits - 1) - 1
        scales = np.abs(blocks).max(axis=1) / high
        low, zeros = -high, np.zeros_like(scales)
    else:
        low, high = 0, 2**spec.bits - 1
        bottom, top = np.minimum(blocks.min(axis=1), 0), np.maximum(blocks.max(axis=1), 0)
        scales = (top - bottom) / high
        scales = _half(scales)
        zeros = np.clip(np.rint(-bottom / scales), low, high).astype(np.float32)
    return _half(scales), zeros, low, high


def _half(scales: np.ndarray) -> np.ndarray:
    """Scales as fp16 can hold them; a group of zeros gets the scale 1."""
    stored = scales.astype(np.float16).astype(np.float32)
    return np.where(stored > 0, stored, np.float32(1))


def quantize_weights(
    weights: Weights,
    spec: QuantSpec,
    activity: dict[tuple[int, str], np.ndarray] | None = None,
    scratch: Path | None = None,
    cancel: Cancel = never,
) -> Weights:
    """The whole model with every layer matrix rounded and restored; norms and embedding are shared with
    the original.

    Takes two or three seconds for the small model; the copy holds 0.4 GB, in a file of the folder `scratch` where one
    is given and has the room. Raises Cancelled when `cancel`, asked before each layer, says so.
    """
    tensors = dict(weights.tensors)
    keep = _keeper(scratch)
    for layer in range(weights.config.layers):
        if cancel():
            raise Cancelled
        for name in MATRICES:
            seen = None if activity is None else activity[layer, name]
            tensors[f"{layer}.{name}"] = keep(quantize(weights.tensors[f"{layer}.{name}"], spec, seen).restored)
    return Weights(weights.name, weights.config, weights.tokenizer, tensors, weights.source, weights.mapped)


def _keeper(folder: Path | None) -> Callable[[np.ndarray], np.ndarray]:
    """Puts arrays into a file; from the first that finds no room they stay in memory."""
    try:
        scratch = Scratch(folder) if folder is not None else None
    except OSError:
        scratch = None

    def keep(array: np.ndarray) -> np.ndarray:
        nonlocal scratch
        if scratch is not None:
            try:
                return scratch.keep(array)
            except OSError:
                scratch = None
        return array

    return keep


def quantized_parameters(config: Config) -> int:
    """How many parameters the layer matrices hold."""
    qkv = config.hidden * (config.heads + 2 * config.kv_heads) * config.head_dim
    out = config.heads * config.head_dim * config.hidden
    return config.layers * (qkv + out + 3 * config.hidden * config.ffn)


def model_bytes(config: Config, spec: QuantSpec | None) -> float:
    """Bytes of the model: layer matrices at the spec's bits (16 without one), everything else at 16."""
    inner = quantized_parameters(config)
    bits = 16.0 if spec is None else spec.bits_per_weight
    return inner * bits / 8 + (config.parameters - inner) * 2
