"""A roofline drawn large: the bridge of memory is the slope, with weights racing up its lanes, and the roof is blue.

Not here: what stands on it (`ridge`, `two_slopes`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.prefill_decode.roofline import Roof
from tourapp.authoring import Axis, Picture, Rect
from tourapp.figures.work_axis import Runners, draw_work_axis

LANES, LANE_STEP = 5, 12.0
"""Lanes of a bridge under its slope, and how far apart they are."""
RUNNERS = Runners(count=18, speed=0.14, size=18.0, alpha=0.75)
LAST_TICK = 80.0
"""A tick nearer than this to the chart's end has no number."""


@dataclass(frozen=True, slots=True)
class SlopeChart:
    """Both logarithmic axes over a rectangle: FLOP per byte and FLOP/s."""

    rect: Rect
    x: Axis
    y: Axis

    @property
    def room(self) -> Rect:
        """What a still layer of the chart can cover with its glow."""
        return self.rect.inset(-24, -30)

    def at(self, intensity: float, rate: float) -> tuple[float, float]:
        """The stage position of FLOP per byte and FLOP/s."""
        across, up = float(self.x.fraction(max(intensity, self.x.low))), float(self.y.fraction(rate))
        return self.rect.x + across * self.rect.w, self.rect.bottom - up * self.rect.h


def bridge_lanes(chart: SlopeChart, bandwidth: float, end: float) -> np.ndarray:
    """The lanes of a bridge [n, 4]: the slope itself first, the others under it, none below the axis."""
    (x0, y0), (x1, y1) = (chart.at(x, x * bandwidth) for x in (chart.x.low, min(end, chart.x.high)))
    down = np.arange(LANES) * LANE_STEP
    steep = (y0 - y1) / max(x1 - x0, 1.0)
    start = np.maximum(0.8 * down, (y0 + down - chart.rect.bottom) / steep)
    return np.stack([x0 + start, y0 + down - steep * start, np.full(LANES, x1), y1 + down], 1)


def draw_roof(p: Picture, chart: SlopeChart, roof: Roof) -> None:
    """Slope with its lanes, roof and ridge; for a still layer."""
    lanes = bridge_lanes(chart, roof.bandwidth, roof.ridge)
    x1, y1, foot, right = float(lanes[0, 2]), float(lanes[0, 3]), chart.rect.bottom, chart.rect.right
    p.polys([(lanes[0, 0], lanes[0, 1]), (x1, y1), (x1, foot), (lanes[0, 0], foot)], "weights", alpha=0.17)
    p.polys([(x1, y1), (right, y1), (right, foot), (x1, foot)], "prefill", alpha=0.14, gradient="down", fade=0.3)
    p.lines(lanes[1:], "weights", width=4.0, alpha=np.linspace(0.7, 0.2, LANES - 1))
    p.lines(lanes[:1], "ink", width=6.0)
    p.lines([(x1, y1, right, y1)], "prefill", width=6.0)
    p.lines([(x1, y1 + 8, x1, foot)], "dim", dash=True, width=1.5, alpha=0.8)


def draw_axis(p: Picture, chart: SlopeChart, shown: float) -> None:
    """The axis of FLOP per byte with its decades and its name."""
    rect = chart.rect
    p.lines([(rect.x, rect.bottom, rect.right, rect.bottom)], "dim", width=2.0, alpha=shown)
    draw_work_axis(p, rect, lambda tick: chart.at(tick, chart.y.low)[0], (chart.x.low, rect.right - LAST_TICK), shown)
