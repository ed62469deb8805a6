"""The triangle of scores: a row for every token that asked, a cell for every key it met.

The same object in the first two beats: real scores in their place, and its last row in a frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Picture, Rect

if TYPE_CHECKING:
    from tourapp.authoring.kinds import OneHead

LOW, HIGH = 4.0, 98.0
"""Per cent of all scores that are as dark as the least and as bright as the most."""
LEAST = 0.07


def score_light(head: OneHead) -> np.ndarray:
    """Light 0..1 [n, n] of the scores up to the asking token; nothing above the diagonal."""
    scores = head.scores[: head.count, : head.count]
    low, high = np.nanpercentile(scores, (LOW, HIGH))
    light = LEAST + (1.0 - LEAST) * np.clip((scores - low) / max(float(high - low), 1e-9), 0.0, 1.0)
    return np.nan_to_num(light, nan=0.0)


def bar_shares(head: OneHead) -> np.ndarray:
    """The asking token's scores as lengths 0..1 [n], from its least to its most."""
    row = head.scores[head.asking, : head.count]
    low, high = float(row.min()), float(row.max())
    return np.asarray(0.03 + 0.97 * (row - low) / max(high - low, 1e-9))


def draw_triangle(p: Picture, head: OneHead, room: Rect, last: float, alpha: float = 1.0) -> None:
    """The triangle; of its last row the share `last` 0..1 is there."""
    n = head.count
    light = score_light(head).astype(np.float32)
    cell = room.h / n
    outline = [(room.x, room.y), (room.right, room.bottom), (room.x, room.bottom)]
    p.polys(outline, "key", alpha=0.05 * alpha, stroke="key", stroke_width=1.0, stroke_alpha=0.35 * alpha)
    if n > 1:
        above = Rect(room.x, room.y, room.w, cell * (n - 1))
        p.image(light[:-1], above, "key", alpha=0.9 * alpha, key=("scores", head.key))
    row = Rect(room.x, room.bottom - cell, room.w, cell)
    met = round(n * last)
    if met:
        lit = light[-1:].copy()
        lit[:, met:] = 0.0
        p.image(lit, row, "key", alpha=alpha, key=("scores-last", head.key, met))
    p.rects(
        [(row.x - 3, row.y - 3, row.w + 6, row.h + 6)],
        None,
        radius=3,
        stroke="white",
        stroke_width=2.5,
        stroke_alpha=alpha,
    )
