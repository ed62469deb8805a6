"""Softmax step by step: shares, what overflows in which format, and the one pass."""

from __future__ import annotations

import numpy as np
import pytest

from tourapp.engine.softmax import limit, online, raised

HIGH = (1000.0, 1001.0, 1002.0)
SHARES = (0.09003, 0.24473, 0.66524)


def test_shares_are_one_in_all_and_keep_their_order() -> None:
    dice = np.random.default_rng(3)
    for _ in range(50):
        scores = dice.uniform(-20, 20, 7)
        shares = raised(scores, heat=float(dice.uniform(0.2, 5))).shares
        assert abs(shares.sum() - 1.0) < 1e-12 and (np.argsort(shares) == np.argsort(scores)).all()


@pytest.mark.parametrize("heat", [0.3, 1.0, 1.5])
def test_two_shares_stand_as_e_to_their_gap(heat: float) -> None:
    scores = (22.06, 21.84, 21.62)
    shares = raised(scores, heat=heat).shares
    assert shares[0] / shares[2] == pytest.approx(np.exp((scores[0] - scores[2]) / heat))
    if heat == 1.5:
        assert shares == pytest.approx([0.383, 0.331, 0.286], abs=5e-4)
    if heat == 0.3:
        assert shares == pytest.approx([0.584, 0.281, 0.135], abs=1e-3)


@pytest.mark.parametrize("bits", [16, 32, 64])
def test_high_scores_break_every_format_until_the_maximum_is_taken_away(bits: int) -> None:
    assert np.isnan(raised(HIGH, bits, safe=False).shares).all()
    assert raised(HIGH, bits).shares == pytest.approx(SHARES, abs=1e-3)
    assert raised(HIGH, bits).powers.max() == 1.0


def test_limits_are_where_a_power_is_infinite() -> None:
    for bits, told in ((16, 11.09), (32, 88.72), (64, 709.78)):
        assert limit(bits) == pytest.approx(told, abs=0.005)
        # the rounding of a format moves its own limit by a last digit
        assert np.isinf(raised((limit(bits) * 1.001 + 0.01,), bits, safe=False).powers).all()
        assert np.isfinite(raised((limit(bits) * 0.999 - 0.01,), bits, safe=False).powers).all()


def test_one_pass_gives_the_same_sum() -> None:
    scores = np.random.default_rng(5).normal(0, 6, 40)
    steps = online(scores)
    assert steps[-1].most == scores.max()
    assert steps[-1].total == pytest.approx(np.exp(scores - scores.max()).sum(), rel=1e-12)
    rises = (np.diff(np.maximum.accumulate(scores)) > 0).sum()
    assert sum(each.rescale < 1.0 for each in steps) == rises
