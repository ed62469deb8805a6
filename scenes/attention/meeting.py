"""One meeting of the query and a key, product by product, above the tokens.

As many bars as a key has numbers, up where a product is positive, down where it is negative; their sum is the score.
"""

from __future__ import annotations

import numpy as np

from scenes.attention.layout import StagedLook
from scenes.attention.places import LEFT, QUERY_X
from tourapp.authoring import Phrase, Picture, Rect, show, text_width
from tourapp.authoring.sizes import LINE, TAG

ROOM = Rect(LEFT + 40.0, 142.0, 960.0, 172.0)
WIDEST_BAR = 120.0
WORDS_W = 640
SLACK = 1.17
"""Words may be so much wider on another theme."""


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
    every = look.keys[[i for i, c in enumerate(look.columns) if c.kind != "group"]] * look.query
    _draw_products(p, np.asarray(look.query * look.keys[column], np.float64), every, shown)
    asks, other = look.columns[look.asking_column].words, look.columns[column].words
    words = Phrase("query of “{asks}” × key of “{other}”, summed:", asks=asks, other=other)
    x = ROOM.cx - 30 + min(WORDS_W / 2, text_width(show(words), TAG) * SLACK / 2) + 18
    at = (x - 18, ROOM.bottom + 38)
    p.text(at, "{words}", words=words, size=TAG, role="dim", align="right", alpha=shown, fit=WORDS_W)
    at = (x, ROOM.bottom + 40)
    p.text(at, "{v:.1f}", v=look.score(column), size=LINE, weight=700, mono=True, alpha=shown, fit=150)


def _draw_products(p: Picture, products: np.ndarray, every: np.ndarray, shown: float) -> None:
    """Bars of the products [d], in the scale of every meeting of this row [columns, d]."""
    rise, fall = max(float(every.max()), 1e-9), max(float(-every.min()), 0.0)
    scale, count = ROOM.h / (rise + fall), len(products)
    wide = min(ROOM.w, WIDEST_BAR * count)
    left, step, middle = ROOM.cx - wide / 2, wide / count, ROOM.y + rise * scale
    high, x = products * scale, left + np.arange(count) * step
    top, height = middle - np.maximum(high, 0.0), np.maximum(np.abs(high), 1.5)
    boxes = np.stack([x, top, np.full(count, step * 0.72), height], 1)
    p.lines([(left - 10, middle, left + wide + 6, middle)], "line", alpha=shown)
    up = products >= 0
    p.rects(boxes[up], "key", alpha=0.95 * shown, gradient="down", fade=0.45)
    p.rects(boxes[~up], "weights", alpha=0.75 * shown)
