"""World parts of the tiled-attention scene: what travels at the chosen size, and the real loop on one head of the
request.

`flash_traffic` is arithmetic at N tokens, head width d and an SRAM; its total is also counted by walking over the
tiles. `flash_head` runs the loop on the queries, keys and values of the recording, cut into as many tile rows as the
chosen size has (at most ROWS). Not here: any drawing, and any claim about speed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from tourapp.engine.flash import BYTES, FlashRun, block_size, flash_attention, flash_bytes
from tourapp.engine.recording import Recording
from tourapp.engine.shipped import shipped_recording
from tourapp.quantity import Quantity, add_up, derive
from tourapp.world.declare import Block, choice, number
from tourapp.world.part import View, part

ROWS = 14
"""Most tile rows the picture has; with more at the chosen size, its tiles stand for several."""
USUAL = 8
"""Tile rows at which layer and head are chosen, so that a slider does not change the head."""
LAYERS = 8
"""At most so many layers are searched for a telling row."""
KIB = 1024


@dataclass(frozen=True)
class FlashInputs(Block):
    """Size of the tiled attention, and of the fast memory it may use."""

    flash_tokens: int = number("Tokens N", 64, 8192, 1024, 64, log=True)
    flash_head_dim: int = choice("Head width d", ((32, "32"), (64, "64"), (128, "128")), 64)
    sram_kb: int = number("SRAM for tiles", 8, 228, 100, 4, unit="KB")


@dataclass(frozen=True, slots=True)
class Traffic:
    """Bytes through slow memory for one head. passes: the naive way's trips, in order, adding up to `naive`.

    `counted` is what walking over the tiles moves, `flash` the closed form. `share` is the score matrix' part of
    `naive` as counted here (with the mask only the kept triangle), `whole_share` without a mask: N / (N + d).
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
    tiles: int
    skipped: int
    used: tuple[Quantity, ...]
    sram: Quantity

    @property
    def in_use(self) -> Quantity:
        """SRAM that one step's tiles take."""
        return add_up("SRAM in use", "SRAM_used", "KiB", self.used)


@dataclass(frozen=True, slots=True, eq=False)
class FlashHead:
    """The real loop on one head, with and without the mask. scores [T, T] fp32 are those of the naive way, before the
    mask; row: the token followed; step: its tile where a raised maximum is best seen."""

    key: str
    recording: Recording
    layer: int
    head: int
    side: int
    queries: np.ndarray
    keys: np.ndarray
    values: np.ndarray
    scores: np.ndarray
    runs: dict[bool, FlashRun]
    row: int
    steps: dict[bool, int]

    @property
    def count(self) -> int:
        """T: tokens."""
        return len(self.queries)

    def edges(self) -> np.ndarray:
        """Where tiles begin and end, in tokens: [R + 1]."""
        return np.append(np.arange(0, self.count, self.side), self.count)

    def first_tile(self, causal: bool) -> int:
        """Index of the first tile of the row followed."""
        return next(t.index for t in self.runs[causal].tiles if self.row in t.rows)

    def row_tiles(self, causal: bool) -> list[int]:
        """Indices of the tiles that the row followed passes."""
        return [t.index for t in self.runs[causal].tiles if self.row in t.rows]


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
    three = derive("queries, keys and values", "QKV", "B", "3 * V_N", vector)
    passes = (
        three,
        *(
            one.named(name, f"S_{k}")
            for k, name in enumerate(("scores, written", "scores, read", "weights, written", "weights, read"), 1)
        ),
        vector.named("output", "O"),
    )
    naive = add_up("the naive way", "naive", "B", passes)
    matrix = derive("trips of the score matrix", "M", "B", "4 * S_N", one)
    share = derive("the matrix' share", "share", "share", "M / naive", matrix, naive)
    whole = derive("the matrix' share, without a mask", "share_N", "share", "N / (N + d)", n, d)
    total = flash_bytes(count, dim, side, causal)
    once = derive("queries and output", "QO", "B", "2 * V_N", vector)
    flash = Quantity(
        total, "B", "tile by tile", "flash", "QO + 2 d e × keys seen by all rows of tiles", (once, n, d, b, e)
    )
    again = derive("keys and values, once for every row of tiles", "KV", "B", "flash - QO", flash, once)
    counted, tiles = count_traffic(count, dim, side, causal)
    rows = -(-count // side)
    gain = derive("less traffic", "gain", "times", "naive / flash", naive, flash)
    return Traffic(
        causal,
        b,
        pairs,
        passes,
        naive,
        matrix,
        share,
        whole,
        once,
        again,
        flash,
        counted,
        gain,
        tiles,
        rows * rows - tiles,
        _in_sram(side, dim),
        Quantity(sram_kib, "KiB", "SRAM", "SRAM"),
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
def _flash_traffic(view: View) -> dict[bool, Traffic]:
    return {causal: traffic(view.flash_tokens, view.flash_head_dim, view.sram_kb, causal) for causal in (False, True)}


def telling(scores: np.ndarray, side: int, causal: bool) -> tuple[float, int, int]:
    """(worth, row, tile) of the raised maximum best worth showing in scores [T, T]: late in its row, with much
    gathered before, and a correction that is neither nothing nor everything."""
    count = len(scores)
    seen = np.where(np.tri(count, dtype=bool), scores, -np.inf) if causal else scores
    starts = np.arange(0, count, side)
    if len(starts) < 2:
        return 0.0, count - 1, 0
    running = np.maximum.accumulate(np.maximum.reduceat(seen, starts, axis=1), axis=1)
    before, after = running[:, :-1], running[:, 1:]
    rescale = np.exp(before - after)
    weights = np.exp(seen - running[:, np.searchsorted(starts, np.arange(count), "right") - 1])
    gathered = np.add.reduceat(weights, starts, axis=1)[:, :-1]
    late = np.minimum(np.arange(1, len(starts)) / max(1, len(starts) - 3), 1.0)
    worth = rescale * (1 - rescale) * np.minimum(gathered, 12.0) * late
    at = np.unravel_index(int(worth.argmax()), worth.shape)
    if worth[at] <= 0:
        return 0.0, count - 1, 0
    return float(worth[at]), int(at[0]), int(at[1]) + 1


def scores_of(queries: np.ndarray, keys: np.ndarray) -> np.ndarray:
    """All scores [T, T] fp32 of one head, scaled by 1 / sqrt(d), no mask."""
    return np.asarray((queries * np.float32(queries.shape[1] ** -0.5)) @ keys.T, np.float32)


def flash_head(recording: Recording, rows: int) -> FlashHead:
    """The loop on the head of the recording where a raised maximum is best seen, in `rows` rows of tiles."""
    count = recording.positions
    usual = max(1, -(-count // USUAL))
    layers = recording.qkv_layers[:: max(1, -(-len(recording.qkv_layers) // LAYERS))]
    best: tuple[float, int, int] = (-1.0, int(layers[0]), 0)
    for layer in layers:
        queries, keys, _ = recording.qkv(int(layer))
        for head in range(recording.heads):
            group = head * recording.kv_heads // recording.heads
            worth = telling(scores_of(queries[head], keys[group]), usual, True)[0]
            best = max(best, (worth, int(layer), head), key=lambda item: item[0])
    _, layer, head = best
    queries, keys, values = (
        array[at]
        for array, at in zip(
            recording.qkv(layer), (head, *[head * recording.kv_heads // recording.heads] * 2), strict=True
        )
    )
    side = max(1, -(-count // max(1, min(rows, ROWS, count))))
    scores = scores_of(queries, keys)
    _, row, step = telling(scores, side, True)
    steps = {True: step, False: _raised(scores[row], side)}
    name = hashlib.sha256(scores.tobytes()).hexdigest()[:12]
    for array in (queries, keys, values, scores):
        array.flags.writeable = False
    runs = {causal: flash_attention(queries, keys, values, side, causal) for causal in (False, True)}
    return FlashHead(f"{name}-{side}", recording, layer, head, side, queries, keys, values, scores, runs, row, steps)


def _raised(scores: np.ndarray, side: int) -> int:
    """The tile of a whole row at which its maximum is raised last, 0 where it never is."""
    tops = np.maximum.reduceat(scores, np.arange(0, len(scores), side))
    raised = np.flatnonzero(np.diff(np.maximum.accumulate(tops)) > 0)
    return int(raised[-1]) + 1 if len(raised) else 0


_STAND_IN: list[FlashHead] = []


def stand_in_head() -> FlashHead:
    """The loop on the shipped recording, until the one asked for is there."""
    if not _STAND_IN:
        _STAND_IN.append(flash_head(shipped_recording("default"), USUAL))
    return _STAND_IN[0]


@part(
    "flash_head",
    reads=("flash_tokens", "flash_head_dim", "sram_kb"),
    needs=("recording",),
    slow=True,
    stand_in=stand_in_head,
)
def _flash_head(view: View) -> FlashHead:
    side = block_size(view.sram_kb * KIB, view.flash_head_dim, view.flash_tokens)
    return flash_head(view.recording, -(-view.flash_tokens // side))
