"""The first beat: a query passes down the wall of keys, each meeting is a score, and the scores are the last row of the
triangle of all that was ever asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.atlas.op_scores.triangle import bar_shares, draw_triangle
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, Why, begun, text_width
from tourapp.authoring.sizes import LABEL, READOUT, TAG
from tourapp.figures.head_wall import (
    draw_head_wall,
    draw_phase_edge,
    draw_reader,
    draw_wall_letter,
    wall_light,
    wall_rows,
)

if TYPE_CHECKING:
    from tourapp.authoring.kinds import OneHead

WALL = Rect(290.0, 200.0, 230.0, 624.0)
BARS = Rect(534.0, 200.0, 200.0, 624.0)
QUERY = Rect(290.0, 150.0, 230.0, 26.0)
TRIANGLE = Rect(846.0, 200.0, 594.0, 594.0)
NAMED = 2
"""So many of the best meetings are told by name."""
APART = 46.0
NAME_ROOM = 200.0
"""Left of the wall, for a name."""
LOOP = 5.0


def draw_what(f: Frame, p: Picture, head: OneHead, shown: float) -> None:
    """Query, wall, scores and the triangle's words; the triangle itself stays through the next beat."""
    if shown <= 0.004:
        return
    met = f.cue("what.sweep", eased=False) if not f.past("what") else 1.0
    with p.group(opacity=shown):
        draw_wall_letter(p, "Q", (QUERY.x - 52, QUERY.bottom - 1), "ink")
        draw_head_wall(p, head.query[None, :], QUERY, "ink", ("query", head.key))
        draw_wall_letter(p, "K", (WALL.x - 52, WALL.y + 28), "key")
        draw_head_wall(p, head.keys, WALL, "key", head.key)
        draw_phase_edge(p, WALL, head.count, head.prompt_count)
        _draw_scores(p, head, met)
        _draw_query(f, p, head, met)
        _draw_names(p, head, f.cue("what.told"), f.rail.stand.words_gain * f.text_gain)
        told = Phrase("{n} tokens asked, each met all before it", n=head.count)
        p.text((TRIANGLE.right, TRIANGLE.y + 22), told, size=LABEL, role="dim", align="right")
        p.text((TRIANGLE.x, TRIANGLE.bottom + 38), "the last row: this token", size=LABEL, weight=600)


def _draw_query(f: Frame, p: Picture, head: OneHead, met: float) -> None:
    """The query on its way down; at rest it goes down again as a faint light."""
    draw_reader(p, WALL, head.count, met)
    if 0.0 < met < 1.0:
        y = WALL.y + WALL.h * met
        p.image(
            wall_light(head.query[None, :]).astype(np.float32), Rect(WALL.x, y - 5, WALL.w, 10), "white", additive=True
        )
    elif met >= 1.0:
        y = WALL.y + WALL.h * ((f.clock / LOOP) % 1.0)
        p.spark((BARS.x, y), "key", size=36.0, alpha=0.7)


def _draw_scores(p: Picture, head: OneHead, met: float) -> None:
    """A bar for each key that has been met, as long as the score is high."""
    rows = wall_rows(BARS, head.count)
    count = round(len(rows) * met)
    if not count:
        return
    boxes = rows[:count].copy()
    boxes[:, 2] = BARS.w * bar_shares(head)[:count]
    boxes[:, 1] += 0.15 * boxes[:, 3]
    boxes[:, 3] *= 0.7
    p.rects(boxes, "key", radius=2.0, alpha=0.55)
    best = [item.place for item in head.top[:NAMED] if item.place < count]
    if best:
        p.rects(boxes[best], "key", radius=2.0)


def _draw_names(p: Picture, head: OneHead, told: float, gain: float) -> None:
    """The best meetings by name at the left, and their scores beside their bars. gain: of the words' size."""
    rows = wall_rows(WALL, head.count)
    taken: list[float] = []
    for item in head.top[:NAMED]:
        y = float(rows[item.place, 1] + rows[item.place, 3] / 2) + 8.0
        for other in taken:
            if abs(y - other) < APART:  # below it, or above it at the foot of the wall
                y = other + APART if other + APART <= WALL.bottom else other - APART
        taken.append(y)
        size = LABEL if text_width(item.words, LABEL * gain) <= NAME_ROOM else TAG
        name = begun(item.words, size * gain, NAME_ROOM)
        p.text((WALL.x - 20, y), "{w}", w=name, size=size, align="right", alpha=told, part="names")
        x = BARS.x + BARS.w * float(bar_shares(head)[item.place])
        told_score = Phrase("{v}", v=item.score)
        p.text((x + 12, y + 3), told_score, size=READOUT, mono=True, weight=600, alpha=told, part="scores", backed=0.6)
        p.hot([Rect(BARS.x, y - 24, BARS.w, 34)], (Tag("score", item.place),), (Why(),), (item.score,))


def triangle_now(lifted: float) -> Rect:
    """Where the triangle stands: at the right, or, lifted 0..1, above the strip."""
    above = Rect(118.0, 172.0, 500.0, 500.0)
    return Rect(*(a + (b - a) * lifted for a, b in zip(TRIANGLE, above, strict=True)))


def draw_real_triangle(f: Frame, p: Picture, head: OneHead, lifted: float, alpha: float) -> None:
    """The triangle of the small model."""
    last = f.cue("what.sweep", eased=False) if not f.past("what") else 1.0
    draw_triangle(p, head, triangle_now(lifted), last, alpha)
