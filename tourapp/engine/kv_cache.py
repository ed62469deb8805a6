"""The KV cache: keys and values of every past token, in arrays allocated once. It knows nothing of
attention."""

from __future__ import annotations

import numpy as np

from tourapp.engine.model_header import Config
from tourapp.errors import UsageError


class KVCache:
    """Keys and values [layers, batch, kv_heads, capacity, head_dim] fp32; `lengths` [batch] tokens are
    filled.

    Memory: 2 x layers x batch x kv_heads x capacity x head_dim x 4 bytes.
    """

    def __init__(self, config: Config, capacity: int, batch: int = 1) -> None:
        """Allocate for `capacity` tokens per sequence. Raises UsageError outside 1..context."""
        if not 1 <= capacity <= config.context:
            raise UsageError(f"context: {capacity} tokens, allowed: 1 to {config.context}")
        shape = (config.layers, batch, config.kv_heads, capacity, config.head_dim)
        self.keys = np.zeros(shape, np.float32)
        self.values = np.zeros(shape, np.float32)
        self.lengths = np.zeros(batch, np.int64)

    @property
    def capacity(self) -> int:
        """Tokens a sequence can hold."""
        return self.keys.shape[3]

    @property
    def batch(self) -> int:
        """Number of sequences."""
        return self.keys.shape[1]

    @property
    def nbytes(self) -> int:
        """Bytes held, filled or not."""
        return self.keys.nbytes + self.values.nbytes

    def write(self, layer: int, row: int, start: int, keys: np.ndarray, values: np.ndarray) -> None:
        """Store keys and values [kv_heads, n, head_dim] of n tokens from position `start` on."""
        end = start + keys.shape[1]
        self.keys[layer, row, :, start:end] = keys
        self.values[layer, row, :, start:end] = values

    def room(self, row: int = 0) -> int:
        """Free token slots of one sequence."""
        return self.capacity - int(self.lengths[row])

    def truncate(self, length: int, row: int = 0) -> None:
        """Forget all tokens from `length` on; used when guesses are rejected."""
        self.lengths[row] = min(length, int(self.lengths[row]))

    def fork(self, row: int, other: int) -> None:
        """Copy the tokens of sequence `row` into sequence `other`."""
        length = int(self.lengths[row])
        self.keys[:, other, :, :length] = self.keys[:, row, :, :length]
        self.values[:, other, :, :length] = self.values[:, row, :, :length]
        self.lengths[other] = length

    def norms(self, row: int = 0) -> tuple[np.ndarray, np.ndarray]:
        """Euclidean norms of the keys and of the values, each [layers, kv_heads, tokens] fp32."""
        length = int(self.lengths[row])
        keys = np.linalg.norm(self.keys[:, row, :, :length], axis=-1)
        values = np.linalg.norm(self.values[:, row, :, :length], axis=-1)
        return keys.astype(np.float32), values.astype(np.float32)
