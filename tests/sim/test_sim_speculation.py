"""Speculative decoding: closed form, simulation inside its interval, limits."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tourapp.errors import UsageError
from tourapp.sim.speculation import expected_tokens, run_speculation, speedup


def test_hand_worked() -> None:
    # alpha 1/2, gamma 2: 1 + 1/2 + 1/4 = 1.75 tokens; with drafts at a tenth, 1.75 / 1.2.
    assert expected_tokens(0.5, 2) == 1.75
    assert speedup(0.5, 2, 0.1) == pytest.approx(1.75 / 1.2)
    assert speedup(0.5, 2, 0.1, verify=2.0) == pytest.approx(1.75 / 2.2)


@pytest.mark.parametrize("alpha", [0.0, 0.3, 0.8, 0.99])
@pytest.mark.parametrize("gamma", [0, 1, 4, 12])
def test_closed_form_and_simulation(alpha: float, gamma: int) -> None:
    run = run_speculation(alpha, gamma, 0.2, seed=11)
    assert run.expected_tokens == pytest.approx((1 - alpha ** (gamma + 1)) / (1 - alpha))
    assert run.simulated_tokens == pytest.approx(run.expected_tokens, abs=2 * run.ci + 1e-12)
    assert run.speedup == pytest.approx(run.expected_tokens / (gamma * 0.2 + 1))
    assert run.histogram.sum() == run.cycles and len(run.histogram) == gamma + 1
    odds = [alpha**k * (1 - alpha) for k in range(gamma)] + [alpha**gamma]
    assert np.allclose(run.histogram / run.cycles, odds, atol=0.008)


def test_all_accepted_gives_gamma_plus_one() -> None:
    run = run_speculation(1.0, 5, 0.1)
    assert run.expected_tokens == run.simulated_tokens == 6.0 and run.ci == 0.0


def test_it_pays_for_some_gamma_only_if_alpha_exceeds_cost() -> None:
    for alpha in (0.2, 0.5, 0.9):
        for cost in (0.1, 0.3, 0.6, 0.95):
            best = max(speedup(alpha, gamma, cost) for gamma in range(1, 60))
            assert (best > 1.0 + 1e-12) == (alpha > cost) == run_speculation(alpha, 1, cost, cycles=10).can_pay


def test_same_seed_same_run() -> None:
    assert run_speculation(0.7).simulated_tokens == run_speculation(0.7).simulated_tokens
    assert run_speculation(0.7).simulated_tokens != run_speculation(0.7, seed=8).simulated_tokens


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"alpha": 1.1}, "alpha"),
        ({"alpha": math.nan}, "alpha"),
        ({"gamma": -1}, "gamma"),
        ({"cost": -0.1}, "cost"),
        ({"cost": math.inf}, "cost"),
        ({"cycles": 0}, "cycles"),
    ],
)
def test_unusable_values_are_named(change: dict, word: str) -> None:
    with pytest.raises(UsageError, match=word):
        run_speculation(**change)
