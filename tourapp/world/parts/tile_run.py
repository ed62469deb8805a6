"""World part of a product in tiles: the loop really run on a part of the small model's largest matrix, every number
that it takes in counted, and what other sides of a tile would take in.

Not here: how tiles fill a GPU (`tile_waves`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tourapp.engine.tiled_product import fixed_matrices, tiled_product
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED, RUN
from tourapp.sim.tiles import ROWS, SIDES, Gemm, TileCut
from tourapp.world.declare import Block, choice, number
from tourapp.world.part import PartView, part
from tourapp.world.tile_shapes import MATRICES

RUN_ON = Gemm(300, 1000, 576)
"""A part of gate and up of the small model: all of the inner length, 1,000 of the outputs."""
ORDERS = (("grouped", "in groups"), (ROWS, "row by row"))


@dataclass(frozen=True)
class TileInputs(Block):
    """The product, the tile, and the order in which tiles are dealt. tile_rows: tokens of a decode step."""

    tile_side: int = choice("Tile", tuple((side, f"{side}") for side in SIDES), 128)
    tile_tokens: int = number("M, tokens", 1, 4096, 384, 1, log=True)
    tile_rows: int = number("Tokens of a step", 1, 256, 1, 1, log=True)
    tile_matrix: str = choice("Matrix", MATRICES, "llama-3-8b")
    tile_order: str = choice("Order of tiles", ORDERS, "grouped")


@dataclass(frozen=True, slots=True, eq=False)
class TileRun:
    """m rows of k numbers times n columns. naive: numbers read where every output fetches its own; reads: by the tiles,
    as a closed form; counted: what the loop took in; read [tiles]: that, up to and including each tile; by_side: reads
    of every side; once: both matrices, once; saved: naive over reads; error: largest difference from numpy."""

    m: Quantity
    n: Quantity
    k: Quantity
    side: int
    down: int
    across: int
    each: Quantity
    naive: Quantity
    reads: Quantity
    counted: Quantity
    once: Quantity
    saved: Quantity
    error: Quantity
    read: np.ndarray
    by_side: dict[int, Quantity]


@lru_cache(maxsize=1)
def _matrices() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Left, right, and their product by numpy."""
    left, right = fixed_matrices(RUN_ON.m, RUN_ON.k, RUN_ON.n)
    return left, right, left @ right


@part("tile_run", reads=("tile_side",))
def _tile_run(view: PartView) -> TileRun:
    side = int(view.tile_side)
    left, right, plain = _matrices()
    run = tiled_product(left, right, side)
    m, n, k = (
        Quantity(value, "1", words, symbol, source=DEFINED)
        for value, words, symbol in (
            (RUN_ON.m, "rows", "M"),
            (RUN_ON.n, "outputs", "N"),
            (RUN_ON.k, "inner length", "K"),
        )
    )
    naive = derive("numbers read, one output at a time", "R_1", "1", "2 * M * N * K", m, n, k)
    by_side = {each: _reads(each, (m, n, k)).christen(f"tile_run.reads(side={each})") for each in SIDES}
    down, across = TileCut(side, side).grid(RUN_ON)
    return TileRun(
        m=m,
        n=n,
        k=k,
        side=side,
        down=down,
        across=across,
        each=derive("numbers read for one output", "r", "1", "2 * K", k),
        naive=naive,
        reads=by_side[side],
        counted=Quantity(int(run.read[-1]), "1", "numbers that the loop took in", "R", source=RUN),
        once=derive("both matrices, once", "R_0", "1", "M * K + K * N", m, n, k),
        saved=derive("fewer numbers read", "gain", "times", "R_1 / R_b", naive, by_side[side]),
        error=Quantity(run.error(plain), "1", "largest difference from numpy", "e", source=RUN),
        read=run.read,
        by_side=by_side,
    )


def _reads(side: int, sizes: tuple[Quantity, ...]) -> Quantity:
    formula = f"M K ⌈N / {side}⌉ + K N ⌈M / {side}⌉"
    return Quantity(TileCut(side, side).reads(RUN_ON), "1", "numbers read, tile by tile", "R_b", formula, sizes)
