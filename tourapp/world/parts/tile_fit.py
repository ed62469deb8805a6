"""World part of the largest tile: what each of 25 tiles takes of the SRAM, the largest that fits, and how much
arithmetic a byte from memory then pays for: by the tile alone, and where the L2 cache hands a wave's bands on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.quantity import Quantity, derive
from tourapp.sim.tiles import (
    BYTES,
    DEPTH,
    DEPTHS,
    SIDES,
    STAGES,
    Gemm,
    Speeds,
    TileCut,
    best_tiles,
    largest,
    seconds,
    wave_reads,
)
from tourapp.world.declare import Block, choice, number
from tourapp.world.part import PartView, part
from tourapp.world.tile_shapes import (
    KIB,
    TiledMatrix,
    chip_figure,
    registers_of,
    sides,
    speeds_of,
    sram_of,
    tiled_matrix,
    tokens_of,
)


@dataclass(frozen=True)
class FitInputs(Block):
    """tile_depth: how much of the inner length a stage holds; tile_sram: KiB for tiles, 0 for what the GPU has."""

    tile_depth: int = choice("bk", tuple((depth, f"{depth}") for depth in DEPTHS), DEPTH)
    tile_sram: int = number("SRAM", 0, 256, 0, 4, unit="KiB", off_text="as the GPU")


@dataclass(frozen=True, slots=True, eq=False)
class TileFit:
    """takes [5, 5]: KiB of SRAM for bm down and bn across; registers, sram, l2, memory: sizes of the GPU, None where
    not published. cut: the largest tile that fits (bm, bn), None without one; used: its KiB. alone, shared, once: FLOP
    for a byte from memory by that tile alone, with the L2 handing on, and with everything read once; best: the quickest
    tiles. given: whether the SRAM was set by hand."""

    matrix: TiledMatrix
    m: Quantity
    depth: int
    takes: np.ndarray
    registers: Quantity | None
    sram: Quantity | None
    l2: Quantity | None
    memory: Quantity
    ridge: Quantity
    cut: tuple[int, int] | None
    used: Quantity | None
    alone: Quantity | None
    shared: Quantity | None
    once: Quantity
    best: tuple[int, int] | None
    seconds: Quantity | None
    given: bool

    @property
    def fits(self) -> np.ndarray:
        """Which tiles fit [5, 5]."""
        room = 0.0 if self.sram is None else float(self.sram.value)
        return np.asarray(self.takes <= room)


@dataclass(frozen=True, slots=True)
class _LargestTile:
    """The largest tile and what follows from it."""

    cut: TileCut
    depth: int
    gemm: Gemm
    sizes: tuple[Quantity, ...]

    def used(self) -> Quantity:
        """KiB that it takes."""
        formula = f"{STAGES} × {self.depth} × (b_m + b_n) × 2 B + b_m b_n × 4 B, in KiB"
        return Quantity(
            self.cut.takes(self.depth) / KIB, "KiB", "SRAM that the tile takes", "m_tile", formula, sides(self.cut)
        )

    def alone(self) -> Quantity:
        """FLOP for a byte where nothing is handed on."""
        read = self.cut.reads(self.gemm)
        inputs = (*self.sizes, *sides(self.cut))
        return _intensity("FLOP for a byte, the tile alone", "I_b", read, self.gemm, inputs)

    def shared(self, processors: int, order: str) -> Quantity:
        """FLOP for a byte where the L2 hands a wave's bands on."""
        read = wave_reads(self.gemm, self.cut, processors, order)
        inputs = (*self.sizes, *sides(self.cut))
        return _intensity("FLOP for a byte, with L2", "I_L2", read, self.gemm, inputs)


def _intensity(words: str, symbol: str, read: int, gemm: Gemm, inputs: tuple[Quantity, ...]) -> Quantity:
    """FLOP for a byte where so many numbers are read, and the output is written once."""
    value = gemm.flops / (BYTES * (read + gemm.m * gemm.n))
    return Quantity(value, "FLOP/B", words, symbol, "2 M N K / (2 × (numbers read + M N))", inputs)


def _quickest(tile: _LargestTile, chip: Speeds) -> tuple[tuple[int, int], Quantity]:
    """The best tile, and its time."""
    quick = best_tiles(tile.gemm, chip, depth=tile.depth)[0]
    took = Quantity(seconds(tile.gemm, quick, chip), "s", "time of the best tile", "t_best", "", tile.sizes)
    return (quick.bm, quick.bn), took


@part("tile_fit", reads=("tile_tokens", "tile_matrix", "tile_order", "tile_depth", "tile_sram", "gpu"))
def _tile_fit(view: PartView) -> TileFit:
    matrix, m = tiled_matrix(view.tile_matrix), tokens_of(int(view.tile_tokens))
    gemm, depth, sizes = matrix.gemm(int(m.value)), int(view.tile_depth), (m, matrix.n, matrix.k)
    sram = sram_of(view.gpu, int(view.tile_sram))
    cut = largest(int(float(sram.value) * KIB), depth) if sram is not None else None
    tile = _LargestTile(cut, depth, gemm, sizes) if cut is not None else None
    chip = speeds_of(view.gpu, float(sram.value)) if sram is not None else None
    best = _quickest(tile, chip) if tile is not None and chip is not None else (None, None)
    peak, bandwidth = chip_figure(view.gpu, "bf16_tflops"), chip_figure(view.gpu, "bandwidth_tb_s")
    memory = chip_figure(view.gpu, "memory_gb")
    assert peak is not None and bandwidth is not None and memory is not None  # every row has these three
    return TileFit(
        matrix=matrix,
        m=m,
        depth=depth,
        takes=np.array([[TileCut(bm, bn).takes(depth) / KIB for bn in SIDES] for bm in SIDES]),
        registers=registers_of(view.gpu),
        sram=sram,
        l2=chip_figure(view.gpu, "l2_mb"),
        memory=memory,
        ridge=derive("ridge point, dense 16 bit", "I_ridge", "FLOP/B", "F_16 / β_1", peak, bandwidth),
        cut=(cut.bm, cut.bn) if cut is not None else None,
        used=tile.used() if tile is not None else None,
        alone=tile.alone() if tile is not None else None,
        shared=tile.shared(chip.processors, view.tile_order) if tile is not None and chip is not None else None,
        once=_intensity("FLOP for a byte, all read once", "I_0", gemm.m * gemm.k + gemm.k * gemm.n, gemm, sizes),
        best=best[0],
        seconds=best[1],
        given=int(view.tile_sram) > 0,
    )
