"""The third beat: every model by how many norms a pass of it calls, and the share of a step they take."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_rmsnorm.facts import NormFacts
from tourapp.authoring import Axis, Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import TAG
from tourapp.figures.card_frame import BigNumber, draw_big_number
from tourapp.figures.law_chart import LawChart, draw_law_axes
from tourapp.figures.model_dots import ModelDot, draw_model_dots

CHART = Rect(72.0, 200.0, 820.0, 410.0)
NUMBER = (1030.0, 340.0)
BELOW = (30, 60, 120, 240, 480)
SHARES = (1e-6, 1e-5, 1e-4, 1e-3, 1e-2)


def norm_chart(facts: NormFacts) -> LawChart:
    """Calls across, share of a step upwards, both logarithmic."""
    shares = np.array([float(row.norm_share.value) for row in facts.models])
    calls = np.array([float(row.norms.calls.value) for row in facts.models])
    ticks = tuple((float(n), Phrase("{n}", n=n)) for n in BELOW if n <= calls.max() * 1.4)
    low, high = 10 ** np.floor(np.log10(shares.min())), 10 ** np.ceil(np.log10(shares.max() * 1.05))
    return LawChart(CHART, Axis(calls.min() * 0.8, calls.max() * 1.5, "", True), Axis(low, high, "", True), ticks)


def draw_scale(f: Frame, p: Picture, facts: NormFacts) -> None:
    """The chart with its points, and the figure of the chosen model."""
    turn, come, told = f.cue("scale.turn"), f.cue("scale.come", eased=False), f.cue("scale.told")
    chart = norm_chart(facts)
    draw_law_axes(p, chart, Phrase("norms in a pass"), Phrase("share of a decode step"), turn)
    for share in SHARES:
        if chart.y.low * 0.99 <= share <= chart.y.high * 1.01:
            y = chart.point(chart.x.low, share)[1]
            p.lines([(CHART.x, y, CHART.right, y)], "line", alpha=0.9 * turn)
            words = Phrase("{n:g} %", n=float(f"{100 * share:.3g}"))
            p.text((CHART.right + 12, y + 7), words, size=TAG, role="dim", mono=True, alpha=turn, part="lines")
    dots = [
        ModelDot(row.name, float(row.norms.calls.value), float(row.norm_share.value), row.norm_share, row.ours)
        for row in facts.models
    ]
    draw_model_dots(f, p, chart, dots, "weights", come=come)
    lines = (Phrase("of a step"), Phrase("{model}", model=facts.model), Phrase("{n} norms", n=facts.calls.calls))
    draw_big_number(p, BigNumber(NUMBER, facts.decode.share, lines, "ink"), told)
