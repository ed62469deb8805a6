"""The forward pass of a llama-architecture network in numpy fp32: prefill and decode.

RMSNorm, rotary positions (RoPE, Su et al. 2021), grouped-query attention (Ainslie et al. 2023), SwiGLU
(Shazeer 2020). Buffers are allocated once. Not here: sampling, tokenizing, choosing what to
keep.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from tourapp.engine.capture import Capture
from tourapp.engine.cores import take_cores
from tourapp.engine.grouped_attention import grouped_attention
from tourapp.engine.hooks import NO_HOOKS, Cancelled, Hooks
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.model_store import Weights
from tourapp.errors import UsageError

CHUNK = 256
"""Prompt tokens in one prefill pass; longer prompts go chunk by chunk, so that scores stay small."""

ROW_LOOP = 4
"""Up to this many rows are multiplied one by one: a matrix product would pack the whole weight first."""

Observer = Callable[[int, str, np.ndarray], None]
"""Told the input [n, in] of a weight matrix: layer, name ("qkv", "out", "gate_up", "down"), input."""


def multiply(x: np.ndarray, weight: np.ndarray, out: np.ndarray) -> np.ndarray:
    """x [rows, in] @ weight [in, out] into `out` [rows, out]; row by row where that reads memory faster."""
    if x.shape[0] <= ROW_LOOP:
        for row in range(x.shape[0]):
            np.dot(x[row], weight, out=out[row])
        return out
    return np.matmul(x, weight, out=out)


def _gated(gate: np.ndarray, up: np.ndarray, out: np.ndarray) -> None:
    """silu(gate) x up into `out`; all [n, ffn]."""
    np.negative(gate, out=out)
    np.exp(out, out=out)
    out += 1.0
    np.divide(gate, out, out=out)
    out *= up


class Transformer:
    """One network. Not thread-safe: the working buffers are shared by all calls."""

    def __init__(self, weights: Weights, shared_layer: int | None = None, depth: int | None = None) -> None:
        """Prepare views and buffers; weights are not read before the first pass.

        With `shared_layer` every layer computes with that layer's weights: the answers are nonsense, the
        FLOPs are the same, and the weights fit in the processor's cache. An experiment, see `measure`.
        With `depth` only that many layers are used before the final norm and head: an early exit.
        """
        c = self.config = weights.config
        self.weights = weights
        self._warm = False
        t = weights.tensors
        names = ("attn_norm", "qkv", "out", "ffn_norm", "gate_up", "down")
        self.layers = [tuple(t[f"{i}.{name}"] for name in names) for i in range(c.layers)]
        if shared_layer is not None:
            self.layers = [self.layers[shared_layer]] * c.layers
        self.layers = self.layers[: c.layers if depth is None else depth]
        self.observer: Observer | None = None
        self.head, self.norm = t["head"], t["norm"]
        self._rows = t.get("embedding")  # a table of its own where head and embedding are not tied
        turns = c.rope_base ** (-np.arange(0, c.head_dim, 2) / c.head_dim) / c.rope_scale
        if "rope_freqs" in t:
            turns = turns / t["rope_freqs"]
        self.turns: np.ndarray = turns
        angles = np.arange(c.context)[:, None] * turns
        self._cos = np.cos(angles).astype(np.float32)
        self._sin = np.sin(angles).astype(np.float32)
        width = (c.heads + 2 * c.kv_heads) * c.head_dim
        self._qkv = np.empty((CHUNK, width), np.float32)
        self._heads_out = np.empty((CHUNK, c.heads * c.head_dim), np.float32)
        self._gate_up = np.empty((CHUNK, 2 * c.ffn), np.float32)
        self._ffn = np.empty((CHUNK, c.ffn), np.float32)
        self._hidden = np.empty((CHUNK, c.hidden), np.float32)
        self._delta = np.empty((CHUNK, c.hidden), np.float32)
        self._mean: np.ndarray | float = 0.0

    def warm(self) -> None:
        """Read the weights once if no pass has done so yet; timed runs call this first."""
        if not self._warm:
            self.weights.warm()
            self._warm = True

    def embed(self, ids: Sequence[int]) -> np.ndarray:
        """Embedding rows of the tokens [n, hidden] (a copy): where every pass begins. Raises TourError when the file of
        the weights has become shorter."""
        self.weights.check_whole()
        wanted = np.asarray(ids, np.int64)
        return np.ascontiguousarray(self.head[:, wanted].T) if self._rows is None else self._rows[wanted]

    def prefill(
        self,
        ids: Sequence[int],
        cache: KVCache,
        *,
        row: int = 0,
        all_logits: bool = False,
        capture: Capture | None = None,
        hooks: Hooks = NO_HOOKS,
    ) -> np.ndarray:
        """Run tokens of one sequence after those already cached; logits [vocab] of the last, or [n, vocab]
        of all.

        The LM head runs for the last position only unless `all_logits`. Raises UsageError when `ids` is
        empty or does not fit, Cancelled between chunks.
        """
        self._check(ids, cache.room(row))
        kept, hidden = [], np.empty(0)
        for start in range(0, len(ids), CHUNK):
            if hooks.cancel():
                raise Cancelled
            hidden = self._forward(self.embed(ids[start : start + CHUNK]), cache, [row], capture)
            if all_logits:
                kept.append(self._logits(hidden))
            hooks.on_prefill(min(1.0, (start + CHUNK) / len(ids)))
        return np.concatenate(kept) if all_logits else self._logits(hidden[-1:], capture)[0]

    def decode(self, ids: Sequence[int], cache: KVCache, capture: Capture | None = None) -> np.ndarray:
        """One more token for each sequence of the cache (ids [batch]); logits [batch, vocab]."""
        if len(ids) != cache.batch:
            raise UsageError(f"ids: {len(ids)} tokens for {cache.batch} sequences; give one each")
        self._check(ids, min(cache.room(row) for row in range(cache.batch)), each=1)
        hidden = self._forward(self.embed(ids), cache, list(range(cache.batch)), capture)
        return self._logits(hidden, capture)

    def _check(self, ids: Sequence[int], room: int, each: int | None = None) -> None:
        need = len(ids) if each is None else each
        if not len(ids):
            raise UsageError("ids: no token given; give at least one")
        if need > room:
            raise UsageError(f"ids: {need} tokens, room for {room} more; the context is {self.config.context} tokens")
        if min(ids) < 0 or max(ids) >= self.config.vocab:
            raise UsageError(f"ids: allowed: 0 to {self.config.vocab - 1}")

    def _forward(self, x: np.ndarray, cache: KVCache, rows: list[int], capture: Capture | None) -> np.ndarray:
        """Hidden states [n, hidden] through all layers: n tokens of one sequence, or one token of n
        sequences."""
        take_cores()
        count, c = len(x), self.config
        gate_up, ffn, qkv = self._gate_up[:count], self._ffn[:count], self._qkv[:count]
        gate, delta = gate_up[:, : c.ffn], self._delta[:count]
        new = count if len(rows) == 1 else 1
        keep = capture.inside if capture is not None and len(rows) == 1 else None
        if keep is not None:
            keep.begin(int(cache.lengths[rows[0]]), count)
        for row in rows:
            cache.lengths[row] += new
        with np.errstate(over="ignore"):
            for index, (attn_norm, qkv_weight, out, ffn_norm, gate_up_weight, down) in enumerate(self.layers):
                seen = self._rms(x, attn_norm)
                multiply(self._seen(index, "qkv", seen), qkv_weight, qkv)
                if keep is not None:
                    keep.before_attention(index, x, self._mean, seen, qkv)
                self._attend(index, count, cache, rows, capture)
                x += multiply(self._seen(index, "out", self._heads_out[:count]), out, delta)
                if keep is not None:
                    keep.after_attention(index, qkv, self._heads_out[:count], delta)
                seen = self._rms(x, ffn_norm)
                if keep is not None:
                    keep.before_ffn(index, x, self._mean, seen)
                multiply(self._seen(index, "gate_up", seen), gate_up_weight, gate_up)
                _gated(gate, gate_up[:, c.ffn :], ffn)
                x += multiply(self._seen(index, "down", ffn), down, delta)
                if keep is not None:
                    keep.after_ffn(index, gate, ffn, delta)
        if keep is not None:
            keep.end(x)
        return x

    def _seen(self, layer: int, name: str, x: np.ndarray) -> np.ndarray:
        """Show a matrix's input to the observer, if there is one."""
        if self.observer is not None:
            self.observer(layer, name, x)
        return x

    def _rms(self, x: np.ndarray, gain: np.ndarray) -> np.ndarray:
        """x / sqrt(mean(x^2) + eps) x gain, per row; `_mean` keeps the mean squares."""
        hidden = self._hidden[: len(x)]
        if len(x) == 1:  # decode: plain Python numbers cost less than arrays of one element
            mean_square = self._mean = float(np.dot(x[0], x[0])) / self.config.hidden
            np.multiply(x, np.float32(1.0 / math.sqrt(mean_square + self.config.norm_eps)), out=hidden)
            hidden *= gain
            return hidden
        mean = self._mean = np.einsum("ij,ij->i", x, x) / self.config.hidden
        np.multiply(x, (1.0 / np.sqrt(mean + self.config.norm_eps))[:, None].astype(np.float32), out=hidden)
        hidden *= gain
        return hidden

    def _logits(self, hidden: np.ndarray, capture: Capture | None = None) -> np.ndarray:
        seen = self._rms(hidden, self.norm)
        if capture is not None:
            capture.inside.head_input(seen[0])
        return multiply(seen, self.head, np.empty((len(hidden), self.config.vocab), np.float32))

    def _attend(self, layer: int, count: int, cache: KVCache, rows: list[int], capture: Capture | None) -> None:
        """Rotate queries and keys, store keys and values, and leave the heads' outputs in `_heads_out`."""
        c = self.config
        split = self._qkv[:count].reshape(count, c.heads + 2 * c.kv_heads, c.head_dim)
        spans = (
            [(row, slice(0, count)) for row in rows]
            if len(rows) == 1
            else [(row, slice(i, i + 1)) for i, row in enumerate(rows)]
        )
        for row, span in spans:
            end = int(cache.lengths[row])
            start = end - (span.stop - span.start)
            part = split[span]
            self._rotate(part[:, : c.heads + c.kv_heads], start, end)
            new_keys, new_values = part[:, c.heads : c.heads + c.kv_heads], part[:, c.heads + c.kv_heads :]
            cache.write(layer, row, start, new_keys.swapaxes(0, 1), new_values.swapaxes(0, 1))
            keys, values = cache.keys[layer, row], cache.values[layer, row]
            keep = capture if capture is not None and capture.wants(start) else None
            queries = part[:, : c.heads]
            weights = grouped_attention(
                queries, keys[:, :end], values[:, :end], self._heads_out[span], keep is not None
            )
            if keep is not None and weights is not None:
                keep.put(layer, start, queries.swapaxes(0, 1), weights)

    def _rotate(self, x: np.ndarray, start: int, end: int) -> None:
        """Rotary positions in place: x [n, heads, head_dim], dimension j turns with j + head_dim/2."""
        half = self.config.head_dim // 2
        cos, sin = self._cos[start:end, None], self._sin[start:end, None]
        first, second = x[..., :half], x[..., half:]
        turned = first * cos
        turned -= second * sin
        second *= cos
        second += first * sin
        first[...] = turned
