"""The tile loop: same result as the whole matrix, bytes as the closed form says, tiles that fit the SRAM."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from tourapp.engine.attention import attend
from tourapp.engine.flash import block_size, flash_attention, flash_bytes, naive_bytes
from tourapp.engine.shipped import shipped_recording
from tourapp.errors import UsageError


def heads(count: int, dim: int, scale: float = 1.0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(count * 100 + dim)
    q, k, v = (rng.standard_normal((count, dim)).astype(np.float32) * scale for _ in range(3))
    return q, k, v


@seed(5)
@settings(max_examples=150, deadline=None, database=None)
@given(count=st.integers(1, 70), dim=st.integers(1, 20), side=st.integers(1, 80), causal=st.booleans())
def test_any_tiling_gives_the_same_result(count: int, dim: int, side: int, causal: bool) -> None:
    q, k, v = heads(count, dim)
    run = flash_attention(q, k, v, side, causal)
    assert run.error < 1e-5
    np.testing.assert_allclose(run.output, attend(q, k, v, causal).output, atol=1e-5)
    assert run.flash_bytes == flash_bytes(count, dim, side, causal)
    assert run.naive_bytes == naive_bytes(count, dim)
    seen = np.zeros((count, count), int)
    for tile in run.tiles:
        seen[tile.rows.start : tile.rows.stop, tile.columns.start : tile.columns.stop] += 1
    needed = np.tril(np.ones((count, count), bool)) if causal else np.ones((count, count), bool)
    assert (seen[needed] == 1).all()
    assert seen.max() == 1


def test_the_running_maximum_and_sum() -> None:
    q, k, v = heads(50, 8)
    run = flash_attention(q, k, v, 16)
    exact = attend(q.astype(np.float64), k.astype(np.float64), v.astype(np.float64))
    for tile in run.tiles:
        assert (tile.maximum >= tile.maximum_before).all()
        assert ((tile.rescale >= 0) & (tile.rescale <= 1)).all()
        fresh = np.exp(tile.scores - tile.maximum[:, None]).sum(axis=1)
        np.testing.assert_allclose(tile.sum, tile.sum_before * tile.rescale + fresh, rtol=1e-5)
        if tile.columns.stop == tile.rows.stop:  # the last tile of its rows: everything has been seen
            rows = slice(tile.rows.start, tile.rows.stop)
            scaled = np.where(exact.visible[rows], exact.scaled[rows], -np.inf)
            np.testing.assert_allclose(tile.maximum, scaled.max(axis=1), rtol=1e-4, atol=1e-5)
            np.testing.assert_allclose(tile.sum, np.exp(scaled - scaled.max(axis=1)[:, None]).sum(axis=1), rtol=1e-4)


def test_large_scores_do_not_overflow() -> None:
    q, k, v = heads(64, 16, scale=40.0)
    run = flash_attention(q, k, v, 16)
    assert np.isfinite(run.output).all()
    assert run.error < 10 * max(run.naive_error, 1e-5)


def test_on_the_requests_own_heads() -> None:
    recording = shipped_recording()
    for layer in recording.qkv_layers.tolist():
        queries, keys, values = recording.qkv(layer)
        run = flash_attention(queries[0], keys[0], values[0], 32)
        assert run.error < 1e-5
        assert run.output.shape == (recording.positions, 64)


def test_traffic_of_known_sizes() -> None:
    assert naive_bytes(1024, 64) == 8_912_896
    assert flash_bytes(1024, 64, 64, True) == 2_490_368
    assert naive_bytes(1024, 64) / flash_bytes(1024, 64, 128, True) == pytest.approx(6.18, abs=0.01)
    assert flash_bytes(1024, 64, 16, True) > 0.95 * naive_bytes(1024, 64)
    assert flash_bytes(1024, 64, 1024, False) == 2 * 4 * 1024 * 64
    matrix_share = 4 * 2 * 900**2 / naive_bytes(900, 100)
    assert matrix_share == pytest.approx(900 / (900 + 100))


@pytest.mark.parametrize("sram", [600, 1_000, 20_000, 100_000, 228 * 1024])
@pytest.mark.parametrize("dim", [16, 64])
def test_tiles_fill_the_sram_and_no_more(sram: int, dim: int) -> None:
    side = block_size(sram, dim, 10_000)

    def held(b: int) -> int:
        return 2 * (4 * b * dim + b * b)

    assert held(side) <= sram
    assert held(side + (16 if side >= 16 else 1)) > sram
    assert side % 16 == 0 or side < 16


def test_wrong_input() -> None:
    with pytest.raises(UsageError, match="sram"):
        block_size(100, 64, 98)
    assert block_size(10**9, 64, 98) == 98
    q, k, v = heads(4, 2)
    with pytest.raises(UsageError, match="shapes"):
        flash_attention(q, k[:2], v, 2)
    with pytest.raises(UsageError, match="block size"):
        flash_attention(q, k, v, 0)
