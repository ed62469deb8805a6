"""The case: a row of scores that the small model gave at one step of the recorded answer, a temperature, top-k and
top-p; what the engine makes of them, what another chain of the same blocks would, and a thousand draws.

The row is as the recording keeps it: every score of the vocabulary at some steps, the 256 highest at the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tourapp.engine.draw_tally import chi_square, chi_square_p
from tourapp.engine.sampler import Odds, SamplingParams, nucleus, reshape
from tourapp.engine.shipped import shipped_recording
from tourapp.engine.token_choice import candidates
from tourapp.engine.tokenizer import shipped_tokenizer
from tourapp.learning.labs.kinds import Prediction
from tourapp.learning.labs.seeds import Draw
from tourapp.quantity import Quantity
from tourapp.words import Phrase

NAMES = "ABCDEFGH"
"""Of the tokens that are shown, the highest score first."""
TEMPERATURES, TOP_KS, TOP_PS = (1.5, 1.2, 1.8), (5, 4, 6), (0.9, 0.8, 0.7)
HEAT, CUT_K, SHARES, CUT_P = "t", "k", "s", "p"
BLOCKS = (HEAT, CUT_K, SHARES, CUT_P)
"""Temperature, top-k, shares of what is left, top-p."""
TRIES = 400
SURE = 0.75
"""A step whose best token has more than this at temperature one is no choice worth cutting."""
DRAWS, LEVEL = 1000, 0.01
"""Draws of a right chain, and the chance of a misfit below which they are told not to pass."""


@dataclass(frozen=True, slots=True)
class DrawTest:
    """A thousand draws of the chain: how often each shown token came, and Pearson's test against its shares."""

    seen: tuple[int, ...]
    statistic: float
    freedom: int
    p: float

    @property
    def passes(self) -> bool:
        """Whether the counts fit at the level."""
        return self.p >= LEVEL


@dataclass(frozen=True, slots=True)
class SamplerCase:
    """step: of the recorded answer; seed: of the draws."""

    step: int
    temperature: float
    top_k: int
    top_p: float
    seed: int = 0

    @property
    def scores(self) -> tuple[float, ...]:
        """Of the tokens that are shown."""
        return tuple(float(score) for score in _row(self.step)[1][: len(NAMES)])

    @property
    def size(self) -> int:
        """Scores in the row."""
        return len(_row(self.step)[0])

    def word(self, place: int) -> str:
        """A token of the row as one can read it."""
        return _word(int(_row(self.step)[0][place]))

    @property
    def draws(self) -> DrawTest:
        """What comes of a thousand draws."""
        return _draws(self)

    @property
    def odds(self) -> Odds:
        """Every stage as the engine has it."""
        return _odds(self)

    @property
    def kept(self) -> int:
        """How many candidates are left."""
        return self.odds.kept_count

    @property
    def left_by_k(self) -> float:
        """Shares that top-k leaves, added up, before they are made to one again."""
        return float(self.odds.heated[: self.top_k].sum())

    @property
    def best(self) -> float:
        """The share of the best candidate in the draw."""
        return float(self.odds.final[0])

    def chain(self, order: tuple[str, ...]) -> np.ndarray:
        """Shares of the draw after the blocks in an order, over the whole row; zero where a token was cut."""
        return _chain(self, order)

    def through(self, block: str, odds: np.ndarray) -> np.ndarray:
        """Shares after one more block."""
        here = np.flatnonzero(odds > 0)
        if block == HEAT:
            found = np.zeros_like(odds)
            found[here] = odds[here] ** (1.0 / self.temperature)
            return found / found.sum()
        if block == SHARES:
            return odds / odds.sum()
        count = self.top_k if block == CUT_K else _first_to(odds[here], self.top_p)
        cut = odds.copy()
        cut[here[count:]] = 0.0
        return cut


def _first_to(shares: np.ndarray, top_p: float) -> int:
    """How many of these, the largest first, it takes to a sum of top_p as it stands; all where it is never reached."""
    return min(len(shares), int(np.searchsorted(np.cumsum(shares), top_p - 1e-12, side="left")) + 1)


@lru_cache(maxsize=64)
def _odds(case: SamplerCase) -> Odds:
    return reshape(_row(case.step)[1], SamplingParams(case.temperature, case.top_k, case.top_p, case.seed))


@lru_cache(maxsize=64)
def _row(step: int) -> tuple[np.ndarray, np.ndarray]:
    """Ids and scores of a step, the highest first; of equals the lower id."""
    ids, scores = candidates(shipped_recording(), step)
    order = np.argsort(-scores, kind="stable")
    return ids[order], scores[order]


@lru_cache(maxsize=1024)
def _word(token: int) -> str:
    text = shipped_tokenizer().token_bytes(token).decode("utf-8", "replace")
    return text.replace(" ", "·").replace("\n", "↵")


@lru_cache(maxsize=256)
def _chain(case: SamplerCase, order: tuple[str, ...]) -> np.ndarray:
    odds = np.array(case.odds.raw, np.float64)
    for block in order:
        odds = case.through(block, odds)
    found: np.ndarray = odds / odds.sum()
    found.flags.writeable = False
    return found


@lru_cache(maxsize=64)
def _draws(case: SamplerCase) -> DrawTest:
    seen = np.bincount(case.odds.draw_many(DRAWS), minlength=case.size)
    kept = np.flatnonzero(case.odds.kept)
    statistic, freedom = chi_square(seen[kept], case.odds.final[kept] * DRAWS)
    shown = tuple(int(count) for count in seen[: len(NAMES)])
    return DrawTest(shown, statistic, freedom, chi_square_p(statistic, freedom))


@lru_cache(maxsize=1)
def open_steps() -> tuple[int, ...]:
    """Steps of the recorded answer at which something is to be chosen."""
    recording = shipped_recording()
    best = np.exp(recording.top_logits.max(1) - recording.logsumexp)
    return tuple(step for step in range(len(best)) if float(best[step]) <= SURE)


@lru_cache(maxsize=1)
def whole_steps() -> tuple[int, ...]:
    """Those of which every score of the vocabulary is recorded."""
    whole = set(shipped_recording().full_steps.tolist())
    return tuple(step for step in open_steps() if step in whole)


def cold(case: SamplerCase) -> int:
    """How many would be left without the temperature."""
    return nucleus(np.asarray(case.odds.raw)[: case.top_k], case.top_p)


def absolute(case: SamplerCase) -> int:
    """How many would be left where top-p is measured before shares are made to one again."""
    return _first_to(np.asarray(case.odds.heated)[: case.top_k], case.top_p)


def draw_case(draw: Draw) -> SamplerCase:
    """A row on which the order of the cuts matters."""
    steps = whole_steps() if draw.first else open_steps()
    found = SamplerCase(steps[-1], TEMPERATURES[0], TOP_KS[0], TOP_PS[0])
    for attempt in range(TRIES):
        step = steps[draw.number((attempt, 0), len(steps))]
        heat = TEMPERATURES[draw.number((attempt, -1), len(TEMPERATURES))]
        top_k = TOP_KS[draw.number((attempt, -2), len(TOP_KS))]
        top_p = TOP_PS[draw.number((attempt, -3), len(TOP_PS))]
        found = SamplerCase(step, heat, top_k, top_p, draw.number("seed", 1_000_000))
        if _decides(found):
            return found
    return found


def _decides(case: SamplerCase) -> bool:
    """Whether wrong ways keep others than the engine does."""
    first = int((case.chain((CUT_P, CUT_K, SHARES, HEAT)) > 0).sum())
    late = int((case.chain((HEAT, CUT_P, CUT_K, SHARES)) > 0).sum())
    return case.kept > 1 and case.kept not in (first, late, cold(case), absolute(case)) and cold(case) != absolute(case)


def given(case: SamplerCase) -> dict[str, Quantity]:
    """The heated shares by their letters, and the three settings."""
    shares = {name: Quantity(float(share)) for name, share in zip(NAMES, case.odds.heated, strict=False)}
    return {**shares, "k": Quantity(case.top_k), "p": Quantity(case.top_p)}


def _why(case: SamplerCase, ratio: float) -> Phrase:
    if ratio > 1.2:
        return Phrase("Top-k leaves {k} at most, and top-p cuts again: it counts only what is left.", k=case.top_k)
    if ratio < 0.8:
        return Phrase("Heat flattens the row, so top-p needs more tokens to reach its share.")
    return Phrase("Heat flattens the row, so top-p needs more; top-k has cut the tail.")


GUESS = Prediction(
    truth=lambda case: Quantity(case.kept, "1", "candidates left for the draw", "n_d"),
    unit=lambda n: Phrase("{n|candidate|candidates}", n=n),
    low=1.0,
    high=10.0,
    surprise=_why,
    edges=(1.0, 1.5, 2.5, 3.5, 5.5, 10.0),
    whole=True,
)
