"""Causal grouped-query attention of the newest tokens over a cache, arranged for numpy. `attention` is the
plain one."""

from __future__ import annotations

import numpy as np

LONG_ROW = 512
"""From this many cached tokens on, one query meets all keys faster as a matrix-vector product per head."""

BLOCK_NUMBERS = 2**18
"""Scores worked on at once (1 MB): larger ones would travel to memory and back for each step of the
softmax."""


def grouped_attention(
    queries: np.ndarray, keys: np.ndarray, values: np.ndarray, out: np.ndarray, want_weights: bool
) -> np.ndarray | None:
    """queries [n, heads, d] against keys and values [kv_heads, m, d]; the result goes to `out` [n, heads x
    d].

    Row i sees the first m - n + i + 1 keys. Returns the weights [heads, n, m] if wanted. They are
    normalised after the blend: fewer numbers to divide.
    """
    count, heads, dim = queries.shape
    kv_heads, total = keys.shape[:2]
    group = heads // kv_heads
    if count == 1 and total < LONG_ROW:
        scores, sums = _one_row(queries.reshape(kv_heads, group, dim), keys, values, out.reshape(kv_heads, group, dim))
        if not want_weights:
            return None
        scores /= sums
        return scores.reshape(heads, count, total)
    scaled = (queries * np.float32(dim**-0.5)).reshape(count, kv_heads, group, dim).transpose(1, 2, 0, 3)
    target = out.reshape(count, kv_heads, group, dim)
    if count > 1 and not want_weights and heads * count * total > BLOCK_NUMBERS:
        _in_blocks(scaled, keys, values, target)
        return None
    flat = scaled.reshape(kv_heads, group * count, dim)
    if count == 1:
        scores = np.empty((kv_heads, group, total), np.float32)
        for head in range(heads):
            at = divmod(head, group)
            np.dot(keys[at[0]], flat[at], out=scores[at])
    else:
        scores = np.matmul(flat, keys.swapaxes(1, 2))
    if count > 1:
        _mask(scores.reshape(heads, count, total))
    sums = _exponentials(scores)
    blend = (np.matmul(scores, values) / sums).reshape(kv_heads, group, count, dim)
    target[...] = blend.transpose(2, 0, 1, 3)
    if not want_weights:
        return None
    scores /= sums
    return scores.reshape(heads, count, total)


def _one_row(
    queries: np.ndarray, keys: np.ndarray, values: np.ndarray, target: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """One token [kv_heads, group, d] with as few calls as can be: each costs a microsecond, thirty layers a token."""
    scores = np.matmul(queries * np.float32(queries.shape[-1] ** -0.5), keys.swapaxes(1, 2))
    sums = _exponentials(scores)
    np.divide(np.matmul(scores, values), sums, out=target)
    return scores, sums


def _in_blocks(scaled: np.ndarray, keys: np.ndarray, values: np.ndarray, target: np.ndarray) -> None:
    """The same, one KV head and a few rows at a time; rows leave out the keys that none of them may see.

    scaled [kv_heads, group, n, d], target [n, kv_heads, group, d].
    """
    kv_heads, group, count, dim = scaled.shape
    total = keys.shape[1]
    rows = max(16, BLOCK_NUMBERS // (group * total))
    for kv in range(kv_heads):
        for start in range(0, count, rows):
            end = min(start + rows, count)
            seen = total - count + end
            scores = scaled[kv, :, start:end].reshape(-1, dim) @ keys[kv, :seen].T
            _mask(scores.reshape(group, end - start, seen))
            sums = _exponentials(scores)
            blend = (scores @ values[kv, :seen]) / sums
            target[start:end, kv] = blend.reshape(group, end - start, dim).swapaxes(0, 1)


def _mask(scores: np.ndarray) -> None:
    """Hide later tokens from the newest n rows, in place: scores [heads, n, m], n > 1."""
    count, total = scores.shape[1:]
    scores[:, :, total - count :] += np.triu(np.full((count, count), -np.inf, np.float32), 1)


def _exponentials(scores: np.ndarray) -> np.ndarray:
    """exp(score - row maximum) in place; returns the rows' sums [..., 1]."""
    scores -= np.maximum.reduce(scores, axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    return np.asarray(np.add.reduce(scores, axis=-1, keepdims=True))
