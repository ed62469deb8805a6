"""The odds of a choice are the engine's own, under any settings, and real draws fit them."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import chi2

from scenes.sampling.heights import FULL_HEIGHT, column_odds, height_of
from tests.scenes.sampling.helpers import REAL, RIVER, STEP, chosen, world
from tourapp.engine.draw_tally import chi_square, chi_square_p
from tourapp.engine.token_choice import LISTED
from tourapp.errors import UsageError
from tourapp.world.choice_numbers import ChoiceNumbers

TRIED = (
    (0.0, 40, 0.9),
    (0.3, 40, 0.9),
    (0.8, 40, 0.9),
    (0.8, 0, 1.0),
    (1.5, 40, 1.0),
    (2.0, 0, 0.5),
    (2.0, 200, 1.0),
    (1.0, 1, 0.05),
)


@pytest.mark.parametrize("setting", TRIED)
def test_odds_are_the_engines_own(setting: tuple[float, int, float]) -> None:
    for choices, step in ((REAL, STEP), (RIVER, 2)):
        found = chosen(choices, step, *setting)
        ids, real = choices.recording.odds(step, found.params)
        assert found.whole and found.vocabulary == len(ids) == 49_152
        np.testing.assert_array_equal(found.final, real.final[found.ids])
        np.testing.assert_array_equal(found.kept, real.kept[found.ids])
        assert found.line_odds.sum() == pytest.approx(1.0, abs=1e-12)
        assert found.kept_count == int(real.kept.sum()) == len(found.line_ids)
        assert found.drawn == real.draw(step)
        expected = -sum(q * math.log2(q) for q in found.line_odds if q > 0)
        assert found.entropy_bits == pytest.approx(max(0.0, expected), abs=1e-9)


@pytest.mark.parametrize("setting", TRIED)
def test_height_and_label_share_one_definition(setting: tuple[float, int, float]) -> None:
    found = chosen(REAL, STEP, *setting)
    level = column_odds(found)
    np.testing.assert_allclose(level[found.kept], found.final[found.kept], rtol=1e-12)
    np.testing.assert_array_equal(level[~found.kept], found.heated[~found.kept])
    assert np.all(np.diff(level) <= 1e-15)
    np.testing.assert_allclose(height_of(level), level * FULL_HEIGHT, rtol=1e-12)
    assert found.lost == pytest.approx(1.0 - found.heated[found.kept].sum(), abs=1e-6) or found.kept_count > LISTED


def test_temperature_zero_is_greedy() -> None:
    found = chosen(REAL, STEP, 0.0, 40, 0.9)
    assert found.kept_count == 1 and found.drawn == int(np.argmax(REAL.recording.scores(STEP)[1])) == found.ids[0]
    assert REAL.draws(STEP, found.params, 1000).seen[0] == 1000


def test_the_card_derives_the_odds_it_shows() -> None:
    for setting in TRIED[1:]:
        found = chosen(REAL, STEP, *setting)
        for place in np.flatnonzero(found.kept)[:6].tolist():
            told = ChoiceNumbers(found).probability(place, "x")
            assert float(told.value) == pytest.approx(found.final[place], rel=1e-5)


def test_the_recorded_tokens_are_what_the_seed_draws() -> None:
    assert [REAL.at(step).drawn for step in range(len(REAL.recording.ids))] == REAL.recording.ids.tolist()


def test_the_widest_choice_is_looked_at() -> None:
    full = [REAL.openness[s] for s in REAL.recording.full_steps]
    assert STEP in REAL.recording.full_steps and REAL.openness[STEP] == max(full)


def test_heat_spreads_and_cold_gathers() -> None:
    bits = [chosen(RIVER, 2, t, 40, 0.9).entropy_bits for t in (0.0, 0.3, 0.8, 1.5, 2.0)]
    kept = [chosen(RIVER, 2, t, 40, 0.9).kept_count for t in (0.0, 0.3, 0.8, 1.5, 2.0)]
    assert bits == sorted(bits) and kept == sorted(kept) and kept[0] == 1 < kept[-1] <= 40


def test_chi_square_is_the_librarys() -> None:
    for freedom in (1, 2, 3, 6, 9, 40, 199):
        for statistic in (0.0, 0.2, 2.0, 15.0, 60.0, 300.0):
            assert chi_square_p(statistic, freedom) == pytest.approx(chi2.sf(statistic, freedom), abs=1e-10)
    statistic, freedom = chi_square(np.array([48, 52, 1, 0]), np.array([50.0, 48.0, 2.0, 1.0]))
    assert freedom == 2 and statistic == pytest.approx(4 / 50 + 16 / 48 + 4 / 3)


def test_draws_fit_the_odds_and_not_others() -> None:
    found = [RIVER.draws(2, replace(RIVER.recording.params, temperature=0.8, seed=seed), 1000) for seed in range(60)]
    assert all(int(each.seen.sum()) == 1000 for each in found)
    p = np.array([each.p for each in found])
    assert (p < 0.01).sum() <= 4 and 0.3 < p.mean() < 0.7
    wrong = chosen(RIVER, 2, 1.5, 40, 0.9)
    kept = wrong.final > 0
    assert chi_square_p(*chi_square(found[0].seen[kept], wrong.final[kept] * 1000)) < 1e-6


def test_choices_are_the_same_for_the_very_same_recording() -> None:
    made = world().choices
    assert made == REAL and hash(made) == hash(REAL) and made != RIVER
    assert made.at(STEP) is REAL.at(STEP)
    assert world(temperature=1.4).choices.at(STEP) is REAL.at(STEP)


def test_settings_out_of_range_are_refused() -> None:
    with pytest.raises(UsageError, match="top_p"):
        chosen(REAL, STEP, 1.0, 40, 0.0)
