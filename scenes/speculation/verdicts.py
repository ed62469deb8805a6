"""Each verdict under its column: the guess, p and q, the chance with u on it, keep or miss; then what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.speculation.facts import SpeculationFacts
from scenes.speculation.own_token import draw_own_token
from scenes.speculation.places import VERDICT, WIDE, column_room, column_xs
from scenes.speculation.row_token import HEIGHT, RowToken, draw_token
from scenes.speculation.verdict_marks import ShownVerdict, draw_chances, draw_marks, draw_probabilities
from tourapp.authoring import Frame, Picture, Rect, clamp, ramp
from tourapp.authoring.sizes import LABEL
from tourapp.figures.spaced_row import SpacedRow, draw_spaced_row

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Verdicts

U_Y = VERDICT + 188.0
KEYS_X = 64.0
P_Y, Q_Y, NUMBER_W = VERDICT + 86.0, VERDICT + 118.0, 57.6
"""Baselines of p and q, and width of a number."""
THROWN = 150.0
"""Room that the words over what is thrown away need."""


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
    if checks:
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
        worded = step > WIDE  # else the words of the row above have to do
        token = RowToken(xs[i], VERDICT, check.text, "solid" if check.held else "waste", step - 8)
        box = draw_token(p, token, shown) if worded else Rect(xs[i] - step / 2, VERDICT, step, HEIGHT)
        seen.append(ShownVerdict(check, box, shown, worded))
        _draw_number(p, xs[i], check, step, shown)
    _draw_probabilities(p, seen, xs, step)
    return seen


def _draw_number(p: Picture, x: float, check: Verdicts, step: float, alpha: float) -> None:
    """u, below the chance's bar."""
    words = ("u {u:.2f} keep" if check.held else "u {u:.2f} miss") if step > WIDE else "{u:.2f}"
    role = "good" if check.held else "waste"
    at = (x, U_Y)
    p.text(at, words, u=check.number, size=LABEL, weight=600, role=role, align="center", alpha=alpha)


def _draw_probabilities(p: Picture, seen: list[ShownVerdict], xs: np.ndarray, step: float) -> None:
    """p and q below the tokens, a row of each: those that stand there as one line, the one that comes by itself."""
    stand = [each for each in seen if each.alpha >= 1]
    wide = min(176.0, step - 26)
    for y, name, role in ((P_Y, "p", "prefill"), (Q_Y, "q", "decode")):
        said = [f"{getattr(each.check, name):.2f}" for each in seen]
        left = float(xs[0]) - wide / 2 + NUMBER_W / 2 - step / 2
        row = SpacedRow(left, y, step, LABEL, LABEL, 400)
        whole = bool(stand) and draw_spaced_row(p, row, [(one, role) for one in said[: len(stand)]])
        for i in range(len(stand) if whole else 0, len(seen)):
            at, alpha = (float(xs[i]) - wide / 2, y), seen[i].alpha
            p.text(at, "{v}", v=said[i], size=LABEL, mono=True, role=role, alpha=alpha)


def _draw_thrown_away(p: Picture, s: SpeculationFacts, shown: float) -> None:
    xs = column_xs(s.turn)
    step = column_room(xs)
    gone = xs[len(s.turn.checks) : len(s.turn.guesses) + (s.turn.last == "residual")]
    half = min(92.0, step / 2 - 8)
    boxes = [Rect(float(x) - half, VERDICT, 2 * half, HEIGHT) for x in gone]
    if step <= WIDE and boxes:  # one box for all: only there is room for the words
        boxes = [Rect(boxes[0].x, VERDICT, boxes[-1].right - boxes[0].x, HEIGHT)]
    for box in boxes:
        p.hatch([box], alpha=0.6 * shown, radius=9, ground=0.08)
        if box.w > THROWN:
            p.text((box.cx, box.cy + 8), "thrown away", size=LABEL, align="center", alpha=shown, backed=0.75)
