"""World parts of tiles on a GPU: how a product's tiles fill its processors wave by wave, where one token more costs a
wave more, and how a decode step's few rows fill them, whole and with the inner length split.

Every tile takes equally long, and a processor works on one at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED
from tourapp.sim.tiles import TileCut, Waves, best_split
from tourapp.world.declare import Block, choice
from tourapp.world.part import PartView, part
from tourapp.world.tile_shapes import MATRICES, TiledMatrix, chip_figure, sides, tiled_matrix, tokens_of

MOST_TOKENS = 4096


@dataclass(frozen=True)
class SawInputs(Block):
    """The matrix whose waves are followed along all numbers of tokens."""

    saw_matrix: str = choice("Matrix of the saw", MATRICES, "llama-3-8b-out")


@dataclass(frozen=True, slots=True)
class Dealt:
    """Equal pieces on all processors: seats, waves, pieces of the last wave, processors idle in it, share of their
    time that is used."""

    pieces: Quantity
    seats: Quantity
    waves: Quantity
    last: Quantity
    idle: Quantity
    busy: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class TileWaves:
    """A product's tiles. dealt: None where the GPU's processors are not published; useful: share of the tiles' area
    that is output; tokens [n] and busy [n]: the share of used time along all numbers of tokens (empty with dealt)."""

    matrix: TiledMatrix
    m: Quantity
    side: int
    down: Quantity
    across: Quantity
    tiles: Quantity
    useful: Quantity
    dealt: Dealt | None
    tokens: np.ndarray
    busy: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class TileSaw:
    """Waves at the present number of tokens, and the steepest fall along all of them: full: the most tokens before it,
    over: one more; before, after: shares of the processors' time in use there. None where processors are not
    published."""

    waves: TileWaves
    full: Quantity
    before: Quantity | None
    after: Quantity | None


@dataclass(frozen=True, slots=True)
class ThinTile:
    """A decode step's tiles. down: rows of tiles; useful: share of their rows that hold a token; whole: dealt as
    they are; split: with the inner length in `pieces`, None where nothing is known of the processors."""

    matrix: TiledMatrix
    side: int
    rows: Quantity
    down: Quantity
    useful: Quantity
    tiles: Quantity
    whole: Dealt | None
    pieces: int
    split: Dealt | None


def _deal(pieces: Quantity, seats: Quantity) -> Dealt:
    """The pieces of a product on all processors."""
    found = Waves(int(pieces.value), int(seats.value))
    p, s = pieces.named(pieces.name, "T"), seats.named("processors (SM or CU)", "S")
    waves = Quantity(found.count, "1", "waves", "W", "⌈T / S⌉", (p, s))
    last = derive("pieces of the last wave", "T_last", "1", "T - (W - 1) * S", p, waves, s)
    idle = derive("processors idle in the last wave", "S_idle", "1", "S - T_last", s, last)
    busy = derive("share of the processors' time in use", "u", "share", "T / (W * S)", p, waves, s)
    return Dealt(p, s, waves, last, idle, busy)


def _grid(matrix: TiledMatrix, m: Quantity, side: int) -> tuple[Quantity, Quantity, Quantity]:
    """Tiles down, across, and in all."""
    b, _ = sides(TileCut(side, side))
    down, across = TileCut(side, side).grid(matrix.gemm(int(m.value)))
    rows = Quantity(down, "1", "rows of tiles", "t_m", "⌈M / b_m⌉", (m, b))
    columns = Quantity(across, "1", "columns of tiles", "t_n", "⌈N / b_m⌉", (matrix.n, b))
    return rows, columns, derive("tiles", "T", "1", "t_m * t_n", rows, columns)


def _useful(matrix: TiledMatrix, m: Quantity, side: int) -> Quantity:
    cut = TileCut(side, side)
    b, _ = sides(cut)
    share = cut.useful(matrix.gemm(int(m.value)))
    return Quantity(share, "share", "share of the tiles that is output", "s", "M N / (T b_m b_m)", (m, matrix.n, b))


@part("tile_waves", reads=("tile_tokens", "tile_matrix", "tile_side", "gpu"))
def _tile_waves(view: PartView) -> TileWaves:
    return _waves(tiled_matrix(view.tile_matrix), tokens_of(int(view.tile_tokens)), int(view.tile_side), view.gpu)


@part("tile_saw", reads=("tile_tokens", "saw_matrix", "tile_side", "gpu"))
def _tile_saw(view: PartView) -> TileSaw:
    name, side = str(view.saw_matrix), int(view.tile_side)
    matrix = tiled_matrix(name)
    waves = _waves(matrix, tokens_of(int(view.tile_tokens)), side, view.gpu)
    at = int(np.argmin(np.diff(waves.busy))) + 1
    full = Quantity(at, "token", "tokens before the steepest fall", "M_1", source=DEFINED)
    if waves.dealt is None:
        return TileSaw(waves, full, None, None)
    seats, ends = waves.dealt.seats, []
    for count in (at, at + 1):
        *_, tiles = _grid(matrix, tokens_of(count), side)
        ends.append(_deal(tiles, seats).busy.christen(f"tile_saw.busy(matrix={name}, tokens={count}, side={side})"))
    return TileSaw(waves, full, ends[0], ends[1])


def _waves(matrix: TiledMatrix, m: Quantity, side: int, gpu: str) -> TileWaves:
    """A product's tiles on a GPU, at so many tokens and along all numbers of them."""
    down, across, tiles = _grid(matrix, m, side)
    seats = chip_figure(gpu, "processors")
    counts, busy = np.arange(1, MOST_TOKENS + 1), np.zeros(MOST_TOKENS)
    if seats is not None:
        pieces = -(-counts // side) * int(across.value)
        busy = pieces / (-(-pieces // int(seats.value)) * int(seats.value))
    dealt = _deal(tiles, seats) if seats is not None else None
    return TileWaves(matrix, m, side, down, across, tiles, _useful(matrix, m, side), dealt, counts, busy)


@part("thin_tile", reads=("tile_rows", "tile_matrix", "tile_side", "gpu"))
def _thin_tile(view: PartView) -> ThinTile:
    matrix, rows, side = tiled_matrix(view.tile_matrix), tokens_of(int(view.tile_rows)), int(view.tile_side)
    down, _, tiles = _grid(matrix, rows, side)
    useful, seats = _useful(matrix, rows, side), chip_figure(view.gpu, "processors")
    if seats is None:
        return ThinTile(matrix, side, rows, down, useful, tiles, None, 1, None)
    pieces = best_split(int(tiles.value), int(seats.value), int(matrix.k.value))
    cut = derive("pieces of tiles", "T", "1", f"{pieces} * T", tiles)
    return ThinTile(matrix, side, rows, down, useful, tiles, _deal(tiles, seats), pieces, _deal(cut, seats))
