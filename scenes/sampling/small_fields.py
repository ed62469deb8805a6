"""The field in small at a few temperatures, one row each: bars as high as the columns would be, and how many are
kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from scenes.sampling.heights import column_odds
from tourapp.authoring import Picture, Rail, Rect
from tourapp.authoring.sizes import T16, T17

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TokenChoice

BARS = 15
ROW = 27.0
BEFORE, BEHIND = 50.0, 68.0
"""Room for the temperature and for the number kept."""
TALLEST, LOWEST = 21.0, 1.5
NUMBER_ROOM = 64


def draw_small_fields(rail: Rail, choices: Sequence[TokenChoice], present: float) -> None:
    """A row per choice; `present` is the temperature of the one that is on the stage."""
    rail.heading("Heat flattens the field", "kept")
    for choice in choices:
        room = Rect(rail.x, rail.y, rail.w, ROW - 4)
        _draw_row(rail.p, room, choice, choice.params.temperature == present)
        rail.skip(ROW)
    rail.skip(4)


def _draw_row(p: Picture, room: Rect, choice: TokenChoice, present: bool) -> None:
    base, left, width = room.bottom, room.x + BEFORE, room.w - BEFORE - BEHIND
    odds = column_odds(choice)[:BARS]
    tall = np.maximum(LOWEST, TALLEST * np.sqrt(odds))
    step = width / BARS
    boxes = np.stack([left + step * np.arange(len(odds)), base - tall, np.full(len(odds), step - 4), tall], 1)
    kept = choice.kept[:BARS]
    for part, role, alpha in ((boxes[kept], "decode", 0.95 if present else 0.6), (boxes[~kept], "weights", 0.4)):
        if len(part):
            p.rects(part, role, alpha=alpha)
    p.lines([(left, base + 0.5, left + width, base + 0.5)], "line")
    role = "decode" if present else "dim"
    p.text((room.x, base - 2), "{t:.2f}", t=choice.params.temperature, size=T16, mono=True, weight=600, role=role)
    p.text(
        (room.right, base - 2),
        "{n}",
        n=choice.kept_count,
        size=T17,
        mono=True,
        weight=600,
        role=role,
        align="right",
        fit=NUMBER_ROOM,
    )
