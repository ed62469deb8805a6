"""A product of matrices cut into tiles: what is read, how tiles fill a chip's processors, and the best tile.

The model is small on purpose: every tile takes equally long, a processor works on one tile at a time, two stages of
both inputs and an fp32 accumulator share the SRAM. Not here: the product itself (`engine.tiled_product`) and any
measured speed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

SIDES = (16, 32, 64, 128, 256)
"""Sides of a tile that are tried."""
BYTES, WIDE = 2, 4
"""Bytes of a number in memory (16 bit), and of the accumulator (fp32)."""
STAGES, DEPTH = 2, 32
"""Pieces of both inputs that are held at once, and how much of the inner length each has."""
DEPTHS = (16, 32, 64, 128)
"""Lengths of such a piece that are tried."""
MOST_SPLITS = 8
"""Into so many pieces the inner length is cut at most."""
ROWS, GROUPED = "row", "grouped"
"""Orders in which tiles are dealt: row after row, or down the columns of a group of rows (swizzled)."""


@dataclass(frozen=True, slots=True)
class Gemm:
    """m rows of k numbers times a matrix of k by n."""

    m: int
    n: int
    k: int

    @property
    def flops(self) -> int:
        """One multiplication and one addition for every pair."""
        return 2 * self.m * self.n * self.k


@dataclass(frozen=True, slots=True)
class TileCut:
    """A tile of the output: bm rows by bn columns."""

    bm: int
    bn: int

    def grid(self, gemm: Gemm) -> tuple[int, int]:
        """Tiles down and across; those at the edges may be partly empty."""
        return -(-gemm.m // self.bm), -(-gemm.n // self.bn)

    def tiles(self, gemm: Gemm) -> int:
        """All of them."""
        down, across = self.grid(gemm)
        return down * across

    def reads(self, gemm: Gemm) -> int:
        """Numbers read: the left matrix once for every column of tiles, the right one once for every row of them."""
        down, across = self.grid(gemm)
        return gemm.m * gemm.k * across + gemm.k * gemm.n * down

    def intensity(self, gemm: Gemm) -> float:
        """FLOP for a byte, the output written once."""
        return gemm.flops / self.moved(gemm)

    def moved(self, gemm: Gemm) -> int:
        """Bytes read and written."""
        return BYTES * (self.reads(gemm) + gemm.m * gemm.n)

    def useful(self, gemm: Gemm) -> float:
        """Share of the tiles' area that is output."""
        return gemm.m * gemm.n / (self.tiles(gemm) * self.bm * self.bn)

    @property
    def sram(self) -> int:
        """Bytes that one tile at work takes."""
        return self.takes()

    def takes(self, depth: int = DEPTH) -> int:
        """The same with pieces of another length."""
        return STAGES * depth * (self.bm + self.bn) * BYTES + self.bm * self.bn * WIDE


@dataclass(frozen=True, slots=True)
class Waves:
    """Equal pieces of work dealt to `seats` processors, one each at a time."""

    pieces: int
    seats: int

    @property
    def count(self) -> int:
        """Waves; the last may be partly empty."""
        return -(-self.pieces // self.seats)

    @property
    def last(self) -> int:
        """Pieces of the last wave."""
        return self.pieces - (self.count - 1) * self.seats

    @property
    def idle(self) -> int:
        """Processors without a piece in the last wave."""
        return self.seats - self.last

    @property
    def share(self) -> float:
        """Of the processors' time that is used."""
        return self.pieces / (self.count * self.seats)


@dataclass(frozen=True, slots=True)
class Speeds:
    """A chip: FLOP/s, B/s, processors, and bytes of SRAM that one tile may take."""

    peak: float
    bandwidth: float
    processors: int
    sram: int


def both_times(gemm: Gemm, cut: TileCut, chip: Speeds) -> tuple[float, float]:
    """Seconds of traffic, and of arithmetic, which is stretched by empty seats and empty rows of tiles."""
    busy = Waves(cut.tiles(gemm), chip.processors).share * cut.useful(gemm)
    return cut.moved(gemm) / chip.bandwidth, gemm.flops / (chip.peak * busy)


def seconds(gemm: Gemm, cut: TileCut, chip: Speeds) -> float:
    """The slower of traffic and arithmetic."""
    return max(both_times(gemm, cut, chip))


def all_cuts() -> tuple[TileCut, ...]:
    """All pairs of sides."""
    return tuple(TileCut(bm, bn) for bm, bn in product(SIDES, SIDES))


def largest(sram: int, depth: int = DEPTH) -> TileCut | None:
    """The tile of most area that the SRAM holds, the squarest of equals, then the wider one; None where none fits."""
    fit = [cut for cut in all_cuts() if cut.takes(depth) <= sram]
    return max(fit, key=lambda cut: (cut.bm * cut.bn, -abs(cut.bm - cut.bn), cut.bn), default=None)


def best_tiles(gemm: Gemm, chip: Speeds, within: float = 0.0, depth: int = DEPTH) -> tuple[TileCut, ...]:
    """Tiles that fit and whose time is the least, or up to `within` more, the best first; none where none fits.

    Example: 2048 x 4096 x 4096 on an H100 with 164 KiB leaves 128 x 128 alone within a twentieth.
    """
    timed = sorted((seconds(gemm, cut, chip), cut.bm, cut.bn) for cut in all_cuts() if cut.takes(depth) <= chip.sram)
    return tuple(TileCut(bm, bn) for took, bm, bn in timed if took <= timed[0][0] * (1 + within))


def best_split(tiles: int, seats: int, inner: int) -> int:
    """Pieces of the inner length with which most of the seats' time is used; the fewest of equals."""
    allowed = range(1, min(MOST_SPLITS, max(1, inner // DEPTH)) + 1)
    return max(allowed, key=lambda pieces: (Waves(tiles * pieces, seats).share, -pieces))


def dealt(down: int, across: int, order: str, group: int) -> Iterator[tuple[int, int]]:
    """Tiles as (row, column), in the order in which they are dealt; group: rows of a group."""
    if order == ROWS:
        yield from product(range(down), range(across))
        return
    for top in range(0, down, group):
        for column in range(across):
            for row in range(top, min(down, top + group)):
                yield row, column


def wave_reads(gemm: Gemm, cut: TileCut, seats: int, order: str) -> int:
    """Numbers read from memory where each wave fetches every band of rows and columns it needs once, and the L2 cache
    hands it on within the wave; nothing is kept from wave to wave."""
    down, across = cut.grid(gemm)
    group = max(1, round((seats * cut.bn / cut.bm) ** 0.5))
    order_of, total = list(dealt(down, across, order, group)), 0
    for start in range(0, len(order_of), seats):
        wave = order_of[start : start + seats]
        rows, columns = {row for row, _ in wave}, {column for _, column in wave}
        total += sum(min(cut.bm, gemm.m - row * cut.bm) for row in rows) * gemm.k
        total += sum(min(cut.bn, gemm.n - column * cut.bn) for column in columns) * gemm.k
    return total
