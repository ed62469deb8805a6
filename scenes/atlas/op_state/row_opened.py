"""One row of the cache, opened level by level: each bar shows how many, one of them is lit, and a cone of light leads
from it to what it is made of. The last bar is one number, in bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.atlas.op_state.facts import StateFacts, one_row
from scenes.atlas.op_state.places import COUNTS, NAMES, NUMBER, ROW, UNDER, bar_box
from tourapp.authoring import Frame, Phrase, Picture, Rect, cascade, mix, pulse, smooth
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, VALUE
from tourapp.figures.cones import draw_cone

if TYPE_CHECKING:
    from tourapp.authoring.kinds import RowLevel

SEAM, NARROW = 2.0, 4.0
"""Between two cells, and the least width of a cell that has a seam."""
LIT_AT = {"pair": 0.0, "layers": 0.34, "heads": 0.3, "numbers": 0.58, "bytes": 0.0}
"""Which cell of a level is opened, as a share of them."""
BREATH = 2.8


def draw_opened(f: Frame, p: Picture, facts: StateFacts) -> None:
    """The levels as far as the beat has opened them, and the number they multiply to."""
    levels = facts.levels
    shown = cascade(f.cue("cost.open", eased=False), len(levels), 0.3)
    for place, level in enumerate(levels):
        share = float(smooth(shown[place])) if place else 1.0
        if place + 1 < len(levels):
            after = float(smooth(shown[place + 1]))
            _draw_cone(f, p, (level, place, len(levels)), after)
        _draw_level(f, p, level, _box(f, place, len(levels)), share)
    _draw_number(f, p, facts)


def _box(f: Frame, place: int, count: int) -> Rect:
    """A level's bar; the first comes from the foot of the stage, where the newest row stood."""
    box = bar_box(place, count)
    if place:
        return box
    moved = f.cue("cost.rise")
    return Rect(*(mix(a, b, moved) for a, b in zip(ROW, box, strict=True)))


def _cells(level: RowLevel, box: Rect) -> np.ndarray:
    """The boxes [n, 4] of a level's cells; one where they are too narrow to be told apart."""
    n = max(1, round(float(level.count.value)))
    wide = box.w / n
    if wide < NARROW:
        return np.array([[box.x, box.y, box.w, box.h]])
    left = box.x + wide * np.arange(n)
    return np.stack([left, np.full(n, box.y), np.full(n, wide - SEAM), np.full(n, box.h)], 1)


def _lit(level: RowLevel, box: Rect) -> Rect:
    """The cell that is opened."""
    n = max(1, round(float(level.count.value)))
    place = min(int(LIT_AT[level.kind] * n), n - 1)
    wide = max(box.w / n, 3.0)
    return Rect(box.x + box.w / n * place, box.y, wide, box.h)


def _draw_cone(f: Frame, p: Picture, of: tuple[RowLevel, int, int], alpha: float) -> None:
    level, place, count = of
    here, below = _lit(level, bar_box(place, count)), bar_box(place + 1, count)
    if alpha > 0.01:
        light = pulse(f.clock - 0.35 * place, BREATH, 0.8, 1.0)
        foot = mix(here.bottom, below.y, alpha)
        draw_cone(p, (here.x, here.right), (below.x, below.right), (here.bottom, foot), "key", alpha=light * alpha)


def _draw_level(f: Frame, p: Picture, level: RowLevel, box: Rect, alpha: float) -> None:
    """One bar with its count and its name; the first one is there from the start."""
    if alpha <= 0.01:
        return
    cells = _cells(level, box)
    if level.kind == "pair":
        p.rects(cells[:1], "key", radius=4, alpha=0.9 * alpha)
        p.rects(cells[1:], "value", radius=4, alpha=0.7 * alpha)
    else:
        strong = 0.85 if level.kind == "bytes" else 0.42
        p.rects(cells, "key", radius=2 if cells[0, 2] > 8 else 0, alpha=strong * alpha)
    if level.kind != "bytes":
        lit = _lit(level, box)
        p.rects([lit], "key", radius=2, alpha=alpha, stroke="white", stroke_width=2.0, stroke_alpha=alpha)
        p.sprites([(lit.cx, lit.cy)], 120.0, "key", alpha=0.35 * alpha * pulse(f.clock, BREATH, 0.6, 1.0), kind="soft")
    if level.kind == "pair":
        _draw_letters(p, cells, box.cy + 12)
    y = box.cy + 12
    told = Phrase("{n:g} B", n=level.count) if level.kind == "bytes" else Phrase("{n}", n=level.count)
    p.text((COUNTS, y), told, size=VALUE, weight=600, alpha=alpha, part="counts")
    p.text((NAMES, y), level.words, size=LABEL, role="dim", align="right", alpha=alpha, part="names")


def _draw_letters(p: Picture, cells: np.ndarray, y: float) -> None:
    """K and V on their halves."""
    for cell, letter in zip(cells, ("K", "V"), strict=False):
        at = (cell[0] + cell[2] / 2, y)
        p.text(at, "{x}", x=letter, size=LINE, weight=700, role="black", align="center", part="letters")


def _draw_number(f: Frame, p: Picture, facts: StateFacts) -> None:
    """What the levels multiply to, and what that makes of all conversations."""
    alpha = f.cue("cost.number")
    own, y = facts.own, UNDER.y + 150.0
    p.text((NUMBER, y), "{v}", v=one_row(own.per_token), size=FIGURE_LARGE, weight=700, role="key", alpha=alpha)
    p.text((NUMBER + 4, y + 46), "of cache for one token", size=LINE, alpha=alpha)
    x, y = NUMBER + 4, y + 130.0
    lines = (Phrase("× {n} held", n=own.here.context), Phrase("× {n} {n|conversation|conversations}", n=f.inputs.batch))
    if facts.windowed:
        lines = (Phrase("{n}, windowed", n=own.here.context), lines[1])
    for words in lines:
        p.text((x, y), words, size=LINE, role="dim", alpha=alpha, part="product")
        y += 44.0
    p.lines([(x, y - 22, x + 380, y - 22)], "line", alpha=alpha)
    p.text((x, y + 20), "= {v}", v=facts.costs.kv_bytes, size=VALUE, weight=600, role="key", alpha=alpha)
    p.text((x, y + 60), "read by every step", size=LABEL, role="dim", alpha=alpha)
