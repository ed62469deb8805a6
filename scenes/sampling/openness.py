"""How open every choice of the answer was: one bar per token, its entropy."""

from __future__ import annotations

import numpy as np

from tourapp.authoring import Quantity, Rail
from tourapp.authoring.sizes import TAG

HEIGHT, HEAD = 96.0, 26.0
"""Of the drawing, and what it leaves free above the highest bar."""
LOWEST = 1.5


def draw_openness(rail: Rail, bits: np.ndarray, most: Quantity, at: int) -> None:
    """`bits` [N] of every choice, `most` the highest; the present one, `at`, is gold, those before it paler."""
    if not len(bits):
        return
    top = max(1.0, float(most.value))
    rail.note("How open each choice was: entropy at T = 1")
    room, p = rail.box(HEIGHT), rail.p
    step = room.w / len(bits)
    tall = np.maximum(LOWEST, (room.h - HEAD) * bits / top)
    boxes = np.stack(
        [room.x + step * np.arange(len(bits)), room.bottom - tall, np.full(len(bits), max(0.8, step - 1.2)), tall], 1
    )
    for part, role, alpha in (
        (boxes[:at], "decode", 0.55),
        (boxes[at + 1 :], "weights", 0.35),
        (boxes[at : at + 1], "decode", 1.0),
    ):
        if len(part):
            p.rects(part, role, alpha=alpha)
    p.lines([(room.x, room.bottom + 0.5, room.right, room.bottom + 0.5)], "line")
    place = (room.right, room.y + 18)
    p.text(place, "{b} at most", b=most, size=TAG, role="dim", align="right", fit=room.w)
