"""The axis of the time line: which window of seconds it shows, and the round times on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Rect

if TYPE_CHECKING:
    from tourapp.authoring.kinds import RequestTimes

STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
GAPS = (1.0, 2.0, 2.5, 5.0, 10.0)
LABELS = 136.0
"""Room for the rows' names at the left."""
TOKENS_SHOWN = 11


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Seconds from 0 to `window`, drawn in `room` (the rows' part of the area)."""

    room: Rect
    window: float

    def x(self, seconds: float | np.ndarray) -> np.ndarray:
        """Stage x of times, in their shape."""
        return self.room.x + np.asarray(seconds) / self.window * self.room.w

    def seen(self, times: np.ndarray) -> np.ndarray:
        """Those of some times [n] that lie in the window."""
        return times[times <= self.window * 1.0001]

    @property
    def ticks(self) -> list[float]:
        """Round times, 0 and the end included when they fall on one."""
        gap = nice_at_least(self.window / 6, GAPS)
        return [k * gap for k in range(math.floor(self.window / gap + 1e-9) + 1)]


def nice_at_least(value: float, steps: Sequence[float] = STEPS) -> float:
    """The next round number at or above a positive value. Example: 0.184 gives 0.2."""
    power = 10.0 ** math.floor(math.log10(max(value, 1e-12)))
    return next((step * power for step in steps if step * power >= value * (1 - 1e-9)), 10.0 * power)


def axis_for(times: RequestTimes, area: Rect) -> TimeAxis:
    """A window that shows the first token and about eleven more, and the achieved first token too."""
    first, between = float(times.first.value), float(times.between.value)
    slow, slow_between = float(times.achieved_first.value), float(times.achieved_between.value)
    window = nice_at_least(max(first + TOKENS_SHOWN * between, slow + 1.3 * slow_between) * 1.01)
    return TimeAxis(Rect(area.x + LABELS, area.y, area.w - LABELS, area.h), window)
