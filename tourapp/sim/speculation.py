"""Speculative decoding as arithmetic: tokens per cycle when each guess is accepted with probability alpha,
and the speed-up.

Each guess of a cycle is accepted independently until the first miss (Leviathan et al., arXiv:2211.17192);
the checking pass then adds one token of its own. Not the real drafts and models: those are in the engine,
and their acceptance is measured.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourapp.errors import UsageError

CYCLES = 100_000
MOST_GAMMA = 1_000
NORMAL_95 = 1.959964  # two-sided 95 % quantile of the normal distribution


@dataclass(frozen=True, slots=True, eq=False)
class SpeculationCount:
    """Expected beside simulated. `cost` is one draft step over one target pass; `verify` one checking pass
    over a plain one.
    """

    alpha: float
    gamma: int
    cost: float
    verify: float
    cycles: int
    seed: int
    expected_tokens: float  # per cycle: (1 - alpha^(gamma+1)) / (1 - alpha); gamma + 1 at alpha 1
    simulated_tokens: float  # mean over the cycles
    ci: float  # half-width of its 95 % confidence interval
    speedup: float  # expected tokens / (gamma cost + verify)
    simulated_speedup: float
    accepted: NDArray[np.int64]  # guesses accepted in each cycle, 0..gamma
    histogram: NDArray[np.int64]  # cycles by guesses accepted (gamma + 1 counts)

    @property
    def pays(self) -> bool:
        """Whether this gamma is faster than plain decoding."""
        return self.speedup > 1.0

    @property
    def can_pay(self) -> bool:
        """Whether any gamma is: alpha > cost, while checking costs no more than a plain pass."""
        return self.alpha > self.cost


def expected_tokens(alpha: float, gamma: int) -> float:
    """Tokens per cycle: 1 + alpha + ... + alpha^gamma = (1 - alpha^(gamma+1)) / (1 - alpha).

    Example: alpha 0.8, gamma 4 gives 3.3616; alpha 1 gives gamma + 1.
    """
    return math.fsum(alpha**i for i in range(gamma + 1))


def speedup(alpha: float, gamma: int, cost: float, verify: float = 1.0) -> float:
    """Expected tokens over the time of a cycle in plain passes: gamma drafts at `cost` and one check at
    `verify`.
    """
    return expected_tokens(alpha, gamma) / (gamma * cost + verify)


def run_speculation(
    alpha: float = 0.8, gamma: int = 4, cost: float = 0.1, seed: int = 7, *, cycles: int = CYCLES, verify: float = 1.0
) -> SpeculationCount:
    """Simulate `cycles` cycles and put the closed form beside them. UsageError names a value out of range."""
    for field, value, low, high in (
        ("alpha", alpha, 0, 1),
        ("gamma", gamma, 0, MOST_GAMMA),
        ("cost", cost, 0, 1000),
        ("verify", verify, 1e-3, 1000),
        ("cycles", cycles, 2, 10_000_000),
        ("seed", seed, 0, 2**63 - 1),
    ):
        if not (math.isfinite(value) and low <= value <= high):
            raise UsageError(f"{field}: {value} is out of range; use {low:g} to {high:g}")
    accepted = _accepted(alpha, gamma, cycles, seed)
    mean = float(accepted.mean()) + 1.0
    histogram = np.bincount(accepted, minlength=gamma + 1)
    for array in (accepted, histogram):
        array.flags.writeable = False
    expected = expected_tokens(alpha, gamma)
    time = gamma * cost + verify
    return SpeculationCount(
        alpha,
        gamma,
        cost,
        verify,
        cycles,
        seed,
        expected,
        mean,
        NORMAL_95 * float(accepted.std(ddof=1)) / math.sqrt(cycles),
        expected / time,
        mean / time,
        accepted,
        histogram,
    )


def _accepted(alpha: float, gamma: int, cycles: int, seed: int) -> NDArray[np.int64]:
    """Successes before the first miss, at most gamma: the miss is drawn from the geometric distribution."""
    if alpha >= 1.0:
        return np.full(cycles, gamma, np.int64)
    return np.minimum(np.random.default_rng(seed).geometric(1.0 - alpha, cycles) - 1, gamma)
