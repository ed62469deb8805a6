"""The roofline: what a machine can do at each arithmetic intensity, with live operating points on it.

Pure functions of costs and GPU figures (Williams, Waterman, Patterson 2009): attainable FLOP/s = min(peak, intensity x
bandwidth), on two logarithmic axes. The chart is drawn once per set of roofs; the points are lights on top and move
freely.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Axis, Chart, Phrase, Picture, Quantity, Rect, Series, format_quantity, show, text_width
from tourapp.authoring.sizes import T17, T19

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Costs


@dataclass(frozen=True, slots=True)
class Roof:
    """One machine: peak in FLOP/s, bandwidth in B/s."""

    name: str | Phrase
    peak: float
    bandwidth: float
    role: str = "ink"

    @property
    def ridge(self) -> float:
        """FLOP per byte at which both limits meet."""
        return self.peak / self.bandwidth

    def attainable(self, intensity: float | np.ndarray) -> np.ndarray:
        """FLOP/s at an intensity in FLOP/B, in the shape of the intensity."""
        return np.minimum(self.peak, np.asarray(intensity) * self.bandwidth)


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """Something that runs: FLOP per byte, ideal FLOP/s, and its words (data such as a GPU's name, or a phrase)."""

    name: str | Phrase
    intensity: Quantity
    rate: float
    role: str
    note: str | Phrase = ""
    achieved: float | None = None
    """FLOP/s achieved, drawn as a ring below the ideal light."""


@dataclass(frozen=True, slots=True)
class PointLetters:
    """Type sizes of a point's name and of the note below it, and how much larger the theme sets all words."""

    name: float = T19
    note: float = T17
    gain: float = 1.0

    def room(self, point: OperatingPoint) -> tuple[float, float]:
        """Width and height that a point's words take, stage units."""
        name = text_width(show(point.name), self.name * self.gain, weight=600)
        width = max(name, text_width(show(point.note), self.note * self.gain)) + 12
        return width, (self.note * 2 + 14) * self.gain


def roof_of(costs: Costs, name: str | Phrase, role: str = "ink") -> Roof:
    """The roof of a cost scenario's machine."""
    peak, bandwidth = costs.decode.ridge.inputs
    return Roof(name, float(peak.value), float(bandwidth.value), role)


def decode_point(costs: Costs, name: str | Phrase, role: str = "decode", note: str | Phrase = "") -> OperatingPoint:
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


def prefill_point(costs: Costs, name: str | Phrase, role: str = "prefill", note: str | Phrase = "") -> OperatingPoint:
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
    _sides(p, rect, roofs[0], axes, alpha)
    with p.group(opacity=alpha):
        chart = p.chart(key, rect, series, x, y)
    for roof in roofs:
        _shine(p, chart, roof, alpha)
    return chart


def _sides(p: Picture, rect: Rect, roof: Roof, axes: tuple[Axis, Axis], alpha: float) -> None:
    """Under the roof: left of the ridge memory is the limit, right of it the math."""
    x, y = axes
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


def draw_track(p: Picture, chart: Chart, track: np.ndarray, *, share: float, alpha: float = 1.0) -> None:
    """The way a prefill point takes over the chart while one setting grows, up to `share` of it. track: FLOP/B and
    FLOP/s of its points [n, 2]."""
    if alpha <= 0.01 or share <= 0.0:
        return
    points = np.array([chart.point(float(intensity), float(rate)) for intensity, rate in track])
    count = max(2, round(share * len(points)))
    p.sprites(points[:count], 9.0, "prefill", alpha=0.5 * alpha)


def draw_points(
    p: Picture,
    chart: Chart,
    points: Sequence[OperatingPoint],
    *,
    alpha: Sequence[float] = (),
    letters: PointLetters = PointLetters(),
) -> None:
    """Lights on the chart with their words below the roof; words that would meet stand one under the other. alpha: one
    per point."""
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
        box = _free_box(chart, (x, y), letters.room(point), placed)
        placed.append(box)
        _point_words(p, point, (x, y), box, letters=letters, alpha=a)


def _free_box(chart: Chart, at: tuple[float, float], room: tuple[float, float], placed: Sequence[Rect]) -> Rect:
    """Where words that need `room` (width, height) stand beside a point: to its right, and below all words that are
    there already."""
    width, height = room
    left = min(at[0] + 26.0, chart.rect.right - width - 8.0)
    box = Rect(left, at[1] + (22.0 if left > at[0] else 74.0), width, height)
    while any(
        box.x < other.right and other.x < box.right and box.y < other.bottom and other.y < box.bottom
        for other in placed
    ):
        box = box.move(0.0, height * 0.5)
    return box


def _point_words(
    p: Picture, point: OperatingPoint, at: tuple[float, float], box: Rect, *, letters: PointLetters, alpha: float
) -> None:
    """A point's name and note in their box, with a thin line from the light to them."""
    size, gain = letters.note, letters.gain
    if point.name:
        p.lines([(at[0], at[1], max(box.x, min(at[0], box.right)), box.y + 8)], point.role, alpha=0.45 * alpha)
    name_at, note_at = (box.x + 6, box.y + size * gain), (box.x + 6, box.y + (size * 2 + 7) * gain)
    p.text(name_at, "{name}", size=letters.name, weight=600, role=point.role, alpha=alpha, name=point.name)
    if point.note:
        p.text(note_at, "{note}", size=size, role="dim", alpha=alpha, note=point.note)
