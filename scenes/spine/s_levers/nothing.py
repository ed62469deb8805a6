"""The picture of the seventh beat: what levers give one user over the batch, and those that move nothing here."""

from __future__ import annotations

import numpy as np

from scenes.spine.s_levers.facts import LeversFacts
from scenes.spine.s_levers.places import CHART, LIST_RIGHT, LIST_X
from scenes.spine.s_levers.rows import instead
from tourapp.authoring import Axis, Frame, Phrase, Picture, cascade
from tourapp.authoring.sizes import LABEL, LINE, TAG
from tourapp.figures.law_chart import LawChart, LawLine, draw_law_axes, draw_law_light, draw_law_lines, draw_law_point

BATCHES = (1, 4, 16, 64, 256)
FROM, PITCH = 186.0, 98.0
"""Baseline of the first name of the list, and from one to the next."""
PITCH_OF_NAMES, CORNER = 34.0, 10
"""From one line's name to the next, and the batch up to which they reach."""
ROLES = {"weights": "ink", "kv": "key", "mqa": "value", "tp": "prefill"}


def draw_nothing(f: Frame, p: Picture, facts: LeversFacts) -> None:
    """Lines over the batch at the left, the list at the right."""
    _draw_chart(f, p, facts)
    _draw_list(f, p, facts)


def chart_of(facts: LeversFacts) -> LawChart:
    """Batch across, multiple upwards, both logarithmic, around the line at one."""
    factors = np.concatenate([line.factors for line in facts.fades.lines] or [np.ones(1)])
    low, high = min(0.7, float(factors.min()) * 0.9), max(2.0, float(factors.max()) * 1.1)
    ticks = tuple((float(b), Phrase("{n:,.0f}", n=b)) for b in BATCHES)
    return LawChart(CHART, Axis(1.0, float(facts.fades.batches[-1]), "", True), Axis(low, high, "", True), ticks)


def _draw_chart(f: Frame, p: Picture, facts: LeversFacts) -> None:
    chart, grown = chart_of(facts), f.cue("nothing.lines")
    draw_law_axes(p, chart, Phrase("batch →"), Phrase("↑ one user's speed, as a multiple"))
    y = chart.point(1.0, 1.0)[1]
    p.lines([(CHART.x, y, CHART.right, y)], "dim", width=2.5, dash=True)
    p.text((CHART.right - 8, y + 30), "no change", size=LABEL, role="dim", align="right", backed=0.6)
    for tick in (0.5, 1.0, 2.0, 4.0, 8.0):
        if chart.y.low <= tick <= chart.y.high:
            at = (CHART.x - 12, chart.point(1.0, tick)[1] + 7)
            p.text(at, "{n:g}", n=tick, size=TAG, role="dim", mono=True, align="right", part="up ticks")
    lines = [
        LawLine(facts.fades.batches, line.factors, ROLES[line.id.partition("_")[0]], 4.0) for line in facts.fades.lines
    ]
    draw_law_lines(p, chart, lines, grown)
    if lines:
        draw_law_light(f, p, chart, lines[0])
    told = f.cue("nothing.told")
    for line, drawn in zip(facts.fades.lines, lines, strict=True):
        here = float(np.interp(np.log(facts.batch), np.log(facts.fades.batches), line.factors))
        draw_law_point(f, p, chart.point(float(facts.batch), here), drawn.role, told)
    starts = _names_at(chart, facts, PITCH_OF_NAMES * max(1.0, f.text_gain))
    ends = apart([chart.point(1e9, float(line.factors[-1]))[1] + 8.0 for line in facts.fades.lines])
    for place, (line, drawn) in enumerate(zip(facts.fades.lines, lines, strict=True)):
        words, role = facts.board.row(line.id).words, drawn.role
        at = (CHART.x + 12, starts[place])
        p.text(at, words, size=LABEL, weight=600, role=role, alpha=grown, backed=0.6)
        p.text((CHART.right + 14, ends[place]), "{v}", v=line.crowded, size=LABEL, weight=600, role=role, alpha=told)


def _names_at(chart: LawChart, facts: LeversFacts, step: float) -> list[float]:
    """Baselines of the lines' names: one below the other at the left edge, in the first gap between the lines that is
    high enough, in the order in which these begin; else each above its own beginning."""
    lines, early = facts.fades.lines, facts.fades.batches <= CORNER
    begins = [chart.point(1.0, float(line.factors[0]))[1] for line in lines]
    spans = [[chart.point(1.0, float(end(line.factors[early])))[1] for end in (np.max, np.min)] for line in lines]
    taken = sorted([*spans, [chart.point(1.0, 1.0)[1]] * 2, [CHART.bottom, CHART.bottom]])
    need, top = step * (len(lines) + 0.5), CHART.y
    for above, below in taken:
        if above - top >= need:
            order = sorted(range(len(lines)), key=lambda place: begins[place])
            first = top + (above - top - need) / 2
            return [first + step * (order.index(place) + 0.9) for place in range(len(lines))]
        top = max(top, below)
    return apart([y - 14.0 for y in begins], step)


def apart(ys: list[float], step: float = 34.0) -> list[float]:
    """Baselines of words beside places, moved upwards so that no two overlap."""
    found, last = list(ys), 1e9
    for place in sorted(range(len(ys)), key=lambda place: -ys[place]):
        found[place] = last = min(ys[place], last - step)
    return found


def _draw_list(f: Frame, p: Picture, facts: LeversFacts) -> None:
    rows = facts.still
    came = cascade(f.cue("nothing.list", eased=False), len(rows), 0.4)
    p.text((LIST_X, FROM - 24), "nothing for either column, here:", size=LABEL, role="dim")
    for place, row in enumerate(rows):
        y = FROM + 30 + PITCH * place
        alpha = float(came[place])
        p.lines([(LIST_X, y + 54, LIST_RIGHT, y + 54)], "line", width=1.5, alpha=alpha)
        p.text((LIST_X, y), row.words, size=LINE, weight=600, alpha=alpha, part="still names")
        told = instead(f, row) if row.here else row.why_not
        if told is not None:
            p.text((LIST_X, y + 36), told, size=LABEL, role="dim", alpha=alpha, part="still reasons")
