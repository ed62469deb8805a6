"""The fifth beat: the same three logits over a temperature: one takes all, or all become equal."""

from __future__ import annotations

import numpy as np

from scenes.paths.softmax.facts import LOGITS, name_of, numbers, scores_of
from scenes.paths.softmax.places import HEAT, HEAT_BARS
from tourapp.authoring import Axis, Frame, Phrase, Picture, mix
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, TAG
from tourapp.figures.law_chart import LawChart, LawLine, draw_law_axes, draw_law_lines
from tourapp.figures.settled import draw_settled

LOW, HIGH = 0.05, 10.0
HEATS = np.geomspace(LOW, HIGH, 120)
TICKS = (0.1, 0.3, 1, 3, 10)
ALPHAS = (1.0, 0.75, 0.5)
SWAY, BREATH = 0.05, 3.4
"""By how much, of the logarithm, the heat breathes at rest."""


def heat_now(f: Frame) -> float:
    """The temperature at this moment: down, up, and to where it is set; at rest it breathes a little."""
    way, wanted = f.cue("heat.sweep", eased=False), f.eased("soft_heat")
    if way < 1.0 and not f.still:
        knots = np.log([1.0, LOW, HIGH, wanted])
        return float(np.exp(np.interp(way, [0.0, 0.35, 0.75, 1.0], knots)))
    breath = SWAY * np.sin(2 * np.pi * f.clock / BREATH)
    return float(np.clip(wanted * np.exp(breath), LOW, HIGH))


def draw_heat(f: Frame, p: Picture) -> None:
    """Three lines, a plumb line at the present heat, three bars."""
    told = scores_of(f, LOGITS)
    curves = np.stack([numbers(f).raised(told.scores, 64, float(each)).shares for each in HEATS], 1)
    ticks = tuple((float(n), Phrase("{n:g}", n=n)) for n in TICKS)
    chart = LawChart(HEAT, Axis(LOW, HIGH, log=True), Axis(0.0, 1.04), ticks)
    draw_law_axes(p, chart, Phrase("temperature →"), Phrase("↑ share"))
    third = chart.point(LOW, 1.0 / 3.0)[1]
    p.lines([(HEAT.x, third, HEAT.right, third)], "dim", width=1.5, dash=True)
    p.text((HEAT.right, third + 32), "all equal", size=TAG, role="dim", align="right")

    def lines(still: Picture) -> None:
        still.rects([HEAT], "raised", alpha=0.45)
        for curve, alpha in zip(curves, ALPHAS, strict=True):
            draw_law_lines(still, chart, (LawLine(HEATS, curve, "decode", 5.0),), f.cue("heat.grow"), alpha)

    draw_settled(p, HEAT.inset(-12.0), ("shares by heat", told.told), lines, rest=f.cue("heat.grow") >= 1.0)
    now = heat_now(f)
    shares = numbers(f).raised(told.scores, 64, now).shares
    x = chart.point(now, 0.0)[0]
    p.lines([(x, HEAT.y, x, HEAT.bottom)], "white", width=3.0)
    for share in shares:
        p.spark(chart.point(now, float(share)), "decode", size=60.0)
    rest = f.cue("heat.sweep", eased=False) >= 1.0
    p.text(
        (HEAT_BARS.x, 190.0), Phrase("T = {t:.2f}", t=float(f["soft_heat"]) if rest else now), size=FIGURE, weight=600
    )
    _draw_bars(f, p, shares, rest)


def _draw_bars(f: Frame, p: Picture, shares: np.ndarray, rest: bool) -> None:
    told, heat = scores_of(f, LOGITS), float(f["soft_heat"])
    pitch, wide = HEAT_BARS.w / 3, 0.72 * HEAT_BARS.w / 3
    for place, share in enumerate(shares):
        x = HEAT_BARS.x + pitch * place
        p.rects([(x, HEAT_BARS.y, wide, HEAT_BARS.h)], "raised", radius=6, alpha=0.6)
        tall = max(3.0, (HEAT_BARS.h - 60) * float(share))
        p.rects([(x, HEAT_BARS.bottom - tall, wide, tall)], "decode", radius=6, alpha=mix(0.5, 1.0, ALPHAS[place]))
        p.text(
            (x + wide / 2, HEAT_BARS.bottom + 34), name_of(told, place), size=LABEL, align="center", part=f"b{place}"
        )
        logit = Phrase("{z:.4g}", z=round(told.scores[place], 2))
        p.text(
            (x + wide / 2, HEAT_BARS.bottom + 66),
            logit,
            size=TAG,
            mono=True,
            role="dim",
            align="center",
            part=f"b{place}",
        )
        y = HEAT_BARS.bottom - tall - 14
        if rest:
            value = numbers(f).share(told, place, heat=heat)
            p.text((x + wide / 2, y), "{v}", v=value, size=LINE, weight=600, align="center")
