"""The three labs about the machine: which limit holds, tiles of a product, and softmax in one pass."""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random

import numpy as np

from tourapp.learning.code_labs.kinds import CodeCase, CodeLab

SHAPES = ((4, 3, 4, 4), (4, 3, 4, 2), (4, 3, 4, 1), (5, 2, 7, 3), (1, 6, 9, 4))


def roof(flops: float, moved: float, peak: float, bandwidth: float) -> list[object]:
    """Seconds, bound and the math's share of a step."""
    math_time, memory_time = flops / peak, moved / bandwidth
    seconds = max(math_time, memory_time)
    return [seconds, "memory" if memory_time > math_time else "compute", math_time / seconds]


def _machine(dice: Random) -> tuple[float, ...]:
    """Operations, bytes, peak and bandwidth of a step somewhere."""
    return tuple(10 ** dice.uniform(*ends) for ends in ((9, 16), (9, 13), (13, 16), (11, 13)))


def _roofs(dice: Random) -> Iterator[CodeCase]:
    fixed = [(1e12, 1e12, 1e15, 1e12), (4e15, 1e12, 1e15, 1e12), (2e12, 2e12, 1e12, 1e12)]
    for args in (*fixed, *(_machine(dice) for _ in range(12))):
        flops, moved, peak, bandwidth = args
        seconds, bound, share = right = roof(*args)
        both = flops / peak + moved / bandwidth
        other = "compute" if bound == "memory" else "memory"
        wrong = (
            ([both, bound, flops / peak / both], "both go on at the same time: the longer one counts, not the sum"),
            ([seconds, other, share], "the bound is what takes longer"),
            (
                [seconds, bound, moved / bandwidth / max(flops / peak, moved / bandwidth)],
                "the share is that of the math",
            ),
        )
        told = tuple((value, words) for value, words in wrong if value != right)
        name = "step({:.3g}, {:.3g}, {:.3g}, {:.3g})".format(*args)
        yield CodeCase("step", list(args), right, name, wrong=told)
        name, upside = f"ridge({peak:.3g}, {bandwidth:.3g})", "peak over bandwidth, not the other way round"
        yield CodeCase("ridge", [peak, bandwidth], peak / bandwidth, name, wrong=((bandwidth / peak, upside),))


def tile_reads(m: int, k: int, n: int, tile: int) -> int:
    """Numbers that a product in tiles reads."""
    return m * k * math.ceil(n / tile) + k * n * math.ceil(m / tile)


def _products(dice: Random) -> Iterator[CodeCase]:
    source = np.random.default_rng(dice.randrange(2**32))
    drawn = [(dice.randint(1, 20), dice.randint(1, 12), dice.randint(1, 20), dice.randint(1, 8)) for _ in range(10)]
    for m, k, n, tile in (*SHAPES, *drawn):
        left, right = (source.integers(-9, 9, size).astype(float) for size in ((m, k), (k, n)))
        reads = tile_reads(m, k, n, tile)
        wrong = [
            (tile_reads(m, k, n, 1), "every number of the output fetches its own row and column: read a tile's once"),
            (m * k + k * n, "both matrices are read only once: then a tile is not what is worked on"),
            (m * n * k * 2, "read rows and columns as a piece, not again for every multiplication"),
        ]
        told = tuple(({"reads": count}, words) for count, words in wrong if count != reads)
        name = f"matmul of [{m}, {k}] and [{k}, {n}] in tiles of {tile}"
        want = {"product": (left @ right).tolist(), "reads": reads}
        yield CodeCase("matmul", [left, right, tile], want, name, kind="matrix", wrong=told)


def _streams(dice: Random) -> Iterator[CodeCase]:
    source = np.random.default_rng(dice.randrange(2**32))
    fixed = [[[0.0, 0.0]], [[1.0], [3.0]], [[1000.0, 1000.0], [0.0]], [[-5.0], [2000.0], [1999.0]]]
    drawn = [[source.normal(0, 10 ** dice.uniform(0, 2.5), dice.randint(1, 8)).round(3).tolist()
              for _ in range(dice.randint(1, 9))] for _ in range(14)]  # fmt: skip
    for blocks in (*fixed, *drawn):
        every = np.concatenate([np.array(block) for block in blocks])
        top = float(every.max())
        total = float(np.exp(every - top).sum())
        forgot = _not_corrected(blocks)
        wrong = (
            ([top, forgot], "when a new maximum comes, what was summed before must be scaled by e^(old - new)"),
            ([float(blocks[0][0]), total], "the maximum is that of all blocks, not of the first"),
            ([top, total * math.exp(min(top, 700.0))], "the sum is of e^(score - maximum), not of e^score"),
        )
        told = tuple((value, words) for value, words in wrong if abs(value[1] - total) > 1e-9 or value[0] != top)
        arrays = [np.array(block) for block in blocks]
        yield CodeCase("stats", [arrays], [top, total], f"stats of {len(blocks)} blocks", kind="stream", wrong=told)


def _not_corrected(blocks: list[list[float]]) -> float:
    top, total = -math.inf, 0.0
    for block in blocks:
        top = max(top, *block)
        total += sum(math.exp(score - top) for score in block)
    return total


LABS = (
    CodeLab("roofline", "Which of the two is the limit", _roofs),
    CodeLab("matmul_blocked", "Cut it small, carry it once", _products),
    CodeLab("softmax_online", "Softmax in one pass", _streams),
)
