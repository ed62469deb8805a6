"""Temperature, top-k, top-p, renormalise, draw: against a slow rewrite, and by counting draws."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from scipy import stats

from tourapp.engine.sampler import SamplingParams, largest, log_sum_exp, reshape, softmax
from tourapp.errors import UsageError

scores = st.lists(st.floats(-30, 30, width=32), min_size=1, max_size=60)


def slow(values: list[float], params: SamplingParams) -> tuple[list[float], int, bool]:
    """The same rules, one number at a time, in Python floats.

    Returns the odds, how many were kept, and whether top-p was hit within rounding, so that one more or one
    fewer is as right.
    """
    size = len(values)
    if params.temperature == 0:
        best = values.index(max(values))
        return [1.0 if i == best else 0.0 for i in range(size)], 1, False
    shifted = [math.exp((v - max(values)) / params.temperature) for v in values]
    heated = [x / math.fsum(shifted) for x in shifted]
    order = sorted(range(size), key=lambda i: (-heated[i], i))[: params.top_k or size]
    left = math.fsum(heated[i] for i in order)
    kept, mass, close = [], 0.0, False
    for i in order:
        if mass >= params.top_p and params.top_p < 1:
            break
        kept.append(i)
        mass += heated[i] / left
        close = close or abs(mass - params.top_p) < 1e-9
    whole = math.fsum(heated[i] for i in kept)
    return [heated[i] / whole if i in kept else 0.0 for i in range(size)], len(kept), close


@seed(11)
@settings(max_examples=400, deadline=None, database=None)
@given(
    values=scores,
    temperature=st.sampled_from([0.0, 0.3, 0.8, 1.0, 2.0]),
    top_k=st.sampled_from([0, 1, 2, 7, 40, 1000]),
    top_p=st.sampled_from([0.05, 0.37, 0.9, 0.999, 1.0]),
)
def test_against_the_slow_rules(values: list[float], temperature: float, top_k: int, top_p: float) -> None:
    params = SamplingParams(temperature, top_k, top_p, 7)
    odds = reshape(np.asarray(values, np.float32), params)
    expected, count, close = slow([float(np.float32(v)) for v in values], params)
    assert abs(odds.final.sum() - 1) < 1e-9
    assert odds.kept_count == int(odds.kept.sum())
    assert (odds.final[~odds.kept] == 0).all()
    assert odds.kept[odds.draw(0)]
    if params.top_p < 1 and close:
        assert abs(odds.kept_count - count) <= 1
    else:
        assert odds.kept_count == count
        assert np.allclose(odds.final, expected, atol=1e-9)
    nonzero = odds.final[odds.final > 0]
    assert odds.entropy_bits == pytest.approx(-(nonzero * np.log2(nonzero)).sum(), abs=1e-9)


def test_default_order_on_a_case_worked_by_hand() -> None:
    # odds 8:4:2:1:1; top-k 3 leaves 8:4:2 = .571 .286 .143; top-p 0.8 keeps two: 2/3, 1/3
    logits = np.log(np.asarray([1.0, 8.0, 2.0, 4.0, 1.0]))
    odds = reshape(logits, SamplingParams(1.0, 3, 0.8, 7))
    assert odds.final.round(6).tolist() == [0, 0.666667, 0, 0.333333, 0]
    assert (odds.after_top_k, odds.kept_count) == (3, 2)
    # top-p on the whole (8/16 + 4/16 < 0.8) would have kept three
    assert reshape(logits, SamplingParams(1.0, 0, 0.8, 7)).kept_count == 3
    assert reshape(logits, SamplingParams(2.0, 0, 1.0, 7)).final[1] == pytest.approx(8**0.5 / (2 + 8**0.5 + 2 + 2**0.5))


def test_greedy_is_the_first_highest() -> None:
    odds = reshape(np.asarray([1.0, 5.0, 5.0, 2.0]), SamplingParams(0.0, 40, 0.9, 7))
    assert (odds.draw(0), odds.draw(99), odds.entropy_bits, odds.kept_count) == (1, 1, 0.0, 1)
    assert odds.raw.sum() == pytest.approx(1)


def test_ties_keep_exactly_k() -> None:
    odds = reshape(np.zeros(10), SamplingParams(1.0, 4, 1.0, 7))
    assert odds.kept.tolist() == [True] * 4 + [False] * 6


def test_draws_follow_the_odds() -> None:
    logits = np.random.default_rng(0).normal(size=1_000) * 3
    odds = reshape(logits, SamplingParams(0.9, 20, 0.95, 3))
    drawn = np.bincount(odds.draw_many(20_000), minlength=1_000)
    assert drawn[~odds.kept].sum() == 0
    assert stats.chisquare(drawn[odds.kept], odds.final[odds.kept] * 20_000).pvalue > 1e-3


def test_draws_depend_on_seed_and_step_only() -> None:
    logits = np.random.default_rng(1).normal(size=500)
    first, again = (reshape(logits, SamplingParams(1.0, 0, 1.0, 5)) for _ in range(2))
    walk = [first.draw(step) for step in range(30)]
    assert walk == [again.draw(step) for step in range(30)]
    assert [again.draw(step) for step in reversed(range(30))] == walk[::-1]
    assert len(set(walk)) > 10
    other = reshape(logits, SamplingParams(1.0, 0, 1.0, 6))
    assert [other.draw(step) for step in range(30)] != walk


def test_one_draw_per_step_is_uniform_over_steps() -> None:
    odds = reshape(np.zeros(8), SamplingParams(1.0, 0, 1.0, 7))
    counts = np.bincount([odds.draw(step) for step in range(4_000)], minlength=8)
    assert stats.chisquare(counts).pvalue > 1e-3


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("temperature", (-0.1, 2.01, math.nan, math.inf)),
        ("top_k", (-1,)),
        ("top_p", (0.0, -1.0, 1.5, math.nan)),
        ("seed", (-1, 2**63)),
    ],
)
def test_bad_settings_are_named(field: str, values: tuple[float, ...]) -> None:
    for value in values:
        with pytest.raises(UsageError, match=field):
            SamplingParams(**{field: value})


def test_scores_without_sense_are_refused() -> None:
    for bad in ([math.nan, 1.0], [-math.inf, -math.inf], [math.inf, 0.0]):
        with pytest.raises(UsageError, match="logits"):
            reshape(np.asarray(bad), SamplingParams())
    assert reshape(np.asarray([-math.inf, 0.0]), SamplingParams(1.0, 0, 1.0, 7)).final.tolist() == [0, 1]


def test_helpers() -> None:
    values = np.asarray([3.0, 1.0, 3.0, 2.0])
    assert largest(values, 3).tolist() == [0, 2, 3]
    assert largest(values, 99).tolist() == [0, 2, 3, 1]
    assert largest(values, 0).tolist() == []
    assert log_sum_exp(np.asarray([1000.0, 1000.0])) == pytest.approx(1000 + math.log(2))
    assert softmax(np.asarray([[0.0, 0.0], [1e4, 0.0]])).tolist() == [[0.5, 0.5], [1.0, 0.0]]
