"""Tiles of a product: reads, waves, the largest that fits, the best."""

from __future__ import annotations

import numpy as np
import pytest

from tourapp.engine.tiled_product import fixed_matrices, tiled_product
from tourapp.sim.tiles import (
    GROUPED,
    ROWS,
    Gemm,
    Speeds,
    TileCut,
    Waves,
    all_cuts,
    best_split,
    best_tiles,
    dealt,
    largest,
    seconds,
    wave_reads,
)

SMALL = Gemm(300, 1000, 576)
UP = Gemm(4096, 11008, 4096)


def h100(sram_kib: int) -> Speeds:
    return Speeds(989.4e12, 3.35e12, 132, sram_kib * 1024)


@pytest.mark.parametrize(("side", "reads"), [(16, 21_830_400), (128, 3_110_400)])
def test_the_loop_reads_what_the_closed_form_says_and_gives_numpys_product(side: int, reads: int) -> None:
    left, right = fixed_matrices(SMALL.m, SMALL.k, SMALL.n)
    run = tiled_product(left, right, side)
    assert run.read[-1] == TileCut(side, side).reads(SMALL) == reads
    assert run.error(left @ right) < 2e-4 and (np.diff(run.read) > 0).all()
    assert len(run.read) == TileCut(side, side).tiles(SMALL)


def test_a_byte_pays_for_about_half_a_side_of_arithmetic() -> None:
    found = [round(TileCut(side, side).intensity(UP), 1) for side in (1, 16, 64, 128, 256)]
    assert found == [0.5, 8.0, 31.8, 63.0, 124.1]
    assert TileCut(UP.m, UP.n).intensity(UP) == pytest.approx(1727, abs=1)


@pytest.mark.parametrize(
    ("m", "n", "tiles", "waves", "share"),
    [
        (4096, 11008, 2752, 21, 0.993),
        (128, 11008, 86, 1, 0.652),
        (129, 11008, 172, 2, 0.652),
        (512, 4096, 128, 1, 0.970),
        (640, 4096, 160, 2, 0.606),
        (384, 14336, 336, 3, 0.848),
    ],
)
def test_waves(m: int, n: int, tiles: int, waves: int, share: float) -> None:
    found = Waves(TileCut(128, 128).tiles(Gemm(m, n, 4096)), 132)
    assert (found.pieces, found.count) == (tiles, waves)
    assert found.share == pytest.approx(share, abs=5e-4)
    assert found.last + found.idle == 132 and (waves - 1) * 132 + found.last == tiles


def test_one_token_too_many_fills_half_of_the_rows_with_nothing() -> None:
    assert TileCut(128, 128).useful(Gemm(129, 11008, 4096)) == pytest.approx(129 / 256)


def test_the_best_tiles_of_both_worked_cases() -> None:
    assert best_tiles(Gemm(2048, 4096, 4096), h100(164), 0.05) == (TileCut(128, 128),)
    both = best_tiles(Gemm(4096, 14336, 4096), h100(228), 0.05)
    assert set(both) == {TileCut(128, 256), TileCut(256, 128)}


def test_the_best_is_no_slower_than_any_that_fits() -> None:
    gemm, chip = Gemm(700, 5000, 1024), h100(100)
    best = best_tiles(gemm, chip)[0]
    fit = [cut for cut in all_cuts() if cut.sram <= chip.sram]
    assert len(all_cuts()) == 25 and best in fit
    assert seconds(gemm, best, chip) == min(seconds(gemm, cut, chip) for cut in fit)


def test_the_largest_tile_fills_the_sram_as_far_as_it_goes() -> None:
    assert largest(228 * 1024) == TileCut(128, 256) and largest(164 * 1024) == TileCut(128, 128)
    assert largest(TileCut(16, 16).sram) == TileCut(16, 16) and largest(1024) is None


def test_every_order_deals_every_tile_once() -> None:
    for order in (ROWS, GROUPED):
        tiles = list(dealt(5, 7, order, 2))
        assert len(tiles) == 35 and set(tiles) == {(row, column) for row in range(5) for column in range(7)}
    assert list(dealt(2, 2, GROUPED, 2)) == [(0, 0), (1, 0), (0, 1), (1, 1)]


def test_bands_shared_in_a_wave_are_read_less_and_groups_share_more_than_rows() -> None:
    cut = TileCut(128, 256)
    rows, groups = (wave_reads(UP, cut, 132, order) for order in (ROWS, GROUPED))
    assert UP.m * UP.k + UP.k * UP.n < groups < rows < cut.reads(UP)
    assert wave_reads(UP, cut, 1, ROWS) == cut.reads(UP), "one at a time shares nothing"


def test_split_k_keeps_more_processors_busy_where_that_helps() -> None:
    assert best_split(112, 132, 4096) == 7 and best_split(24, 132, 576) == 5
    assert best_split(132, 132, 4096) == 1 and best_split(24, 132, 32) == 1


def test_longer_pieces_take_more_sram() -> None:
    cut = TileCut(128, 128)
    assert cut.takes(64) - cut.takes(32) == 2 * 32 * 256 * 2 and cut.takes() == cut.sram
    assert largest(228 * 1024, 128) == TileCut(128, 128) and largest(4 * 1024) is None
    assert best_tiles(SMALL, h100(4)) == ()
