"""The third beat: every model by its size, and how much of its step the LM head takes."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_lm_head.facts import HeadFacts
from tourapp.authoring import Axis, Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import TAG
from tourapp.figures.card_frame import BigNumber, draw_big_number
from tourapp.figures.law_chart import LawChart, draw_law_axes
from tourapp.figures.model_dots import ModelDot, draw_model_dots

CHART = Rect(72.0, 200.0, 880.0, 410.0)
NUMBER = (1060.0, 350.0)
MARKS_BELOW = (1e8, 1e9, 1e10, 1e11, 1e12)
LINES = (0.001, 0.01, 0.1)
"""Shares at which a line runs across."""


def head_chart(facts: HeadFacts) -> LawChart:
    """Both axes, logarithmic; wide enough for every model."""
    shares = np.array([float(row.head_share.value) for row in facts.models])
    most = max(float(row.params.value) for row in facts.models)
    low, high = min(0.001, float(shares.min()) * 0.7), max(0.12, float(shares.max()) * 1.4)
    ticks = tuple((size, Phrase("{n:,g}", n=size / 1e9)) for size in MARKS_BELOW if size <= most * 2)
    return LawChart(CHART, Axis(6e7, max(2e12, most * 1.5), "", True), Axis(low, high, "", True), ticks)


def counterpart(facts: HeadFacts) -> int:
    """Place of the model with the largest share; of the smallest one where the chosen has that."""
    shares = [float(row.head_share.value) for row in facts.models]
    most = int(np.argmax(shares))
    return int(np.argmin(shares)) if facts.models[most].ours else most


def draw_scale(f: Frame, p: Picture, facts: HeadFacts) -> None:
    """The chart with its points, and the figure of the chosen model."""
    turn, come, told = f.cue("scale.turn"), f.cue("scale.come", eased=False), f.cue("scale.told")
    chart, other = head_chart(facts), counterpart(facts)
    draw_law_axes(p, chart, Phrase("billions of parameters"), Phrase("LM head, share of a decode step"), turn)
    for share in LINES:
        if chart.y.low <= share <= chart.y.high:
            y = chart.point(1e9, share)[1]
            p.lines([(CHART.x, y, CHART.right, y)], "line", alpha=0.9 * turn)
            words = Phrase("{n:g} %", n=100 * share)
            p.text((CHART.right + 12, y + 7), words, size=TAG, role="dim", mono=True, alpha=turn, part="lines")
    dots = [
        ModelDot(
            row.name, float(row.params.value), float(row.head_share.value), row.head_share, row.ours, place == other
        )
        for place, row in enumerate(facts.models)
    ]
    draw_model_dots(f, p, chart, dots, "weights", come=come)
    ours = facts.ours
    lines = (
        Phrase("of a step"),
        Phrase("{model}", model=ours.name),
        Phrase("{v} of all weights", v=ours.vocabulary_share),
    )
    draw_big_number(p, BigNumber(NUMBER, ours.head_share, lines, "ink"), told)
