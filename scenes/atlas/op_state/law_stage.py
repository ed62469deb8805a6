"""What one conversation holds at every length as lines, beside the columns of its row with other heads."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_state.facts import StateFacts
from scenes.atlas.op_state.places import CHART, UNDER
from scenes.atlas.op_state.variant_columns import draw_folding, draw_variants
from tourapp.authoring import Axis, Frame, Phrase, Picture
from tourapp.authoring.sizes import TAG
from tourapp.figures.card_frame import BigNumber, draw_big_number
from tourapp.figures.law_chart import LawChart, LawLine, draw_law_axes, draw_law_light, draw_law_lines, draw_law_point

NAMED_AT, ABOVE_LINE, BELOW_LINE = -8, -14.0, 32.0
"""Which point of a line its name stands at, and how far above or below it."""
TICKS = ((1_000, Phrase("1k")), (10_000, Phrase("10k")), (100_000, Phrase("100k")), (1_000_000, Phrase("1M")))
DECADES = ((1e6, Phrase("1 MB")), (1e9, Phrase("1 GB")), (1e12, Phrase("1 TB")))


def draw_law(f: Frame, p: Picture, facts: StateFacts) -> None:
    """Columns at the left, the lines at the right."""
    draw_variants(f, p, facts)
    draw_folding(f, p, facts)
    _draw_lines(f, p, facts)


def _chart(facts: StateFacts) -> LawChart:
    """Tokens across and bytes up, both by powers of ten."""
    ends = np.concatenate([facts.row.held[item.id] for item in facts.variants.variants])
    low, high = 10 ** np.floor(np.log10(ends.min())), 10 ** np.ceil(np.log10(ends.max()))
    lengths = facts.row.lengths
    return LawChart(CHART, Axis(float(lengths[0]), float(lengths[-1]), "", True), Axis(low, high, "", True), TICKS)


def _draw_lines(f: Frame, p: Picture, facts: StateFacts) -> None:
    chart, row, chosen = _chart(facts), facts.row, facts.chosen
    lines = {item.id: LawLine(row.lengths, row.held[item.id], "dim", 2.0) for item in facts.variants.variants}
    ours = LawLine(row.lengths, row.held[chosen.id], "key" if chosen.heads is not None else "ink", 5.0)
    others = [line for id, line in lines.items() if id != chosen.id]
    draw_law_axes(p, chart, Phrase("length of the conversation, tokens →"), Phrase("bytes it holds"))
    _draw_decades(p, chart)
    draw_law_lines(p, chart, [*others, ours], f.cue("scale.grow"))
    _draw_kinds(p, chart, facts, f.cue("scale.grow"))
    _draw_room(p, chart, facts)
    _draw_window(p, chart, facts)
    sweep = f.cue("scale.sweep", eased=False)
    draw_law_light(f, p, chart, ours, sweep if sweep < 1.0 else None)
    here = chosen.here
    at = chart.point(float(here.context.value), max(float(here.per_sequence.value), chart.y.low))
    draw_law_point(f, p, at, ours.role, f.cue("scale.grow"))
    words = (Phrase("for one conversation of {n}, {kind}", n=here.context, kind=chosen.label),)
    told = BigNumber((CHART.x + 8, UNDER.y + 76.0), here.per_sequence, words, role=ours.role)
    draw_big_number(p, told, f.cue("scale.grow"))


def _draw_decades(p: Picture, chart: LawChart) -> None:
    """What every third power of ten is called, at the left."""
    for value, words in DECADES:
        if chart.y.low <= value <= chart.y.high:
            y = chart.point(chart.x.low, value)[1]
            p.lines([(CHART.x - 7, y, CHART.x, y)], "dim", alpha=0.7)
            p.text((CHART.x - 12, y + 7), words, size=TAG, role="dim", mono=True, align="right", part="decades")


def _draw_kinds(p: Picture, chart: LawChart, facts: StateFacts, alpha: float) -> None:
    """The names of the highest line, above it, and of the lowest, below it; the chosen one's stands by the number."""
    items = facts.variants.variants
    for item, drop in ((items[0], ABOVE_LINE), (items[-1], BELOW_LINE)):
        if item.id != facts.chosen.id:
            held = float(facts.row.held[item.id][NAMED_AT])
            x, y = chart.point(float(facts.row.lengths[NAMED_AT]), held)
            p.text((x, y + drop), "{n}", n=item.label, size=TAG, role="dim", align="right", alpha=alpha)


def _draw_room(p: Picture, chart: LawChart, facts: StateFacts) -> None:
    """Where the memory beside the weights is full."""
    room = facts.variants.room
    if not chart.y.low < float(room.value) < chart.y.high:
        return
    _, y = chart.point(chart.x.low, float(room.value))
    p.lines([(CHART.x, y, CHART.right, y)], "ink", width=1.5, dash=True, alpha=0.8)
    at = (CHART.x + 12, y - 8 if y > CHART.y + 60 else y + 26)
    p.text(at, "room beside the weights: {v}", v=room, size=TAG, backed=0.7)


def _draw_window(p: Picture, chart: LawChart, facts: StateFacts) -> None:
    """Where a window begins to bend the line."""
    window = facts.row.window
    if window is None:
        return
    x, _ = chart.point(float(window.value), chart.y.low)
    p.lines([(x, CHART.y + 60, x, CHART.bottom)], "dim", width=1.5, dash=True)
    p.text((x + 10, CHART.bottom - 14), "window: {v}", v=window, size=TAG, role="dim", backed=0.7)
