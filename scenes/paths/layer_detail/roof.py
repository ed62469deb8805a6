"""Every step as a point under one roof: prefill's and decode's, and the element-wise ones as if they stood alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.layer_detail.places import CHART
from tourapp.authoring import Axis, Frame, Phrase, Picture, Quantity, cascade
from tourapp.authoring.sizes import LABEL
from tourapp.figures.law_chart import LawChart, LawLine, draw_law_axes, draw_law_light, draw_law_lines

if TYPE_CHECKING:
    from tourapp.authoring.kinds import OperatorTable, TableRow

LOW, HIGH = 0.05, 1_000_000.0
"""Ends of the axis, FLOP per byte."""
TICKS = ((0.1, "0.1"), (1.0, "1"), (10.0, "10"), (100.0, "100"), (1000.0, "1,000"), (10_000.0, "10,000"))
DOWN = 3.4
"""Powers of ten below the roof that are seen."""
NEAR = 0.03
"""Of the axis: points nearer to each other are called together."""
KINDS = (("prefill", "prefill"), ("decode", "decode"))


def roof_chart(both: OperatorTable) -> LawChart:
    """Work per byte across, FLOP a second upwards."""
    peak = float(both.peak.value)
    ticks = tuple((value, Phrase(words)) for value, words in TICKS)
    return LawChart(CHART, Axis(LOW, HIGH, log=True), Axis(peak / 10**DOWN, 2.0 * peak, log=True), ticks)


def draw_roof(f: Frame, p: Picture, shown: float) -> None:
    """The roof, its ridge, and all points with names."""
    both = f.world.operator_table
    chart, peak, band = roof_chart(both), float(both.peak.value), float(both.bandwidth.value)
    ridge = float(both.ridge.value)
    xs = np.array([chart.y.low / band, ridge, HIGH])
    roof = LawLine(xs, np.array([chart.y.low, peak, peak]), "ink", 5.0)
    draw_law_axes(p, chart, Phrase("work per byte (FLOP/B) →"), Phrase("FLOP a second, ideal"), shown)
    draw_law_lines(p, chart, (roof,), f.cue("roof.roof"), shown)
    x, y = chart.point(ridge, peak)
    p.lines([(x, y, x, chart.rect.bottom)], "dim", width=1.5, dash=True, alpha=shown)
    _draw_grounds(p, chart, roof, f.cue("roof.roof") * shown)
    told = Phrase("ridge {v}", v=both.ridge)
    p.text((x + 14, chart.rect.bottom - 16), told, size=LABEL, mono=True, alpha=shown)
    p.text(
        (chart.rect.right, y - 22), Phrase("peak {v}", v=both.peak), size=LABEL, mono=True, align="right", alpha=shown
    )
    comes = f.cue("roof.points", eased=False)
    for phase, role in KINDS:
        _draw_points(p, chart, both.of(phase).rows, role, comes * shown)
    draw_law_light(f, p, chart, roof)


def _draw_grounds(p: Picture, chart: LawChart, roof: LawLine, shown: float) -> None:
    """Below the slope memory sets the time, below the flat roof the math."""
    r, path = chart.rect, chart.path(roof)
    (left, _), (x, y), (right, _) = path.tolist()
    slope, flat = [(left, r.bottom), (x, y), (x, r.bottom)], [(x, y), (right, y), (right, r.bottom), (x, r.bottom)]
    p.polys(slope, "weights", alpha=0.16 * shown, gradient="up", fade=0.9)
    p.polys(flat, "prefill", alpha=0.16 * shown, gradient="up", fade=0.9)
    p.text((x - 16, r.bottom - 16), "M: memory sets the time", size=LABEL, role="dim", align="right", alpha=shown)
    p.text((right - 12, r.bottom - 16), "C: the math does", size=LABEL, role="dim", align="right", alpha=shown)


def _draw_points(p: Picture, chart: LawChart, rows: Sequence[TableRow], role: str, shown: float) -> None:
    """Points of one phase, each group of near ones with its names."""
    some = [row for row in rows if float(row.rate.value) > 0 and float(row.intensity.value) > 0]
    solid = [row for row in some if not row.element_wise]
    places = np.array([chart.point(float(row.intensity.value), float(row.rate.value)) for row in solid])
    p.sprites(np.unique(places.round(), axis=0), 84.0, role, alpha=0.5 * shown, kind="soft")
    p.sprites(places, 22.0, role, alpha=cascade(shown, len(solid)), kind="dot", additive=False)
    _draw_names(p, chart, solid, role, shown)
    if role == "prefill":
        hollow = [row for row in some if row.element_wise]
        rings = np.array([chart.point(float(row.intensity.value), float(row.rate.value)) for row in hollow])
        p.sprites(rings, 20.0, "waste", alpha=shown, kind="ring", additive=False)
        at = rings[np.argmin(rings[:, 0])]
        words = Phrase("norm, add, activation: alone")
        p.text((at[0] + 24, at[1] + 8), words, size=LABEL, role="waste", alpha=shown)


def _draw_names(p: Picture, chart: LawChart, rows: Sequence[TableRow], role: str, shown: float) -> None:
    groups: list[list[TableRow]] = []
    for row in sorted(rows, key=lambda row: float(row.intensity.value)):
        last = groups[-1][0] if groups else None
        near = last is not None and _apart(chart, last.intensity, row.intensity) < NEAR
        if near:
            groups[-1].append(row)
        else:
            groups.append([row])
    for place, group in enumerate(groups):
        _draw_group(p, chart, (group, place), role, shown)


def _apart(chart: LawChart, one: Quantity, two: Quantity) -> float:
    return abs(float(chart.x.fraction(float(one.value))) - float(chart.x.fraction(float(two.value))))


def _draw_group(p: Picture, chart: LawChart, group: tuple[list[TableRow], int], role: str, shown: float) -> None:
    """What stands at one place, below the flat roof or right of the slope."""
    rows, number = group
    x, y = chart.point(float(rows[0].intensity.value), float(rows[0].rate.value))
    words = _names(rows)
    if rows[0].bound == "compute":
        drop = (44.0 if role == "prefill" else 158.0) + 38.0 * (number % 3)
        p.lines([(x, y + 12, x, y + drop - 24)], role, alpha=0.6 * shown)
        left = x > chart.rect.cx + 0.3 * chart.rect.w
        p.text((x, y + drop), words, size=LABEL, role=role, align="right" if left else "center", alpha=shown)
        return
    at = (x + 24, y + 8)
    p.text(at, words, size=LABEL, role=role, alpha=shown)


def _names(rows: Sequence[TableRow]) -> Phrase:
    """One by its name, several by how many there are."""
    looks = [row for row in rows if row.op == "attention"]
    others = [row for row in rows if row.op != "attention"]
    if not others:
        return looks[0].words
    count = Phrase("{what}", what=others[0].words) if len(others) == 1 else Phrase("{n} matrices", n=len(others))
    return Phrase("{a} and {b}", a=looks[0].words, b=count) if looks else count
