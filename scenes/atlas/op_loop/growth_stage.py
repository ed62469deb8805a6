"""The step over the length of the conversations: a floor that is the weights, and on it the wedge of the caches."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_loop.facts import LoopFacts
from scenes.atlas.op_loop.places import CHART, NUMBER
from tourapp.authoring import Axis, Frame, Phrase, Picture
from tourapp.authoring.sizes import LABEL, LINE, READOUT, TAG
from tourapp.figures.card_frame import BigNumber, draw_big_number
from tourapp.figures.law_chart import LawChart, LawLine, draw_law_axes, draw_law_light, draw_law_lines, draw_law_point

HEADROOM = 1.18
FLOOR_WORDS = 40.0
"""Least height, in stage units, of the floor in which words find room."""


def draw_growth(f: Frame, p: Picture, facts: LoopFacts) -> None:
    """Chart at the left, the number at the right."""
    chart, lengths = growth_chart(facts), facts.lengths
    grown = f.cue("scale.grow")
    ours = LawLine(lengths.lengths, lengths.ours.steps * 1e3, "key", 5.0)
    lines = [ours]
    if facts.batch != 1:
        lines.insert(0, LawLine(lengths.lengths, lengths.alone.steps * 1e3, "ink", 3.0, dash=True))
    _draw_floor(p, chart, facts, grown)
    draw_law_axes(p, chart, Phrase("tokens that each conversation holds →"), Phrase("time of a step, ideal"))
    _draw_heights(p, chart, facts)
    draw_law_lines(p, chart, lines, grown)
    sweep = f.cue("scale.sweep", eased=False)
    draw_law_light(f, p, chart, ours, sweep if sweep < 1.0 else None)
    draw_law_point(f, p, here_on(facts), "key", grown)
    _draw_number(f, p, facts)


def growth_chart(facts: LoopFacts) -> LawChart:
    """Lengths across and milliseconds up, both from nothing and evenly."""
    far = float(facts.lengths.far.value)
    top = float(facts.lengths.ours.steps.max()) * 1e3 * HEADROOM
    ticks = tuple((far * share, Phrase("{n:,.0f}", n=far * share)) for share in (0.0, 0.5, 1.0))
    return LawChart(CHART, Axis(0.0, far, "", False), Axis(0.0, top, "", False), ticks)


def here_on(facts: LoopFacts) -> tuple[float, float]:
    """Where the scenario stands on its line."""
    letters = facts.letters
    return growth_chart(facts).point(float(letters.context.value), float(facts.lengths.here.value) * 1e3)


def _draw_floor(p: Picture, chart: LawChart, facts: LoopFacts, grown: float) -> None:
    """What every step pays, and what grows with the length."""
    line = facts.lengths.ours
    path = chart.path(LawLine(facts.lengths.lengths, line.steps * 1e3, "key"))
    floor = float(path[0, 1])
    base = np.array([[path[0, 0], floor], [path[-1, 0], floor]])
    r = chart.rect
    with p.group(clip=r._replace(w=r.w * grown)):
        p.rects([(r.x, floor, r.w, r.bottom - floor)], "weights", alpha=0.35)
        p.polys(np.concatenate([path, base[::-1]]), "key", alpha=0.32)
    if r.bottom - floor >= FLOOR_WORDS:
        y = (r.bottom + floor) / 2 + 9
        p.text((r.x + 24, y), _floor_words(facts), size=LABEL, alpha=grown)


def _floor_words(facts: LoopFacts) -> Phrase:
    """What the floor is: the weights, or what else no length changes."""
    if not facts.memory_alone:
        return Phrase("weights and arithmetic, whatever the length")
    return Phrase("the weights, read for all") if facts.batch > 1 else Phrase("the weights, read for one")


def _draw_heights(p: Picture, chart: LawChart, facts: LoopFacts) -> None:
    """The times at the first token and at the far end, at the left axis."""
    line = facts.lengths.ours
    low = chart.point(0.0, float(line.near.value) * 1e3)[1]
    high = chart.point(0.0, float(line.far.value) * 1e3)[1]
    at = [(low, line.near)] + ([(high, line.far)] if low - high > 26 else [])
    for y, value in at:
        p.lines([(CHART.x - 7, y, CHART.x, y)], "dim", alpha=0.7)
        p.text((CHART.x - 12, y + 7), "{v}", v=value, size=TAG, role="dim", align="right", part="heights")


def _draw_number(f: Frame, p: Picture, facts: LoopFacts) -> None:
    lengths, alpha = facts.lengths, f.cue("scale.grow")
    words = (Phrase("the time of the first step"), Phrase("at {far}", far=lengths.far))
    told = BigNumber((NUMBER, CHART.y + 90.0), lengths.ours.ratio, words, role="key", room=390.0)
    draw_big_number(p, told, alpha)
    if facts.batch != 1:
        y = CHART.y + 280.0
        p.lines([(NUMBER, y - 8, NUMBER + 46, y - 8)], "ink", width=3.0, dash=True, alpha=alpha)
        p.text((NUMBER + 60, y), "one user alone: {v}", v=lengths.alone.ratio, size=LINE, alpha=alpha)
    y = CHART.y + 340.0
    p.text((NUMBER, y), "now: {v}", v=lengths.here, size=READOUT, weight=600, role="key", alpha=alpha)
