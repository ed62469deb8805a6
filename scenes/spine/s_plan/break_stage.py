"""What breaks first: how far each want can be pushed until the best plan no longer does, the nearest on top."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from scenes.spine.s_plan.facts import PlanFacts
from scenes.spine.s_plan.places import ASIDE
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, Why, cascade, pulse
from tourapp.authoring.sizes import LABEL, LINE, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import BreakFact

MOST, HEAD = 7, 88.0
FULL = math.log(3.0)
"""A bar is full where a want can be pushed to three times itself, or to a third."""
ROOM = 150.0
"""Kept free behind a bar for its number."""


def draw_breaks(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """The bars, from 1."""
    p.rects([ASIDE], "raised", radius=10, alpha=0.4)
    p.text((ASIDE.x + 24, ASIDE.y + 50), "what breaks first", size=LINE, weight=600)
    breaks = facts.board.breaks[:MOST]
    if not breaks:
        words = "Nothing holds, so there is nothing to break."
        p.text((ASIDE.x + 24, ASIDE.y + 110), words, size=LABEL, role="dim", wrap=ASIDE.w - 60)
        return
    grown = cascade(f.cue("break.grow", eased=False), len(breaks), 0.6)
    rows = Rect(ASIDE.x + 24, ASIDE.y + HEAD, ASIDE.w - 48, ASIDE.h - HEAD - 16).rows(MOST)
    p.lines([(rows[0].x, rows[0].y, rows[0].x, rows[len(breaks) - 1].bottom)], "ink", width=2.5)
    for place, (each, row) in enumerate(zip(breaks, rows, strict=False)):
        _draw_bar(f, p, (each, place == 0), row, float(grown[len(breaks) - 1 - place]))


def _draw_bar(f: Frame, p: Picture, one: tuple[BreakFact, bool], row: Rect, grown: float) -> None:
    each, first = one
    far = abs(math.log(each.factor))
    wide = max(4.0, (row.w - ROOM) * min(far / FULL, 1.0) * grown)
    bar = Rect(row.x, row.y + 40, wide, row.h - 54)
    light = pulse(f.clock, 2.0, 0.7, 1.0) if first else 0.75
    if first:
        p.hatch([bar], alpha=light, ground=0.4)
    else:
        p.rects([bar], "good", radius=2, alpha=light, gradient="left", fade=0.35)
    p.lines([(bar.right, bar.y - 4, bar.right, bar.bottom + 4)], "waste" if first else "good", width=3.0)
    words = Phrase("✗ {what}", what=each.words) if first else each.words
    p.text(
        (row.x + 12, row.y + 28),
        words,
        size=LABEL,
        weight=600 if first else 400,
        role="ink" if first else "dim",
        part="wants",
    )
    at = (bar.right + 14, bar.cy + 11)
    if each.change is None:
        p.text(at, "never", size=LABEL, role="dim", alpha=grown, part="changes")
    else:
        up = float(each.change.value) > 0
        told = Phrase("+{v}", v=each.change) if up else Phrase("{v}", v=each.change)
        p.text(
            at, told, size=READOUT, weight=600, mono=True, role="waste" if first else "ink", alpha=grown, part="changes"
        )
        p.hot([Rect(row.x, row.y, row.w, row.h)], (Tag("break", each.what),), (Why(),), (each.change,))
