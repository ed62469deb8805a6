"""World part of tiled attention: the real loop on one head of the request.

It runs on the queries, keys and values of the recording, cut into as many tile rows as the chosen size has (at most
ROWS). Not here: the bytes at the chosen size (`parts.flash_traffic`), any drawing, and any claim about speed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tourapp.engine.flash import FlashRun, flash_attention
from tourapp.engine.recording import Recording
from tourapp.engine.shipped import shipped_recording
from tourapp.quantity import Quantity
from tourapp.quantity.origin import RUN
from tourapp.world.declare import Block, choice, number
from tourapp.world.part import PartView, part

ROWS = 14
"""Most tile rows the picture has; with more at the chosen size, its tiles stand for several."""
USUAL = 8
"""Tile rows at which layer and head are chosen, so that a slider does not change the head."""
LAYERS = 8
"""At most so many layers are searched for a row that shows it well."""


@dataclass(frozen=True)
class FlashInputs(Block):
    """Size of the tiled attention, and of the fast memory it may use."""

    flash_tokens: int = number("Tokens N", 64, 8192, 1024, 64, log=True)
    flash_head_dim: int = choice("Head width d", ((32, "32"), (64, "64"), (128, "128")), 64)
    sram_kb: int = number("SRAM for tiles", 8, 228, 100, 4, unit="KB")


@dataclass(frozen=True, slots=True, eq=False)
class FlashHead:
    """The real loop on one head, with and without the mask. scores [T, T] fp32 are those of the naive way, before the
    mask; row: the token followed; steps: its tile where a raised maximum is best seen; errors: largest difference of
    the output from the same sum in float64."""

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
    errors: dict[bool, Quantity]

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

    def fact(self, name: str, causal: bool, step: int) -> str:
        """The id of a number of the row followed, at its tile number `step`, counted from 0."""
        return f"flash_head.{name}(tile={step + 1}{'' if causal else ', mask=off'})"

    def row_tiles(self, causal: bool) -> list[int]:
        """Indices of the tiles that the row followed passes."""
        return [t.index for t in self.runs[causal].tiles if self.row in t.rows]


def clearest_raise(scores: np.ndarray, side: int, causal: bool) -> tuple[float, int, int]:
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
    layer, head = _clearest_head(recording, max(1, -(-count // USUAL)))
    group = head * recording.kv_heads // recording.heads
    all_queries, all_keys, all_values = recording.qkv(layer)
    queries, keys, values = all_queries[head], all_keys[group], all_values[group]
    side = max(1, -(-count // max(1, min(rows, ROWS, count))))
    scores = scores_of(queries, keys)
    _, row, step = clearest_raise(scores, side, True)
    name = hashlib.sha256(scores.tobytes()).hexdigest()[:12]
    for array in (queries, keys, values, scores):
        array.flags.writeable = False
    runs = {causal: flash_attention(queries, keys, values, side, causal) for causal in (False, True)}
    return FlashHead(
        key=f"{name}-{side}",
        recording=recording,
        layer=layer,
        head=head,
        side=side,
        queries=queries,
        keys=keys,
        values=values,
        scores=scores,
        runs=runs,
        row=row,
        steps={True: step, False: _raised(scores[row], side)},
        errors={causal: _error(run.error, causal) for causal, run in runs.items()},
    )


def _clearest_head(recording: Recording, side: int) -> tuple[int, int]:
    """Layer and head where a raised maximum is best seen, in tiles of that side."""
    layers = recording.qkv_layers[:: max(1, -(-len(recording.qkv_layers) // LAYERS))]
    best: tuple[float, int, int] = (-1.0, int(layers[0]), 0)
    for layer in layers:
        queries, keys, _ = recording.qkv(int(layer))
        for head in range(recording.heads):
            group = head * recording.kv_heads // recording.heads
            worth = clearest_raise(scores_of(queries[head], keys[group]), side, True)[0]
            best = max(best, (worth, int(layer), head), key=lambda item: item[0])
    return best[1:]


def _error(value: float, causal: bool) -> Quantity:
    name = "largest difference from a sum with twice the digits"
    formula = "max of |output - the same in float64|"
    return Quantity(value, "1", name, "error", formula, (), RUN, f"flash_head.errors.{causal}")


def _raised(scores: np.ndarray, side: int) -> int:
    """The tile of a whole row at which its maximum is raised last, 0 where it never is."""
    tops = np.maximum.reduceat(scores, np.arange(0, len(scores), side))
    raised = np.flatnonzero(np.diff(np.maximum.accumulate(tops)) > 0)
    return int(raised[-1]) + 1 if len(raised) else 0


@lru_cache(maxsize=1)
def stand_in_head() -> FlashHead:
    """The loop on the shipped recording, until the one asked for is there."""
    return flash_head(shipped_recording("default"), USUAL)


@part("flash_head", needs=("recording", "flash_traffic"), slow=True, stand_in=stand_in_head)
def _flash_head(view: PartView) -> FlashHead:
    return flash_head(view.recording, view.flash_traffic[True].rows)
