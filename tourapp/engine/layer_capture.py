"""Fills a `LayerRecord` while the model runs: the transformer shows each stage of a pass as it stands. Storage only;
what has to be counted is counted between two passes, so that no measured time grows by it."""

from __future__ import annotations

import numpy as np

from tourapp.engine.layer_record import MOST_STEPS, SAMPLED, LayerRecord, lanes_for, sampled_layers, small_share
from tourapp.engine.model_header import Config

STATISTICS_BYTES = 24_000_000
"""Of products kept until they are counted: 130 tokens of the small model."""
LARGEST_HALF = float(np.finfo(np.float16).max)


class LayerCapture:
    """Room for one run, by position in its sequence. Rows that were written are never written again."""

    def __init__(self, config: Config, capacity: int, prompt: int) -> None:
        """capacity: tokens that can be fed; prompt: tokens of the prompt, 0 where none is of interest."""
        c = self._config = config
        self._capacity, self._last, self._start, self._count = capacity, prompt - 1, 0, 0
        layers = sampled_layers(c.layers)
        self._at = {layer: place for place, layer in enumerate(layers)}
        self._rms = np.zeros((2 * c.layers + 1, capacity), np.float32)
        self._lanes = np.zeros((len(layers), min(SAMPLED, capacity), c.ffn, 2), np.float16)
        self._lanes_last = np.zeros((c.layers, c.ffn, 2), np.float16)
        self._streams = np.zeros((len(layers), 6, c.hidden), np.float32)
        self._queries = np.zeros((len(layers), 2, c.heads, c.head_dim), np.float32)
        self._keys = np.zeros((len(layers), 2, c.kv_heads, c.head_dim), np.float32)
        self._values = np.zeros((len(layers), c.kv_heads, c.head_dim), np.float32)
        self._heads = np.zeros((len(layers), c.heads, c.head_dim), np.float32)
        self._final = np.zeros((min(capacity + 1, MOST_STEPS), c.hidden), np.float16)
        self._steps = 0
        counted = min(prompt, max(1, STATISTICS_BYTES // (4 * c.layers * c.ffn)))
        self._products = np.empty((c.layers, counted, c.ffn), np.float32) if counted else None
        self._closed = np.zeros(c.layers, np.int64)
        self._stats = np.zeros((c.layers, 4), np.float32)

    def begin(self, start: int, count: int) -> None:
        """A pass over `count` tokens from position `start` on."""
        self._start, self._count = start, count

    def before_attention(
        self, layer: int, x: np.ndarray, mean: np.ndarray | float, seen: np.ndarray, split: np.ndarray
    ) -> None:
        """x [n, h]: the stream; mean [n]: its mean squares; seen [n, h]: the norm's output; split: Q, K, V [n, (Hq + 2
        Hkv) d] before the turn."""
        self._put_rms(2 * layer, mean)
        row = self._row(layer)
        if row is not None:
            at, (queries, keys, values) = self._at[layer], self._parts(split[row])
            self._streams[at, :2] = x[row], seen[row]
            self._queries[at, 0], self._keys[at, 0], self._values[at] = queries, keys, values

    def after_attention(self, layer: int, split: np.ndarray, heads: np.ndarray, out: np.ndarray) -> None:
        """split: Q, K, V after the turn; heads [n, Hq d]: the blended heads; out [n, h]: W_o's output."""
        row = self._row(layer)
        if row is not None:
            at = self._at[layer]
            self._queries[at, 1], self._keys[at, 1], _ = self._parts(split[row])
            self._heads[at] = heads[row].reshape(self._heads.shape[1:])
            self._streams[at, 2] = out[row]

    def before_ffn(self, layer: int, x: np.ndarray, mean: np.ndarray | float, seen: np.ndarray) -> None:
        """x [n, h]: the stream with attention's output added; mean [n], seen [n, h] as before attention."""
        self._put_rms(2 * layer + 1, mean)
        row = self._row(layer)
        if row is not None:
            self._streams[self._at[layer], 3:5] = x[row], seen[row]

    def after_ffn(self, layer: int, gate: np.ndarray, product: np.ndarray, out: np.ndarray) -> None:
        """gate, product [n, f]: the raw gates and silu(gate) x up; out [n, h]: the down projection's output."""
        row = self._last - self._start
        if 0 <= row < self._count:
            self._lanes_last[layer] = _pairs(gate[row], product[row])
            if layer in self._at:
                self._streams[self._at[layer], 5] = out[row]
        if layer in self._at and self._start < self._lanes.shape[1]:
            end = min(self._start + self._count, self._lanes.shape[1])
            rows = end - self._start
            self._lanes[self._at[layer], self._start : end] = _pairs(gate[:rows], product[:rows])
        if self._products is not None and self._start < self._products.shape[1]:
            end = min(self._start + self._count, self._products.shape[1])
            rows = end - self._start
            self._products[layer, self._start : end] = product[:rows]
            self._closed[layer] += np.count_nonzero(gate[:rows] < 0)

    def end(self, x: np.ndarray) -> None:
        """x [n, h]: the stream after the last layer, as the last norm would see it of every token."""
        self._put_rms(len(self._rms) - 1, np.einsum("ij,ij->i", x, x) / self._config.hidden)

    def head_input(self, hidden: np.ndarray) -> None:
        """hidden [h]: what the LM head reads, once a step."""
        if self._steps < len(self._final):
            self._final[self._steps] = np.clip(hidden, -LARGEST_HALF, LARGEST_HALF)
        self._steps += 1

    def record(self, slots: int, steps: int, turns: np.ndarray) -> LayerRecord:
        """What there is so far, frozen: `slots` tokens fed, `steps` tokens chosen. turns: the model's `rope_turns`."""
        self._count_products()
        return LayerRecord(
            norm_rms=self._rms[:, :slots],
            gate_stats=self._stats.view(),
            gate_up_last=self._lanes_last.view(),
            sample_layers=np.asarray(list(self._at), np.int32),
            gate_up_sample=self._lanes[:, :slots],
            sample_streams=self._streams.view(),
            sample_queries=self._queries.view(),
            sample_keys=self._keys.view(),
            sample_values=self._values.view(),
            sample_heads=self._heads.view(),
            final_hidden=self._final[:steps],
            rope_turns=turns.astype(np.float32),
        )

    def _count_products(self) -> None:
        """The statistics of the prompt, once; its products are then given back."""
        if self._products is None:
            return
        for layer, products in enumerate(self._products):
            self._stats[layer, 0] = self._closed[layer] / products.size
            self._stats[layer, 1] = small_share(products).mean()
            self._stats[layer, 2] = np.median(lanes_for(products))
            self._stats[layer, 3] = np.abs(products).max()
        self._products = None

    def _row(self, layer: int) -> int | None:
        """The row of the last prompt token in this pass, if it is there and the layer is sampled."""
        row = self._last - self._start
        return row if layer in self._at and 0 <= row < self._count else None

    def _put_rms(self, norm: int, mean: np.ndarray | float) -> None:
        end = min(self._start + self._count, self._capacity)
        if end > self._start:
            self._rms[norm, self._start : end] = np.sqrt(np.atleast_1d(mean)[: end - self._start])

    def _parts(self, row: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Queries [Hq, d], keys and values [Hkv, d] of one token."""
        c = self._config
        split = row.reshape(c.heads + 2 * c.kv_heads, c.head_dim)
        return split[: c.heads], split[c.heads : c.heads + c.kv_heads], split[c.heads + c.kv_heads :]


def _pairs(gate: np.ndarray, product: np.ndarray) -> np.ndarray:
    """[..., f, 2], inside what fp16 holds."""
    return np.stack([gate, product], axis=-1).clip(-LARGEST_HALF, LARGEST_HALF)
