"""What of the experts is read and what is used, over the batch: the one rises to all, the other never moves."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_experts.facts import ExpertFacts
from scenes.atlas.op_experts.places import CHART, NUMBER
from tourapp.authoring import Axis, Frame, Phrase, Picture
from tourapp.authoring.sizes import FIGURE, LABEL, TAG
from tourapp.figures.card_frame import BigNumber, draw_big_number
from tourapp.figures.law_chart import (
    LawChart,
    LawLine,
    draw_crossing,
    draw_law_axes,
    draw_law_light,
    draw_law_lines,
    draw_law_point,
)

TICKS = tuple((float(n), Phrase("{n:,}", n=n)) for n in (1, 4, 16, 64, 256))
ROWS = ((0.0, Phrase("0 %")), (50.0, Phrase("50 %")), (100.0, Phrase("100 %")))
CHART_OF = LawChart(CHART, Axis(1.0, 512.0, "", True), Axis(0.0, 112.0, "", False), TICKS)


def draw_batch_law(f: Frame, p: Picture, facts: ExpertFacts) -> None:
    """The chart and its number."""
    numbers, grown = facts.numbers, f.cue("scale.grow")
    read = LawLine(numbers.batches, numbers.hits / facts.count * 100.0, "ink", 5.0)
    flat = np.full(len(numbers.batches), float(numbers.use.value) * 100.0)
    used = LawLine(numbers.batches, flat, "prefill", 4.0)
    whole = LawLine(numbers.batches, np.full(len(flat), 100.0), "dim", 2.5, dash=True)
    draw_law_axes(p, CHART_OF, Phrase("tokens in a batch →"), Phrase("share of the experts of a layer"))
    for value, words in ROWS:
        y = CHART_OF.point(1.0, value)[1]
        p.text((CHART.x - 12, y + 7), words, size=TAG, role="dim", mono=True, align="right", part="shares")
    draw_law_lines(p, CHART_OF, [whole, used, read], grown)
    sweep = f.cue("scale.sweep", eased=False)
    draw_law_light(f, p, CHART_OF, read, sweep if sweep < 1.0 else None)
    if numbers.all_at is not None:
        draw_crossing(p, CHART_OF, CHART_OF.point(float(numbers.all_at.value), 99.0), grown)
    draw_law_point(f, p, here_on(facts), "ink", grown)
    _draw_line_names(p, facts, grown)
    _draw_number(p, facts, grown)


def here_on(facts: ExpertFacts) -> tuple[float, float]:
    """Where the batch stands on the line of what is read."""
    return CHART_OF.point(float(facts.batch), float(facts.numbers.share.value) * 100.0)


def _draw_line_names(p: Picture, facts: ExpertFacts, alpha: float) -> None:
    """The names of the lines, at their right ends, below them."""
    use = CHART_OF.point(512.0, float(facts.numbers.use.value) * 100.0)[1]
    all_of = CHART_OF.point(512.0, 100.0)[1]
    x = CHART.right - 10
    p.text((x, all_of - 14), "a dense FFN: all of it", size=LABEL, role="dim", align="right", alpha=alpha, backed=0.6)
    p.text((x, all_of + 38), "weights read", size=LABEL, align="right", alpha=alpha, backed=0.6)
    p.text((x, use - 14), "arithmetic", size=LABEL, role="prefill", align="right", alpha=alpha, backed=0.6)


def _draw_number(p: Picture, facts: ExpertFacts, alpha: float) -> None:
    numbers = facts.numbers
    words = (Phrase("of the experts are read"), Phrase("at batch {n}, by {model}", n=facts.batch, model=numbers.name))
    draw_big_number(p, BigNumber((NUMBER, CHART.y + 110.0), numbers.share, words, room=370.0), alpha)
    told = BigNumber(
        (NUMBER, CHART.y + 300.0),
        numbers.use,
        (Phrase("of them work for one token"),),
        role="prefill",
        size=FIGURE,
        room=370.0,
    )
    draw_big_number(p, told, alpha)
