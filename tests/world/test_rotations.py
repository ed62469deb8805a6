"""Turning by place as the world tells it: scores keep, curves have their peak, wavelengths are those of the base."""

from __future__ import annotations

import numpy as np
import pytest

from tourapp.world import Inputs, World
from tourapp.world.parts.rotations import Rotations

BASE = 100_000
PAIR, CURVE = 0, 1
"""Places of the heads of the pair and of the curve among the six."""
MOVES = (0, 1, 10, 100, 1_000, 5_000)


@pytest.fixture(scope="module")
def told() -> Rotations:
    found: Rotations = World(Inputs()).rotations
    return found


def test_the_pair_is_the_one_of_the_design(told: Rotations) -> None:
    pair = told.pair("river", PAIR)
    assert pair.texts == (" fisherman", " river") and (pair.query, pair.key) == (8, 1) and told.head(PAIR) == (10, 3)
    assert float(told.score(pair, 8, 1, BASE).value) == pytest.approx(75.238, abs=5e-3)


@pytest.mark.parametrize("which", range(6))
@pytest.mark.parametrize("text", ["river", "question"])
def test_a_score_only_knows_the_distance(told: Rotations, text: str, which: int) -> None:
    pair = told.pair(text, which)
    scores = [float(told.score(pair, pair.query + move, pair.key + move, BASE).value) for move in MOVES]
    assert np.ptp(scores) < 1e-8 * max(1.0, abs(scores[0]))
    assert float(pair.parts(told.turns(BASE), pair.apart).sum()) == pytest.approx(scores[0], rel=1e-9)
    ids = {told.score(pair, pair.query + move, pair.key + move, BASE).id for move in MOVES}
    assert len(ids) == 1


def test_lengths_are_those_of_the_vectors(told: Rotations) -> None:
    pair = told.pair("river", PAIR)
    queries, keys = told.record.vectors("river", PAIR)
    assert np.linalg.norm(pair.lengths[0]) == pytest.approx(np.linalg.norm(queries[8]), rel=1e-6)
    assert np.linalg.norm(pair.lengths[1]) == pytest.approx(np.linalg.norm(keys[1]), rel=1e-6)


def test_one_head_looks_one_token_back_because_of_its_turns(told: Rotations) -> None:
    curve = told.curve("river", CURVE, BASE)
    assert told.head(CURVE) == (17, 1) and int(curve.peak.value) == 1
    assert curve.scores[:5] == pytest.approx([-2.8, 2.3, -0.3, -8.3, -15.4], abs=0.35)
    assert int(told.curve("question", CURVE, BASE).peak.value) == 1
    assert told.curve("river", 5, BASE).spread.value < 1.0, "the last of the six does not care for place"


def test_the_mean_curve_is_the_mean_of_all_pairs(told: Rotations) -> None:
    queries, keys = (each[1:].astype(np.float64) for each in told.record.vectors("river", CURVE))
    angle = 3 * told.turns(BASE)
    one, two = np.split(queries, 2, axis=1)
    turned = np.concatenate([one * np.cos(angle) - two * np.sin(angle), two * np.cos(angle) + one * np.sin(angle)], 1)
    by_hand = (turned @ keys.T).mean() / 8.0
    assert told.curve("river", CURVE, BASE).scores[3] == pytest.approx(by_hand, rel=1e-9)


def test_wavelengths(told: Rotations) -> None:
    first, last = (float(told.wavelength(pair, BASE).value) for pair in (0, 31))
    assert first == pytest.approx(6.283, abs=1e-3) and last == pytest.approx(438_460, rel=1e-5)
    assert int(told.unfinished(BASE).value) == 12
    assert told.turns(BASE) == pytest.approx(float(BASE) ** (-np.arange(32) / 32), rel=1e-6)
    counts = [int(told.unfinished(base).value) for base in (10_000, BASE, 500_000)]
    assert counts == sorted(counts) and counts[0] < counts[1] < counts[2]


def test_small_numbers_are_told_with_a_power(told: Rotations) -> None:
    assert told.gap("open", 1).printed.endswith("× 10⁻¹⁷") and not told.gap("masked", 2).printed
    assert told.moved(0).printed == "" and float(told.short_gap().value) == 0.0
