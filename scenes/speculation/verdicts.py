"""Each verdict under its column: the guess, p and q, the chance with u on it, keep or miss; then what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.speculation.facts import SpeculationFacts
from scenes.speculation.own_token import draw_own_token
from scenes.speculation.places import ROW, VERDICT, column_room, column_xs
from scenes.speculation.row_token import RowToken, draw_token
from scenes.speculation.verdict_marks import ShownVerdict, draw_chances, draw_marks
from tourapp.authoring import Frame, Picture, Rect, clamp, ramp
from tourapp.authoring.sizes import T14, T15

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Verdicts

WIDE = 150.0
"""Room of a column from which words have room beside the numbers."""


def draw_verdicts(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """One verdict after the other, left to right; what was guessed behind the miss is thrown away."""
    checks, step = s.turn.checks, column_room(column_xs(s.turn))
    total = len(checks) + 1
    clock = f.move("verdict", 0.08, 0.85) * total
    p.text((ROW.x, VERDICT + 27), "VERDICT", size=T15, weight=600, alpha=float(ramp(clock, 0, 0.3)))
    seen = _draw_checks(f, p, s, clock)
    draw_chances(p, seen, min(168.0, step - 26))
    draw_marks(p, seen)
    _draw_thrown_away(p, s, float(ramp(clock, total - 0.9, total - 0.5)))
    draw_own_token(f, p, s, clamp(clock - total + 1, 0, 1))


def _draw_checks(f: Frame, p: Picture, s: SpeculationFacts, clock: float) -> list[ShownVerdict]:
    """Guesses and their numbers, as far as `clock` (in verdicts) has come; they dim once the beat is over."""
    xs = column_xs(s.turn)
    step, faded = column_room(xs), 0.75 if f.past("verdict") else 1.0
    room = min(168.0, step - 24)
    seen = []
    for i, check in enumerate(s.turn.checks):
        shown = float(ramp(clock, i, i + 0.6))
        if shown <= 0.01:
            continue
        look = "solid" if check.held else "waste"
        box = draw_token(p, RowToken(xs[i], VERDICT, check.text, look, room, f.text_gain), shown)
        seen.append(ShownVerdict(check, box, shown * faded))
        _draw_odds(p, xs[i], check, step, shown * faded)
    return seen


def _draw_odds(p: Picture, x: float, check: Verdicts, step: float, alpha: float) -> None:
    """p and q above the chance's bar, u below it; in narrow columns the ratio alone."""
    wide, at = step > WIDE, (x, VERDICT + 66)
    p.text(
        at,
        "p {a:.2f}  q {b:.2f}" if wide else "p/q {r:.2f}",
        a=check.p,
        b=check.q,
        r=check.chance,
        size=T15 if wide else T14,
        mono=True,
        role="dim",
        align="center",
        alpha=alpha,
        fit=step - (12 if wide else 8),
    )
    p.text(
        (x, VERDICT + 114),
        ("u {u:.2f}  keep" if check.held else "u {u:.2f}  miss") if wide else "u {u:.2f}",
        u=check.number,
        size=T15,
        mono=True,
        role="good" if check.held else "waste",
        align="center",
        alpha=alpha,
        fit=step - 12,
    )


def _draw_thrown_away(p: Picture, s: SpeculationFacts, shown: float) -> None:
    xs = column_xs(s.turn)
    step = column_room(xs)
    for x in xs[len(s.turn.checks) : len(s.turn.guesses) + (s.turn.last == "residual")]:
        box = Rect(x - min(74.0, step / 2 - 8), VERDICT, min(148.0, step - 16), 42)
        p.hatch([box], alpha=0.4 * shown, radius=9, ground=0.08)
        p.text(box.inset(8, 0), "thrown away" if step > WIDE else "×", size=T15, role="dim", alpha=shown)
