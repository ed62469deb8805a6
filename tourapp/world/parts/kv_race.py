"""World parts of the race: the same answer written with a KV cache and without one, timed in turns. Recorded figures
stand until somebody asks for a race on this computer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import cycle, islice
from statistics import median

import numpy as np

from tourapp.engine.kv_race import RACE_TOKENS, Race, race
from tourapp.engine.loop_record import shipped_loop
from tourapp.engine.model_store import is_installed
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import MEASURED, RECORDED
from tourapp.sim.loop import Loop, loop
from tourapp.words import Phrase
from tourapp.world.declare import Block, number, presses
from tourapp.world.generation import shared_model
from tourapp.world.part import PartView, part
from tourapp.world.rounds import in_rounds, is_busy

ALIKE = 1.15
"""Two ratios within this factor are the same to the eye."""


@dataclass(frozen=True)
class RaceInputs(Block):
    """The race, on this computer."""

    race_run: int = presses("Race on this computer")
    race_prompt: int = number("Prompt of the race (tokens), 0 for the request's", 0, 2000, 0)
    race_tokens: int = number("Answer of the race (tokens)", 2, 256, RACE_TOKENS)


def recorded_race() -> Race:
    """The race that ships."""
    return shipped_loop().race


def _at_hand(view: PartView) -> Race | None:
    return recorded_race() if view.race_run <= 0 else None


RACED = ("race_run", "race_prompt", "race_tokens", "prompt", "chat")


def _long(ids: list[int], tokens: int) -> list[int]:
    """A prompt of so many tokens: the request's, cut or said again and again; 0 leaves it as it is."""
    return list(islice(cycle(ids), tokens)) if tokens else ids


@part("kv_race", reads=RACED, slow=True, stand_in=recorded_race, at_hand=_at_hand)
def _kv_race(view: PartView) -> Race:
    """Five rounds of the real small model after the request's prompt, or one as long as asked for; the recorded one
    before the first press, without the model and when stopped."""
    if view.race_run <= 0 or not is_installed():
        return recorded_race()
    model = shared_model()
    ids = _long(list(model.encode(view.prompt, view.chat).ids), int(view.race_prompt))
    view.progress(0.0, "racing with and without a cache: warming up")
    steps = race(model, ids, int(view.race_tokens), cancel=view.cancelled)
    return in_rounds(view, "racing with and without a cache", steps, recorded_race())


@dataclass(frozen=True, slots=True, eq=False)
class RaceNumbers:
    """cached, naive: median seconds of a run of each way, and every round's [rounds]; times: how many times as long;
    loop: the token passes of this very race; seen: whether it was run on this computer; busy: whether its rounds lie
    so far apart that something else was going on; low, high: of the rounds' ratios; answer: tokens written."""

    cached: Quantity
    naive: Quantity
    cached_rounds: np.ndarray
    naive_rounds: np.ndarray
    times: Quantity
    low: Quantity
    high: Quantity
    loop: Loop
    rounds: Quantity
    answer: Quantity
    seen: bool
    busy: bool
    same: bool

    @property
    def gain(self) -> str:
        """Whether time gained "less" than token passes did, the "same" or "more"."""
        ratio = float(self.times.value) / float(self.loop.saved.value)
        return "same" if 1 / ALIKE <= ratio <= ALIKE else "more" if ratio > 1 else "less"


@part("race_numbers", needs=("kv_race",))
def _race_numbers(view: PartView) -> RaceNumbers:
    return numbers_of(view.kv_race)


def numbers_of(run: Race) -> RaceNumbers:
    """What a race comes to."""
    seen = run != recorded_race()
    source = MEASURED if seen else RECORDED
    counts = loop(run.prompt, len(run.cached_ids))
    given = f"(prompt={run.prompt}, answer={len(run.cached_ids)})"
    for each in fields(counts):
        getattr(counts, each.name).christen(f"loop.{each.name}{given}")

    def middle(seconds: Sequence[float], way: str, symbol: str) -> Quantity:
        name = Phrase("{way}, median of {n} rounds", way=Phrase(way), n=len(seconds))
        return Quantity(float(median(seconds)), "s", name, symbol, source=source)

    cached, naive = middle(run.cached, "with a cache", "t_c"), middle(run.naive, "without a cache", "t_n")
    ratios = np.array(run.naive) / np.array(run.cached)
    low, high = (
        Quantity(float(value), "times", words, symbol, source=source)
        for value, words, symbol in ((ratios.min(), "lowest of the rounds", "r_1"), (ratios.max(), "highest", "r_2"))
    )
    return RaceNumbers(
        cached=cached,
        naive=naive,
        cached_rounds=np.array(run.cached),
        naive_rounds=np.array(run.naive),
        times=derive("time without a cache over time with it", "r_t", "times", "t_n / t_c", naive, cached),
        low=low,
        high=high,
        loop=counts,
        rounds=Quantity(len(run.cached), "1", "rounds, both ways in turns", "k", source=source),
        answer=Quantity(len(run.cached_ids), "token", "tokens that both ways wrote", "n", source=source),
        seen=seen,
        busy=is_busy(run.cached, run.naive),
        same=run.same,
    )
