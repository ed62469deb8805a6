"""The same greedy answer written twice, with a KV cache and without one, and timed: the two ways take turns, round by
round, so that a change of the machine's mood falls on both alike."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tourapp.engine.cores import take_cores, whole_machine
from tourapp.engine.hooks import Cancel, Cancelled, never
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.model import Model

RACE_TOKENS = 16
"""Tokens that both ways write."""
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Race:
    """Seconds of each round, with and without a cache, and the tokens that each way wrote (those of its last round).
    prompt: tokens of the prompt."""

    prompt: int
    cached: tuple[float, ...]
    naive: tuple[float, ...]
    cached_ids: tuple[int, ...]
    naive_ids: tuple[int, ...]

    @property
    def same(self) -> bool:
        """Whether both ways wrote the same tokens."""
        return self.cached_ids == self.naive_ids


def race(
    model: Model, ids: Sequence[int], tokens: int = RACE_TOKENS, rounds: int = ROUNDS, cancel: Cancel = never
) -> Iterator[float | Race]:
    """Write `tokens` greedy tokens after a prompt both ways, once to warm up and then round by round; yields the share
    done after each run, and at last the race. Raises Cancelled between passes."""
    model.transformer.warm()
    cache = KVCache(model.config, len(ids) + tokens)
    times: dict[str, list[float]] = {"cached": [], "naive": []}
    wrote: dict[str, list[int]] = {}
    done, runs = 0, 2 * (rounds + 1)
    with whole_machine():
        for turn in range(rounds + 1):
            for way in ("cached", "naive") if turn % 2 else ("naive", "cached"):
                take_cores()
                begun = time.perf_counter()
                wrote[way] = _write(model, list(ids), cache, tokens, keep=way == "cached", cancel=cancel)
                if turn:
                    times[way].append(time.perf_counter() - begun)
                done += 1
                yield done / runs
    yield Race(len(ids), tuple(times["cached"]), tuple(times["naive"]), tuple(wrote["cached"]), tuple(wrote["naive"]))


def _write(model: Model, ids: list[int], cache: KVCache, tokens: int, *, keep: bool, cancel: Cancel) -> list[int]:
    """Greedy tokens after the prompt; without `keep` every step reads everything anew."""
    network, made = model.transformer, list[int]()
    if cancel():
        raise Cancelled
    cache.truncate(0)
    logits = network.prefill(ids, cache)
    while True:
        made.append(int(logits.argmax()))
        if len(made) == tokens:
            return made
        if cancel():
            raise Cancelled
        if keep:
            logits = network.decode([made[-1]], cache)[0]
        else:
            cache.truncate(0)
            logits = network.prefill([*ids, *made], cache)
