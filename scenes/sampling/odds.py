"""One choice of a token, as numbers: scores, odds under some settings, what the cut keeps, what a seed draws.

The odds are the engine's own (`Recording.odds` and the sampler); this only ranks, counts and keeps them. No drawing.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Generic, TypeVar

import numpy as np

from tourapp.engine.recording import Recording
from tourapp.engine.sampler import Odds, SamplingParams, largest, reshape, uniform

T = TypeVar("T")
LISTED = 1000
"""How many of the most likely tokens are listed one by one."""
FIRST = 64
"""How many draws are remembered one by one."""
LEAST = 5.0
"""Smallest expected count of a class in the chi-square test; rarer tokens are counted together."""


class Same(Generic[T]):
    """A thing as a key: equal only to itself. Recordings and arrays have no hash of their own."""

    __slots__ = ("thing",)

    def __init__(self, thing: T) -> None:
        self.thing = thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.thing is self.thing


@dataclass(frozen=True, slots=True)
class Choice:
    """The choice at one step. Arrays are in order of score, best first, at most LISTED long.

    ids, scores; raw = softmax at temperature 1; heated = at the chosen temperature; final = what is drawn from (0 where
    cut); kept = survives the cut. `kept_share` is the sum of `heated` over the kept ones, so final = heated /
    kept_share. `whole`: every score of the vocabulary was there, not just the highest. `drawn` is the drawn token's
    id, `chance` the number between 0 and 1 that the seed gave. `denominator` is the sum of e ** ((score - best) /
    temperature).
    """

    step: int
    params: SamplingParams
    vocabulary: int
    whole: bool
    ids: np.ndarray
    scores: np.ndarray
    raw: np.ndarray
    heated: np.ndarray
    final: np.ndarray
    kept: np.ndarray
    kept_count: int
    after_top_k: int
    kept_share: float
    entropy_bits: float
    drawn: int
    chance: float
    denominator: float
    line_ids: np.ndarray
    line_odds: np.ndarray
    """The kept ones laid end to end as the draw does: in order of their ids."""
    dice: Odds
    """The sampler's own odds over the kept ones, in that order: they make the draws."""

    @property
    def lost(self) -> float:
        """Share of the odds that the cut throws away; exactly 0 where nothing is cut."""
        return 0.0 if self.kept_count >= self.vocabulary else max(0.0, 1.0 - self.kept_share)

    @property
    def tail(self) -> float:
        """Share of the odds (before the cut) of all tokens beyond the list."""
        return max(0.0, 1.0 - float(self.heated.sum()))

    @property
    def place(self) -> int:
        """Where the drawn token stands in the list; -1 when it is beyond it."""
        at = np.flatnonzero(self.ids == self.drawn)
        return int(at[0]) if len(at) else -1

    def column_odds(self, cut: float = 1.0) -> np.ndarray:
        """Odds by which the columns are as high as they are: before the cut; a kept token's grow to those of the draw
        as `cut` goes 0..1, a rejected one's stay what it loses."""
        return np.where(self.kept, self.heated / (1.0 + (self.kept_share - 1.0) * cut), self.heated)


def vocabulary_of(recording: Recording) -> int:
    """Entries of the vocabulary, as far as the recording can tell."""
    return int(recording.full_logits.shape[1])


@lru_cache(maxsize=32)
def _openness(key: Same[Recording]) -> np.ndarray:
    r = key.thing
    share = np.exp(r.top_logits.astype(float) - r.logsumexp[:, None])
    bits = -(share * np.log2(np.maximum(share, 1e-30))).sum(1)
    bits.flags.writeable = False
    return np.asarray(bits)


def openness(recording: Recording) -> np.ndarray:
    """How open the choice was at every step [N]: entropy in bits at temperature 1 over the scores that are kept."""
    return _openness(Same(recording))


def widest_step(recording: Recording) -> int:
    """The first step with the most open choice, among those with all scores. -1 for a recording without a token."""
    steps = [int(s) for s in recording.full_steps if s < len(recording.ids)] or list(range(len(recording.ids)))
    return steps[int(np.argmax(openness(recording)[steps]))] if steps else -1


@lru_cache(maxsize=32)
def _sampled(key: Same[Recording], step: int, ranks: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    ids, scores = _candidates(key.thing, step)
    at = np.argsort(-scores, kind="stable")[[min(rank, len(ids)) - 1 for rank in ranks]]
    return ids[at], scores[at]


def at_ranks(recording: Recording, step: int, ranks: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Ids and scores of the tokens with these ranks (1 is the highest score)."""
    return _sampled(Same(recording), step, ranks)


@lru_cache(maxsize=16)
def _brightness(key: Same[Recording], step: int) -> np.ndarray:
    ids, scores = _candidates(key.thing, step)
    low, high = float(scores.min()), float(scores.max())
    light = np.zeros(vocabulary_of(key.thing), np.float32)
    light[ids] = np.minimum(1.0, 1.5 * ((scores - low) / max(high - low, 1e-6)) ** 1.5)
    light.flags.writeable = False
    return light


def brightness(recording: Recording, step: int) -> np.ndarray:
    """Light of every seat [vocabulary]: 0 for the lowest score, rising with power 1.5 to 1 for high ones; 0 where none
    is kept."""
    return _brightness(Same(recording), step)


def _candidates(recording: Recording, step: int) -> tuple[np.ndarray, np.ndarray]:
    """Ids and scores in order of id, as the draw goes through them."""
    ids, scores = recording.scores(step)
    if len(ids) and np.any(np.diff(ids) < 0):
        order = np.argsort(ids)
        return ids[order], scores[order]
    return ids, scores


@lru_cache(maxsize=96)
def _ranked(key: Same[Recording], step: int) -> np.ndarray:
    return largest(_candidates(key.thing, step)[1], LISTED)


@lru_cache(maxsize=48)
def _shaped(key: Same[Recording], step: int, params: SamplingParams) -> Choice:
    r = key.thing
    ids, scores = _candidates(r, step)
    odds = reshape(scores, params)
    order = _ranked(key, step)
    line = np.flatnonzero(odds.kept)
    arrays: list[Any] = [a[order] for a in (ids, scores, odds.raw, odds.heated, odds.final, odds.kept)] + [
        ids[line],
        odds.final[line],
    ]
    for array in arrays:
        array.flags.writeable = False
    line_ids, line_odds = arrays[6], arrays[7]
    dice = replace(
        odds, raw=line_odds, heated=line_odds, final=line_odds, kept=arrays[5][:0], _support=np.arange(len(line))
    )
    return Choice(  # type: ignore[call-arg]
        step,
        params,
        vocabulary_of(r),
        r.has_all_scores(step),
        *arrays[:6],
        odds.kept_count,
        odds.after_top_k,
        float(odds.heated[line].sum()),
        odds.entropy_bits,
        -1,
        0.0,
        1.0 / float(odds.heated[order[0]]),
        line_ids,
        line_odds,
        dice,
    )


@lru_cache(maxsize=64)
def _choice(key: Same[Recording], step: int, params: SamplingParams) -> Choice:
    found = _shaped(key, step, replace(params, seed=0))
    dice = replace(found.dice, params=params)
    return replace(
        found,
        params=params,
        dice=dice,
        drawn=int(found.line_ids[dice.draw(step)]),
        chance=float(uniform(params.seed, step, 0, 1)[0]),
    )


def choice(recording: Recording, step: int, params: SamplingParams | None = None) -> Choice:
    """The choice at a step under some settings (default: the recording's own). Kept for a while; about 3 ms when
    new."""
    return _choice(Same(recording), step, params or recording.params)


def settings(recording: Recording, **values: Any) -> SamplingParams:
    """The recording's settings with some of them changed; UsageError for a value out of range."""
    return replace(recording.params, **values)


@lru_cache(maxsize=32)
def _spread(key: Same[Recording], step: int, bins: int) -> tuple[np.ndarray, np.ndarray]:
    counts, edges = np.histogram(_candidates(key.thing, step)[1], bins)
    counts.flags.writeable = edges.flags.writeable = False
    return counts, edges


def spread(recording: Recording, step: int, bins: int = 44) -> tuple[np.ndarray, np.ndarray]:
    """How the scores of a step are spread: counts [bins] and edges [bins + 1]."""
    return _spread(Same(recording), step, bins)


@dataclass(frozen=True, slots=True)
class Histogram:
    """Real draws: how often each token of the list came, of `count`; where the first ones stand in the list (-1: beyond
    it); chi-square statistic, degrees of freedom, and p."""

    count: int
    seen: np.ndarray
    first: np.ndarray
    statistic: float
    freedom: int
    p: float


@lru_cache(maxsize=64)
def _histogram(key: Same[Recording], step: int, params: SamplingParams, count: int) -> Histogram:
    made = _choice(key, step, params)
    draws = made.dice.draw_many(count, step)
    seen = np.bincount(draws, minlength=len(made.line_ids))
    statistic, freedom = chi_square(seen, made.line_odds * count)
    by_id = np.zeros(made.vocabulary, np.int64)
    by_id[made.line_ids] = seen
    where = np.full(made.vocabulary, -1)
    where[made.ids] = np.arange(len(made.ids))
    listed, first = by_id[made.ids], where[made.line_ids[draws[:FIRST]]]
    listed.flags.writeable = first.flags.writeable = False
    return Histogram(count, listed, first, statistic, freedom, chi_square_p(statistic, freedom))


def histogram(recording: Recording, step: int, params: SamplingParams, count: int) -> Histogram:
    """`count` independent draws from the odds of a step, counted and tested against those odds."""
    return _histogram(Same(recording), step, params, count)


def chi_square(seen: np.ndarray, expected: np.ndarray) -> tuple[float, int]:
    """Pearson's statistic and its degrees of freedom; classes expected less than LEAST times are counted as one."""
    rare = expected < LEAST
    groups = [(seen[~rare].astype(float), expected[~rare])]
    if rare.any():
        groups.append((np.array([seen[rare].sum()], float), np.array([expected[rare].sum()])))
    observed, wanted = (np.concatenate(part) for part in zip(*groups, strict=True))
    solid = wanted > 0
    observed, wanted = observed[solid], wanted[solid]
    return float(((observed - wanted) ** 2 / wanted).sum()), max(0, len(wanted) - 1)


def chi_square_p(statistic: float, freedom: int) -> float:
    """Chance of a statistic at least this large when the odds are right. Closed form for whole degrees of freedom
    (Abramowitz and Stegun 26.4.4 and 26.4.5); 1 for none."""
    if freedom <= 0:
        return 1.0
    half = statistic / 2
    if freedom % 2:
        total, first = math.erfc(math.sqrt(half)), 0.5
    else:
        total, first = 0.0, 0.0
    power = first
    while power < freedom / 2 - 0.25:
        if half > 0:
            total += math.exp(power * math.log(half) - half - math.lgamma(power + 1))
        elif power == 0:
            total += 1.0
        power += 1
    return min(1.0, total)


@lru_cache(maxsize=64)
def _print(key: Same[Recording], step: int) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for array in key.thing.scores(step):
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def fingerprint(recording: Recording, step: int) -> str:
    """Short text that differs when the scores of a step differ: part of the key of a still layer."""
    return _print(Same(recording), step)
