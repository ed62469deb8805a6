"""The third beat: every model by its layers and the norms of its pass; two straight lines say how many a layer has."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_placing.facts import PlacingFacts
from tourapp.authoring import Axis, Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL
from tourapp.figures.card_frame import BigNumber, draw_big_number
from tourapp.figures.law_chart import LawChart, LawLine, draw_law_axes, draw_law_lines
from tourapp.figures.model_dots import ModelDot, draw_model_dots

CHART = Rect(72.0, 200.0, 860.0, 410.0)
NUMBER = (1030.0, 350.0)
PER_LAYER = ((2, Phrase("two a layer")), (4, Phrase("four a layer")))
"""Lines that are drawn, and their names."""


def placing_chart(facts: PlacingFacts) -> LawChart:
    """Layers across, norms upwards, both from zero."""
    layers = max(float(row.layers.value) for row in facts.models)
    calls = max(float(row.norms.calls.value) for row in facts.models)
    step = 20 if layers <= 100 else 40
    ticks = tuple((float(n), Phrase("{n}", n=n)) for n in range(0, int(layers) + step, step))
    return LawChart(CHART, Axis(0.0, layers * 1.15), Axis(0.0, calls * 1.12), ticks)


def draw_scale(f: Frame, p: Picture, facts: PlacingFacts) -> None:
    """Lines, points, and the figure of the chosen model."""
    turn, come, told = f.cue("scale.turn"), f.cue("scale.come", eased=False), f.cue("scale.told")
    chart = placing_chart(facts)
    draw_law_axes(p, chart, Phrase("layers"), Phrase("norms in a pass"), turn)
    lines = []
    for each, called in PER_LAYER:
        end = min(chart.x.high, (chart.y.high - 1) / each)
        line = LawLine(np.array([0.0, end]), np.array([1.0, each * end + 1]), "dim", 2.0, True)
        lines.append(line)
        x, y = chart.point(end, each * end + 1)
        left = end >= chart.x.high * 0.99
        at = (x - 12, y - 34) if left else (x + 14, y + 22)
        p.text(at, called, size=LABEL, role="dim", align="right" if left else "left", alpha=turn, part="laws")
    draw_law_lines(p, chart, lines, turn)
    dots = [
        ModelDot(row.name, float(row.layers.value), float(row.norms.calls.value), row.norms.calls, row.ours)
        for row in facts.models
    ]
    draw_model_dots(f, p, chart, dots, "weights", come=come)
    words = (
        Phrase("norms in a pass"),
        Phrase("{model}", model=facts.model),
        Phrase("{n} in a layer", n=facts.calls.of_layer),
    )
    draw_big_number(p, BigNumber(NUMBER, facts.calls.calls, words, "ink"), told)
