"""The clock of play: how a window of simulated seconds is spread over screen seconds, and the moments it is held at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tourapp.authoring.kinds import QueueWindow

GATHER, GROW, MEET, CALL, TAKEN, END = 5.0, 10.0, 10.4, 13.0, 13.9, 15.6
"""Screen seconds: line begins to grow, ours arrives, the moment is held, ours is called, has come to its replica, the
end."""


@dataclass(frozen=True, slots=True, eq=False)
class PlayClock:
    """Screen seconds of play against simulated seconds of the window, straight between knots."""

    play: np.ndarray
    simulated: np.ndarray

    @property
    def begins(self) -> float:
        """Simulated seconds at which play begins."""
        return float(self.simulated[0])

    @property
    def ends(self) -> float:
        """Simulated seconds at which play ends."""
        return float(self.simulated[-1])

    def seconds(self, play: float) -> float:
        """Simulated seconds at a play time."""
        return float(np.interp(play, self.play, self.simulated))

    def when(self, seconds: np.ndarray) -> np.ndarray:
        """Play times of simulated instants; straight on beyond the ends, at the pace of the nearest stretch."""
        p, s = self.play, self.simulated
        found = np.interp(seconds, s, p)
        first = (p[1] - p[0]) / (s[1] - s[0])
        last = (p[-1] - p[-2]) / (s[-1] - s[-2])
        found = np.where(seconds < s[0], p[0] + (seconds - s[0]) * first, found)
        return np.where(seconds > s[-1], p[-1] + (seconds - s[-1]) * last, found)


@lru_cache(maxsize=8)
def play_clock(window: QueueWindow) -> PlayClock:
    """How the window is played: a dozen arrivals first, then slowly the growth of the line that ours meets, then ours
    until it is well in service."""
    a, s, d = (float(x[window.ours]) for x in (window.arrival, window.start, window.departure))
    begins = _line_begins(window, a)
    gap = max((a - begins) / 7.0, 1e-3)
    opens = max(0.0, begins - 16.0 * gap)
    knots = np.array([opens, begins, a, a + 0.12 * (s - a), s, s + 0.015 * (d - s), s + 0.92 * (d - s)])
    knots = np.maximum.accumulate(knots) + 1e-6 * np.arange(7)  # never two knots at one instant
    knots[:5] -= knots[4] - s  # called exactly when it starts
    return PlayClock(np.array([0.0, GATHER, GROW, MEET, CALL, TAKEN, END]), knots)


def _line_begins(window: QueueWindow, ours: float) -> float:
    """The latest instant, five to fifteen arrivals before ours, at which the line was shortest."""
    before = window.arrival[(window.arrival < ours) & (window.arrival > 0)]
    if len(before) < 6:
        return ours * 0.5
    choices = before[-15:-4] - 1e-9
    lengths = np.array([len(window.at(t).waiting) for t in choices])
    return float(choices[len(lengths) - 1 - int(np.argmin(lengths[::-1]))])
