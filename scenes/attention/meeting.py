"""One meeting of the query and a key, product by product, in the band below the rows.

As many bars as a key has numbers, up where a product is positive, down where it is negative; their sum is the score.
"""

from __future__ import annotations

import numpy as np

from scenes.attention.layout import StagedLook
from scenes.attention.places import BAND, LABEL_X, QUERY_X
from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import LABEL, LINE, VALUE

ROOM = Rect(BAND.x, BAND.y + 6, 780.0, BAND.h - 12)
WIDEST_BAR = 120.0
WORDS_X = ROOM.right + 36


def met(staged: StagedLook, sweep: float) -> int:
    """The column the query meets now, and once it has met all of them, the best one. Groups have no single key."""
    best = staged.look.best_match
    if sweep >= 1:
        return best
    head = QUERY_X - (QUERY_X - float(staged.xs[0])) * sweep
    single = [i for i, c in enumerate(staged.look.columns) if c.kind != "group" and not c.hidden]
    return min(single, key=lambda i: abs(float(staged.xs[i]) - head), default=best)


def draw_meeting(p: Picture, staged: StagedLook, sweep: float, shown: float) -> None:
    """The products of the query with the key it meets, as bars, and their sum."""
    look = staged.look
    if shown <= 0.01 or look.query is None or look.keys is None:
        return
    column = met(staged, sweep)
    every = look.keys[[i for i, c in enumerate(look.columns) if i == column or not c.quiet]] * look.query
    _draw_products(p, np.asarray(look.query * look.keys[column], np.float64), every, shown)
    p.text((LABEL_X, ROOM.cy + 2), "products", size=LABEL, role="dim", weight=600, alpha=shown)
    at, word = (WORDS_X, ROOM.y + 30), look.columns[column].words
    p.text(at, "query × key", size=LABEL, role="dim", weight=600, alpha=shown)
    p.text((WORDS_X, ROOM.y + 66), "“{word}”", word=word, size=LINE, weight=600, alpha=shown)
    at = (WORDS_X, ROOM.y + 112)
    p.text(at, "sum {v:.1f}", v=look.score(column), size=VALUE, weight=600, alpha=shown)


def _draw_products(p: Picture, products: np.ndarray, every: np.ndarray, shown: float) -> None:
    """Bars of the products [d], in the scale of this meeting and those with words of the text [columns, d]."""
    rise, fall = max(float(every.max()), 1e-9), max(float(-every.min()), 0.0)
    scale, count = ROOM.h / (rise + fall), len(products)
    wide = min(ROOM.w, WIDEST_BAR * count)
    left, step, middle = ROOM.x, wide / count, ROOM.y + rise * scale
    high, x = products * scale, left + np.arange(count) * step
    top, height = middle - np.maximum(high, 0.0), np.maximum(np.abs(high), 1.5)
    boxes = np.stack([x, top, np.full(count, step * 0.72), height], 1)
    p.lines([(left - 10, middle, left + wide + 6, middle)], "line", alpha=shown)
    up = products >= 0
    p.rects(boxes[up], "key", alpha=0.95 * shown, gradient="down", fade=0.3)
    p.rects(boxes[~up], "weights", alpha=0.9 * shown)
