"""The fifth beat: every sum of the list with its lamp: lit, lit only with the inputs left out, or hatched."""

from __future__ import annotations

from functools import partial
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
LAMP, AROUND = 30.0, 4.0
FIRST, LATER, NEVER = 0, 1, 2
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
    boxes = lamp_boxes(len(rows))
    first = tuple(_outcome(row, facts.keep) == FIRST for row in rows)
    still = partial(_draw_cards, first=np.array(first), cards=np.array(boxes))
    p.bake(("cards of sums", first), still, rect=BOARD.inset(-AROUND))
    _draw_lights(p, facts, boxes, shown, f.clock)
    for place, (row, box) in enumerate(zip(rows, boxes, strict=True)):
        _tell_sum(p, row, box, facts.keep, (float(shown[place]), place // -(-len(rows) // COLUMNS)))
    told = f.cue("honest.told")
    figures = ((facts.scores.kept, Phrase("first with the inputs kept"), facts.keep),
               (facts.scores.left_out, Phrase("first with them left out"), not facts.keep))  # fmt: skip
    for place, (value, words, chosen) in enumerate(figures):
        x = BOARD.x + place * (BOARD.w / 2 + GAP / 2)
        alpha = told * (1.0 if chosen else 0.55)
        role = "ink" if chosen else "dim"
        p.text((x, HEAD_BASE), "{v}", v=value, size=FIGURE_LARGE, weight=700, role=role, alpha=max(alpha, 0.8 * told))
        p.text((x + 146, HEAD_BASE - 6), words, size=LINE, role=role, alpha=max(alpha, 0.8 * told))


def _outcome(row: ScoredSum, keep: bool) -> int:
    """Whether a sum comes out FIRST as it is asked, only LATER with the inputs left out, or NEVER."""
    rank = row.kept if keep else row.left_out
    return FIRST if int(rank.value) == 1 else LATER if int(row.left_out.value) == 1 else NEVER


def _draw_cards(p: Picture, first: np.ndarray, cards: np.ndarray) -> None:
    """The cards; one that comes out first has a white frame."""
    for some, stroke in ((first, "white"), (~first, "line")):
        if some.any():
            p.rects(cards[some], "raised", radius=8, stroke=stroke, stroke_width=1.5, alpha=0.9)


def _draw_lights(p: Picture, facts: RowFacts, boxes: list[Rect], shown: np.ndarray, clock: float) -> None:
    """The lamps of all cards: full, half or hatched; one after the other breathes."""
    at = np.array([(box.x + 22, box.cy) for box in boxes])
    lamps = np.concatenate([at - LAMP / 2, np.full_like(at, LAMP)], 1)
    states = np.array([_outcome(row, facts.keep) for row in facts.scores.rows])
    first, late, never = states == FIRST, states == LATER, states == NEVER
    lit = np.flatnonzero(first)
    if len(lit):
        p.rects(lamps[first], "good", radius=LAMP / 2, alpha=shown[first])
        glow = np.where(lit == lit[int(clock / 0.7) % len(lit)], pulse(clock, 0.7, 100.0, 130.0), 90.0)
        p.sprites(at[first], glow, "good", kind="soft", alpha=0.5 * shown[first])
        for place in lit:
            where, alpha = (at[place, 0], at[place, 1] + 8), float(shown[place])
            p.text(where, "✓", size=LABEL, weight=700, align="center", role="onlight", alpha=alpha, part="scenery")
    if late.any():
        half = lamps[late] * (1, 1, 1, 0.5) + (0, LAMP / 2, 0, 0)
        p.rects(half, "good", alpha=0.8 * shown[late])
        p.rects(lamps[late], None, radius=LAMP / 2, stroke="good", stroke_width=2.5)
    if never.any():
        p.hatch(lamps[never], "waste", radius=LAMP / 2, alpha=shown[never])


def _tell_sum(p: Picture, row: ScoredSum, box: Rect, keep: bool, look: tuple[float, int]) -> None:
    """The sum, the word that should come out, and its rank."""
    shown, column = look
    state, (a, b, c), x = _outcome(row, keep), row.words, box.x + 43
    p.text((x, box.cy - 7), "{a} − {b} + {c}", a=a, b=b, c=c, size=TAG, part=SUM_BOXES[column])
    role = ("good", "ink", "waste")[state]
    told = Phrase("{w}: first", w=row.wanted)
    if state != FIRST:
        told = Phrase("{w}: number {r}", w=row.wanted, r=row.kept if keep else row.left_out)
    p.text((x, box.cy + 22), told, size=TAG, weight=600, role=role, alpha=max(shown, 0.02), part=SUM_BOXES[column])
