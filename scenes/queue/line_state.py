"""The line at one play time: who flies in, who waits at which place, who is on the road to a replica.

Flights take screen time, not simulated time: a request is in line from its simulated arrival on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.queue.play_clock import GROW, play_clock
from tourapp.authoring import smooth

if TYPE_CHECKING:
    from tourapp.authoring.kinds import QueueWindow

FLY, STEP, ROAD = 4.2, 0.4, 0.8
"""Screen seconds: flight in, one place forward, the road to a replica."""
SETS_OFF = 1.6
"""Our spark leaves its place at the edge this long after the start."""


@dataclass(frozen=True, slots=True, eq=False)
class LineState:
    """The line at one play time. Arrays over the window's rows.

    place: 0 is next (fractions while the line moves up); flying, road: 0..1 of the flight in and of the road to the
    replica; `coming`, `waiting`, `leaving` are masks.
    """

    window: QueueWindow
    place: np.ndarray
    flying: np.ndarray
    road: np.ndarray
    coming: np.ndarray
    waiting: np.ndarray
    leaving: np.ndarray
    longest: int

    @property
    def ours(self) -> int:
        """Row of our request."""
        return self.window.ours

    def others(self, mask: np.ndarray) -> np.ndarray:
        """Rows of a mask without ours, which is drawn apart."""
        rows = np.flatnonzero(mask)
        return rows[rows != self.ours]


@lru_cache(maxsize=8)
def _times(window: QueueWindow) -> tuple[np.ndarray, np.ndarray, int, int]:
    """Play times of arrivals and of starts; the longest line while the window plays, and from our arrival on."""
    clock = play_clock(window)
    arrive, start = clock.when(window.arrival), clock.when(window.start)
    spots = np.linspace(clock.begins, clock.ends, 60)
    now = np.clip(spots, 0.0, window.duration)[:, None]
    lengths = ((window.arrival <= now) & (window.start > now)).sum(axis=1)
    late = spots >= clock.seconds(GROW) - 1e-6
    return arrive, start, int(lengths.max()), int(lengths[late].max())


def longest_line(window: QueueWindow, late: bool = False) -> int:
    """The most requests in line while the window plays; `late` from the arrival of ours on."""
    _, _, longest, later = _times(window)
    return max(1, later if late else longest)


def line_state(window: QueueWindow, play: float) -> LineState:
    """Where every request is at a play time."""
    arrive, start, longest, _ = _times(window)
    ahead = 1.0 - smooth(np.clip((play - start) / STEP, 0.0, 1.0))
    place = np.cumsum(ahead) - ahead
    takes = np.full(len(arrive), FLY)
    takes[window.ours] = max(FLY, arrive[window.ours] - SETS_OFF)
    flying = np.clip(1.0 - (arrive - play) / takes, 0.0, 1.0)
    flying[window.ours] = max(flying[window.ours], 1e-6)  # ours is always there, at the edge at first
    road = np.clip((play - start) / ROAD, 0.0, 1.0)
    return LineState(
        window,
        place,
        flying,
        road,
        (play < arrive) & (flying > 0),
        (play >= arrive) & (play < start),
        (play >= start) & (road < 1),
        longest,
    )
