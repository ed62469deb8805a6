"""Both rules at one position, back to back: outlines are the target's probabilities, bars what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.speculation.facts import SpeculationFacts
from scenes.speculation.row_token import stage_words
from tourapp.authoring import Frame, Phrase, Picture, Quantity, ramp, text_width
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, TITLE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Rules

MIDDLE, HALF, REACH = 752.0, 128.0, 530.0
"""Where the words stand, half their room, and how long the longest bar is."""
TOP, ROOM, MOST, SHARE = 232.0, 444.0, 130.0, 0.7
"""Where the rows begin, their room, the most from one to the next, and how much of that a bar is high."""
TITLE_Y, BELOW_Y, FIGURE_Y = 152.0, 192.0, 790.0
EDGES = (64.0, 1440.0)
DRAWS = 0.8
"""Seconds from one draw of a token to the next."""
GOLDEN = 0.6180339887
SEEN = 5e-4
"""A difference of probabilities that can be seen."""
TICK = np.array([(0.0, 0.0), (9.0, 10.0), (26.0, -14.0)])


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """What one rule yields: its words, probabilities of the likeliest tokens, how far off the target's it is, and the
    way in which its bars grow."""

    title: Phrase
    below: Phrase
    odds: tuple[float, ...]
    off: Quantity
    role: str
    way: int

    @property
    def yields(self) -> str:
        """The role of what comes out: good where it is the target's own."""
        return "good" if float(self.off.value) < SEEN else self.role


@dataclass(frozen=True, slots=True)
class RuleRows:
    """The rows of the tokens, in the middle of their room: few of them are higher. y of each bar [n]."""

    y: np.ndarray
    tall: float

    @staticmethod
    def of(count: int) -> RuleRows:
        """Rows for so many tokens."""
        pitch = min(MOST, ROOM / count)
        top = TOP + (ROOM - pitch * count) / 2
        return RuleRows(top + pitch * np.arange(count), SHARE * pitch)


def draw_two_rules(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """Tokens down the middle; the exact rule to the left of them, the wrong one, a little later, to the right."""
    rules = s.numbers.rules
    if rules is None or not rules.texts:
        words, below = "no guess, no rule", "each token is the target's own, as without a draft"
        p.text((MIDDLE, 460), words, size=FIGURE_LARGE, weight=600, align="center")
        p.text((MIDDLE, 530), below, size=TITLE, role="dim", align="center")
        return
    sides = (
        RuleOutcome(
            Phrase("exact rule"),
            Phrase("after a miss, draw from what the draft had missed"),
            rules.exact,
            s.numbers.off_exact,
            "good",
            -1,
        ),
        RuleOutcome(
            Phrase("wrong rule"),
            Phrase("after a miss, draw from the target again"),
            rules.wrong,
            s.numbers.off_wrong,
            "waste",
            1,
        ),
    )
    rows = RuleRows.of(len(rules.texts))
    for row, text in enumerate(rules.texts):
        words = stage_words(text)
        size = LINE if text_width(words, LINE, "mono") <= 2 * HALF - 16 else LABEL
        at = (MIDDLE, rows.y[row] + rows.tall / 2 + 10)
        p.text(at, "{w}", w=words, size=size, mono=True, align="center", fit=2 * HALF - 8)
    for i, side in enumerate(sides):
        shown = float(ramp(f.beat("rules"), 0.02 + 0.16 * i, 0.1 + 0.16 * i))
        grown = f.move("rules", 0.06 + 0.16 * i, 0.24 + 0.16 * i)
        _draw_bars(p, rules, side, grown, shown)
        _name_side(p, side, shown, float(ramp(f.beat("rules"), 0.3 + 0.08 * i, 0.36 + 0.08 * i)))
    if f.beat("rules") >= 0.5:
        _draw_draws(f, p, rules, sides)


def _scale(rules: Rules) -> float:
    """Stage units of a probability of one."""
    return REACH / max(0.05, *rules.truth, *rules.wrong, *rules.exact)


def _bars(odds: tuple[float, ...], way: int, scale: float) -> np.ndarray:
    """Boxes of the probabilities, from the words outwards [n, 4]."""
    long = np.array(odds) * scale
    start = MIDDLE + way * HALF
    x = np.where(way > 0, start, start - long)
    rows = RuleRows.of(len(odds))
    return np.stack([x, rows.y, long, np.full(len(odds), rows.tall)], 1)


def _draw_bars(p: Picture, rules: Rules, side: RuleOutcome, grown: float, shown: float) -> None:
    scale = _scale(rules)
    filled = _bars(side.odds, side.way, scale * grown)
    if side.yields == "waste":
        p.hatch(filled, alpha=shown, ground=0.3)
    else:
        p.rects(filled, side.yields, alpha=0.75 * shown)
    whole = _bars(rules.truth, side.way, scale)
    whole[:, 2] = np.maximum(whole[:, 2], 2.0)
    p.rects(whole, None, radius=2, stroke="ink", stroke_width=3, stroke_alpha=shown)


def _name_side(p: Picture, side: RuleOutcome, shown: float, told: float) -> None:
    """The rule above its bars; how far off it is below them."""
    x = EDGES[side.way > 0]
    align = "right" if side.way > 0 else "left"
    p.text((x, TITLE_Y), "{t}", t=side.title, size=TITLE, weight=600, role=side.role, align=align, alpha=shown)
    p.text((x, BELOW_Y), "{t}", t=side.below, size=LABEL, role="dim", align=align, alpha=shown)
    p.text((x, FIGURE_Y), "{v}", v=side.off, size=FIGURE_LARGE, weight=600, role=side.yields, align=align, alpha=told)
    words = "off the target's probabilities"
    p.text((x, FIGURE_Y + 44), words, size=LINE, role="dim", align=align, alpha=told)
    if side.yields == "good":
        p.curves(TICK * 1.6 + (x - side.way * 250, FIGURE_Y - 30), "good", width=7, alpha=told)


def _draw_draws(f: Frame, p: Picture, rules: Rules, sides: tuple[RuleOutcome, ...]) -> None:
    """The same random number given to both rules, again and again: each lights the token that it draws."""
    u = (int(f.clock / DRAWS) + 1) * GOLDEN % 1.0
    for side in sides:
        row = int(np.searchsorted(np.cumsum(side.odds), u))
        if row < len(side.odds):
            x, y, w, h = _bars(side.odds, side.way, _scale(rules))[row]
            p.rects([(x - 6, y - 6, w + 12, h + 12)], None, radius=8, stroke="white", stroke_width=4)
