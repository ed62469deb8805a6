"""The drafts that guess ahead for speculative decoding: rounded copies, an early exit, and looking back in
the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from tourapp.engine.hooks import Cancel, never
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.model import Model
from tourapp.engine.model_store import cache_dir
from tourapp.engine.quantize import QuantSpec, quantize_weights
from tourapp.engine.sampler import Odds, SamplingParams, reshape
from tourapp.engine.transformer import Transformer
from tourapp.errors import UsageError

DRAW = 10
"""Stream of the random numbers a draft draws with."""

EXIT_LAYER = 24
NGRAM_LENGTHS = (3, 2)


@dataclass(frozen=True, slots=True)
class Guess:
    """One guessed token and the odds it was drawn from; `source` None means it was certain (odds 1)."""

    id: int
    source: Odds | None = None

    @property
    def probability(self) -> float:
        """The draft's odds of its guess."""
        return 1.0 if self.source is None else float(self.source.final[self.id])

    def odds(self, size: int) -> np.ndarray:
        """The draft's odds of every token [size]."""
        if self.source is not None:
            return self.source.final
        certain = np.zeros(size)
        certain[self.id] = 1.0
        return certain


class Draft(Protocol):
    """What speculative decoding asks of a draft."""

    name: str

    def begin(self, capacity: int) -> None:
        """Forget everything; sequences will hold at most `capacity` tokens."""

    def guess(self, sequence: Sequence[int], count: int, params: SamplingParams) -> list[Guess]:
        """Up to `count` tokens that may follow the sequence."""


class NetworkDraft:
    """A cheaper network that decodes ahead with its own KV cache."""

    def __init__(self, name: str, network: Transformer) -> None:
        """`network` shares the target's vocabulary."""
        self.name, self._network = name, network
        self._cache: KVCache | None = None
        self._past: list[int] = []

    def begin(self, capacity: int) -> None:
        """A fresh cache."""
        self._cache = KVCache(self._network.config, capacity)
        self._past = []

    def guess(self, sequence: Sequence[int], count: int, params: SamplingParams) -> list[Guess]:
        """Catch up with the sequence, then decode `count` tokens, drawing each from its own odds."""
        assert self._cache is not None
        known = 0
        while known < min(len(self._past), len(sequence) - 1) and self._past[known] == sequence[known]:
            known += 1
        self._cache.truncate(known)
        logits = self._network.prefill(sequence[known:], self._cache)
        guesses: list[Guess] = []
        for step in range(count):
            odds = reshape(logits, params)
            guesses.append(Guess(odds.draw(len(sequence) + step, DRAW), odds))
            if step + 1 < count:
                logits = self._network.decode([guesses[-1].id], self._cache)[0]
        self._past = [*sequence, *(g.id for g in guesses[:-1])]
        return guesses


class NgramDraft:
    """Looks for the last few tokens earlier in the text and guesses that the text goes on as it did there."""

    name = "ngram"

    def begin(self, capacity: int) -> None:
        """Nothing to prepare."""

    def guess(self, sequence: Sequence[int], count: int, params: SamplingParams) -> list[Guess]:
        """The continuation of the latest earlier occurrence of the last 3 (or 2) tokens; empty without
        one."""
        for length in NGRAM_LENGTHS:
            tail = list(sequence[-length:])
            for at in range(len(sequence) - length - 1, -1, -1):
                if list(sequence[at : at + length]) == tail:
                    return [Guess(int(token)) for token in sequence[at + length : at + length + count]]
        return []


def _rounded(name: str, spec: QuantSpec) -> Callable[[Model, Cancel], Draft]:
    def make(model: Model, cancel: Cancel) -> Draft:
        rounded = quantize_weights(model.transformer.weights, spec, scratch=cache_dir(), cancel=cancel)
        return NetworkDraft(name, Transformer(rounded))

    return make


DRAFTS: dict[str, Callable[[Model, Cancel], Draft]] = {
    "int4": _rounded("int4", QuantSpec(4, 64, True)),
    "int3": _rounded("int3", QuantSpec(3, 32, False)),
    "early-exit": lambda model, _cancel: NetworkDraft(
        "early-exit", Transformer(model.transformer.weights, depth=min(EXIT_LAYER, model.config.layers - 1))
    ),
    "ngram": lambda _model, _cancel: NgramDraft(),
}
"""Draft id -> how to make it. int4 and int3 take two or three seconds and 0.4 GB; the others nothing."""


def make_draft(name: str, model: Model, cancel: Cancel = never) -> Draft:
    """A draft by its id. Raises UsageError with the allowed ids, Cancelled when `cancel` says so."""
    if name not in DRAFTS:
        raise UsageError(f"draft: {name!r}, allowed: {', '.join(DRAFTS)}")
    return DRAFTS[name](model, cancel)
