"""The case: a row of eight scores, a temperature, top-k and top-p; what the engine makes of them, and what another
chain of the same blocks would."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tourapp.engine.sampler import Odds, SamplingParams, nucleus, reshape
from tourapp.learning.labs.kinds import Prediction
from tourapp.learning.labs.seeds import Draw
from tourapp.quantity import Quantity
from tourapp.words import Phrase

NAMES = "ABCDEFGH"
TEMPERATURES, TOP_KS, TOP_PS = (1.5, 1.2, 1.8), (5, 4, 6), (0.9, 0.8, 0.7)
HEAT, CUT_K, SHARES, CUT_P = "t", "k", "s", "p"
BLOCKS = (HEAT, CUT_K, SHARES, CUT_P)
"""Temperature, top-k, shares of what is left, top-p."""
TRIES = 400


@dataclass(frozen=True, slots=True)
class SamplerCase:
    """scores: of eight candidates, the highest first."""

    scores: tuple[float, ...]
    temperature: float
    top_k: int
    top_p: float

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
        """Shares of the draw after the blocks in an order; zero where a candidate was cut."""
        odds = np.array(self.odds.raw, np.float64)
        for block in order:
            odds = self._through(block, odds)
        return odds / odds.sum()

    def _through(self, block: str, odds: np.ndarray) -> np.ndarray:
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
    params = SamplingParams(temperature=case.temperature, top_k=case.top_k, top_p=case.top_p)
    return reshape(np.asarray(case.scores), params)


def cold(case: SamplerCase) -> int:
    """How many would be left without the temperature."""
    return nucleus(np.asarray(case.odds.raw)[: case.top_k], case.top_p)


def absolute(case: SamplerCase) -> int:
    """How many would be left where top-p is measured before shares are made to one again."""
    return _first_to(np.asarray(case.odds.heated)[: case.top_k], case.top_p)


def draw_case(draw: Draw) -> SamplerCase:
    """A row on which the order of the cuts matters."""
    found = SamplerCase((0.0,) * len(NAMES), TEMPERATURES[0], TOP_KS[0], TOP_PS[0])
    for attempt in range(TRIES):
        steps = [0.1 * (1 + draw.number((attempt, place), 8)) for place in range(len(NAMES) - 1)]
        scores = tuple(round(6.0 - sum(steps[:place]), 1) for place in range(len(NAMES)))
        heat = TEMPERATURES[draw.number((attempt, -1), len(TEMPERATURES))]
        top_k = TOP_KS[draw.number((attempt, -2), len(TOP_KS))]
        top_p = TOP_PS[draw.number((attempt, -3), len(TOP_PS))]
        found = SamplerCase(scores, heat, top_k, top_p)
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
    shares = {name: Quantity(float(share)) for name, share in zip(NAMES, case.odds.heated, strict=True)}
    return {**shares, "k": Quantity(case.top_k), "p": Quantity(case.top_p)}


def _why(_case: SamplerCase, _ratio: float) -> Phrase:
    return Phrase("Heat flattens the row, so top-p needs more; top-k has cut the tail.")


GUESS = Prediction(
    truth=lambda case: Quantity(case.kept, "1", "candidates left for the draw", "n_d"),
    unit=lambda n: Phrase("{n|candidate|candidates}", n=n),
    low=1.0,
    high=10.0,
    surprise=_why,
)
