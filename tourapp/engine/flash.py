"""FlashAttention as a plain loop over tiles: online softmax, bytes counted, checked against float64.

Loop order of FlashAttention-2 (Dao 2023): for each tile of queries all visible tiles of keys and values
pass by; the score matrix never exists. "Slow memory" is what the bytes are counted against; on a GPU that
is HBM and the tiles live in SRAM. Not here: speed, dropout, the backward pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tourapp.errors import UsageError

BYTES = 2
"""Bytes a number takes in slow memory (fp16 or bf16); the arithmetic itself runs in fp32."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One step: queries rows.start..rows.stop meet keys columns.start..columns.stop.

    Per query of the tile: running maximum and sum before and after, and `rescale` = exp(old maximum - new
    maximum) by which everything gathered so far is multiplied. `bytes_moved` counts slow-memory traffic up
    to and including this step.
    """

    index: int
    rows: range
    columns: range
    scores: np.ndarray
    maximum_before: np.ndarray
    maximum: np.ndarray
    sum_before: np.ndarray
    sum: np.ndarray
    rescale: np.ndarray
    bytes_moved: int


@dataclass(frozen=True, slots=True)
class FlashRun:
    """A finished loop. output [n, d] fp32; `error` and `naive_error` are the largest differences from
    float64."""

    output: np.ndarray
    tiles: tuple[Tile, ...]
    flash_bytes: int
    naive_bytes: int
    error: float
    naive_error: float


def block_size(sram_bytes: int, dim: int, count: int, number_bytes: int = BYTES) -> int:
    """Side of the square tiles that fit: queries, output, keys and values (4 B d) and scores (B^2) share
    the SRAM.

    A multiple of 16 where at least 16 fit, never more than `count` needs. Raises UsageError when not even
    one row fits.
    """
    numbers = sram_bytes // number_bytes
    side = int(((4 * dim) ** 2 / 4 + numbers) ** 0.5 - 2 * dim)
    while side > 0 and side * side + 4 * side * dim > numbers:
        side -= 1
    if side < 1:
        least = (4 * dim + 1) * number_bytes
        raise UsageError(f"sram: {sram_bytes} bytes, allowed: at least {least} for rows of {dim} numbers")
    if side >= 16:
        side -= side % 16
    return max(1, min(side, count))


def flash_bytes(count: int, dim: int, side: int, causal: bool, number_bytes: int = BYTES) -> int:
    """Closed form of the traffic: queries and output once, keys and values once per visible tile.

    Without a mask 2Nd + 2Nd x ceil(N/B); causal, row tile i sees the keys up to the end of its own tile.
    """
    passes = 0
    for start in range(0, count, side):
        end = min(start + side, count)
        passes += end if causal else count
    return number_bytes * (2 * count * dim + 2 * dim * passes)


def naive_bytes(count: int, dim: int, number_bytes: int = BYTES) -> int:
    """Traffic of attention that writes its matrices: read Q, K, V, write the output (4 N d); write and
    read the scores, write and read the weights (4 N^2). The matrix' share is N / (N + d)."""
    return number_bytes * (4 * count * dim + 4 * count * count)


def flash_tiles(
    queries: np.ndarray, keys: np.ndarray, values: np.ndarray, side: int, *, causal: bool, out: np.ndarray
) -> Iterator[Tile]:
    """Run the loop on one head [n, d]; yields every tile and leaves the result in `out` [n, d] fp32.

    Running maximum m, sum l and output o are corrected by exp(m_old - m_new) whenever a tile raises the
    maximum (online softmax, Milakov and Gimelshein 2018). Raises UsageError for shapes that do not fit.
    """
    if queries.shape != keys.shape or keys.shape != values.shape or queries.ndim != 2:
        raise UsageError(f"shapes: {queries.shape}, {keys.shape}, {values.shape}, allowed: three equal [n, d]")
    if side < 1:
        raise UsageError(f"block size: {side}, allowed: 1 or more")
    count, dim = queries.shape
    scale = np.float32(dim**-0.5)
    moved = index = 0
    for top in range(0, count, side):
        rows = range(top, min(top + side, count))
        tile_queries = queries[rows.start : rows.stop].astype(np.float32) * scale
        moved += BYTES * len(rows) * dim
        maximum = np.full(len(rows), -np.inf, np.float32)
        total = np.zeros(len(rows), np.float32)
        gathered = np.zeros((len(rows), dim), np.float32)
        for left in range(0, rows.stop if causal else count, side):
            columns = range(left, min(left + side, rows.stop if causal else count))
            scores = tile_queries @ keys[columns.start : columns.stop].astype(np.float32).T
            moved += 2 * BYTES * len(columns) * dim
            if causal:
                scores[np.asarray(columns)[None, :] > np.asarray(rows)[:, None]] = -np.inf
            raised = np.maximum(maximum, scores.max(axis=1))
            rescale = np.exp(maximum - raised)
            weights = np.exp(scores - raised[:, None])
            new_total = total * rescale + weights.sum(axis=1)
            gathered = gathered * rescale[:, None] + weights @ values[columns.start : columns.stop].astype(np.float32)
            last = columns.stop == (rows.stop if causal else count)
            moved += BYTES * len(rows) * dim if last else 0
            yield Tile(index, rows, columns, scores, maximum, raised, total, new_total, rescale, moved)
            maximum, total, index = raised, new_total, index + 1
        out[rows.start : rows.stop] = gathered / total[:, None]


def plain(queries: np.ndarray, keys: np.ndarray, values: np.ndarray, causal: bool, dtype: type) -> np.ndarray:
    """Attention with the whole score matrix, in the given precision: [n, d]."""
    q: np.ndarray = queries.astype(dtype)
    k: np.ndarray = keys.astype(dtype)
    v: np.ndarray = values.astype(dtype)
    scores = (q @ k.T) * dtype(q.shape[1] ** -0.5)
    if causal:
        scores[np.triu_indices(len(q), 1)] = -np.inf
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    return weights @ v


def flash_attention(
    queries: np.ndarray, keys: np.ndarray, values: np.ndarray, side: int, causal: bool = True
) -> FlashRun:
    """The whole loop on one head, with its trace, traffic and difference from float64."""
    out = np.zeros(queries.shape, np.float32)
    tiles = tuple(flash_tiles(queries, keys, values, side, causal=causal, out=out))
    exact = plain(queries, keys, values, causal, np.float64)
    usual = plain(queries, keys, values, causal, np.float32)
    count, dim = queries.shape
    for tile in tiles:
        for array in (tile.scores, tile.maximum, tile.maximum_before, tile.sum, tile.sum_before, tile.rescale):
            array.flags.writeable = False
    out.flags.writeable = False
    return FlashRun(
        output=out,
        tiles=tiles,
        flash_bytes=tiles[-1].bytes_moved if tiles else 0,
        naive_bytes=naive_bytes(count, dim),
        error=float(np.abs(out - exact).max(initial=0)),
        naive_error=float(np.abs(usual - exact).max(initial=0)),
    )
