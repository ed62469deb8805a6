"""What stands above the tokens before the threads: the text so far, then one meeting of a query and a key.

A meeting is drawn product by product: as many bars as a key has numbers, up where a product is positive, down where it
is negative; their sum is the score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.attention.facts import Look, word
from scenes.attention.rows import best_match, score_quantity
from scenes.attention.threads import CHIP_Y, LEFT, QUERY_X, RIGHT, Lay
from tourapp.authoring import Picture, Rect, text_width
from tourapp.figures.token_strip import safe_words

if TYPE_CHECKING:
    from tourapp.world.parts.attention import HeadOverview

ROOM = Rect(LEFT + 40.0, 142.0, 960.0, 172.0)
LETTERS = 64


def text_so_far(o: HeadOverview, asker: int) -> tuple[str, str, str]:
    """The person's words, what follows up to the asking token, and that token; long parts lose their beginning."""
    texts, prompt = o.recording.all_texts, o.recording.prompt_count
    whole = o.recording.chat and asker >= prompt
    own = o.recording.prompt if whole else "".join(texts[t] for t in o.own if t < asker)
    after = "".join(texts[t] for t in range(prompt, asker)) if asker >= prompt else ""
    return _end(own), _end(after), word(texts[asker])


def _end(text: str) -> str:
    plain = " ".join(safe_words(text.replace("\n", " ").replace("\x00", "").replace("\ufffd", "")).split())
    return "… " + plain[-LETTERS:] if len(plain) > LETTERS else plain


def draw_text_so_far(p: Picture, o: HeadOverview, look: Look, lay: Lay, gain: float, shown: float) -> None:
    """The request and its answer up to the token that asks, which stands at their end in gold."""
    if shown <= 0.01 or look.by_hand:
        return
    own, after, asks = text_so_far(o, look.asker)
    x = min(RIGHT + 30.0, float(lay.xs[look.asking]) + 70.0)
    p.text((x, 214), own, size=27, role="prefill", align="right", alpha=shown, fit=940)
    width = text_width(asks, 30.0, weight=600) * gain
    p.text((x, 266), asks, size=30, weight=600, role="decode", align="right", alpha=shown, fit=300)
    p.text((x - min(width, 300.0) - 12 * gain, 266), after, size=30, align="right", alpha=shown * 0.95, fit=700)
    top = float(lay.xs[look.asking])
    p.lines([(top - 8, 284, top - 8, CHIP_Y - 44)], "decode", alpha=0.5 * shown, dash=True)


def met(look: Look, lay: Lay, sweep: float) -> int:
    """The column the query meets now, and once it has met all of them, the best one. Groups have no single key."""
    best = best_match(look)
    if sweep >= 1:
        return best
    head = QUERY_X - (QUERY_X - float(lay.xs[0])) * sweep
    single = [i for i, c in enumerate(look.columns) if c.kind != "group" and not c.hidden]
    return min(single, key=lambda i: abs(float(lay.xs[i]) - head), default=best)


def draw_meeting(p: Picture, look: Look, lay: Lay, sweep: float, shown: float) -> None:
    """The products of the query with the key it meets, as bars, and their sum."""
    if shown <= 0.01 or look.query is None or look.keys is None:
        return
    i = met(look, lay, sweep)
    products = np.asarray(look.query * look.keys[i], np.float64)
    every = look.keys[[k for k, c in enumerate(look.columns) if c.kind != "group"]] * look.query
    rise, fall = max(float(every.max()), 1e-9), max(float(-every.min()), 0.0)
    scale = ROOM.h / (rise + fall)
    n = len(products)
    wide = min(ROOM.w, 120.0 * n)
    left, step, middle = ROOM.cx - wide / 2, wide / n, ROOM.y + rise * scale
    high = products * scale
    boxes = np.stack(
        [
            left + np.arange(n) * step,
            middle - np.maximum(high, 0.0),
            np.full(n, step * 0.72),
            np.maximum(np.abs(high), 1.5),
        ],
        1,
    )
    p.lines([(left - 10, middle, left + wide + 6, middle)], "line", alpha=shown)
    up = products >= 0
    p.rects(boxes[up], "key", alpha=0.95 * shown, gradient="down", fade=0.45)
    p.rects(boxes[~up], "weights", alpha=0.75 * shown)
    asks, other = look.columns[look.asking].words, look.columns[i].words
    words = f"query of “{asks}” × key of “{other}”, summed:"
    x = ROOM.cx - 30 + min(320.0, text_width(words, 20.0) * 1.17 / 2) + 18
    p.text((x - 18, ROOM.bottom + 38), words, size=20, role="dim", align="right", alpha=shown, fit=640)
    p.text(
        (x, ROOM.bottom + 40),
        "{v:.1f}",
        v=score_quantity(look, i, False),
        size=28,
        weight=700,
        mono=True,
        role="ink",
        alpha=shown,
        fit=150,
    )
