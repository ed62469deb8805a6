"""Where things stand on this scene's stage: the chart of said against measured, and the panel beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Axis, Rect, mix

if TYPE_CHECKING:
    from tourapp.authoring.kinds import HeldAgainst, ManyRuns

CHART = Rect(150.0, 170.0, 664.0, 552.0)
PANEL = Rect(862.0, 136.0, 578.0, 664.0)
TICKS_Y, NAME_Y, LEGEND_Y = 34.0, 66.0, 838.0
"""Below the chart: baseline of its ticks and of its axis' name; on the stage: of the marks' names."""
ROUND = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Plot:
    """One axis for both sides, from low to high in s."""

    low: float
    high: float

    @property
    def axis(self) -> Axis:
        """The axis, logarithmic."""
        return Axis(self.low, self.high, "", True)

    @property
    def decades(self) -> tuple[float, ...]:
        """Powers of ten on it, in s."""
        first, last = np.ceil(np.log10(self.low) - 1e-9), np.floor(np.log10(self.high) + 1e-9)
        return tuple(float(10.0**power) for power in np.arange(first, last + 1))

    def toward(self, other: Plot, share: float) -> Plot:
        """The axis on its way to another one."""
        ends = [
            np.exp(mix(np.log(one), np.log(two), share))
            for one, two in ((self.low, other.low), (self.high, other.high))
        ]
        return Plot(float(ends[0]), float(ends[1]))

    def xs(self, seconds: np.ndarray) -> np.ndarray:
        """Stage x of n times."""
        return CHART.x + CHART.w * np.asarray(self.axis.fraction(seconds))

    def ys(self, seconds: np.ndarray) -> np.ndarray:
        """Stage y of n times."""
        return CHART.bottom - CHART.h * np.asarray(self.axis.fraction(seconds))

    def band(self, low: float, high: float) -> np.ndarray:
        """Outline [4, 2] of what lies between two multiples of what is said; beyond the chart, to be clipped."""
        said = np.array([self.low, self.high])
        x = self.xs(said)
        return np.array([*zip(x, self.ys(said * high)), *zip(x[::-1], self.ys(said[::-1] * low))])


def plot_of(times: np.ndarray) -> Plot:
    """An axis on which all these times stand, with ends at 1, 2 or 5 and zeros."""
    there = times[np.isfinite(times) & (times > 0)]
    return Plot(_end(float(there.min()) * 0.85, up=False), _end(float(there.max()) * 1.1, up=True))


def _end(value: float, *, up: bool) -> float:
    """The nearest round number beyond a value."""
    scale = 10.0 ** np.floor(np.log10(value))
    steps = [scale * step for step in ROUND]
    return float(next(step for step in steps if step >= value) if up else max(step for step in steps if step <= value))


def token_plot(many: ManyRuns, held: HeldAgainst) -> Plot:
    """The axis of the time between tokens: every run, ideal, said and measured."""
    return plot_of(np.concatenate([many.ideal, many.measured, *held.steps]))


def close_plot(many: ManyRuns, held: HeldAgainst) -> Plot:
    """The same without the ideal: what is said is near what was measured, so a shorter axis will do."""
    return plot_of(np.concatenate([many.measured, held.steps[-1]]))


def first_plot(many: ManyRuns) -> Plot:
    """The axis of the time to the first token: every run, said and measured."""
    return plot_of(np.concatenate([many.first_said, many.first_measured]))


def ideal_first_plot(many: ManyRuns) -> Plot:
    """The same with the ideal prefill in place of what is said."""
    return plot_of(np.concatenate([many.first_ideal, many.first_measured]))
