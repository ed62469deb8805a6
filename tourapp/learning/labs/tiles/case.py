"""The case: a product of M x K and K x N in 16 bits, and what a tile of bm x bn makes of it, in closed form.

Each tile reads its band of rows and its band of columns once; the result is written once. Tiles go to the processors in
waves. A tile needs two stages of 32 deep in fast memory, and its sums in 32 bits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from tourapp import specs
from tourapp.learning.labs.kinds import Prediction
from tourapp.learning.labs.seeds import Draw, of_case
from tourapp.quantity import Quantity
from tourapp.words import Phrase

GPU = "h100-sxm"
SIZES = (16, 32, 64, 128, 256)
FIRST = 128
"""The tile that the boxes are about, square."""
DEEP, STAGES, BYTES, SUM_BYTES = 32, 2, 2, 4
GOOD = 1.05
"""How much longer than the best still counts."""
PRODUCTS = (
    (2048, 4096, 4096, 164),
    (4096, 14336, 4096, 228),
    (1024, 4096, 14336, 164),
    (384, 14336, 4096, 228),
    (640, 4096, 4096, 228),
)
"""M, N, K, and KiB of fast memory for a tile."""


@dataclass(frozen=True, slots=True)
class TileTrial:
    """One tile. fast: bytes it needs; traffic: bytes read and written in all; waves; busy: share of the processors'
    turns that have a tile; useful: share of the tiles' area that is result; seconds: the longer of reading and math."""

    fast: int
    traffic: int
    tiles: int
    waves: int
    busy: float
    useful: float
    reading: float
    math: float

    @property
    def seconds(self) -> float:
        """The longer of both."""
        return max(self.reading, self.math)


@dataclass(frozen=True)
class TileCase:
    """rows, columns: of the result; depth: K; kib: fast memory for a tile."""

    rows: int
    columns: int
    depth: int
    kib: int

    @cached_property
    def processors(self) -> int:
        """Of the chip."""
        return int(specs.gpu(GPU).processors or 0)

    def trial(self, bm: int, bn: int) -> TileTrial:
        """What a tile makes of the product."""
        gpu = specs.gpu(GPU)
        down, across = math.ceil(self.rows / bm), math.ceil(self.columns / bn)
        elements = self.rows * self.depth * across + self.depth * self.columns * down + self.rows * self.columns
        tiles = down * across
        waves = math.ceil(tiles / self.processors)
        busy = tiles / (waves * self.processors)
        useful = self.rows * self.columns / (tiles * bm * bn)
        flops = 2.0 * self.rows * self.columns * self.depth
        return TileTrial(
            fast=STAGES * (bm + bn) * DEEP * BYTES + bm * bn * SUM_BYTES,
            traffic=BYTES * elements,
            tiles=tiles,
            waves=waves,
            busy=busy,
            useful=useful,
            reading=BYTES * elements / (1e12 * float(gpu.bandwidth_tb_s)),
            math=flops / (1e12 * float(gpu.bf16_tflops) * busy * useful),
        )

    def fits(self, bm: int, bn: int) -> bool:
        """Whether a tile has room in fast memory."""
        return self.trial(bm, bn).fast <= self.kib * 1024

    @cached_property
    def best(self) -> tuple[float, tuple[int, int]]:
        """The shortest time of all tiles that fit, and the first tile that has it."""
        tried = [(self.trial(*pair).seconds, pair) for pair in product(SIZES, SIZES) if self.fits(*pair)]
        return min(tried)

    @property
    def saving(self) -> Quantity:
        """Traffic of tiles of half the size, over that of these."""
        half, whole = self.trial(FIRST // 2, FIRST // 2), self.trial(FIRST, FIRST)
        found = Quantity(half.traffic / whole.traffic, "times", "traffic of the smaller tile, over the larger's", "q")
        return of_case(self, "saving", found)


def draw_case(draw: Draw) -> TileCase:
    """One of the products."""
    return TileCase(*draw.pick(1, PRODUCTS))


def given(case: TileCase) -> dict[str, Quantity]:
    """What may be named in a formula."""
    numbers = {"M": case.rows, "N": case.columns, "K": case.depth, "b": FIRST, "sms": case.processors}
    return {name: Quantity(number) for name, number in numbers.items()}


def _why(_case: TileCase, ratio: float) -> Phrase:
    if ratio > 1.5:
        return Phrase("Area is no matter: what is read goes with the edges, and those double.")
    if ratio < 0.75:
        return Phrase("Half the edge, twice the bands: almost everything is read twice as often.")
    return Phrase("Right: traffic goes with one over the edge.")


GUESS = Prediction(
    question=lambda _case: Phrase("How many times the traffic if the tile has half the edge?"),
    truth=lambda case: case.saving,
    unit=lambda n: Phrase("times", n=n),
    low=1.0,
    high=10.0,
    surprise=_why,
)
