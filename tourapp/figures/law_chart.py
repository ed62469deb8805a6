"""A law as lines on two axes: axes with their words, lines that grow from the left, a light that runs along one of
them, marked points, and a mark where two lines cross.

Not here: which law it is, and where its numbers come from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Axis, Frame, Phrase, Picture, Rect, pulse
from tourapp.authoring.sizes import LABEL, TAG

RUN = 6.0
"""Seconds in which the light runs along a line at rest."""


@dataclass(frozen=True, slots=True, eq=False)
class LawLine:
    """One line: places on both axes [n], role, width in stage units, whether it is dashed."""

    xs: np.ndarray
    ys: np.ndarray
    role: str
    width: float = 4.0
    dash: bool = False


@dataclass(frozen=True, slots=True)
class LawChart:
    """The chart's room and its axes; ticks: values below, and their words."""

    rect: Rect
    x: Axis
    y: Axis
    ticks: tuple[tuple[float, Phrase], ...] = ()

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Stage place of a point of the chart, held inside it."""
        across, up = float(self.x.fraction(x)), float(self.y.fraction(y))
        across, up = min(max(across, 0.0), 1.0), min(max(up, 0.0), 1.0)
        return self.rect.x + across * self.rect.w, self.rect.bottom - up * self.rect.h

    def path(self, line: LawLine) -> np.ndarray:
        """Stage places [n, 2] of a line, not held inside."""
        xs = self.rect.x + np.asarray(self.x.fraction(line.xs)) * self.rect.w
        return np.stack([xs, self.rect.bottom - np.asarray(self.y.fraction(line.ys)) * self.rect.h], 1)


def draw_law_axes(p: Picture, chart: LawChart, across: Phrase, up: Phrase, alpha: float = 1.0) -> None:
    """Both axes with ticks below and the names of what they measure."""
    r = chart.rect
    p.lines([(r.x, r.bottom, r.right, r.bottom), (r.x, r.y, r.x, r.bottom)], "dim", width=1.5, alpha=0.7 * alpha)
    for value, words in chart.ticks:
        x = chart.point(value, chart.y.low)[0]
        p.lines([(x, r.bottom, x, r.bottom + 7)], "dim", alpha=0.7 * alpha)
        p.text(
            (x, r.bottom + 30),
            words,
            size=TAG,
            role="dim",
            mono=True,
            align="left" if x < r.x + 8 else "center",
            alpha=alpha,
            part="ticks",
        )
    p.text((r.right, r.bottom + 60), across, size=LABEL, align="right", alpha=alpha)
    p.text((r.x, r.y - 16), up, size=LABEL, role="dim", alpha=alpha)


def draw_law_lines(p: Picture, chart: LawChart, lines: Sequence[LawLine], grown: float, alpha: float = 1.0) -> None:
    """The lines, cut at the chart's edge, grown 0..1 from its left."""
    if grown <= 0.004:
        return
    r = chart.rect
    with p.group(clip=Rect(r.x - 3, r.y - 3, (r.w + 6) * grown, r.h + 6)):
        for line in lines:
            path = chart.path(line)
            p.curves(path, line.role, width=3.0 * line.width, alpha=0.14 * alpha)
            p.curves(path, line.role, width=line.width, alpha=alpha, dash=line.dash)


def draw_law_light(f: Frame, p: Picture, chart: LawChart, line: LawLine, share: float | None = None) -> None:
    """A light on a line: at a share of its way, or, where none is given, on its way along it again and again."""
    at = (f.clock / RUN) % 1.0 if share is None else share
    path = chart.path(line)
    x = np.interp(at * (len(path) - 1), np.arange(len(path)), path[:, 0])
    y = np.interp(at * (len(path) - 1), np.arange(len(path)), path[:, 1])
    if chart.rect.y - 2 <= y <= chart.rect.bottom + 2:
        p.spark((float(x), float(y)), line.role, size=44.0, alpha=0.9)


def draw_law_point(f: Frame, p: Picture, at: tuple[float, float], role: str, alpha: float = 1.0) -> None:
    """A point that is the present setting: a white ring around a light that breathes."""
    p.sprites([at], 30.0, "white", kind="ring", additive=False, alpha=alpha)
    p.spark(at, role, size=46.0 * pulse(f.clock, 2.4, 0.8, 1.0), alpha=alpha)


def draw_crossing(p: Picture, chart: LawChart, at: tuple[float, float], alpha: float = 1.0) -> None:
    """A dashed line from where two lines cross down to the axis."""
    x, y = at
    p.lines([(x, y, x, chart.rect.bottom)], "ink", width=1.5, dash=True, alpha=0.8 * alpha)
    p.sprites([at], 20.0, "ink", kind="hollow diamond", additive=False, alpha=alpha)
