"""The case: a product of M x K and K x N in 16 bits, and what the model of tiles says of a tile of bm x bn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tourapp import specs
from tourapp.learning.labs.kinds import Prediction
from tourapp.learning.labs.seeds import Draw, of_case
from tourapp.quantity import Quantity
from tourapp.sim import tiles as model
from tourapp.words import Phrase

GPU = "h100-sxm"
SIZES = model.SIDES
FIRST = 128
"""The tile that the boxes are about, square."""
BYTES = model.BYTES
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

    @cached_property
    def _gemm(self) -> model.Gemm:
        return model.Gemm(self.rows, self.columns, self.depth)

    @cached_property
    def _chip(self) -> model.Speeds:
        gpu = specs.gpu(GPU)
        peak, bandwidth = 1e12 * float(gpu.bf16_tflops), 1e12 * float(gpu.bandwidth_tb_s)
        return model.Speeds(peak, bandwidth, self.processors, self.kib * 1024)

    def trial(self, bm: int, bn: int) -> TileTrial:
        """What a tile makes of the product."""
        gemm, chip = self._gemm, self._chip
        cut = model.TileCut(bm, bn)
        waves = model.Waves(cut.tiles(gemm), chip.processors)
        reading, math = model.both_times(gemm, cut, chip)
        return TileTrial(
            fast=cut.sram,
            traffic=cut.moved(gemm),
            tiles=waves.pieces,
            waves=waves.count,
            busy=waves.share,
            useful=cut.useful(gemm),
            reading=reading,
            math=math,
        )

    def fits(self, bm: int, bn: int) -> bool:
        """Whether a tile has room in fast memory."""
        return self.trial(bm, bn).fast <= self._chip.sram

    @cached_property
    def best(self) -> tuple[float, tuple[int, int]]:
        """The shortest time of all tiles that fit, and the first tile that has it."""
        cut = model.best_tiles(self._gemm, self._chip)[0]
        return model.seconds(self._gemm, cut, self._chip), (cut.bm, cut.bn)

    @cached_property
    def good(self) -> frozenset[tuple[int, int]]:
        """Tiles that are as good as the best."""
        return frozenset((cut.bm, cut.bn) for cut in model.best_tiles(self._gemm, self._chip, GOOD - 1.0))

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
    truth=lambda case: case.saving,
    unit=lambda n: Phrase("times", n=n),
    low=1.0,
    high=10.0,
    surprise=_why,
    edges=(1.0, 1.5, 2.5, 5.0, 10.0),
)
