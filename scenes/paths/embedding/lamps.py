"""The fifth beat: every sum of the list with its lamp: lit, lit only with the inputs left out, or hatched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.embedding.facts import RowFacts
from scenes.paths.embedding.places import BOARD
from tourapp.authoring import Frame, Phrase, Picture, Rect, cascade, pulse
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ScoredSum

COLUMNS = 4
SUM_BOXES = ("sums.1", "sums.2", "sums.3", "sums.4")
"""Names of their boxes of words."""
GAP = 8.0
LAMP = 30.0
HEAD_BASE = 228.0


def lamp_boxes(count: int) -> list[Rect]:
    """A box for each sum, column by column."""
    rows = -(-count // COLUMNS)
    wide = (BOARD.w - GAP * (COLUMNS - 1)) / COLUMNS
    tall = (BOARD.h - GAP * (rows - 1)) / rows
    return [
        Rect(BOARD.x + (place // rows) * (wide + GAP), BOARD.y + (place % rows) * (tall + GAP), wide, tall)
        for place in range(count)
    ]


def draw_lamps(f: Frame, p: Picture, facts: RowFacts) -> None:
    """Two figures on top, then the board."""
    rows = facts.scores.rows
    shown = cascade(f.cue("honest.fill", eased=False), len(rows), 0.85)
    now = int(f.clock / 0.7) % len(rows)
    boxes = lamp_boxes(len(rows))
    for place, (row, box) in enumerate(zip(rows, boxes, strict=True)):
        glow = pulse(f.clock, 0.7, 0.5, 1.0) if place == now else 0.0
        _draw_sum_row(p, row, box, facts.keep, (float(shown[place]), glow, place // -(-len(rows) // COLUMNS)))
    told = f.cue("honest.told")
    figures = ((facts.scores.kept, Phrase("first with the inputs kept"), facts.keep),
               (facts.scores.left_out, Phrase("first with them left out"), not facts.keep))  # fmt: skip
    for place, (value, words, chosen) in enumerate(figures):
        x = BOARD.x + place * (BOARD.w / 2 + GAP / 2)
        alpha = told * (1.0 if chosen else 0.55)
        role = "ink" if chosen else "dim"
        p.text((x, HEAD_BASE), "{v}", v=value, size=FIGURE_LARGE, weight=700, role=role, alpha=max(alpha, 0.8 * told))
        p.text((x + 146, HEAD_BASE - 6), words, size=LINE, role=role, alpha=max(alpha, 0.8 * told))


def _draw_sum_row(p: Picture, row: ScoredSum, box: Rect, keep: bool, look: tuple[float, float, int]) -> None:
    """A card: its lamp, the sum, the word that should come out and its rank."""
    shown, glow, column = look
    rank = row.kept if keep else row.left_out
    first, late = int(rank.value) == 1, int(row.left_out.value) == 1
    p.rects([box], "raised", radius=8, stroke="white" if first else "line", stroke_width=1.5, alpha=0.9)
    at = (box.x + 28, box.cy)
    ring = np.array([(at[0] - LAMP / 2, at[1] - LAMP / 2, LAMP, LAMP)])
    if first:
        p.rects(ring, "good", radius=LAMP / 2, alpha=shown)
        p.sprites([at], 90.0 + 40.0 * glow, "good", kind="soft", alpha=0.5 * shown)
        p.text(
            (at[0], at[1] + 8), "✓", size=LABEL, weight=700, align="center", role="onlight", alpha=shown, part="scenery"
        )
    elif late:
        p.rects([(at[0] - LAMP / 2, at[1], LAMP, LAMP / 2)], "good", alpha=0.8 * shown)
        p.rects(ring, None, radius=LAMP / 2, stroke="good", stroke_width=2.5, stroke_alpha=shown)
    else:
        p.hatch(ring, "waste", radius=LAMP / 2, alpha=shown)
    a, b, c = row.words
    x, part = box.x + 52, SUM_BOXES[column]
    p.text((x, box.cy - 7), "{a} − {b} + {c}", a=a, b=b, c=c, size=TAG, part=part)
    role = "good" if first else "ink" if late else "waste"
    told = Phrase("{w}: first", w=row.wanted) if first else Phrase("{w}: number {r}", w=row.wanted, r=rank)
    p.text((x, box.cy + 22), told, size=TAG, weight=600, role=role, alpha=max(shown, 0.02), part=part)
