"""The roofline: what a machine can do at each arithmetic intensity, with live operating points on it.

Pure functions of costs and GPU figures (Williams, Waterman, Patterson 2009): attainable FLOP/s = min(peak, intensity x
bandwidth), on two logarithmic axes. The chart is drawn once per set of roofs; the points are lights on top and move
freely.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tourapp.authoring import Axis, Chart, Picture, Quantity, Rect, Series, format_quantity, text_width


@dataclass(frozen=True, slots=True)
class Roof:
    """One machine: peak in FLOP/s, bandwidth in B/s."""

    name: str
    peak: float
    bandwidth: float
    role: str = "ink"

    @property
    def ridge(self) -> float:
        """FLOP per byte at which both limits meet."""
        return self.peak / self.bandwidth

    def attainable(self, intensity: Any) -> Any:
        """FLOP/s at an intensity in FLOP/B (arrays welcome)."""
        return np.minimum(self.peak, np.asarray(intensity) * self.bandwidth)


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """Something that runs: FLOP per byte and FLOP/s, its words, and whether the rate is achieved or ideal."""

    name: str
    intensity: Quantity
    rate: float
    role: str
    note: str = ""
    achieved: float | None = None
    """FLOP/s achieved, drawn as a ring below the ideal light."""


def roof_of(costs: Any, name: str, role: str = "ink") -> Roof:
    """The roof of a cost scenario's machine."""
    peak, bandwidth = costs.decode.ridge.inputs
    return Roof(name, float(peak.value), float(bandwidth.value), role)


def decode_point(costs: Any, name: str, role: str = "decode", note: str = "") -> OperatingPoint:
    """Where a decode step of a scenario works."""
    d = costs.decode
    return OperatingPoint(
        name,
        d.intensity,
        float(d.flops_per_step.value) / float(d.step_seconds.value),
        role,
        note,
        achieved=float(d.flops_per_step.value) / float(d.achieved_step_seconds.value),
    )


def prefill_point(costs: Any, name: str, role: str = "prefill", note: str = "") -> OperatingPoint:
    """Where the prefill pass of a scenario works."""
    d = costs.prefill
    return OperatingPoint(
        name,
        d.intensity,
        float(d.flops.value) / float(d.seconds.value),
        role,
        note,
        achieved=float(d.flops.value) / float(d.achieved_seconds.value),
    )


def _decades(low: float, high: float) -> tuple[int, int]:
    return math.floor(math.log10(low) + 1e-9), math.ceil(math.log10(high) - 1e-9)


def axes_for(roofs: Sequence[Roof], low: float, high: float, *, narrow: bool = False) -> tuple[Axis, Axis]:
    """Axes in whole decades: intensity from `low` to `high` FLOP/B, FLOP/s from the lowest slope to the highest peak.
    `narrow` names every second decade of intensity only."""
    a, b = _decades(low, high)
    rates = [float(roof.attainable(10.0**a)) for roof in roofs] + [roof.peak * 1.15 for roof in roofs]
    c, d = _decades(min(rates), max(rates))
    every = 1 if d - c <= 5 else 2
    x = tuple((10.0**k, f"{10.0**k:,g}") for k in range(a, b + 1, 2 if narrow else 1))
    y = tuple((10.0**k, format_quantity(Quantity(10.0**k, "FLOP/s"), digits=1)) for k in range(c, d + 1, every))
    return (Axis(10.0**a, 10.0**b, "FLOP per byte", True, x), Axis(10.0**c, 10.0**d, "", True, y))


def draw_roofline(
    p: Picture, rect: Rect, roofs: Sequence[Roof], axes: tuple[Axis, Axis], *, alpha: float = 1.0
) -> Chart:
    """Roofs in their chart, the first one with its two sides told apart. Returns the chart for `draw_points`."""
    x, y = axes
    series = []
    for roof in roofs:
        at = np.array([x.low, max(x.low, min(roof.ridge, x.high)), x.high])
        series.append(Series(at, roof.attainable(at), roof.role, 2.5))
    key = ("roofline", tuple((r.peak, r.bandwidth, r.role) for r in roofs), x.low, x.high, y.low, y.high)
    _sides(p, rect, roofs[0], x, y, alpha)
    with p.group(opacity=alpha):
        chart = p.chart(key, rect, series, x, y)
    for roof in roofs:
        _shine(p, chart, roof, alpha)
    return chart


def _sides(p: Picture, rect: Rect, roof: Roof, x: Axis, y: Axis, alpha: float) -> None:
    """Under the roof: left of the ridge memory is the limit, right of it the math."""
    ridge = min(max(roof.ridge, x.low), x.high)

    def at(i: float) -> tuple[float, float]:
        rate = min(max(float(roof.attainable(i)), y.low), y.high)
        return rect.x + float(x.fraction(i)) * rect.w, rect.bottom - float(y.fraction(rate)) * rect.h

    left, top, right = at(x.low), at(ridge), at(x.high)
    p.polys(
        [left, top, (top[0], rect.bottom), (left[0], rect.bottom)],
        "weights",
        alpha=0.16 * alpha,
        gradient="down",
        fade=0.15,
    )
    p.polys(
        [top, right, (right[0], rect.bottom), (top[0], rect.bottom)],
        "prefill",
        alpha=0.16 * alpha,
        gradient="down",
        fade=0.15,
    )
    p.lines([(top[0], top[1], top[0], rect.bottom)], "dim", alpha=0.8 * alpha, dash=True)


def _shine(p: Picture, chart: Chart, roof: Roof, alpha: float) -> None:
    """A soft light along the roof's edge."""
    x = chart.x
    at = np.array([x.low, max(x.low, min(roof.ridge, x.high)), x.high])
    line = np.array([chart.point(float(i), max(float(roof.attainable(i)), chart.y.low)) for i in at])
    away = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    along = np.arange(0.0, away[-1], 13.0)
    p.sprites(
        np.stack([np.interp(along, away, line[:, k]) for k in (0, 1)], 1),
        40.0,
        roof.role,
        alpha=0.13 * alpha,
        kind="soft",
    )


def draw_track(
    p: Picture,
    chart: Chart,
    intensity: np.ndarray,
    rate: np.ndarray,
    share: float,
    role: str = "prefill",
    alpha: float = 1.0,
) -> None:
    """The way a point takes over the chart while one setting grows, up to `share` of it."""
    if alpha <= 0.01 or share <= 0.0:
        return
    points = np.array([chart.point(float(i), float(r)) for i, r in zip(intensity, rate)])
    count = max(2, round(share * len(points)))
    p.sprites(points[:count], 9.0, role, alpha=0.5 * alpha)


def draw_points(
    p: Picture,
    chart: Chart,
    points: Sequence[OperatingPoint],
    *,
    gain: float = 1.0,
    alpha: Sequence[float] = (),
    size: float = 17.0,
) -> None:
    """Lights on the chart with their words below the roof; words that would meet stand one under the other."""
    placed: list[Rect] = []
    shown = list(alpha) or [1.0] * len(points)
    for point, a in zip(points, shown):
        if a <= 0.02 or not chart.x.low <= float(point.intensity.value) <= chart.x.high:
            continue
        x, y = chart.point(float(point.intensity.value), max(point.rate, chart.y.low))
        if point.achieved is not None:
            low = chart.point(float(point.intensity.value), max(point.achieved, chart.y.low))
            p.lines([(x, y, *low)], point.role, alpha=0.5 * a)
            p.sprites([low], 15.0, point.role, kind="ring", alpha=0.9 * a, additive=False)
        p.spark((x, y), point.role, size=64.0, alpha=a)
        _point_words(p, chart, point, (x, y), placed, gain, a, size)


def _point_words(
    p: Picture,
    chart: Chart,
    point: OperatingPoint,
    at: tuple[float, float],
    placed: list[Rect],
    gain: float,
    alpha: float,
    size: float,
) -> None:
    width = max(text_width(point.name, (size + 2) * gain, weight=600), text_width(point.note, size * gain)) + 12
    height = (size * 2 + 14) * gain
    left = min(at[0] + 26.0, chart.rect.right - width - 8.0)
    box = Rect(left, at[1] + (22.0 if left > at[0] else 74.0), width, height)
    while any(
        box.x < other.right and other.x < box.right and box.y < other.bottom and other.y < box.bottom
        for other in placed
    ):
        box = box.move(0.0, height * 0.5)
    placed.append(box)
    if point.name:
        p.lines([(at[0], at[1], max(box.x, min(at[0], box.right)), box.y + 8)], point.role, alpha=0.45 * alpha)
    p.text(
        (box.x + 6, box.y + size * gain),
        "{name}",
        size=size + 2,
        weight=600,
        role=point.role,
        alpha=alpha,
        name=point.name,
    )
    if point.note:
        p.text(
            (box.x + 6, box.y + (size * 2 + 7) * gain), "{note}", size=size, role="dim", alpha=alpha, note=point.note
        )
