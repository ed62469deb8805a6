"""How the tensors of a GGUF file are packed, and how each packing becomes plain numbers again.

Rows are cut into blocks of 32 or 256 weights that share scales; the layouts are those of ggml. Everything is worked out
for many blocks at once. Not here: which tensors a file has (`gguf_reader`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

BLOCKS_AT_ONCE = 1 << 16
"""Blocks unpacked in one go: memory stays small however large the tensor is."""
BIG = 256
"""Weights in a block of the K types."""


@dataclass(frozen=True, slots=True)
class Packing:
    """One type: `weights` numbers lie in `bytes` bytes; `unpack` turns [blocks, bytes] uint8 into [blocks, weights]."""

    name: str
    weights: int
    bytes: int
    unpack: Callable[[np.ndarray], np.ndarray]


def _half(raw: np.ndarray) -> np.ndarray:
    """fp16 numbers, as fp32: [blocks, 2 n] bytes to [blocks, n]."""
    return np.ascontiguousarray(raw).view("<f2").astype(np.float32)


def _f32(raw: np.ndarray) -> np.ndarray:
    return raw.view("<f4").astype(np.float32)


def _f16(raw: np.ndarray) -> np.ndarray:
    return _half(raw)


def _bf16(raw: np.ndarray) -> np.ndarray:
    return (raw.view("<u2").astype(np.uint32) << 16).view(np.float32)


def _nibbles(raw: np.ndarray) -> np.ndarray:
    """Low halves of all bytes, then the high halves: [blocks, n] to [blocks, 2 n]."""
    return np.concatenate([raw & 15, raw >> 4], axis=1)


def _fifth_bits(raw: np.ndarray) -> np.ndarray:
    """The 32 bits of 4 bytes, each worth 16: [blocks, 4] to [blocks, 32]."""
    return np.unpackbits(raw, axis=1, bitorder="little") << 4


def _q8_0(raw: np.ndarray) -> np.ndarray:
    return _half(raw[:, :2]) * raw[:, 2:].view(np.int8)


def _q4_0(raw: np.ndarray) -> np.ndarray:
    return _half(raw[:, :2]) * (_nibbles(raw[:, 2:]).astype(np.float32) - 8)


def _q4_1(raw: np.ndarray) -> np.ndarray:
    return _half(raw[:, :2]) * _nibbles(raw[:, 4:]) + _half(raw[:, 2:4])


def _q5_0(raw: np.ndarray) -> np.ndarray:
    codes = _nibbles(raw[:, 6:]) | _fifth_bits(raw[:, 2:6])
    return _half(raw[:, :2]) * (codes.astype(np.float32) - 16)


def _q5_1(raw: np.ndarray) -> np.ndarray:
    codes = _nibbles(raw[:, 8:]) | _fifth_bits(raw[:, 4:8])
    return _half(raw[:, :2]) * codes + _half(raw[:, 2:4])


def _k_scales(raw: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Scales and lows [blocks, 8] of the eight groups of 32, six bits each, from 12 bytes."""
    first, second, third = raw[:, :4], raw[:, 4:8], raw[:, 8:]
    scales = np.concatenate([first & 63, (third & 15) | ((first >> 6) << 4)], axis=1)
    lows = np.concatenate([second & 63, (third >> 4) | ((second >> 6) << 4)], axis=1)
    return scales, lows


def _k_values(raw: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """codes [blocks, 8, 32] under the head of Q4_K and Q5_K: scale of scales, scale of lows, 12 bytes of both."""
    scales, lows = _k_scales(raw[:, 4:16])
    scale = (_half(raw[:, :2]) * scales)[:, :, None]
    low = (_half(raw[:, 2:4]) * lows)[:, :, None]
    return (scale * codes - low).reshape(len(raw), BIG)


def _k_nibbles(raw: np.ndarray) -> np.ndarray:
    """[blocks, 128] bytes to [blocks, 8, 32]: of each 32 bytes first the low halves, then the high ones."""
    runs = raw.reshape(len(raw), 4, 1, 32)
    return np.concatenate([runs & 15, runs >> 4], axis=2).reshape(len(raw), 8, 32)


def _q4_k(raw: np.ndarray) -> np.ndarray:
    return _k_values(raw, _k_nibbles(raw[:, 16:]))


def _q5_k(raw: np.ndarray) -> np.ndarray:
    shifts = np.arange(8, dtype=np.uint8).reshape(1, 8, 1)
    fifth = (raw[:, 16:48].reshape(len(raw), 1, 32) >> shifts) & 1
    return _k_values(raw, _k_nibbles(raw[:, 48:]) | (fifth << 4))


def _q6_k(raw: np.ndarray) -> np.ndarray:
    halves = raw[:, :128].reshape(len(raw), 2, 1, 64)
    low = np.concatenate([halves & 15, halves >> 4], axis=2).reshape(len(raw), 8, 32)
    shifts = np.array([0, 2, 4, 6], np.uint8).reshape(1, 1, 4, 1)
    high = ((raw[:, 128:192].reshape(len(raw), 2, 1, 32) >> shifts) & 3).reshape(len(raw), 8, 32)
    codes = (low | (high << 4)).astype(np.float32).reshape(len(raw), 16, 16) - 32
    scales = _half(raw[:, 208:210]) * raw[:, 192:208].view(np.int8)
    return (scales[:, :, None] * codes).reshape(len(raw), BIG)


PACKINGS = {
    0: Packing("F32", 1, 4, _f32),
    1: Packing("F16", 1, 2, _f16),
    2: Packing("Q4_0", 32, 18, _q4_0),
    3: Packing("Q4_1", 32, 20, _q4_1),
    6: Packing("Q5_0", 32, 22, _q5_0),
    7: Packing("Q5_1", 32, 24, _q5_1),
    8: Packing("Q8_0", 32, 34, _q8_0),
    12: Packing("Q4_K", BIG, 144, _q4_k),
    13: Packing("Q5_K", BIG, 176, _q5_k),
    14: Packing("Q6_K", BIG, 210, _q6_k),
    30: Packing("BF16", 1, 2, _bf16),
}
"""By the number that stands in the file."""

OTHER_TYPES = {
    **{9: "Q8_1", 10: "Q2_K", 11: "Q3_K", 15: "Q8_K", 16: "IQ2_XXS", 17: "IQ2_XS", 18: "IQ3_XXS", 19: "IQ1_S"},
    **{20: "IQ4_NL", 21: "IQ3_S", 22: "IQ2_S", 23: "IQ4_XS", 24: "I8", 25: "I16", 26: "I32", 27: "I64", 28: "F64"},
    **{29: "IQ1_M", 34: "TQ1_0", 35: "TQ2_0", 39: "MXFP4", 40: "NVFP4"},
}
"""Types that are known by name and not read."""


def unpack(packing: Packing, raw: np.ndarray, out: np.ndarray) -> None:
    """Plain numbers of packed ones: raw [bytes] uint8 into `out` [weights] fp32, a part at a time."""
    blocks = raw.reshape(-1, packing.bytes if packing.weights > 1 else len(raw))
    if packing.weights == 1:
        out[:] = packing.unpack(blocks)[0]
        return
    places = out.reshape(-1, packing.weights)
    with np.errstate(invalid="ignore", over="ignore"):
        for start in range(0, len(blocks), BLOCKS_AT_ONCE):
            places[start : start + BLOCKS_AT_ONCE] = packing.unpack(blocks[start : start + BLOCKS_AT_ONCE])
