"""The roofline built from the chip: the memory bridge is the slope, its cores are the roof. Where a batch stands on it.

Not here: what climbs it (`roof`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.gpu_grid.facts import ChipAtWork, bare
from tourapp.authoring import Axis, Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL, READOUT
from tourapp.figures.work_axis import Runners, draw_work_axis, race

CHART = Rect(628, 214, 812, 556)
PAST_RIDGE = 3.6
"""The axis ends at so many times the ridge."""
LANES, LANE_STEP = 9, 15.0
"""Lanes of the bridge under the slope, and how far apart they are."""
CELL, CELL_STEP = 17.0, 24.0
"""A core under the roof."""
RUNNERS = Runners(count=40, speed=0.16, size=20.0, alpha=0.8)


@dataclass(frozen=True, slots=True)
class Slope:
    """Both logarithmic axes: FLOP per byte from 1 to past the ridge, FLOP/s from where the slope begins to the peak."""

    ridge: float
    bandwidth: float

    @property
    def x(self) -> Axis:
        """FLOP per byte."""
        return Axis(1.0, self.ridge * PAST_RIDGE, "", True)

    def at(self, intensity: float) -> tuple[float, float]:
        """The place on the slope or on the roof that so many FLOP per byte reach."""
        intensity = min(intensity, self.x.high)
        share = float(self.x.fraction(max(intensity, 1.0)))
        rate = float(Axis(1.0, self.ridge, "", True).fraction(min(max(intensity, 1.0), self.ridge)))
        return CHART.x + share * CHART.w, CHART.bottom - rate * CHART.h

    def under(self, intensity: float, rate: float) -> tuple[float, float]:
        """The place of so many FLOP per byte at so many FLOP/s, on the slope or below it."""
        return self.at(intensity)[0], self.at(rate / self.bandwidth)[1]


def slope_of(facts: ChipAtWork) -> Slope:
    """The slope of the machine on stage: all its GPUs."""
    ridge = facts.costs.decode.ridge
    return Slope(float(ridge.value), float(ridge.inputs[1].value))


def draw_slope(f: Frame, p: Picture, facts: ChipAtWork, slope: Slope) -> None:
    """Slope, roof and axes as one still layer; light races up the lanes."""
    p.bake(("slope", slope.ridge), lambda layer: _draw_still(layer, slope), rect=CHART.inset(-24, -30), bloom=0.4)
    race(p, _lanes(slope), f.clock, RUNNERS)
    _draw_words(p, facts, slope, bool(f.world.measured_like.runs))


def _lanes(slope: Slope) -> np.ndarray:
    """Both ends of the lanes under the slope [n, 4], the slope itself first."""
    (x0, y0), (x1, y1) = slope.at(1.0), slope.at(slope.ridge)
    k = np.arange(LANES)
    down = k * LANE_STEP
    rise = (y0 - y1) / (x1 - x0)
    left = x0 + down / rise  # every lane begins on the axis
    return np.stack([left, np.full(LANES, y0), np.full(LANES, x1), y1 + down], 1)


def _draw_still(p: Picture, slope: Slope) -> None:
    ends = _lanes(slope)
    (x1, y1), right = slope.at(slope.ridge), CHART.right
    p.polys([(ends[0, 0], CHART.bottom), (x1, y1), (x1, CHART.bottom)], "weights", alpha=0.16)
    p.lines(ends[1:], "weights", width=5.0, alpha=np.linspace(0.75, 0.25, LANES - 1))
    p.lines(ends[:1], "ink", width=6.0)
    p.lines([(x1, y1, right, y1)], "prefill", width=6.0)
    across = int((right - x1) // CELL_STEP)
    row, column = np.divmod(np.arange(across * 4), max(1, across))
    at = np.stack([x1 + 6 + column * CELL_STEP, y1 + 14 + row * CELL_STEP], 1)
    if len(at):
        boxes = np.concatenate([at, np.full((len(at), 2), CELL)], 1)
        p.rects(boxes, "prefill", radius=3, alpha=np.round(0.85 - 0.2 * row, 2))
    p.lines([(x1, y1 + 10, x1, CHART.bottom)], "dim", dash=True, width=2.0)
    p.lines([(CHART.x, CHART.bottom, right, CHART.bottom)], "dim", width=2.0)


def _draw_words(p: Picture, facts: ChipAtWork, slope: Slope, measured: bool) -> None:
    """Ticks, the names of both axes, and what is the limit left and right of the ridge."""
    x1, y1 = slope.at(slope.ridge)
    draw_work_axis(p, CHART, lambda tick: slope.at(tick)[0], (1.0, CHART.right))
    upwards = Phrase("↑ speed of the math; dots: measured") if measured else Phrase("↑ speed of the math")
    p.text((CHART.x, CHART.y - 58), upwards, size=LABEL)
    p.text((CHART.right, y1 - 22), "compute-bound", size=READOUT, weight=600, role="prefill", align="right")
    p.text((x1 - 16, CHART.bottom - 56), "memory-bound", size=READOUT, weight=600, align="right")
    ridge = facts.costs.decode.ridge
    p.text((CHART.right, CHART.bottom - 18), "ridge {v}", v=bare(ridge), size=LABEL, weight=600, align="right")
    one, many = Phrase("slope: bridges of {v}", v=facts.chip.bandwidth), facts.costs.scenario.gpus
    words = Phrase("slope: bridges of {n} × {v}", n=many, v=facts.chip.bandwidth) if many > 1 else one
    p.text((x1 - 16, CHART.bottom - 18), words, size=LABEL, align="right")
