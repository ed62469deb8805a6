"""The fifth beat: a score for each pair of tokens in every head, the lower half of a square."""

from __future__ import annotations

import numpy as np

from scenes.paths.shapes.axes import draw_bracket, draw_legend, hot_tensor
from scenes.paths.shapes.facts import ShapeFacts
from scenes.paths.shapes.places import SCORES
from scenes.paths.shapes.sharing import name_count
from tourapp.authoring import Frame, Picture, Rect, cascade
from tourapp.authoring.sizes import FIGURE, LINE, READOUT

MOST_HEADS = 9
COLUMNS = 5
GAP = 24.0
LAP = 5.0
ONE_ROW = 56.0
"""Height of a head with a single row."""
LONG = 1400
"""Tokens above which the two counts have seven digits."""


def draw_pairs(f: Frame, p: Picture, facts: ShapeFacts) -> None:
    """Nine heads' squares, filled row by row."""
    tensor = facts.shown.tensors["scores"]
    count = min(facts.both.heads, MOST_HEADS)
    comes = cascade(f.cue("scores.fill", eased=False), count)
    cells = [cell for row in SCORES.rows(2, GAP) for cell in row.columns(COLUMNS, GAP)]
    for head, cell in enumerate(cells[:count]):
        _draw_square(f, p, facts, head, (cell, float(comes[head])))
    hot_tensor(p, SCORES, tensor)
    draw_bracket(p, (SCORES.x, SCORES.bottom + 56), tensor)
    name_count(p, (SCORES.x + 420, SCORES.bottom + 54), count, facts.both.heads)
    draw_legend(p, (SCORES.x + 800, SCORES.bottom + 54), ("head", "token"))
    x, y = cells[-1].x + 8, cells[-1].y + 70
    size = FIGURE if facts.shown.reach < LONG else READOUT
    p.text((x, y), "{v:,.0f}", v=filled(facts), size=size, weight=700, role="key", fit=cells[-1].w)
    p.text((x, y + 38), "look back", size=LINE, role="dim")
    p.text((x, y + 128), "{v:,.0f}", v=empty(facts), size=size, weight=700, role="waste", fit=cells[-1].w)
    p.text((x, y + 166), "would look ahead", size=LINE, role="dim")


def filled(facts: ShapeFacts) -> int:
    """Pairs of a head that are looked at: every token, and all before it."""
    shown = facts.shown
    return shown.count * shown.reach - empty(facts)


def empty(facts: ShapeFacts) -> int:
    """Pairs of a head above the diagonal."""
    return facts.shown.count * (facts.shown.count - 1) // 2


def _draw_square(f: Frame, p: Picture, facts: ShapeFacts, head: int, place: tuple[Rect, float]) -> None:
    """One head: the lower half in light, the upper half hatched. place: its cell, and how far it has come."""
    cell, come = place
    rows, high = facts.shown.count, cell.h if facts.shown.count > 1 else ONE_ROW
    rect = Rect(cell.x, cell.y, cell.w, high)
    p.rects([rect], "ground2", radius=2)
    if rows > 1:
        p.hatch([rect], "waste", alpha=0.3, ground=0.0)
        steps = min(rows, 34)
        y = np.repeat(rect.y + rect.h * np.arange(steps + 1) / steps, 2)[1:-1]
        x = np.repeat(rect.x + rect.w * np.arange(1, steps + 1) / steps, 2)
        stair = np.concatenate([[(rect.x, rect.y)], np.stack([x, y], 1), [(rect.x, rect.bottom)]])
        with p.group(clip=Rect(rect.x, rect.y, rect.w, rect.h * come)):
            p.polys(stair, "ground2")
            if facts.run is None:
                p.polys(stair, "key", alpha=0.4)
            else:
                data = facts.run.weights[head] ** 0.35
                p.image(data, rect, "key", key=("weights", *facts.key_of(head)))
    elif facts.run is None:
        p.rects([(rect.x, rect.y, rect.w * come, rect.h)], "key", alpha=0.5)
    else:
        with p.group(clip=Rect(rect.x, rect.y, rect.w * come, rect.h)):
            p.image(facts.run.weights[head] ** 0.35, rect, "key", key=("weights", *facts.key_of(head)))
    p.rects([rect], None, radius=2, stroke="key", stroke_width=1.5, stroke_alpha=0.7)
    if come >= 1.0 and not f.still:
        way = (f.clock / LAP + head / 9.0) % 1.0
        reach = way if rows > 1 else 1.0
        low = rect.y + rect.h * (way if rows > 1 else 0.5)
        p.lines([(rect.x, low, rect.x + rect.w * reach, low)], "white", width=2.0, alpha=0.7)
