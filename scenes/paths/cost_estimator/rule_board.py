"""Eight rules of thumb: in words, by the rule, exact, by how much it is off, and a lamp."""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING

from scenes.paths.cost_estimator.facts import off, told_rule
from scenes.paths.cost_estimator.places import ERROR_X, EXACT_X, RULE_X, RULES
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, cascade, pulse, set_control
from tourapp.authoring.sizes import LABEL, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Rule

LAMP_X, WORDS_X = 92.0, 130.0
LAMP = 34.0
MARKS = {"ok": "✓", "so-so": "~", "fails": "✗"}
ROLES = {"ok": "good", "so-so": "ink", "fails": "waste"}
FAR = 2.0
"""Powers of ten of an error in per cent at which the bar below a row is as long as the row."""
SEEN = 8.0
"""A shorter bar would be a speck: none is drawn."""


def draw_rules(f: Frame, p: Picture) -> None:
    """A row for each."""
    rules, chosen = f.world.rule_errors, told_rule(f)
    rows = RULES.rows(len(rules))
    came = cascade(f.cue("rules.rows", eased=False), len(rules), 0.6)
    lamps = cascade(f.cue("rules.lamps", eased=False), len(rules), 0.6)
    _draw_heads(p)
    for rule, row, shown, lit in zip(rules, rows, came, lamps, strict=True):
        box = Rect(row.x, row.y + 3, row.w, row.h - 6)
        if rule.id == chosen.id:
            breath = pulse(f.clock, 2.8, 0.5, 1.0)
            p.rects(
                [box], "raised", radius=12, alpha=0.8, stroke="white", stroke_width=3.0, stroke_alpha=breath * shown
            )
        with p.group(opacity=float(shown)):
            _draw_row(p, rule, row)
        _draw_lamp(f, p, rule, row, float(lit))
    p.hot(rows, [Tag("rule", rule.id) for rule in rules], [set_control("rule_row", rule.id) for rule in rules])


def _draw_heads(p: Picture) -> None:
    y = RULES.y - 18
    p.text((WORDS_X, y), "Rule of thumb", size=LABEL, role="dim", part="heads")
    for x, words in ((RULE_X, "by the rule"), (EXACT_X, "exact, ideal"), (ERROR_X, "error")):
        p.text((x, y), words, size=LABEL, role="dim", align="right", part="heads")


def _draw_row(p: Picture, rule: Rule, row: Rect) -> None:
    base = row.cy + 4
    p.text((WORDS_X, base), rule.words, size=LABEL, part="rules")
    p.text((RULE_X, base), "{v}", v=rule.rule, size=LABEL, align="right", part="by rule")
    p.text((EXACT_X, base), "{v}", v=rule.exact, size=LABEL, align="right", part="exact")
    role = ROLES[rule.lamp]
    if rule.error is None:
        p.text((ERROR_X, base), "none fits", size=LABEL, role=role, align="right", part="errors")
    else:
        told = Phrase("{sign}{v}", sign=_sign(rule), v=rule.error)
        p.text((ERROR_X, base), told, size=LABEL, weight=600, role=role, align="right", part="errors")
    wide = (RULES.right - 20 - WORDS_X) * min(1.0, log10(1.0 + 100.0 * min(off(rule), 1e3)) / FAR)
    bar = (WORDS_X, row.bottom - 16, wide, 6.0)
    if wide < SEEN:
        return
    if rule.lamp == "fails":
        p.hatch([bar], alpha=1.0, radius=3)
    else:
        p.rects([bar], role, radius=3, alpha=0.7)


def _sign(rule: Rule) -> str:
    return "+" if rule.error is not None and float(rule.error.value) > 0.0 else ""


def _draw_lamp(f: Frame, p: Picture, rule: Rule, row: Rect, lit: float) -> None:
    """Lit where the rule holds, half lit where it is of some use, hatched where it fails; each with its mark."""
    box = Rect(LAMP_X - LAMP / 2, row.cy - LAMP / 2 - 4, LAMP, LAMP)
    p.rects([box], "raised", radius=LAMP / 2, stroke="dim", stroke_width=2.0)
    if lit <= 0.004:
        return
    role = ROLES[rule.lamp]
    if rule.lamp == "ok":
        p.rects([box], role, radius=LAMP / 2, alpha=lit)
        p.sprites([(box.cx, box.cy)], 80, role, alpha=0.35 * lit * pulse(f.clock, 2.4, 0.6, 1.0), kind="soft")
    elif rule.lamp == "so-so":
        p.rects([box], role, radius=LAMP / 2, alpha=0.35 * lit)
    else:
        p.hatch([box], alpha=lit, radius=LAMP / 2)
    colour = "ground" if rule.lamp == "ok" else "ink"
    at = (box.cx, box.cy + 8)
    p.text(at, MARKS[rule.lamp], size=TAG, weight=600, role=colour, align="center", alpha=lit, part="lamps")
