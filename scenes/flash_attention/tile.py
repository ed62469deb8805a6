"""One step in fast memory: a tile of scores with its blocks of Q, K, V and the output so far."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from scenes.flash_attention.facts import LoopMoment, TileLoop
from scenes.flash_attention.matrix import RAMP, seen_scores, shade
from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import T16, T17, T18

TILE = Rect(960, 212, 252, 252)
QUERY = Rect(924, 212, 26, 252)
KEY = Rect(960, 176, 252, 26)
VALUE = Rect(960, 474, 252, 26)
OUTPUT = Rect(1222, 212, 26, 252)
SAMPLE = 8
"""Numbers of a row that a strip shows, evenly taken."""


def strip(values: np.ndarray, tall: bool) -> np.ndarray:
    """A block [b, d] as brightness: SAMPLE numbers of each row, along the strip. Sign is dropped."""
    some = np.abs(values[:, :: max(1, values.shape[1] // SAMPLE)][:, :SAMPLE])
    level = 0.25 + 0.75 * np.clip(some / max(float(np.percentile(some, 97)), 1e-6), 0, 1)
    return np.asarray(level if tall else level.T, np.float32)


@lru_cache(maxsize=256)
def so_far(loop: TileLoop, index: int) -> np.ndarray:
    """Output [b, d] gathered after a step, divided by the running sum."""
    tile, values = loop.tiles[index], loop.head.values
    out = np.zeros((len(tile.rows), values.shape[1]), np.float64)
    for other in loop.tiles[: index + 1]:
        if other.rows == tile.rows:
            out += np.exp(other.scores - tile.maximum[:, None]) @ values[other.columns.start : other.columns.stop]
    return out / tile.sum[:, None]


def draw_tile(p: Picture, now: LoopMoment, *, light: float, blaze: float, values: float) -> None:
    """The tile with its strips. `blaze` 0..1 is how bright it burns, `values` shows V and the output so far."""
    if blaze > 0:
        p.bake(
            ("flash-blaze",),
            lambda q: q.sprites([(TILE.cx, TILE.cy)], 700, "prefill", kind="soft", alpha=1.0),
            rect=TILE.inset(-170),
            additive=True,
            alpha=blaze * light,
        )
    p.rects([TILE.inset(-3)], "ground", radius=4, alpha=light, stroke="prefill", stroke_alpha=light)
    p.image(shade(now.tile.scores, seen_scores(now.loop)), TILE, *RAMP, key=("tile", now.key), alpha=light)
    _strips(p, now, light, values)


def _strips(p: Picture, now: LoopMoment, light: float, values: float) -> None:
    head, tile = now.loop.head, now.tile
    rows, columns = slice(tile.rows.start, tile.rows.stop), slice(tile.columns.start, tile.columns.stop)
    found = [(QUERY, head.queries[rows], "prefill", True, "q"), (KEY, head.keys[columns], "key", False, "k")]
    if values > 0:
        found.append((VALUE, head.values[columns], "value", False, "v"))
        found.append((OUTPUT, so_far(now.loop, now.index), "white", True, "o"))
    for rect, numbers, role, tall, letter in found:
        alpha = light * (values if letter in "vo" else 1.0)
        p.image(strip(numbers, tall), rect, "ground2", role, key=(letter, now.key), alpha=alpha)
        p.rects([rect], None, stroke=role, stroke_alpha=0.7 * alpha)


def draw_strip_names(p: Picture, light: float, values: float) -> None:
    """What the strips around the tile are."""
    late = light * values
    p.text((KEY.right + 12, KEY.cy + 6), "block of K", size=T17, weight=600, role="key", alpha=light)
    at = (QUERY.x - 12, QUERY.bottom - 4)
    p.text(at, "Q", size=T17, weight=600, role="prefill", align="right", alpha=light, backed=0.6)
    p.text((VALUE.right + 12, VALUE.cy + 6), "block of V", size=T17, weight=600, role="value", alpha=late)
    x = OUTPUT.right + 14
    p.text((x, OUTPUT.cy - 4), "output so far", size=T18, weight=600, alpha=late, fit=170)
    p.text((x, OUTPUT.cy + 20), "goes back once", size=T16, role="dim", alpha=late, fit=170)


def draw_ring(p: Picture, now: LoopMoment, alpha: float) -> None:
    """The row followed, ringed in the tile."""
    row, rows = now.loop.head.row, now.tile.rows
    if row not in rows:
        return
    height = TILE.h / len(rows)
    y = TILE.y + (row - rows.start) * height
    tall = max(height, 7.0)
    ring = Rect(TILE.x - 4, y + height / 2 - tall / 2, TILE.w + 8, tall)
    p.rects([ring], None, radius=4, stroke="decode", stroke_width=2.5, stroke_alpha=alpha)
