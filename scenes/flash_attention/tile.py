"""One step in fast memory: a tile of scores with its blocks of Q, K, V, the output so far, and ribbons that bring
them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.flash_attention.memory import block, shade
from tourapp.authoring import Picture, Rect, smooth

if TYPE_CHECKING:
    from tourapp.world.parts.flash import FlashHead

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
def so_far(head: FlashHead, causal: bool, index: int) -> np.ndarray:
    """Output [b, d] gathered after a step, divided by the running sum."""
    tiles = head.runs[causal].tiles
    tile = tiles[index]
    out = np.zeros((len(tile.rows), head.values.shape[1]), np.float64)
    for other in tiles[: index + 1]:
        if other.rows == tile.rows:
            out += np.exp(other.scores - tile.maximum[:, None]) @ head.values[other.columns.start : other.columns.stop]
    return out / tile.sum[:, None]


def draw_tile(
    p: Picture,
    head: FlashHead,
    causal: bool,
    index: int,
    *,
    light: float = 1.0,
    blaze: float = 1.0,
    values: float = 1.0,
) -> None:
    """The tile with its strips. `blaze` 0..1 is how bright it burns, `values` shows V and the output so far."""
    tile = head.runs[causal].tiles[index]
    kept = head.scores[np.tri(head.count, dtype=bool)] if causal else head.scores
    name = (head.key, causal, index)
    if blaze > 0:
        p.bake(
            ("flash-blaze",),
            lambda q: q.sprites([(TILE.cx, TILE.cy)], 700, "prefill", kind="soft", alpha=1.0),
            rect=TILE.inset(-170),
            additive=True,
            alpha=blaze * light,
        )
    p.rects([TILE.inset(-3)], "ground", radius=4, alpha=light, stroke="prefill", stroke_alpha=light)
    p.image(shade(tile.scores, kept), TILE, "ground2", "prefill", "white", key=("tile", name), alpha=light)
    rows, columns = slice(tile.rows.start, tile.rows.stop), slice(tile.columns.start, tile.columns.stop)
    strips = [(QUERY, head.queries[rows], "prefill", True, "q"), (KEY, head.keys[columns], "key", False, "k")]
    if values > 0:
        strips += [
            (VALUE, head.values[columns], "value", False, "v"),
            (OUTPUT, so_far(head, causal, index), "white", True, "o"),
        ]
    for rect, numbers, role, tall, letter in strips:
        alpha = light * (values if letter in "vo" else 1.0)
        p.image(strip(numbers, tall), rect, "ground2", role, key=(letter, name), alpha=alpha)
        p.rects([rect], None, stroke=role, stroke_alpha=0.7 * alpha)


def path(start: tuple[float, float], end: tuple[float, float], n: int = 40) -> np.ndarray:
    """A smooth way from left to right, n x 2."""
    u = np.linspace(0, 1, n)
    return np.stack([start[0] + (end[0] - start[0]) * u, start[1] + (end[1] - start[1]) * smooth(u)], 1)


def draw_ribbon(p: Picture, source: Rect, target: Rect, role: str, clock: float, alpha: float, lines: int = 9) -> None:
    """A block on its way: a band from the right edge of one rectangle to the left edge of another, with sparks; a faint
    one is only the band."""
    top = path((source.right, source.y), (target.x, target.y))
    low = path((source.right, source.bottom), (target.x, target.bottom))
    p.polys(np.concatenate([top, low[::-1]]), role, alpha=0.17 * alpha)
    lines = lines if alpha >= 0.3 else 3
    share = np.linspace(0, 1, lines)[:, None, None]
    threads = top[None] * (1 - share) + low[None] * share
    p.curves(threads, role, alpha=0.42 * alpha)
    if alpha < 0.3:
        return
    seat = (np.arange(lines * 2) * 0.618 + clock * 0.42) % 1.0
    at = seat * (top.shape[0] - 1)
    place = at.astype(int)
    p.sprites(threads[np.arange(lines * 2) % lines, place], 16, role, alpha=0.85 * alpha)


def draw_ribbons(
    p: Picture, head: FlashHead, causal: bool, index: int, clock: float, alpha: float, values: float
) -> None:
    """Q, K and V travel from slow memory to the tile."""
    tile = head.runs[causal].tiles[index]
    draw_ribbon(p, block(head, "Q", tile.rows), QUERY, "prefill", clock, 0.75 * alpha, 17)
    draw_ribbon(p, block(head, "K", tile.columns), KEY, "key", clock, alpha)
    if values > 0:
        draw_ribbon(p, block(head, "V", tile.columns), VALUE, "value", clock, alpha * values)


def draw_return(p: Picture, head: FlashHead, clock: float, alpha: float, share: float) -> None:
    """The output's way back into slow memory, block after block; the light rests on the last one."""
    upto = max(1, min(head.count, round(head.count * share)))
    start = (upto - 1) // head.side * head.side
    target = block(head, "O", range(start, min(start + head.side, head.count)))
    top, low = (
        path((target.right, target.y), (OUTPUT.x, OUTPUT.y)),
        path((target.right, target.bottom), (OUTPUT.x, OUTPUT.bottom)),
    )
    u = np.linspace(0, 1, 13)[:, None, None]
    threads = top[None] * (1 - u) + low[None] * u
    p.polys(np.concatenate([top, low[::-1]]), "white", alpha=0.10 * alpha)
    p.curves(threads, "white", alpha=0.3 * alpha)
    seat = (np.arange(26) * 0.618 - clock * 0.42) % 1.0
    p.sprites(threads[np.arange(26) % 13, (seat * (top.shape[0] - 1)).astype(int)], 18, "white", alpha=0.8 * alpha)
    p.spark((target.cx, target.cy), "white", size=70, alpha=alpha)
