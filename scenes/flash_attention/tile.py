"""One step in fast memory: a tile of scores with its blocks of Q, K, V and the output so far."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from scenes.flash_attention.facts import LoopMoment, TileLoop
from scenes.flash_attention.matrix import RAMP, seen_scores, shade
from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import LABEL

TILE = Rect(896, 224, 364, 364)
QUERY = Rect(850, 224, 36, 364)
KEY = Rect(896, 178, 364, 36)
VALUE = Rect(896, 598, 364, 36)
OUTPUT = Rect(1270, 224, 36, 364)
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
            lambda q: q.sprites([(TILE.cx, TILE.cy)], 660, "prefill", kind="soft", alpha=1.0),
            rect=TILE.inset(-150),
            additive=True,
            alpha=blaze * light,
        )
    p.rects([TILE.inset(-3)], "ground", radius=4, alpha=light, stroke="prefill", stroke_alpha=light)
    seen, key = seen_scores(now.loop), now.loop.head.key
    for index, alpha in ((now.last, 1.0), (now.shown, now.fade)):
        if alpha > 0.01 and (index == now.shown or now.fade < 1):
            scores = shade(now.loop.tiles[index].scores, seen)
            p.image(scores, TILE, *RAMP, key=("tile", key, now.loop.causal, index), alpha=alpha * light)
    _strips(p, now, light, values)


def _strips(p: Picture, now: LoopMoment, light: float, values: float) -> None:
    head, tile = now.loop.head, now.picture
    rows, columns = slice(tile.rows.start, tile.rows.stop), slice(tile.columns.start, tile.columns.stop)
    found = [(QUERY, head.queries[rows], "prefill", True, "q"), (KEY, head.keys[columns], "key", False, "k")]
    if values > 0:
        found.append((VALUE, head.values[columns], "value", False, "v"))
        found.append((OUTPUT, so_far(now.loop, now.shown), "white", True, "o"))
    for rect, numbers, role, tall, letter in found:
        alpha = light * (values if letter in "vo" else 1.0)
        p.image(strip(numbers, tall), rect, "ground2", role, key=(letter, now.key), alpha=alpha)
        p.rects([rect], None, stroke=role, stroke_alpha=0.7 * alpha)


def draw_strip_names(p: Picture, light: float, values: float) -> None:
    """What the strips around the tile are."""
    late, x = light * values, OUTPUT.right + 12
    p.text((KEY.right + 14, KEY.cy + 9), "K block", size=LABEL, weight=600, role="key", alpha=light)
    at = (QUERY.x - 12, QUERY.cy + 9)
    p.text(at, "Q block", size=LABEL, weight=600, role="prefill", align="right", alpha=light, backed=0.75)
    p.text((VALUE.right + 14, VALUE.cy + 9), "V block", size=LABEL, weight=600, role="value", alpha=late)
    p.text((x, OUTPUT.cy - 8), "output", size=LABEL, weight=600, alpha=late)
    p.text((x, OUTPUT.cy + 26), "so far", size=LABEL, weight=600, alpha=late)
