"""A product in tiles: fetch once for many, count it, deal the tiles to processors, and find the largest that fits."""

from __future__ import annotations

from scenes.paths.gemm_tiling.acts import ACTS
from scenes.paths.gemm_tiling.badge import tiling_badge
from scenes.paths.gemm_tiling.captions import fill_captions
from scenes.paths.gemm_tiling.handover import blocks_leave, matrix_arrives
from scenes.paths.gemm_tiling.rail import draw_readouts
from scenes.paths.gemm_tiling.stage import draw_stage
from tourapp.authoring import Beat, Frame, Picture, scene, shared
from tourapp.figures.machine_meters import scenario_meters

CONTROLS = [
    shared("tile_side"),
    shared("tile_tokens"),
    shared("tile_rows"),
    shared("tile_matrix"),
    shared("gpu"),
    shared("tile_order"),
    shared("saw_matrix"),
    shared("tile_depth"),
    shared("tile_sram"),
    shared("product_run"),
]
BEATS = [
    Beat(
        "naive",
        7.0,
        "Each output fetches its own row and its own column.",
        "{each} numbers for one output, {naive} for all; both matrices together hold {once}.",
        cues={"fetch": (0.06, 0.3), "told": (0.34, 0.5)},
    ),
    Beat(
        "tile",
        8.0,
        "A tile of {side} × {side} outputs shares what it fetches: {saved} fewer reads.",
        "Its rows and its columns come once and serve the whole tile. Twice the side, about half the reads.",
        cues={"grid": (0.04, 0.24), "bars": (0.24, 0.56)},
        deeper="The left matrix is read once for every column of tiles, the right one once for every row of them.",
    ),
    Beat(
        "loop",
        9.0,
        "{loop}",
        "{same}",
        cues={"run": (0.04, 0.62), "told": (0.62, 0.7)},
        deeper="{m} × {k} times {k} × {n}: M K times the columns of tiles, and K N times the rows of tiles.",
    ),
    Beat(
        "race",
        8.0,
        "One product, three ways: {by_loop} in plain loops, {by_call} in one call.",
        "{race_side} × {race_side} numbers each, {race_flops} every time; one output at a time it takes {by_rows}.",
        cues={"run": (0.04, 0.4), "told": (0.42, 0.52)},
        level="deeper",
        deeper="Loops pay for Python at every number; the one call cuts tiles for the caches of this computer.",
    ),
    Beat(
        "sms",
        9.0,
        "{sms}",
        "{sms_note}",
        cues={"one": (0.03, 0.2), "two": (0.2, 0.36), "last": (0.36, 0.54)},
        deeper="A processor is an SM or a CU. {useful}",
    ),
    Beat(
        "saw",
        8.0,
        "{saw}",
        "{saw_note}",
        cues={"curve": (0.03, 0.5), "told": (0.5, 0.62)},
        deeper="With more waves a nearly empty last one weighs less: the teeth grow shorter to the right.",
    ),
    Beat(
        "thin",
        8.0,
        "{thin}",
        "{thin_note}",
        cues={"tile": (0.03, 0.24), "whole": (0.28, 0.46), "split": (0.5, 0.7)},
        deeper="Split K: several processors share a tile, each sums a part of K, and the parts are added at the end.",
    ),
    Beat(
        "fit",
        9.0,
        "{fit}",
        "{fit_note}",
        cues={"cells": (0.03, 0.28), "levels": (0.3, 0.44), "scale": (0.46, 0.68)},
        level="deeper",
    ),
]


@scene(
    id="gemm_tiling",
    title="Cut it small, carry it once",
    about=("tile_run", "product_times", "tile_waves", "tile_saw", "thin_tile", "tile_fit"),
    portrait=("sms", 0.97),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    needs=("product_race",),
    presets={
        "Default": {"tile_tokens": None, "tile_side": None},
        "4,096": {"tile_tokens": 4096, "tile_side": 128},
        "129": {"tile_tokens": 129, "tile_side": 128},
    },
    meters=scenario_meters,
    badge=tiling_badge,
    overrides={"model": "llama-3-8b", "gpus": 1, "weight_bits": 16},
    enter=matrix_arrives,
    leave=blocks_leave,
    light="prefill",
)
def draw(f: Frame, p: Picture) -> None:
    """Rows and columns, tiles, the loop, three ways, waves, the saw, thin tiles, the largest."""
    fill_captions(f, p)
    draw_stage(f, p)
    draw_readouts(f, p)
