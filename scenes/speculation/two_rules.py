"""Both rules at one position: outlines are the target's odds, bars what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes.speculation.facts import SpeculationFacts
from scenes.speculation.places import PANEL
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, ramp
from tourapp.authoring.sizes import CAPTION, T16, T18, TAG
from tourapp.figures.token_strip import safe_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Rules

SIDE_W, SIDE_STEP = 668, 708
ODDS_W, ODDS_H = 480.0, 112.0
WIDEST_BAR = 90.0


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """What one rule yields: odds of the likeliest tokens, and how far off the target's odds it is."""

    title: Phrase
    odds: tuple[float, ...]
    off: Quantity
    role: str


def draw_two_rules(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """The exact rule at the left, the wrong one, a little later, at the right."""
    rules = s.numbers.rules
    if rules is None or not rules.texts:
        p.text((PANEL.x, PANEL.y + 60), "nothing was guessed, so nothing could bend", size=TAG, role="dim")
        return
    exact = Phrase("exact rule: draw from what the draft had missed")
    wrong = Phrase("wrong rule: draw from the target again")
    sides = (
        RuleOutcome(exact, rules.exact, s.numbers.off_exact, "good"),
        RuleOutcome(wrong, rules.wrong, s.numbers.off_wrong, "waste"),
    )
    grown = f.move("rules", 0.12, 0.6)
    for i, side in enumerate(sides):
        room = Rect(PANEL.x + SIDE_STEP * i, PANEL.y, SIDE_W, PANEL.h)
        shown = float(ramp(f.beat("rules"), 0.25 * i, 0.25 * i + 0.12))
        _draw_off(p, room, side, shown)
        _draw_odds(p, Rect(room.x, room.y + 24, ODDS_W, ODDS_H), rules, side, grown * shown)


def _draw_off(p: Picture, room: Rect, side: RuleOutcome, shown: float) -> None:
    """The rule, and how far off the truth it is."""
    at, role = (room.x, room.y + 6), side.role
    p.text(at, "{t}", t=side.title, size=T18, weight=600, role=role, alpha=shown, fit=room.w)
    p.text(
        (room.right, room.y + 84),
        "{v}",
        v=side.off,
        size=CAPTION,
        mono=True,
        weight=600,
        role=role,
        align="right",
        alpha=shown,
        fit=180,
    )
    p.text((room.right, room.y + 114), "off the truth", size=T16, role="dim", align="right", alpha=shown, fit=150)


def _draw_odds(p: Picture, room: Rect, rules: Rules, side: RuleOutcome, grown: float) -> None:
    """A bar and an outline per token, on one scale for both rules."""
    top = max(0.05, *rules.truth, *rules.wrong)
    p.lines([(room.x, room.bottom, room.right, room.bottom)], "line")
    cells = room.columns(len(rules.texts), 12)
    for cell, text, truth, odds in zip(cells, rules.texts, rules.truth, side.odds, strict=True):
        w = min(cell.w, WIDEST_BAR)
        h = room.h * odds / top * grown
        p.rects([(cell.x + 4, room.bottom - h, w - 8, h)], side.role, radius=3, alpha=0.7)
        h = room.h * truth / top
        outline = (cell.x, room.bottom - h, w, max(1.0, h))
        lit = 0.9 * min(1.0, grown * 3)
        p.rects([outline], None, radius=3, stroke="ink", stroke_width=1.8, stroke_alpha=lit)
        at, words = (cell.x + w / 2, room.bottom + 24), safe_words(text.strip(" ") or text)
        p.text(at, "{w}", w=words, size=T16, mono=True, align="center", fit=cell.w, role="dim")
