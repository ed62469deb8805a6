"""World part of tiled attention: bytes through slow memory at N tokens, head width d and an SRAM, both ways.

The total of the tiled way is arithmetic and is also counted by walking over the tiles. Not here: the loop itself
(`engine.flash`), and any claim about speed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from tourapp.engine.flash import BYTES, block_size, flash_bytes
from tourapp.quantity import Quantity, add_up, derive, print_sum
from tourapp.quantity.origin import DEFINED, SETTING
from tourapp.world.part import PartView, part

KIB = 1024
FINER = 5
"""Decimals that are tried until rounded trips add up."""
LEAST_SHOWN = 10
"""A trip has at least two figures."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """Bytes through slow memory for one head. passes: the naive way's trips, in order, adding up to `naive`.

    `counted` is what walking over the tiles moves, `flash` the closed form. `share` is the score matrix' part of
    `naive` as counted here (with the mask only the kept triangle), `whole_share` without a mask: N / (N + d). `rows`:
    rows of tiles; `used`: what one step's tiles take of the SRAM, in all `in_use`; `more`: the other way round of
    `gain`, for where tiles move more.
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
    more: Quantity
    rows: int
    tiles: int
    skipped: int
    used: tuple[Quantity, ...]
    in_use: Quantity
    sram: Quantity


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
    n, d, sram = _settings(count, dim, sram_kib)
    fitting = "largest side, a multiple of 16, whose tiles fit into SRAM"
    b = Quantity(side, "1", "side of a tile, tokens", "B", fitting, (sram, d))
    e = Quantity(BYTES, "B", "bytes of a number in slow memory", "e", source=DEFINED)
    pairs = derive("scores", "S", "1", "N * (N + 1) / 2" if causal else "N * N", n)
    vector = derive("one matrix of vectors", "V_N", "B", "N * d * e", n, d, e)
    one = derive("the score matrix, once", "S_N", "B", "S * e", pairs, e)
    passes = _trips(vector, one)
    passes, naive = _printed(passes, add_up("the naive way", "naive", "B", passes))
    matrix = derive("trips of the score matrix", "M", "B", "4 * S_N", one)
    once = derive("queries and output", "QO", "B", "2 * V_N", vector)
    total, inputs = flash_bytes(count, dim, side, causal), (once, n, d, b, e)
    flash = Quantity(total, "B", "tile by tile", "flash", "QO + 2 d e × keys seen by all rows of tiles", inputs)
    counted, tiles = count_traffic(count, dim, side, causal)
    rows, used = -(-count // side), _in_sram(b, d, e)
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
        more=derive("more traffic", "more", "times", "flash / naive", flash, naive),
        rows=rows,
        tiles=tiles,
        skipped=rows * rows - tiles,
        used=used,
        in_use=add_up("SRAM in use", "SRAM_used", "KiB", used),
        sram=sram,
    )


def _settings(count: int, dim: int, sram_kib: int) -> tuple[Quantity, ...]:
    named = ((count, "1", "tokens", "N"), (dim, "1", "head width", "d"), (sram_kib, "KiB", "SRAM", "SRAM"))
    return tuple(Quantity(*told, source=SETTING) for told in named)


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


def _printed(passes: tuple[Quantity, ...], naive: Quantity) -> tuple[tuple[Quantity, ...], Quantity]:
    """The trips and their sum with texts that add up: the matrix' four trips have one text, and what rounding leaves
    over goes to the first and the last one."""
    whole, matrix = int(naive.value), int(passes[1].value)
    base = next(unit for unit in (10**9, 10**6, 10**3, 1) if whole >= unit)
    first = 2 - math.floor(math.log10(whole / base))
    for places in range(first, first + FINER):
        step = max(1, base // 10**places)
        units = [round(int(item.value) / step) for item in passes]
        left = round(whole / step) - sum(units)
        fine = round(int(passes[-1].value) / step) >= LEAST_SHOWN or matrix < step
        if fine and abs(left) <= 2:
            units[0], units[-1] = units[0] + left - int(left / 2), units[-1] + int(left / 2)
            break
    even = [replace(item, value=unit * step) for item, unit in zip(passes, units, strict=True)]
    total = replace(naive, value=sum(unit * step for unit in units))
    texts, said = print_sum(even, total, decimals=places)
    told = tuple(replace(item, printed=text.printed) for item, text in zip(passes, texts, strict=True))
    return told, replace(naive, printed=said.printed, inputs=told)


def _in_sram(side: Quantity, dim: Quantity, each: Quantity) -> tuple[Quantity, ...]:
    """What lies in SRAM during one step: tiles of Q, K, V, scores and output."""
    vector, square = (int(side.value) * int(wide.value) * BYTES / KIB for wide in (dim, side))
    inputs = {"B d e": (side, dim, each), "B B e": (side, each)}
    return tuple(
        Quantity(size, "KiB", name, symbol, formula, inputs[formula])
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
