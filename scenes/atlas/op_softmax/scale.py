"""The third beat: the matrix grows with the square of the prompt; a tile, inside the chip, does not grow."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_softmax.facts import SoftmaxFacts
from tourapp.authoring import Axis, Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL
from tourapp.figures.card_frame import BigNumber, draw_big_number
from tourapp.figures.law_chart import LawChart, LawLine, draw_law_axes, draw_law_light, draw_law_lines, draw_law_point

ROOM = Rect(84.0, 200.0, 846.0, 398.0)
PANEL = 990.0
TICKS = (128, 1_000, 10_000, 32_768)
NAMED_AT = 600.0


def chart_of(facts: SoftmaxFacts) -> LawChart:
    """Prompts across, bytes upwards."""
    matrix = facts.matrix
    low, high = float(matrix.tile_by.min()) * 0.4, float(matrix.matrix_by.max()) * 1.6
    ticks = tuple((float(n), Phrase("{n:,}", n=n)) for n in TICKS)
    ends = float(matrix.tokens[0]), float(matrix.tokens[-1])
    return LawChart(ROOM, Axis(*ends, log=True), Axis(low, high, log=True), ticks)


def draw_scale(f: Frame, p: Picture, facts: SoftmaxFacts, shown: float) -> None:
    """Both lines, the present prompt on the chosen one, and what that is."""
    if shown <= 0.004:
        return
    matrix, chart = facts.matrix, chart_of(facts)
    rising = LawLine(matrix.tokens, matrix.matrix_by, "waste", 3.0 if facts.fused else 6.0, dash=facts.fused)
    level = LawLine(matrix.tokens, matrix.tile_by, "good", 6.0 if facts.fused else 3.0)
    grown, told = f.cue("scale.grow"), f.cue("scale.told")
    with p.group(opacity=shown):
        draw_law_axes(p, chart, Phrase("prompt, tokens →"), Phrase("↑ bytes of scores at once, one layer"))
        draw_law_lines(p, chart, (level, rising), grown)
        chosen = level if facts.fused else rising
        sweep = f.cue("scale.sweep", eased=False)
        draw_law_light(f, p, chart, rising if 0.0 < sweep < 1.0 else chosen, sweep if 0.0 < sweep < 1.0 else None)
        _draw_names(p, chart, facts, told)
        _draw_present(f, p, chart, facts, told)
        _draw_number(p, facts, told)


def _draw_names(p: Picture, chart: LawChart, facts: SoftmaxFacts, told: float) -> None:
    matrix = facts.matrix
    at = chart.point(NAMED_AT, float(np.interp(NAMED_AT, matrix.tokens, matrix.matrix_by)))
    p.text((at[0] + 26, at[1] + 30), "the whole matrix", size=LABEL, role="waste", weight=600, alpha=told)
    at = chart.point(NAMED_AT, float(np.interp(NAMED_AT, matrix.tokens, matrix.tile_by)))
    p.text((at[0] + 26, at[1] - 18), "one tile, inside the chip", size=LABEL, role="good", weight=600, alpha=told)


def _draw_present(f: Frame, p: Picture, chart: LawChart, facts: SoftmaxFacts, told: float) -> None:
    """The present prompt on the chosen line."""
    matrix = facts.matrix
    size = matrix.tile if facts.fused else matrix.matrix
    at = chart.point(float(facts.prompt), float(size.value))
    draw_law_point(f, p, at, "good" if facts.fused else "waste", told)


def _draw_number(p: Picture, facts: SoftmaxFacts, told: float) -> None:
    """The matrix; below it what is there in its place, or how long it would take."""
    matrix = facts.matrix
    words = (Phrase("scores of one layer"), Phrase("{model}, all heads, one prompt", model=facts.model))
    role = "ink" if facts.fused else "waste"
    draw_big_number(p, BigNumber((PANEL, 310.0), matrix.matrix, words, role), told)
    if facts.fused:
        p.text((PANEL + 4, 470), "fused: {v} at a time", v=matrix.tile, size=LABEL, role="good", weight=600, alpha=told)
        p.text((PANEL + 4, 508), "✓ never written down", size=LABEL, role="good", alpha=told)
    else:
        p.text((PANEL + 4, 470), "not fused: all of it", size=LABEL, role="waste", weight=600, alpha=told)
        p.text((PANEL + 4, 508), "{v} longer in prefill", v=matrix.extra_seconds, size=LABEL, role="waste", alpha=told)
