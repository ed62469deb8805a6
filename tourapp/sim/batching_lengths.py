"""Lengths of the requests of a made workload: the quantiles of a lognormal spread, scaled to an exact number of tokens.

Nothing is drawn by chance here, so the spread changes which lengths there are and never how much work they are.
"""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def quantile_lengths(n: int, mean: float, sigma: float) -> Ints:
    """n whole lengths of 1 or more, shortest first, that sum to round(n * mean).

    The i-th is in proportion to exp(sigma * z), z the normal quantile in the middle of the i-th of n equal strata. What
    would be shorter than one token has one; the others share the rest. Rounding is by largest remainder. sigma 0 gives
    the mean n times. Example: 4 of mean 10 are 2, 5, 10 and 23 at sigma 1.
    """
    total = max(n, round(n * mean))
    return _whole(_at_least_one(np.exp(sigma * _middles(n)), total), total)


@lru_cache(maxsize=16)
def _middles(n: int) -> Floats:
    """Normal quantiles of (i + 1/2) / n, ascending and symmetric."""
    normal = NormalDist()
    lower = [normal.inv_cdf((i + 0.5) / n) for i in range(n // 2)]
    middles = np.array([*lower, *([0.0] if n % 2 else []), *(-z for z in reversed(lower))])
    middles.flags.writeable = False
    return middles


def _at_least_one(weights: Floats, total: int) -> Floats:
    """Shares of `total` in proportion to ascending weights, none below 1."""
    ones = 0
    rest = np.cumsum(weights[::-1])[::-1]
    while ones < len(weights) and weights[ones] * (total - ones) < rest[ones]:
        ones += 1
    shares = np.ones(len(weights))
    if ones < len(weights):
        shares[ones:] = weights[ones:] / rest[ones] * (total - ones)
    return shares


def _whole(shares: Floats, total: int) -> Ints:
    """Rounded so that they sum to `total`: down, and up for those that lose most; ties go to the first."""
    whole = np.floor(shares).astype(np.int64)
    left = total - int(whole.sum())
    whole[np.argsort(whole - shares, kind="stable")[:left]] += 1
    return np.sort(whole)
