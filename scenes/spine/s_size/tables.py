"""What of the parameters a step reads: each model as a bar of all its parameters, with its vocabulary tables apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.spine.s_size.bars import draw_figure, draw_names
from scenes.spine.s_size.facts import question, sides
from scenes.spine.s_size.places import ROWS
from tourapp.authoring import Frame, Phrase, Picture, Rect, pulse
from tourapp.authoring.sizes import LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import SizeSide

ENOUGH = 190.0
"""A part narrower than this has no room for words."""


def draw_tables(f: Frame, p: Picture) -> None:
    """Embedding, layers, LM head; what is only looked up goes."""
    told = question(f)
    cut, figure = f.cue("embed.cut"), f.cue("embed.told")
    params = tuple(Phrase("{n} parameters", n=side.params) for side in sides(f))
    draw_names(f, p, (params[0], params[1]))
    for row, side in zip(ROWS, sides(f), strict=True):
        _draw_row(f, p, row, side, cut)
    words = (Phrase("by what a step reads"), Phrase("by all parameters it would be {p}", p=told.by_params))
    draw_figure(p, told.by_weights, words, figure)


def _draw_row(f: Frame, p: Picture, row: Rect, side: SizeSide, cut: float) -> None:
    unread, tables = float(side.unread.value), float(side.tables.value)
    first, head = row.w * unread, row.w * (tables - unread)
    middle = Rect(row.x + first, row.y, row.w - first - head, row.h)
    p.rects([middle], "weights", radius=4, alpha=0.7 * pulse(f.clock, 3.2, 0.85, 1.0))
    p.rects([(middle.right, row.y, max(0.0, head), row.h)], "ink", radius=4, alpha=0.6)
    if first > 0.5:
        p.rects([(row.x, row.y, first, row.h)], "ink", radius=4, alpha=0.6 * (1.0 - cut))
        p.hatch([(row.x, row.y, first, row.h)], "waste", alpha=0.7 * cut, radius=4)
    p.text((middle.cx, row.cy + 9), "layers", size=LABEL, weight=600, align="center")
    y = row.bottom + 36
    if first > 0.5:
        said = Phrase("embedding, {n}: looked up, not read", n=side.unread)
        p.text((row.x, y), said, size=LABEL, role="waste" if cut > 0.5 else "dim")
    else:
        p.text((row.x, y), "one table for embedding and LM head: all of it is read", size=LABEL, role="dim")
    p.text((row.right, y), "LM head: read", size=LABEL, role="dim", align="right")
