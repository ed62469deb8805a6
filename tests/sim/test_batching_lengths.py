"""The requests of a made workload: the variance changes the spread of the answers and nothing else."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tourapp.sim.batching import run_batching
from tourapp.sim.batching_lengths import quantile_lengths
from tourapp.sim.workload import Demand, Workload

SLIDER = [round(0.05 * k, 2) for k in range(31)]
STEPS = {
    0.0: (224, 224),
    0.25: (319, 241),
    0.5: (435, 251),
    0.75: (569, 267),
    1.0: (714, 270),
    1.25: (865, 323),
    1.5: (1012, 409),
}
"""Variance: steps under static and continuous batching, 64 requests of mean 28 in 8 slots."""


def answers(load: Workload) -> list[int]:
    return [request.output for request in load.requests]


@pytest.mark.parametrize(("variance", "steps"), STEPS.items())
def test_steps_at_the_usual_settings(variance: float, steps: tuple[int, int]) -> None:
    traces = run_batching(Demand(sigma=variance).workload()).traces
    assert (traces["static"].steps, traces["continuous"].steps) == steps


def test_static_idles_more_with_every_step_of_the_slider() -> None:
    idle = [
        1 - run_batching(Demand(sigma=each).workload(), ("static",)).traces["static"].utilisation for each in SLIDER
    ]
    assert idle[0] == 0 and all(more > less for less, more in pairwise(idle))


def test_the_work_is_the_same_at_every_variance() -> None:
    loads = [Demand(sigma=each).workload() for each in SLIDER]
    assert {sum(answers(load)) for load in loads} == {1792}
    assert len({tuple((one.arrival, one.prompt) for one in load.requests) for load in loads}) == 1


def ranks() -> list[int]:
    """Requests from the shortest answer to the longest, told apart where answers are so long that none are equal."""
    return np.argsort(answers(Demand(mean=100_000).workload())).tolist()


def test_every_request_keeps_its_rank() -> None:
    order = ranks()
    assert order != list(range(64)), "the seed has shuffled who is how long"
    for variance in SLIDER:
        lengths = answers(Demand(sigma=variance).workload())
        assert [lengths[i] for i in order] == sorted(lengths)


def test_the_seed_shuffles_and_nothing_else() -> None:
    for variance in (0.25, 0.75, 1.5):
        spreads = {tuple(sorted(answers(Demand(sigma=variance, seed=seed).workload()))) for seed in range(20)}
        assert len(spreads) == 1
    assert answers(Demand(seed=1).workload()) != answers(Demand(seed=2).workload())


def test_ours_is_one_of_them_and_its_length_follows_the_variance() -> None:
    loads = [Demand(sigma=each).workload() for each in SLIDER]
    assert {load.ours for load in loads} == {42} and ranks()[59] == 42
    ours = {each: load.requests[42].output for each, load in zip(SLIDER, loads, strict=True)}
    assert [ours[each] for each in STEPS] == [28, 39, 52, 64, 76, 84, 89]


@given(st.integers(1, 120), st.floats(1, 200), st.floats(0, 5))
@settings(max_examples=300, deadline=None)
def test_lengths_sum_exactly_and_ascend(n: int, mean: float, sigma: float) -> None:
    lengths = quantile_lengths(n, mean, sigma)
    assert lengths.sum() == max(n, round(n * mean)) and lengths.min() >= 1 and (np.diff(lengths) >= 0).all()


def test_lengths_by_hand() -> None:
    # Quantiles of 1/8, 3/8, 5/8, 7/8 are -1.150, -0.319, 0.319, 1.150; e to them 0.317, 0.727, 1.375, 3.159, which are
    # 5.577 together: of 40 tokens 2.27, 5.21, 9.86 and 22.66, so the two that lose most are rounded up.
    assert quantile_lengths(4, 10, 1.0).tolist() == [2, 5, 10, 23]
    assert quantile_lengths(3, 7, 0.0).tolist() == [7, 7, 7]
    assert quantile_lengths(1, 28, 1.5).tolist() == [28]
    assert quantile_lengths(3, 1, 2.0).tolist() == [1, 1, 1]


def test_a_made_spread_is_lognormal() -> None:
    lengths = quantile_lengths(5000, 10_000, 0.8)
    assert np.log(lengths).std() == pytest.approx(0.8, rel=0.01)
    assert np.median(lengths) == pytest.approx(10_000 * math.exp(-(0.8**2) / 2), rel=0.01)
