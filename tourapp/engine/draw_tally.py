"""Many real draws from one choice, counted, and Pearson's chi-square test of whether they fit the odds.

Only the standard library and numpy: the chance of a misfit has a closed form for whole degrees of freedom.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from tourapp.engine.token_choice import TokenChoice

FIRST = 64
"""How many draws are remembered one by one."""
LEAST = 5.0
"""Smallest expected count of a class in the chi-square test; rarer tokens are counted together."""


@dataclass(frozen=True, slots=True, eq=False)
class DrawTally:
    """Real draws: how often each listed token came (`seen`), of `count`; where the first ones stand in the list (-1:
    beyond it); chi-square statistic, degrees of freedom, and p."""

    count: int
    seen: np.ndarray
    first: np.ndarray
    statistic: float
    freedom: int
    p: float


def tally_draws(choice: TokenChoice, count: int) -> DrawTally:
    """`count` independent draws from the odds of a choice, counted and tested against those odds."""
    draws = choice.dice.draw_many(count, choice.step)
    seen = np.bincount(draws, minlength=len(choice.line_ids))
    statistic, freedom = chi_square(seen, choice.line_odds * count)
    by_id = np.zeros(choice.vocabulary, np.int64)
    by_id[choice.line_ids] = seen
    where = np.full(choice.vocabulary, -1)
    where[choice.ids] = np.arange(len(choice.ids))
    listed, first = by_id[choice.ids], where[choice.line_ids[draws[:FIRST]]]
    listed.flags.writeable = first.flags.writeable = False
    return DrawTally(count, listed, first, statistic, freedom, chi_square_p(statistic, freedom))


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
