"""The pass with parts of the network changed: against the fast path, and against what must come out equal."""

from __future__ import annotations

import numpy as np
import pytest

from tourapp.engine.experiment import ATTENTION, MLP, Experiment, Looked, perplexity, run_experiment, turned
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.model import Model

IDS = [11, 402, 7, 19_000, 33]
SHUFFLED = [19_000, 7, 402, 11, 33]
"""The same tokens; the last one stays."""


def test_unchanged_it_is_the_fast_path(tiny: Model) -> None:
    fast = tiny.transformer.prefill(IDS, KVCache(tiny.config, 16), all_logits=True)
    np.testing.assert_allclose(run_experiment(tiny.transformer, IDS), fast, atol=2e-5)


def test_without_turning_and_mask_order_is_lost_and_each_gives_it_back(tiny: Model) -> None:
    def apart(**how: bool) -> float:
        one, other = (run_experiment(tiny.transformer, ids, Experiment(**how))[-1] for ids in (IDS, SHUFFLED))
        return float(np.abs(one - other).max())

    assert apart(rope=False, mask=False) < 1e-12
    assert apart(rope=False) > 1e-6 and apart(mask=False) > 1e-6


def test_only_distances_count(tiny: Model) -> None:
    moved = run_experiment(tiny.transformer, IDS, Experiment(places=range(500, 505)))
    np.testing.assert_allclose(moved, run_experiment(tiny.transformer, IDS), atol=1e-10)
    stretched = run_experiment(tiny.transformer, IDS, Experiment(places=range(0, 10, 2)))
    assert np.abs(stretched - run_experiment(tiny.transformer, IDS)).max() > 1e-6


def test_what_is_left_out_adds_nothing_and_is_not_watched(tiny: Model) -> None:
    seen: list[tuple[int, str]] = []

    def watch(layer: int, part: str, x: np.ndarray, looked: Looked | None) -> None:
        seen.append((layer, part))
        assert x.shape == (len(IDS), tiny.config.hidden) and (looked is not None) == (part == ATTENTION)

    every = [(layer, part) for layer in range(tiny.config.layers) for part in (ATTENTION, MLP)]
    run_experiment(tiny.transformer, IDS, Experiment(skip=[(1, MLP)], watch=watch))
    assert seen == [each for each in every if each != (1, MLP)]
    bare = run_experiment(tiny.transformer, IDS, Experiment(skip=every))
    x = tiny.transformer.embed(IDS).astype(np.float64)
    alone = (
        x
        / np.sqrt((x**2).mean(axis=1, keepdims=True) + tiny.config.norm_eps)
        * tiny.transformer.norm
        @ tiny.transformer.head
    )
    np.testing.assert_allclose(bare, alone, atol=1e-12)


def test_a_turn_keeps_lengths_and_pairs_are_half_apart() -> None:
    vector = np.zeros((1, 8))
    vector[0, 1] = 2.0
    there = turned(vector, np.array([[0.3, 0.5, 0.1, 0.0]]))
    assert there[0, 1] == pytest.approx(2 * np.cos(0.5)) and there[0, 5] == pytest.approx(2 * np.sin(0.5))
    assert np.linalg.norm(there) == pytest.approx(2.0)


def test_perplexity_of_even_odds_is_the_number_of_choices() -> None:
    assert perplexity(np.zeros((4, 7)), [0, 1, 2, 3]) == pytest.approx(7.0)
