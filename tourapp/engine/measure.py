"""Measures this computer with the real model: tokens/s, memory bandwidth, arithmetic, and the causal
experiment.

The experiment lets all layers share one layer's weights: the same FLOPs, but the weights stay in the
processor's cache. Decode speeds up, prefill does not: decode waits for memory. Everything runs
interleaved, round by round, so that a change of the machine's mood falls on all alike. Nothing is
remembered; figures belong to this sitting only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np

from tourapp.engine.cores import take_cores, whole_machine
from tourapp.engine.hooks import Cancel
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.model import Model
from tourapp.engine.transformer import Transformer

PROMPT_TOKENS = 256
DECODE_TOKENS = 12
READ_BYTES = 256 * 2**20
GEMM_SIDE = 1_536
SHARED_LAYER = 15

KINDS = ("decode", "decode_shared", "read", "prefill", "prefill_shared", "gemm")
"""What is measured: tokens/s for the first, second, fourth and fifth; bytes/s for read; FLOP/s for gemm."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One timed run: its kind, its value in the kind's unit per second, and the share of all work now
    done."""

    kind: str
    value: float
    round: int
    share: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, lowest and highest of several readings."""

    median: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Measurement:
    """All spreads of one sitting and what follows from them. `weight_bytes` are streamed per decoded
    token."""

    decode: Spread
    decode_shared: Spread
    prefill: Spread
    prefill_shared: Spread
    read: Spread
    gemm: Spread
    weight_bytes: int

    @property
    def ridge(self) -> float:
        """FLOP per byte at which this computer's arithmetic and its memory take equally long."""
        return self.gemm.median / self.read.median

    @property
    def roofline_share(self) -> float:
        """Bytes per second that decode streams, as a share of the measured read bandwidth."""
        return self.decode.median * self.weight_bytes / self.read.median

    @property
    def decode_gain(self) -> float:
        """How many times faster decode gets when the weights stay in the cache."""
        return self.decode_shared.median / self.decode.median

    @property
    def prefill_gain(self) -> float:
        """The same for prefill; about 1."""
        return self.prefill_shared.median / self.prefill.median


def prompt_tokens(context: int) -> int:
    """Tokens of the prompt that is read: as many as the model's context has room for."""
    return min(PROMPT_TOKENS, context)


def measure(model: Model, rounds: int = 5, cancel: Cancel | None = None) -> Iterator[Reading]:
    """Yield readings, every kind once per round after one unrecorded warm-up; stops early when cancelled.

    Five rounds take about ten seconds. Give what was yielded to `summarise`.
    """
    with whole_machine():
        yield from _readings(model, rounds, cancel)


def _readings(model: Model, rounds: int, cancel: Cancel | None) -> Iterator[Reading]:
    work = _workloads(model)
    total = (rounds + 1) * len(KINDS)
    done = 0
    for turn in range(rounds + 1):
        for kind in KINDS:
            if cancel is not None and cancel():
                return
            amount, run = work[kind]
            take_cores()
            begun = time.perf_counter()
            run()
            spent = time.perf_counter() - begun
            done += 1
            if turn:
                yield Reading(kind, amount / spent, turn - 1, done / total)


def summarise(readings: Iterable[Reading], model: Model) -> Measurement | None:
    """Spreads of all kinds; None while a kind has no reading yet."""
    groups: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for reading in readings:
        groups[reading.kind].append(reading.value)
    if not all(groups.values()):
        return None
    spreads = {k: Spread(median(v), min(v), max(v), len(v)) for k, v in groups.items()}
    return Measurement(**spreads, weight_bytes=4 * model.config.parameters)


def _workloads(model: Model) -> dict[str, tuple[float, Callable[[], object]]]:
    """Kind -> (amount of work in one run, the run)."""
    model.transformer.warm()
    shared = Transformer(model.transformer.weights, shared_layer=min(SHARED_LAYER, model.config.layers - 1))
    count = prompt_tokens(model.config.context)
    cache = KVCache(model.config, max(count, DECODE_TOKENS))
    ids = np.random.default_rng(7).integers(100, model.config.vocab, max(count, DECODE_TOKENS)).tolist()

    def prefill(network: Transformer) -> None:
        cache.truncate(0)
        network.prefill(ids[:count], cache)

    def decode(network: Transformer) -> None:
        cache.truncate(0)
        for token in ids[:DECODE_TOKENS]:
            network.decode([token], cache)

    side = int((READ_BYTES / 4) ** 0.5)
    matrix = np.ones((side, side), np.float32)
    vector, out = np.ones(side, np.float32), np.empty(side, np.float32)
    left = np.ones((GEMM_SIDE, GEMM_SIDE), np.float32)
    product = np.empty_like(left)
    return {
        "decode": (DECODE_TOKENS, lambda: decode(model.transformer)),
        "decode_shared": (DECODE_TOKENS, lambda: decode(shared)),
        "read": (matrix.nbytes, lambda: np.dot(matrix, vector, out=out)),
        "prefill": (count, lambda: prefill(model.transformer)),
        "prefill_shared": (count, lambda: prefill(shared)),
        "gemm": (2.0 * GEMM_SIDE**3, lambda: np.matmul(left, left, out=product)),
    }
