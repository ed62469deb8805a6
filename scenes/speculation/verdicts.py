"""Each verdict under its column: the guess, p and q, the chance with u on it, keep or miss; then what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.speculation.facts import SpeculationFacts
from scenes.speculation.own_token import draw_own_token
from scenes.speculation.places import VERDICT, WIDE, column_room, column_xs
from scenes.speculation.row_token import HEIGHT, RowToken, draw_token
from scenes.speculation.verdict_marks import ShownVerdict, draw_chances, draw_marks, draw_probabilities
from tourapp.authoring import Frame, Picture, Rect, clamp, ramp
from tourapp.authoring.sizes import LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Verdicts

U_Y = VERDICT + 188.0
KEYS_X = 64.0
P_Y, Q_Y = VERDICT + 86.0, VERDICT + 118.0
"""Baselines of p and q."""


def draw_verdicts(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """One verdict after the other, left to right; what was guessed behind the miss is thrown away."""
    checks, step = s.turn.checks, column_room(column_xs(s.turn))
    total = len(checks) + 1
    clock = f.move("verdict", 0.05, 0.55) * total
    seen = _draw_checks(p, s, clock)
    wide = min(176.0, step - 26)
    if step > WIDE:
        draw_probabilities(p, seen, wide, P_Y - 15, Q_Y - 15)
    draw_chances(p, seen, wide)
    draw_marks(p, seen)
    _name_rows(p, float(ramp(clock, 0, 0.3)))
    _draw_thrown_away(p, s, float(ramp(clock, total - 0.9, total - 0.5)))
    draw_own_token(f, p, s, clamp(clock - total + 1, 0, 1))


def _name_rows(p: Picture, shown: float) -> None:
    """What the numbers below the tokens are."""
    p.text((KEYS_X, VERDICT + 36), "VERDICT", size=LABEL, weight=600, alpha=shown)
    p.text((KEYS_X, P_Y), "p: the target gives", size=LABEL, role="prefill", alpha=shown)
    p.text((KEYS_X, Q_Y), "q: the draft gave", size=LABEL, role="decode", alpha=shown)
    p.text((KEYS_X, U_Y), "u: a random number", size=LABEL, role="dim", alpha=shown)


def _draw_checks(p: Picture, s: SpeculationFacts, clock: float) -> list[ShownVerdict]:
    """Guesses and their numbers, as far as `clock` (in verdicts) has come."""
    xs = column_xs(s.turn)
    step = column_room(xs)
    seen = []
    for i, check in enumerate(s.turn.checks):
        shown = float(ramp(clock, i, i + 0.6))
        if shown <= 0.01:
            continue
        look, words = ("solid" if check.held else "waste"), check.text if step > WIDE else " "
        box = draw_token(p, RowToken(xs[i], VERDICT, words, look, step - 8), shown)
        seen.append(ShownVerdict(check, box, shown))
        _draw_numbers(p, xs[i], check, step, shown)
    return seen


def _draw_numbers(p: Picture, x: float, check: Verdicts, step: float, alpha: float) -> None:
    """p and q below the token, u below the chance's bar."""
    left = x - min(176.0, step - 26) / 2
    wide = step > WIDE
    for y, value, role in ((P_Y, check.p, "prefill"), (Q_Y, check.q, "decode")):
        p.text((left, y), "{v:.2f}", v=value, size=LABEL, mono=True, role=role, alpha=alpha)
    words = ("u {u:.2f} keep" if check.held else "u {u:.2f} miss") if wide else "{u:.2f}"
    role = "good" if check.held else "waste"
    at = (x, U_Y)
    p.text(at, words, u=check.number, size=LABEL, weight=600, role=role, align="center", alpha=alpha)


def _draw_thrown_away(p: Picture, s: SpeculationFacts, shown: float) -> None:
    xs = column_xs(s.turn)
    step = column_room(xs)
    for x in xs[len(s.turn.checks) : len(s.turn.guesses) + (s.turn.last == "residual")]:
        box = Rect(x - min(92.0, step / 2 - 8), VERDICT, min(184.0, step - 16), HEIGHT)
        p.hatch([box], alpha=0.6 * shown, radius=9, ground=0.08)
        if step > WIDE:
            p.text((box.cx, box.cy + 8), "thrown away", size=LABEL, align="center", alpha=shown, backed=0.75)
