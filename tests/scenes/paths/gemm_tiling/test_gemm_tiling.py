"""Truths of the stage of tiles: what is drawn is what was counted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.paths.gemm_tiling.fitting import at_intensity
from scenes.paths.gemm_tiling.matrices import PRODUCT, SHAPE, tile_boxes
from scenes.paths.gemm_tiling.places import FOOT, LEFT, RIGHT
from scenes.paths.gemm_tiling.saw import saw_points
from scenes.paths.gemm_tiling.seating import halls_of, seat_boxes, strip_boxes
from tests.scenes.beat_stage import BeatStage, SceneTour
from tourapp.authoring import Rect, ops, set_control, show
from tourapp.engine.product_race import ProductRace
from tourapp.world import PartCache, Work, World

SCENE = SceneTour("gemm_tiling")


def stage(beat: str, at: float = 0.97, **change: Any) -> BeatStage:
    return SCENE.stage("gemm_tiling", beat, at, **change)


def test_the_matrices_are_those_of_the_run() -> None:
    run = stage("naive").world.tile_run
    assert (run.m.value, run.n.value, run.k.value) == SHAPE
    shown = stage("naive")
    assert "345,600,000" in shown.note and "1,152" in shown.note and "748,800" in shown.note


@pytest.mark.parametrize("side", [16, 128, 256])
def test_tiles_cover_the_product_and_nothing_else(side: int) -> None:
    run = stage("tile", tile_side=side).world.tile_run
    boxes = tile_boxes(run)
    assert len(boxes) == run.down * run.across == len(run.read)
    assert (boxes[:, 2] * boxes[:, 3]).sum() == pytest.approx(PRODUCT.w * PRODUCT.h)
    assert (boxes[:, 1] + boxes[:, 3]).max() == pytest.approx(FOOT)


def test_a_larger_tile_reads_less() -> None:
    run = stage("tile").world.tile_run
    reads = [int(each.value) for each in run.by_side.values()]
    assert reads == sorted(reads, reverse=True) and reads[0] == 21_830_400 and reads[3] == 3_110_400
    assert "111" in stage("tile").caption and "15.8" in stage("tile", tile_side=16).caption


def test_the_counter_ends_at_the_closed_form() -> None:
    half, end = stage("loop", 0.3), stage("loop")
    assert "3,110,400" in end.caption and "✓ the same count" in end.words
    assert "3,110,400" not in half.words and "✓ the same count" not in half.words
    run = end.world.tile_run
    assert run.counted.value == run.reads.value and float(run.error.value) < 2e-4


@pytest.mark.parametrize(
    ("tokens", "matrix", "words"),
    [
        (384, "llama-3-8b", "half empty"),
        (4096, "llama-2-7b", "nearly full"),
        (128, "llama-3-8b", "One wave"),
        (129, "llama-2-7b", "nearly empty"),
        (1408, "smollm2-135m", "Every wave is full"),
    ],
)
def test_the_verdict_on_the_last_wave_follows_the_count(tokens: int, matrix: str, words: str) -> None:
    assert words in stage("sms", tile_tokens=tokens, tile_matrix=matrix).caption


def test_three_waves_of_the_gate_leave_sixty_idle() -> None:
    shown = stage("sms")
    dealt = shown.world.tile_waves.dealt
    assert [int(each.value) for each in (dealt.pieces, dealt.waves, dealt.last, dealt.idle)] == [336, 3, 72, 60]
    assert "60 idle" in shown.words and "336 tiles" in shown.note and "132 processors" in shown.note
    assert "idle" not in " ".join(stage("sms", tile_tokens=384, gpu="tpu-v5e").words)
    assert "not published" in stage("sms", gpu="tpu-v5e").caption


@pytest.mark.parametrize("waves", [1, 2, 3, 28])
def test_halls_fill_the_stage_and_hold_every_seat(waves: int) -> None:
    halls = halls_of(waves, 40, 132)
    assert len(halls) == min(waves, 3) and halls[-1].wave == waves and halls[-1].pieces == 40
    assert halls[0].x == LEFT and halls[-1].x + halls[-1].w == pytest.approx(RIGHT)
    for hall in halls:
        seats, tiles = seat_boxes(hall.box, 132), strip_boxes(hall.strip, hall.pieces, 132, 3)
        assert len(seats) == 132 and len(tiles) == hall.pieces
        assert (seats[:, 1] + seats[:, 3]).max() <= hall.box.bottom + 1e-6
        assert (tiles[:, 0] + tiles[:, 2]).max() <= hall.strip.right + 1e-6
    assert len(np.unique(seat_boxes(Rect(0, 0, 400, 300), 97)[:, :2], axis=0)) == 97


def test_the_saw_falls_where_a_wave_begins() -> None:
    waves = stage("saw", saw_matrix="llama-2-7b").world.tile_saw.waves
    assert waves.busy[127] == pytest.approx(0.6515, abs=1e-4) == waves.busy[128]
    assert waves.busy[4095] == pytest.approx(0.993, abs=1e-3)
    assert (np.diff(saw_points(waves)[:, 0]) >= 0).all()


def test_one_token_more_than_512_begins_a_wave() -> None:
    shown = stage("saw")
    saw = shown.world.tile_saw
    assert saw.waves.matrix.n.value == 4096 and saw.full.value == 512
    assert [round(saw.waves.busy[m - 1], 3) for m in (512, 640)] == [0.970, 0.606]
    assert {show(saw.before), show(saw.after)} <= set(shown.words)
    assert "97.0" in shown.caption and "60.6" in shown.caption
    assert "saw is blunt" in stage("saw", saw_matrix="llama-3-8b").caption
    assert "not published" in stage("saw", gpu="tpu-v5e").caption
    assert stage("saw", tile_tokens=640).world.tile_saw.waves.dealt.waves.value == 2


def test_three_ways_of_one_product_are_told_as_they_were_timed() -> None:
    shown = stage("race")
    times = shown.world.product_times
    assert [len(way.rounds) for way in times.ways] == [5, 5, 5] and not times.seen
    assert times.flops.value == 2 * 96**3 and float(times.error.value) < 1e-3
    loop, rows, whole = (float(way.seconds.value) for way in times.ways)
    assert loop > rows > whole and float(times.ways[2].faster.value) == pytest.approx(loop / whole)
    assert "recorded rounds" in " ".join(shown.words)
    hot = [op for op in shown.ops if isinstance(op, ops.Hot)]
    assert set_control("product_run", 1) in [act for op in hot for act in op.acts]


def test_a_race_on_this_computer_is_called_so_and_asks_the_worker() -> None:
    asked = World(cache=PartCache(), work=Work(wait=False)).with_inputs(product_run=1)
    assert asked.missing_slow(("product_race",)) == ["product_race"]
    asked.adopt("product_race", ProductRace(96, (1.0, 2.5, 1.1), (0.1, 0.1, 0.1), (1e-4, 1e-4, 1e-4), 0.0))
    told = asked.product_times
    assert told.seen and told.busy and float(told.low.value) == pytest.approx(1e4)


def test_one_row_of_a_tile_is_of_use_and_pieces_fill_the_processors() -> None:
    shown = stage("thin")
    thin = shown.world.thin_tile
    assert thin.useful.value == pytest.approx(1 / 128) and thin.pieces == 7
    assert thin.whole.busy.value == pytest.approx(112 / 132) and thin.split.busy.value == pytest.approx(784 / 792)
    assert "7 along K" in shown.note and shown.of(ops.Hatch, "waste")
    full = stage("thin", tile_rows=128)
    assert full.world.thin_tile.useful.value == 1.0 and "128 tokens" in full.caption


def test_no_tile_alone_feeds_the_math_and_the_order_decides() -> None:
    fit = stage("fit").world.tile_fit
    assert fit.cut == (128, 256) and int(fit.fits.sum()) == 24
    assert fit.alone.value < fit.ridge.value < fit.shared.value <= fit.once.value
    assert "L2 cache must hand on" in stage("fit").caption
    assert "not even the L2" in stage("fit", tile_order="row").caption
    assert "so few tokens" in stage("fit", tile_tokens=8).caption
    assert at_intensity(fit.alone.value) < at_intensity(fit.ridge.value) < at_intensity(fit.shared.value)


def test_a_longer_piece_and_less_sram_leave_room_for_smaller_tiles() -> None:
    usual, deep = stage("fit").world.tile_fit, stage("fit", tile_depth=128).world.tile_fit
    assert usual.sram.value == 228 and not usual.given and deep.cut == (128, 128)
    assert (deep.takes >= usual.takes).all() and int(deep.fits.sum()) < int(usual.fits.sum())
    little = stage("fit", tile_sram=64)
    assert little.world.tile_fit.cut == (64, 128) and "With 64" in little.note
    assert "64" in " ".join(little.words) and int(little.world.tile_fit.fits.sum()) < int(usual.fits.sum())
    assert "holds no tile" in stage("fit", tile_sram=4).caption
    assert "what processors share is not published" in stage("fit", tile_sram=96, gpu="tpu-v5e").caption


@pytest.mark.parametrize(("gpu", "registers"), [("h100-sxm", 256), ("a100-80gb-sxm", 256), ("mi300x", None)])
def test_four_levels_have_the_sizes_of_the_chosen_gpu(gpu: str, registers: int | None) -> None:
    shown = stage("fit", gpu=gpu)
    found = shown.world.tile_fit.registers
    assert (found and found.value) == registers
    assert "registers, of one processor" in shown.words and "SRAM, of one processor" in shown.words
    assert ("not published" in shown.words) == (registers is None or gpu == "mi300x")


def test_what_is_not_published_is_said_so() -> None:
    shown = stage("fit", gpu="tpu-v5e")
    assert "not published" in shown.caption and "SRAM: not published" in shown.words
    assert shown.world.tile_fit.cut is None and not shown.world.tile_fit.fits.any()
