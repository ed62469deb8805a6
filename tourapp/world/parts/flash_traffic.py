"""World part of tiled attention: bytes through slow memory at N tokens, head width d and an SRAM, both ways.

The total of the tiled way is arithmetic and is also counted by walking over the tiles. Not here: the loop itself
(`engine.flash`), and any claim about speed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.engine.flash import BYTES, block_size, flash_bytes
from tourapp.quantity import Quantity, add_up, derive
from tourapp.world.part import PartView, part

KIB = 1024


@dataclass(frozen=True, slots=True)
class Traffic:
    """Bytes through slow memory for one head. passes: the naive way's trips, in order, adding up to `naive`.

    `counted` is what walking over the tiles moves, `flash` the closed form. `share` is the score matrix' part of
    `naive` as counted here (with the mask only the kept triangle), `whole_share` without a mask: N / (N + d). `rows`:
    rows of tiles; `used`: what one step's tiles take of the SRAM.
    """

    causal: bool
    side: Quantity
    pairs: Quantity
    passes: tuple[Quantity, ...]
    naive: Quantity
    matrix: Quantity
    share: Quantity
    whole_share: Quantity
    once: Quantity
    again: Quantity
    flash: Quantity
    counted: int
    gain: Quantity
    rows: int
    tiles: int
    skipped: int
    used: tuple[Quantity, ...]
    sram: Quantity

    @property
    def in_use(self) -> Quantity:
        """SRAM that one step's tiles take."""
        return add_up("SRAM in use", "SRAM_used", "KiB", self.used)


def count_traffic(count: int, dim: int, side: int, causal: bool) -> tuple[int, int]:
    """(bytes, tiles) found by walking over the tiles, as `engine.flash.flash_tiles` moves them. Quick for large N: the
    tiles of one row are added as an array."""
    moved = tiles = 0
    for top in range(0, count, side):
        stop = min(top + side, count)
        seen = stop if causal else count
        left = np.arange(0, seen, side)
        widths = np.minimum(left + side, seen) - left
        moved += BYTES * dim * (stop - top) + int((2 * BYTES * dim * widths).sum()) + BYTES * dim * (stop - top)
        tiles += len(left)
    return moved, tiles


def traffic(count: int, dim: int, sram_kib: int, causal: bool) -> Traffic:
    """What both ways move at N tokens and head width d, with tiles as large as the SRAM allows."""
    side = block_size(sram_kib * KIB, dim, count)
    n, d = Quantity(count, "1", "tokens", "N"), Quantity(dim, "1", "head width", "d")
    b = Quantity(side, "1", "side of a tile, tokens", "B")
    e = Quantity(BYTES, "B", "bytes of a number in slow memory", "e")
    pairs = derive("scores", "S", "1", "N * (N + 1) / 2" if causal else "N * N", n)
    vector = derive("one matrix of vectors", "V_N", "B", "N * d * e", n, d, e)
    one = derive("the score matrix, once", "S_N", "B", "S * e", pairs, e)
    passes = _trips(vector, one)
    naive = add_up("the naive way", "naive", "B", passes)
    matrix = derive("trips of the score matrix", "M", "B", "4 * S_N", one)
    once = derive("queries and output", "QO", "B", "2 * V_N", vector)
    total, inputs = flash_bytes(count, dim, side, causal), (once, n, d, b, e)
    flash = Quantity(total, "B", "tile by tile", "flash", "QO + 2 d e × keys seen by all rows of tiles", inputs)
    counted, tiles = count_traffic(count, dim, side, causal)
    rows = -(-count // side)
    return Traffic(
        causal=causal,
        side=b,
        pairs=pairs,
        passes=passes,
        naive=naive,
        matrix=matrix,
        share=derive("the matrix' share", "share", "share", "M / naive", matrix, naive),
        whole_share=derive("the matrix' share, without a mask", "share_N", "share", "N / (N + d)", n, d),
        once=once,
        again=derive("keys and values, once for every row of tiles", "KV", "B", "flash - QO", flash, once),
        flash=flash,
        counted=counted,
        gain=derive("less traffic", "gain", "times", "naive / flash", naive, flash),
        rows=rows,
        tiles=tiles,
        skipped=rows * rows - tiles,
        used=_in_sram(side, dim),
        sram=Quantity(sram_kib, "KiB", "SRAM", "SRAM"),
    )


def _trips(vector: Quantity, scores: Quantity) -> tuple[Quantity, ...]:
    """The naive way's trips to slow memory, in order; `vector` and `scores`: bytes of one matrix of each."""
    return (
        derive("queries, keys and values", "QKV", "B", "3 * V_N", vector),
        scores.named("scores, written", "S_1"),
        scores.named("scores, read", "S_2"),
        scores.named("weights, written", "S_3"),
        scores.named("weights, read", "S_4"),
        vector.named("output", "O"),
    )


def _in_sram(side: int, dim: int) -> tuple[Quantity, ...]:
    """What lies in SRAM during one step: tiles of Q, K, V, scores and output."""
    vector, square = side * dim * BYTES / KIB, side * side * BYTES / KIB
    return tuple(
        Quantity(size, "KiB", name, symbol, formula)
        for name, symbol, size, formula in (
            ("tile of Q", "Q_B", vector, "B d e"),
            ("tile of K", "K_B", vector, "B d e"),
            ("tile of V", "V_B", vector, "B d e"),
            ("tile of scores", "S_B", square, "B B e"),
            ("tile of O", "O_B", vector, "B d e"),
        )
    )


@part("flash_traffic", reads=("flash_tokens", "flash_head_dim", "sram_kb"))
def _flash_traffic(view: PartView) -> dict[bool, Traffic]:
    return {causal: traffic(view.flash_tokens, view.flash_head_dim, view.sram_kb, causal) for causal in (False, True)}
