"""The softmax as the world tells it: real logits and rows, what breaks, what spreads."""

from __future__ import annotations

import numpy as np
import pytest

from tourapp.engine.shipped import shipped_recording
from tourapp.world import Inputs, World
from tourapp.world.parts.softmax_numbers import SoftmaxNumbers


@pytest.fixture(scope="module")
def told() -> SoftmaxNumbers:
    found: SoftmaxNumbers = World(Inputs()).softmax_numbers
    return found


def test_the_race_is_the_closest_of_the_answer(told: SoftmaxNumbers) -> None:
    logits = -np.sort(-shipped_recording().top_logits.astype(np.float64), axis=1)
    gaps = logits[:, 0] - logits[:, 2]
    assert told.race.scores[0] - told.race.scores[2] == pytest.approx(gaps.min())
    assert len(set(told.race.texts)) == 3 and all(each.strip() for each in told.race.texts)


def test_shares_add_up_and_heat_brings_them_together(told: SoftmaxNumbers) -> None:
    spans = []
    for heat in (0.05, 0.3, 1.0, 3.0, 10.0):
        shares = [float(told.share(told.race, place, heat=heat).value) for place in range(3)]
        assert sum(shares) == pytest.approx(1.0, abs=1e-12) and shares == sorted(shares, reverse=True)
        spans.append(shares[0] - shares[2])
    assert spans == sorted(spans, reverse=True) and spans[0] > 0.9 and spans[-1] < 0.03


def test_an_offset_changes_nothing(told: SoftmaxNumbers) -> None:
    plain = told.mine((0.0, 1.0, 2.0))
    lifted = told.lifted(plain, 1000.0)
    assert lifted.scores == (1000.0, 1001.0, 1002.0)
    one, two = (told.raised(each.scores).shares for each in (plain, lifted))
    assert (one == two).all()
    assert np.isnan(told.raised(lifted.scores, 32, 1.0, False).shares).all()


def test_our_rows_break_the_small_format_alone(told: SoftmaxNumbers) -> None:
    assert float(told.highest.value) == pytest.approx(28.4, abs=0.05)
    assert float(told.broken(16).value) == pytest.approx(0.019, abs=0.001)
    assert float(told.broken(32).value) == 0.0
    assert float(told.top_logit.value) > float(told.limit(16).value)


def test_products_spread_by_the_root(told: SoftmaxNumbers) -> None:
    for length in (4, 16, 64, 256):
        found = told.products(length)
        assert float(found.spread.value) == pytest.approx(length**0.5, rel=0.05)
        assert float(found.after.value) == pytest.approx(1.0, rel=0.05)
    assert told.entropy(True).value > 10 * told.entropy(False).value > 0.1


def test_the_row_is_the_one_that_the_pair_is_of(told: SoftmaxNumbers) -> None:
    at = told.row.texts.index(" river")
    assert told.row.scores[at] * 8.0 == pytest.approx(75.238, abs=5e-3) and told.best.texts[0] == " river"
    assert told.online(told.row)[-1].most == max(told.row.scores)
