"""A decode step along a growing context: the FFN stays, attention climbs and overtakes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.layer_detail.places import CHART
from tourapp.authoring import Axis, Frame, Phrase, Picture, Quantity, format_quantity
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, TAG
from tourapp.figures.law_chart import (
    LawChart,
    LawLine,
    draw_crossing,
    draw_law_axes,
    draw_law_light,
    draw_law_lines,
    draw_law_point,
)

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Overtaking

WIDEST = 430.0
"""Room that the context at the crossing needs beside its line."""
LOW = 190.0
"""A crossing lower than so much above the foot has its words above it."""
TICKS = ((128, "128"), (1024, "1,024"), (8192, "8,192"), (65_536, "65,536"), (1_048_576, "1,048,576"))


def long_chart(told: Overtaking) -> LawChart:
    """Context across, time of all layers upwards, both by powers."""
    times = np.concatenate([told.attention, told.ffn])
    low, high = 10 ** np.floor(np.log10(times.min())), 10 ** np.ceil(np.log10(times.max()) + 0.02)
    ticks = tuple((float(value), Phrase(words)) for value, words in TICKS)
    across = Axis(float(told.tokens[0]), float(told.tokens[-1]), log=True)
    return LawChart(CHART, across, Axis(float(low), float(high), log=True), ticks)


def draw_long(f: Frame, p: Picture, shown: float) -> None:
    """Both lines, where they cross, and the context that is set."""
    told, table = f.world.overtaking, f.world.operator_table.decode
    chart = long_chart(told)
    lines = (LawLine(told.tokens, told.ffn, "weights", 6.0), LawLine(told.tokens, told.attention, "key", 6.0))
    draw_law_axes(p, chart, Phrase("tokens in the context →"), Phrase("time of a decode step, all layers"), shown)
    _draw_decades(p, chart, shown)
    grown = f.cue("long.grow")
    draw_law_lines(p, chart, lines, grown, shown)
    _draw_names(p, chart, told, grown * shown)
    attention = table.row("attention")
    if attention is not None:
        _draw_here(f, p, chart, (attention.seconds, table.ffn_seconds), grown * shown)
    if told.meets is not None and f.cue("long.told") > 0.0:
        at = chart.point(float(told.meets.value), told.meets_seconds)
        draw_crossing(p, chart, at, f.cue("long.told") * shown)
        _draw_meets(p, chart, at, told.meets, f.cue("long.told") * shown)
    draw_law_light(f, p, chart, lines[1])


def _draw_decades(p: Picture, chart: LawChart, shown: float) -> None:
    """A line for each power of ten of a second."""
    low, high = (round(np.log10(end)) for end in (chart.y.low, chart.y.high))
    for power in range(low, high + 1, 1 if high - low < 6 else 2):
        _, y = chart.point(chart.x.low, 10.0**power)
        p.lines([(chart.rect.x, y, chart.rect.right, y)], "line", alpha=0.7 * shown)
        words = format_quantity(Quantity(10.0**power, "s"), digits=1)
        p.text((chart.rect.x - 12, y + 7), Phrase("{v}", v=words), size=TAG, role="dim", align="right", part="decades")


def _draw_names(p: Picture, chart: LawChart, told: Overtaking, shown: float) -> None:
    """Each line's name at its right end, above or below the other."""
    ends = [chart.point(float(told.tokens[-1]), float(values[-1]))[1] for values in (told.ffn, told.attention)]
    above = ends[1] < ends[0]
    for y, words, role, up in ((ends[0], "FFN", "weights", not above), (ends[1], "attention", "key", above)):
        at = (chart.rect.right - 8, y - 18 if up else y + 36)
        p.text(at, words, size=LINE, weight=600, role=role, align="right", alpha=shown, backed=0.5)


def _draw_here(f: Frame, p: Picture, chart: LawChart, times: tuple[Quantity, Quantity], shown: float) -> None:
    """The context that is set, with both times there."""
    context = f.world.cost.scenario.quantity("context")
    points = [chart.point(float(context.value), float(each.value)) for each in times]
    x = points[0][0]
    p.lines([(x, chart.rect.y, x, chart.rect.bottom)], "ink", width=1.5, alpha=0.5 * shown)
    for at, role in zip(points, ("key", "weights"), strict=True):
        draw_law_point(f, p, at, role, shown)


def _draw_meets(p: Picture, chart: LawChart, at: tuple[float, float], meets: Quantity, shown: float) -> None:
    """The context there, large, at the foot of the dashed line, or above where it is short."""
    left = at[0] + WIDEST > chart.rect.right
    low = at[1] > chart.rect.bottom - LOW
    x, y = at[0] + (-24 if left else 24), (at[1] - LOW if low else chart.rect.bottom - 76.0)
    align = "right" if left else "left"
    p.text((x, y), "{v}", v=meets, size=FIGURE, weight=600, align=align, alpha=shown, backed=0.5)
    p.text((x, y + 40), "attention overtakes here", size=LABEL, role="dim", align=align, alpha=shown, backed=0.5)
