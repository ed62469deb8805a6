"""World part of the largest tile: what each of 25 tiles takes of the SRAM, the largest that fits, and how much
arithmetic a byte from memory then pays for: by the tile alone, and where the L2 cache hands a wave's bands on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.quantity import Quantity, derive
from tourapp.sim.tiles import BYTES, DEPTH, SIDES, STAGES, Gemm, TileCut, best_tiles, largest, seconds, wave_reads
from tourapp.world.part import PartView, part
from tourapp.world.tile_shapes import KIB, TiledMatrix, chip_figure, sides, speeds_of, sram_of, tiled_matrix, tokens_of


@dataclass(frozen=True, slots=True, eq=False)
class TileFit:
    """takes [5, 5]: KiB of SRAM for bm down and bn across; sram, l2, memory: sizes of the GPU, None where not
    published. cut: the largest tile that fits (bm, bn), None without SRAM. alone, shared, once: FLOP for a byte from
    memory by that tile alone, with the L2 handing on, and with everything read once; best: the quickest tiles."""

    matrix: TiledMatrix
    m: Quantity
    takes: np.ndarray
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

    @property
    def fits(self) -> np.ndarray:
        """Which tiles fit [5, 5]."""
        room = 0.0 if self.sram is None else float(self.sram.value)
        return np.asarray(self.takes <= room)


def _intensity(words: str, symbol: str, read: int, gemm: Gemm, inputs: tuple[Quantity, ...]) -> Quantity:
    """FLOP for a byte where so many numbers are read, and the output is written once."""
    value = gemm.flops / (BYTES * (read + gemm.m * gemm.n))
    return Quantity(value, "FLOP/B", words, symbol, "2 M N K / (2 × (numbers read + M N))", inputs)


@part("tile_fit", reads=("tile_tokens", "tile_matrix", "tile_order", "gpu"))
def _tile_fit(view: PartView) -> TileFit:
    matrix, m = tiled_matrix(view.tile_matrix), tokens_of(int(view.tile_tokens))
    gemm, chip, sizes = matrix.gemm(int(m.value)), speeds_of(view.gpu), (m, matrix.n, matrix.k)
    cut = largest(chip.sram) if chip is not None else None
    used = alone = shared = took = best = None
    if cut is not None and chip is not None:
        bm, bn = sides(cut)
        formula = f"{STAGES} × {DEPTH} × (b_m + b_n) × 2 B + b_m b_n × 4 B, in KiB"
        used = Quantity(cut.sram / KIB, "KiB", "SRAM that the tile takes", "m_tile", formula, (bm, bn))
        alone = _intensity("FLOP for a byte, the tile alone", "I_b", cut.reads(gemm), gemm, (*sizes, bm, bn))
        read = wave_reads(gemm, cut, chip.processors, view.tile_order)
        shared = _intensity("FLOP for a byte, with L2", "I_L2", read, gemm, (*sizes, bm, bn))
        quick = best_tiles(gemm, chip)[0]
        best, took = (quick.bm, quick.bn), seconds(gemm, quick, chip)
    peak, bandwidth = chip_figure(view.gpu, "bf16_tflops"), chip_figure(view.gpu, "bandwidth_tb_s")
    memory = chip_figure(view.gpu, "memory_gb")
    assert peak is not None and bandwidth is not None and memory is not None  # every row has these three
    return TileFit(
        matrix=matrix,
        m=m,
        takes=np.array([[TileCut(bm, bn).sram / KIB for bn in SIDES] for bm in SIDES]),
        sram=sram_of(view.gpu),
        l2=chip_figure(view.gpu, "l2_mb"),
        memory=memory,
        ridge=derive("ridge point, dense 16 bit", "I_ridge", "FLOP/B", "F_16 / β_1", peak, bandwidth),
        cut=(cut.bm, cut.bn) if cut is not None else None,
        used=used,
        alone=alone,
        shared=shared,
        once=_intensity("FLOP for a byte, all read once", "I_0", gemm.m * gemm.k + gemm.k * gemm.n, gemm, sizes),
        best=best,
        seconds=None if took is None else Quantity(took, "s", "time of the best tile", "t_best", "", sizes),
    )
