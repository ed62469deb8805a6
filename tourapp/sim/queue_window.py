"""A short window of a simulated queue, followed request by request, with one of them marked as ours.

Not a second simulation: the very requests of the run, cut out around one that waited about as long as the
mean.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourapp.sim.serving import Served

ARRIVALS_BEFORE = 24  # the window opens about this many arrivals before ours
ARRIVALS_AFTER = 8  # and closes about this many after ours has left
FLOOD_LINE = 40  # above capacity: ours is the first to meet a line this long


@dataclass(frozen=True, slots=True, eq=False)
class QueueMoment:
    """The gateway at one instant. Rows are indices into the window's arrays."""

    seconds: float
    waiting: NDArray[np.int64]  # rows in line, the next to be served first
    serving: NDArray[np.int64]  # row on each replica (length c), -1 where idle
    remaining_seconds: NDArray[np.float64]  # left on each replica, 0 where idle
    progress: NDArray[np.float64]  # 0..1 of its service on each replica
    arrived: int  # arrivals since the window opened
    served: int  # requests that have left since the window opened
    ours_place: int  # 1 = next; 0 = not in line
    ours_state: str  # "coming", "waiting", "served" (on a replica), "done"


@dataclass(frozen=True, slots=True, eq=False)
class QueueWindow:
    """Requests in the system at some time of the window, in arrival order. Seconds count from its opening.

    Some arrived before it opened (negative seconds); starts and departures may lie after it closes.
    """

    duration: float
    number: NDArray[np.int64]  # place of each request in the whole run
    arrival: NDArray[np.float64]
    start: NDArray[np.float64]
    departure: NDArray[np.float64]
    replica: NDArray[np.int64]
    replicas: int
    ours: int  # row of our request

    @property
    def ours_wait_seconds(self) -> float:
        """How long ours waited."""
        return float(self.start[self.ours] - self.arrival[self.ours])

    @property
    def ours_service_seconds(self) -> float:
        """How long ours was served."""
        return float(self.departure[self.ours] - self.start[self.ours])

    def at(self, seconds: float) -> QueueMoment:
        """The moment `seconds` after the window opened, clamped to it. An instant belongs to what begins
        then.
        """
        now = min(max(float(seconds), 0.0), self.duration)
        here = self.arrival <= now
        waiting = np.flatnonzero(here & (self.start > now))
        busy = np.flatnonzero((self.start <= now) & (self.departure > now))
        serving = np.full(self.replicas, -1, dtype=np.int64)
        serving[self.replica[busy]] = busy
        left, progress = np.zeros(self.replicas), np.zeros(self.replicas)
        left[self.replica[busy]] = self.departure[busy] - now
        progress[self.replica[busy]] = (now - self.start[busy]) / (self.departure[busy] - self.start[busy])
        place = np.flatnonzero(waiting == self.ours)
        return QueueMoment(
            now,
            waiting,
            serving,
            left,
            progress,
            int((here & (self.arrival > 0)).sum()),
            int((self.departure <= now).sum()),
            int(place[0]) + 1 if place.size else 0,
            self._ours(now),
        )

    def _ours(self, now: float) -> str:
        for word, instant in (("coming", self.arrival), ("waiting", self.start), ("served", self.departure)):
            if now < instant[self.ours]:
                return word
        return "done"


def cut_window(run: Served, rate: float, ours: int) -> QueueWindow:
    """Cut the window around request `ours` out of a run. `rate` per second sets its length."""
    opens = max(0.0, float(run.arrivals[ours]) - ARRIVALS_BEFORE / rate)
    closes = float(run.starts[ours] + run.services[ours]) + ARRIVALS_AFTER / rate
    come = int(np.searchsorted(run.arrivals, closes))  # those who come later have no part in it
    arrivals, starts = run.arrivals[:come], run.starts[:come]
    departures = starts + run.services[:come]
    rows = np.flatnonzero(departures > opens)
    window = QueueWindow(
        closes - opens,
        rows,
        arrivals[rows] - opens,
        starts[rows] - opens,
        departures[rows] - opens,
        run.who_served(rows),
        run.replicas,
        int(np.searchsorted(rows, ours)),
    )
    for array in (window.number, window.arrival, window.start, window.departure, window.replica):
        array.flags.writeable = False
    return window


def choose_ours(run: Served, first: int, means: tuple[float, float] | None) -> int:
    """The request, after request `first`, whose wait and the line it met are nearest to the `means` (seconds, number in
    line); without means, above capacity, the first that met a long line.
    """
    count = len(run.arrivals)
    if means is None:
        long = np.flatnonzero(_line_met(run, np.arange(count)) >= FLOOD_LINE)
        return int(long[0]) if long.size else count // 2
    mean_wait, mean_line = means
    inner = slice(first, count - 1 - count // 20)  # the window needs room after ours
    off_wait = run.starts[inner] - run.arrivals[inner]
    off_wait -= mean_wait
    np.abs(off_wait, out=off_wait)
    off_wait /= mean_wait + 1e-12
    off_wait *= 20.0

    def score(rows: NDArray[np.int64]) -> NDArray[np.float64]:
        off_line = np.abs(_line_met(run, first + rows) - mean_line) / (mean_line + 1.0)
        return off_wait[rows] + off_line

    # Only those whose wait alone does not already put them behind the one with the nearest wait can be nearest.
    bound = score(np.array([np.argmin(off_wait)]))[0]
    near = np.flatnonzero(off_wait <= bound)
    return first + int(near[np.argmin(score(near))])


def _line_met(run: Served, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many stood in line when each of some requests came."""
    # Starts never decrease, so of the i requests before it those that have started are a sorted prefix.
    return rows - np.minimum(np.searchsorted(run.starts, run.arrivals[rows], side="right"), rows)
