"""All scores of a step as a small histogram, and a mark where the highest one stands."""

from __future__ import annotations

import numpy as np

from tourapp.authoring import Picture, Quantity, Rail, Rect
from tourapp.authoring.sizes import TAG

HEIGHT, HEAD = 132.0, 8.0
"""Of the drawing, and what it leaves free above the highest bar."""
MARK, WORDS = 46.0, 52.0
"""Height of the mark of the highest score, and of the baseline of its word."""
TICKS, BELOW = 28.0, 34.0
"""Down to the baseline of the ends' scores, and the room they take."""


def draw_score_spread(rail: Rail, counts: np.ndarray, ends: tuple[Quantity, Quantity], whole: bool) -> None:
    """`counts` [bins], drawn as their square root, between the scores at both `ends`. `whole`: it is all of them."""
    words = "All {n} scores" if whole else "The {n} highest scores"
    rail.heading(words, n=int(counts.sum()))
    room, p = rail.box(HEIGHT), rail.p
    step = room.w / len(counts)
    tall = (room.h - HEAD) * np.sqrt(counts / max(1, int(counts.max())))
    boxes = np.stack(
        [room.x + step * np.arange(len(counts)), room.bottom - tall, np.full(len(counts), step - 1.5), tall], 1
    )
    p.rects(boxes[tall > 0], "prefill", alpha=0.6)
    p.lines([(room.x, room.bottom + 0.5, room.right, room.bottom + 0.5)], "line")
    _draw_mark(p, room)
    low, high = ends
    y = room.bottom + TICKS
    p.text((room.x, y), "{v}", v=low, size=TAG, mono=True, role="dim")
    p.text((room.right, y), "{v}", v=high, size=TAG, mono=True, role="dim", align="right")
    rail.skip(BELOW)


def _draw_mark(p: Picture, room: Rect) -> None:
    x = room.right - 1
    p.lines([(x, room.bottom - MARK, x, room.bottom)], "prefill", width=2)
    p.text((room.right, room.bottom - WORDS), "highest", size=TAG, role="prefill", align="right")
