"""The third beat: what the table holds and what a step touches, at every batch."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_embedding.facts import EmbeddingFacts
from tourapp.authoring import Axis, Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL
from tourapp.figures.card_frame import BigNumber, draw_big_number
from tourapp.figures.law_chart import LawChart, LawLine, draw_law_axes, draw_law_light, draw_law_lines, draw_law_point

CHART = Rect(72.0, 200.0, 840.0, 410.0)
NUMBER = (990.0, 340.0)
TICKS = (1, 8, 64, 512)


def embedding_chart(facts: EmbeddingFacts) -> LawChart:
    """Batch across, bytes upwards, both logarithmic."""
    stored, least = float(facts.costs.stored.value), float(facts.costs.touched_by_batch.min())
    ticks = tuple((float(batch), Phrase("{n}", n=batch)) for batch in TICKS)
    return LawChart(CHART, Axis(1.0, 512.0, "", True), Axis(least * 0.4, stored * 6.0, "", True), ticks)


def draw_scale(f: Frame, p: Picture, facts: EmbeddingFacts) -> None:
    """Both lines, the gap between them at the present batch, and the figure."""
    turn, grown, told = f.cue("scale.turn"), f.cue("scale.grow", eased=False), f.cue("scale.told")
    chart, costs = embedding_chart(facts), facts.costs
    draw_law_axes(p, chart, Phrase("batch"), Phrase("bytes, on a logarithm"), turn)
    held = LawLine(costs.batches, np.full(len(costs.batches), float(costs.stored.value)), "weights", 5.0)
    touched = LawLine(costs.batches, costs.touched_by_batch, "decode", 4.0)
    draw_law_lines(p, chart, (held, touched), grown, turn)
    run = f.cue("scale.run", eased=False)
    draw_law_light(f, p, chart, touched, run if 0.0 < run < 1.0 else None)
    batch = float(costs.rows.value)
    above, here = chart.point(batch, float(costs.stored.value)), chart.point(batch, float(costs.touched.value))
    p.lines([(here[0], above[1] + 8, here[0], here[1] - 20)], "ink", width=1.5, dash=True, alpha=0.8 * told)
    draw_law_point(f, p, here, "decode", told)
    _draw_names(p, facts, chart, told)
    lines = (
        Phrase("of the table is read"),
        Phrase("{model}, batch {n}", model=facts.model, n=costs.rows),
        Phrase("the table: {v} of all weights", v=costs.table_share),
    )
    draw_big_number(p, BigNumber(NUMBER, costs.touched_share, lines, "decode"), told)


def _draw_names(p: Picture, facts: EmbeddingFacts, chart: LawChart, told: float) -> None:
    """What each line is, with its bytes."""
    y = chart.point(1.0, float(facts.costs.stored.value))[1]
    held = Phrase("held: {v}", v=facts.costs.stored)
    p.text((CHART.right - 10, y - 18), held, size=LABEL, weight=600, align="right", alpha=told)
    last = chart.point(512.0, float(facts.costs.touched_by_batch[-1]))
    words = Phrase("touched: {v}", v=facts.costs.touched)
    p.text((CHART.right - 10, last[1] + 100), words, size=LABEL, weight=600, role="decode", align="right", alpha=told)
