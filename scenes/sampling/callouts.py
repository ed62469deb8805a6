"""Some seats called out: their token and score, on lines down to the empty floor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from scenes.sampling.token_words import Label
from tourapp.authoring import Picture, Quantity, clamp
from tourapp.authoring.sizes import T15, T22, T26

FIRST_X, LAST_X = 236.0, 1268.0
"""Where the words stand, from the left one to the right one."""
Y = 596.0
WORD_Y, SCORE, RANK = Y - 12, 18.0, 26.0
"""Baseline of the word; from Y down to that of the score (times the theme's factor); from there to that of the
rank."""
BEND, LINE_END = Y - 74, Y - 40
"""Where a line turns, and where it ends."""
BELOW_SEAT, STEEP = 9.0, 46.0
RING, GLOW, GLOW_BEST = 20.0, 34.0, 46.0
ROOM = 236


class CalledSeat(NamedTuple):
    """A seat on the stage, its token's word and score, and its rank (1 is the highest score)."""

    x: float
    y: float
    word: Label
    score: Quantity
    rank: int


def draw_callouts(p: Picture, called: Sequence[CalledSeat], shown: float, gain: float) -> None:
    """`shown` 0..1 brings them one by one, from the left; `gain` is the theme's factor for words."""
    slots = np.linspace(FIRST_X, LAST_X, len(called)).tolist()
    for turn, (x, seat) in enumerate(zip(slots, sorted(called, key=lambda seat: seat.x), strict=True)):
        alpha = float(clamp(shown * (1 + 0.35 * len(called)) - 0.35 * turn))
        if alpha > 0:
            _draw_line(p, seat, x, alpha)
            _draw_words(p, seat, x, gain, alpha)


def _draw_line(p: Picture, seat: CalledSeat, x: float, alpha: float) -> None:
    start = seat.y + BELOW_SEAT
    points = [(seat.x, start), (seat.x, max(start, BEND - STEEP)), (x, BEND), (x, LINE_END)]
    p.curves(points, "prefill", alpha=0.75 * alpha)
    p.sprites([(seat.x, seat.y)], RING, "prefill", kind="ring", alpha=alpha, additive=False)
    p.sprites([(seat.x, seat.y)], GLOW_BEST if seat.rank == 1 else GLOW, "prefill", alpha=alpha)


def _draw_words(p: Picture, seat: CalledSeat, x: float, gain: float, alpha: float) -> None:
    size = T26 if seat.rank == 1 else T22
    p.text((x, WORD_Y), "{token}", token=seat.word, size=size, weight=600, align="center", fit=ROOM, alpha=alpha)
    below = Y + SCORE * gain
    p.text(
        (x, below), "{v}", v=seat.score, size=T22, mono=True, weight=600, role="prefill", align="center", alpha=alpha
    )
    p.text((x, below + RANK), "place {r}", r=seat.rank, size=T15, role="dim", align="center", alpha=alpha)
