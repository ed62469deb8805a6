"""The residual stream and the cutouts: sums, lens and losses on a tiny network, and what the shipped file holds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tourapp.assets import asset_path
from tourapp.engine.cutouts import Cutouts, measure_cutouts
from tourapp.engine.experiment import run_experiment
from tourapp.engine.hooks import Cancelled
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.model import Model
from tourapp.engine.residual import run_residual
from tourapp.engine.residual_file import LARGEST, PROMPTS, read_residuals, shipped_residuals
from tourapp.errors import DamagedFileError

MOST_BYTES = 900_000


def test_embedding_and_additions_are_the_stream(tiny: Model) -> None:
    run = run_residual(tiny, "one two three four", False)
    assert run.error < 1e-5 and run.layers == 3 and run.added.shape == (3, 2, run.count)
    assert np.allclose(run.looks.astype(float).sum(axis=2), 1.0, atol=5e-3)
    assert (run.tenth > 0.1).all() and (run.tenth <= 1.0).all()
    assert (np.diff(run.gated.astype(float), axis=1) <= 0).all()


def test_the_lens_at_the_end_is_the_model_itself(tiny: Model) -> None:
    run = run_residual(tiny, "one two three four", False)
    ids = list(tiny.encode("one two three four", False).ids)
    logits = tiny.transformer.prefill(ids, KVCache(tiny.config, len(ids)))
    odds = np.exp(logits.astype(np.float64) - logits.max())
    odds /= odds.sum()
    assert run.lens_ids[-1, 0] == logits.argmax() and run.ranks[-1] == 1
    assert run.lens_odds[-1, 0] == pytest.approx(odds.max(), rel=1e-3)
    assert run.answer_odds[-1] == pytest.approx(odds.max(), rel=1e-3)


def test_every_block_is_unplugged_once(tiny: Model) -> None:
    ids = list(range(100, 112))
    *shares, found = measure_cutouts(tiny, ids)
    assert isinstance(found, Cutouts) and len(shares) == 6 and found.perplexity.shape == (3, 2)
    logits = run_experiment(tiny.transformer, ids)[:-1]
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    own = odds[np.arange(11), ids[1:]] / odds.sum(axis=1)
    assert found.whole == pytest.approx(np.exp(-np.log(own).mean()), rel=1e-6)
    assert ((found.kept >= 0) & (found.kept <= 1)).all() and len(set(found.perplexity.ravel())) == 6
    with pytest.raises(Cancelled):
        list(measure_cutouts(tiny, ids, lambda: True))


def test_the_shipped_file_is_small_and_its_sums_hold() -> None:
    assert asset_path("recordings", "residual.npz").stat().st_size < MOST_BYTES < LARGEST
    kept = shipped_residuals()
    assert {name: (run.prompt, run.chat) for name, run in kept.runs.items()} == PROMPTS
    assert all(run.error < 1e-3 and run.ranks[-1] == 1 for run in kept.runs.values())
    assert kept.cutouts.tokens == 40 and kept.cutouts.perplexity.shape == (30, 2)
    assert kept.cutouts.all_out[1] > kept.cutouts.all_out[0] > 1e4
    assert kept.match("What is photosynthesis?", True) is kept.runs["question"]
    assert kept.match("What is photosynthesis?", False) is None


@pytest.mark.parametrize("damage", ["cut", "foreign", "gone"])
def test_a_damaged_file_is_named(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "residual.npz"
    whole = asset_path("recordings", "residual.npz").read_bytes()
    if damage == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif damage == "foreign":
        np.savez(path, meta=np.zeros(3, np.uint8))
    with pytest.raises(DamagedFileError, match=r"residual\.npz"):
        read_residuals(path)
