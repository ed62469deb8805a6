"""Expected tokens per pass by acceptance, and where this run came out."""

from __future__ import annotations

import numpy as np

from scenes.speculation.facts import SpeculationFacts
from scenes.speculation.places import PANEL
from tourapp.authoring import Axis, Chart, Frame, Picture, Quantity, Rect, Series, ramp, smooth
from tourapp.authoring.sizes import T15, T16, T26

ROOM = Rect(960, PANEL.y + 6, 350, PANEL.h - 36)


def draw_expected_curve(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """The closed form as a curve from one token to all guesses and one more; then the run on it."""
    g = s.run.gamma
    a = np.linspace(0, 1, 81)
    curve = Series(a, np.asarray(sum(a**i for i in range(g + 1))), "decode", 2.2, fill=0.08)
    chart = p.chart(("speculation curve", g), ROOM, [curve], Axis(0, 1), Axis(1, g + 1))
    p.text((ROOM.x + 14, ROOM.y + 14), "tokens per pass", size=T15, role="dim", fit=200)
    p.text((ROOM.x - 10, ROOM.bottom + 4), "{n}", n=1, size=T15, role="dim", mono=True, align="right")
    p.text((ROOM.x - 10, ROOM.y + 12), "{n}", n=g + 1, size=T15, role="dim", mono=True, align="right")
    if s.numbers.acceptance is not None:
        shown = float(smooth(ramp(f.beat("pays"), 0.25, 0.5)))
        _draw_run(p, s, chart, s.numbers.acceptance, shown)


def _draw_run(p: Picture, s: SpeculationFacts, chart: Chart, acceptance: Quantity, shown: float) -> None:
    """A light where the formula puts the run, a ring where it was measured."""
    alpha, numbers = float(acceptance.value), s.numbers
    at = chart.point(alpha, float(numbers.expected.value))
    ring = chart.point(alpha, min(float(numbers.measured.value), s.run.gamma + 1.0))
    p.lines([(at[0], at[1], at[0], ROOM.bottom)], "decode", dash=True, alpha=0.6 * shown)
    p.spark(at, "decode", size=44, alpha=shown)
    p.sprites([ring], 18, "ink", kind="ring", additive=False, alpha=shown)
    below, x = (at[0], ROOM.bottom + 24), ROOM.right + 12
    p.text(below, "a {v:.2f}", v=acceptance, size=T16, role="decode", mono=True, align="center", alpha=shown)
    p.text((x, ROOM.cy - 6), "measured", size=T16, role="dim", alpha=shown, fit=116)
    p.text((x, ROOM.cy + 26), "{v}", v=numbers.measured, size=T26, mono=True, weight=600, alpha=shown, fit=116)
