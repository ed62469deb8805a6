"""From scores to one token: temperature, then top-k, then top-p, then renormalise, then a seeded draw.

Top-p is measured on what top-k left, renormalised. Not here: penalties, beams, grammars.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from tourapp.errors import UsageError

MAX_SEED = 2**63 - 1


@dataclass(frozen=True, slots=True)
class SamplingParams:
    """How to choose. temperature 0..2 (0 = greedy), top_k 0..vocab (0 = off), top_p 0..1 (1 = off), seed
    >= 0."""

    temperature: float = 0.8
    top_k: int = 40
    top_p: float = 0.9
    seed: int = 2

    def __post_init__(self) -> None:
        """Raises UsageError naming the field and what is allowed."""
        if not (math.isfinite(self.temperature) and 0 <= self.temperature <= 2):
            raise UsageError(f"temperature: {self.temperature}, allowed: 0 to 2 (0 is greedy)")
        if not 0 <= self.top_k <= 1_000_000:
            raise UsageError(f"top_k: {self.top_k}, allowed: 0 (off) or a positive whole number")
        if not (math.isfinite(self.top_p) and 0 < self.top_p <= 1):
            raise UsageError(f"top_p: {self.top_p}, allowed: above 0, up to 1 (1 is off)")
        if not 0 <= self.seed <= MAX_SEED:
            raise UsageError(f"seed: {self.seed}, allowed: 0 to {MAX_SEED}")


@dataclass(frozen=True, slots=True)
class Odds:
    """Every stage between scores and a draw, over the given candidates (usually the whole vocabulary).

    `raw` softmax at temperature 1, `heated` at the chosen temperature, `kept` which survive top-k and top-p,
    `after_top_k` how many top-k left, `final` the odds drawn from (sum 1, zero where not kept). All [n] in
    the order of the scores. `entropy_bits` of `final`. At temperature 0 everything is on the first highest
    score.
    """

    params: SamplingParams
    raw: np.ndarray
    heated: np.ndarray
    kept: np.ndarray
    final: np.ndarray
    after_top_k: int
    kept_count: int
    entropy_bits: float
    _support: np.ndarray = field(repr=False)
    _cumulative: np.ndarray = field(repr=False)

    def draw(self, step: int, stream: int = 0) -> int:
        """The index drawn at this step: depends on seed, step and stream only."""
        return int(self._pick(uniform(self.params.seed, step, stream, 1))[0])

    def draw_many(self, count: int, step: int = 0, stream: int = 1) -> np.ndarray:
        """`count` independent draws [count] int64; the same seed and step give the same draws."""
        return np.asarray(self._pick(uniform(self.params.seed, step, stream, count)), np.int64)

    def top(self, count: int = 10, stage: str = "final") -> list[tuple[int, float]]:
        """The `count` most likely (index, probability) of a stage: raw, heated or final."""
        values = {"raw": self.raw, "heated": self.heated, "final": self.final}[stage]
        return [(int(i), float(values[i])) for i in largest(values, count)]

    def _pick(self, chances: np.ndarray) -> np.ndarray:
        at = np.searchsorted(self._cumulative, chances * self._cumulative[-1], side="right")
        return self._support[np.minimum(at, len(self._support) - 1)]


def uniform(seed: int, step: int, stream: int, count: int) -> np.ndarray:
    """`count` uniform numbers in [0, 1) that depend on (seed, step, stream) only: PCG64 seeded with all
    three."""
    return np.random.Generator(np.random.PCG64([seed, step, stream])).random(count)


def largest(values: np.ndarray, count: int) -> np.ndarray:
    """Indices of the `count` largest values, largest first; equal values in index order."""
    count = min(count, len(values))
    if count <= 0:
        return np.empty(0, np.int64)
    if count >= len(values):
        return np.argsort(-values, kind="stable")
    edge = np.partition(values, len(values) - count)[len(values) - count]
    above = np.flatnonzero(values > edge)
    level = np.flatnonzero(values == edge)[: count - len(above)]
    chosen = np.sort(np.concatenate([above, level]))
    return chosen[np.argsort(-values[chosen], kind="stable")]


def softmax(scores: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Probabilities along the last axis, float64, summing to 1; scores of -inf get 0."""
    shifted = (scores - np.max(scores, axis=-1, keepdims=True)).astype(np.float64) / temperature
    np.exp(shifted, out=shifted)
    shifted /= shifted.sum(axis=-1, keepdims=True)
    return shifted


def log_sum_exp(scores: np.ndarray) -> float:
    """ln of the sum of exp(scores), float64."""
    top = float(np.max(scores))
    return top + math.log(float(np.exp(scores.astype(np.float64) - top).sum()))


def reshape(logits: np.ndarray, params: SamplingParams) -> Odds:
    """All stages from scores [n] to the odds of the draw; about 2 ms for 49,152 scores.

    Raises UsageError when a score is NaN or nothing is finite.
    """
    scores = np.asarray(logits, np.float32)
    best = float(np.max(scores))
    if not math.isfinite(best):
        raise UsageError("logits: at least one finite score is needed, and none may be NaN")
    raw = softmax(scores)
    if params.temperature == 0:
        support = np.asarray([int(np.argmax(scores))])
        heated = np.zeros(len(scores))
        heated[support] = 1.0
        after_top_k = 1
    else:
        heated = raw if params.temperature == 1 else softmax(scores, params.temperature)
        support, after_top_k = _survivors(heated, params)
    final = np.zeros(len(scores))
    chances = heated[support] / heated[support].sum()
    final[support] = chances
    kept = np.zeros(len(scores), bool)
    kept[support] = True
    positive = chances[chances > 0]
    entropy = max(0.0, float(-(positive * np.log2(positive)).sum()))
    for array in (raw, heated, kept, final):
        array.flags.writeable = False
    return Odds(params, raw, heated, kept, final, after_top_k, len(support), entropy, support, np.cumsum(chances))


def _survivors(heated: np.ndarray, params: SamplingParams) -> tuple[np.ndarray, int]:
    """Indices left by top-k then top-p, in index order, and how many top-k left; of equals the first ones
    stay."""
    size = len(heated)
    limit = min(params.top_k or size, size)
    ranked = np.sort(heated)[::-1]
    count = nucleus(ranked[:limit], params.top_p)
    if count == size:
        return np.arange(size), size
    edge = ranked[count - 1]
    above = np.flatnonzero(heated > edge)
    level = np.flatnonzero(heated == edge)[: count - len(above)]
    return np.sort(np.concatenate([above, level])), limit


def nucleus(probabilities: np.ndarray, top_p: float) -> int:
    """How many of these (most likely first) make up `top_p` of their sum; at least one."""
    if top_p >= 1:
        return len(probabilities)
    share = np.cumsum(probabilities)
    return min(len(probabilities), int(np.searchsorted(share, top_p * share[-1], side="left")) + 1)
