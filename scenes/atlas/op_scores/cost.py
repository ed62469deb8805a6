"""The second beat: the whole triangle is what prefill asks, its last row is what a step of decode asks."""

from __future__ import annotations

from scenes.atlas.op_scores.facts import ScoresFacts
from scenes.atlas.op_scores.what import triangle_now
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import FIGURE, FIGURE_HUGE
from tourapp.figures.card_frame import BigNumber, draw_big_number

LEFT = 720.0
LOOP = 4.0


def draw_cost(f: Frame, p: Picture, facts: ScoresFacts, shown: float) -> None:
    """Area against row, with both counts."""
    if shown <= 0.004:
        return
    room, told, cross = triangle_now(1.0), f.cue("cost.told"), facts.crossings
    with p.group(opacity=shown):
        _draw_fill(f, p, room)
        words = (
            Phrase("scores of one head, all prompt tokens"),
            Phrase("{model}, prefill: the whole triangle", model=facts.model),
        )
        draw_big_number(p, BigNumber((LEFT, 330.0), cross.pairs, words, "prefill", size=FIGURE_HUGE, room=700.0), told)
        words = (Phrase("scores of one head, one new token"), Phrase("a step of decode: the last row"))
        draw_big_number(p, BigNumber((LEFT, 540.0), cross.keys, words, "decode", size=FIGURE, room=700.0), told)


def _draw_fill(f: Frame, p: Picture, room: Rect) -> None:
    """Blue over the area, then gold along the last row; at rest a light runs along that row."""
    area = f.cue("cost.area")
    if area > 0.0:
        side = area**0.5
        y = room.y + room.h * side
        p.polys([(room.x, room.y), (room.x + room.w * side, y), (room.x, y)], "prefill", alpha=0.3)
    row = f.cue("cost.row")
    if row > 0.0:
        cell = 14.0
        p.rects([(room.x, room.bottom - cell, room.w * row, cell)], "decode", radius=2, alpha=0.75)
        p.spark((room.x + room.w * ((f.clock / LOOP) % 1.0) * row, room.bottom - cell / 2), "decode", size=44.0)
