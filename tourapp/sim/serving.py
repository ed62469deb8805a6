"""First come, first served, by c equal replicas: when each request of a run begins, and on which replica.

The answer is that of the plain loop (a heap of instants at which replicas fall free: each request takes the least of
them), to the last bit. Two things make it fast. A long run is cut into stretches that are served side by side, as rows
of arrays: first each as if it began empty, then from where the stretch before it ended. Once a stretch meets a state it
was in before, all that follows is as it was; the few that do not soon are finished by the plain loop. And who serves
is worked out only for the requests that are asked about: replicas are taken in the order in which they fall free, so
request i follows the one whose departure is the (i - c)-th of all.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STRETCH = 256
"""Requests served one after another in a stretch."""
BLOCK = 32
"""Requests between two looks at whether a stretch goes on as before."""
FEW = 16
"""Stretches that are finished by the plain loop rather than side by side."""
WORTH = 8_000
"""Requests from which on stretches are worth their trouble."""
MOST_REPLICAS = 64
SETTLES = 1_200.0
"""Beyond about this many requests between two moments that forget what was before, the plain loop is quicker."""


def begin(arrivals: Floats, services: Floats, free: Floats) -> Floats:
    """The instant at which each request begins; free [c]: when each replica falls free, in rising order."""
    count, replicas = len(arrivals), len(free)
    memory = _memory(arrivals, services, replicas) if count >= WORTH and replicas <= MOST_REPLICAS else math.inf
    if memory > SETTLES:
        return np.array(_plain(arrivals, services, free.tolist())[0])
    whole = count // STRETCH * STRETCH
    run = _Stretches(arrivals[:whole], services[:whole], free)
    last = run.settle()
    rest, _ = _plain(arrivals[whole:], services[whole:], last.tolist())
    starts = np.empty(count)
    starts[:whole].reshape(-1, STRETCH)[:] = run.starts.T
    starts[whole:] = rest
    return starts


def free_after(departures: Floats, replicas: int) -> Floats:
    """When each replica falls free after these requests, in rising order: the latest departures, as each takes the
    replica that falls free first."""
    known = np.concatenate([np.zeros(replicas), departures])
    return np.sort(np.partition(known, len(known) - replicas)[len(known) - replicas :])


def _memory(arrivals: Floats, services: Floats, replicas: int) -> float:
    """About how many requests pass until a run forgets what was before: more the closer it is to capacity."""
    count = len(arrivals)
    gap = float(arrivals[-1] - arrivals[0]) / count
    spare = 1.0 - float(services.mean()) / (gap * replicas) if gap > 0 else 0.0
    if spare <= 0:
        return math.inf
    uneven = float(np.diff(arrivals[:WORTH]).var()) / gap**2
    return (1.0 + uneven) / 2.0 / spare**2


def _plain(arrivals: Floats, services: Floats, free: list[float]) -> tuple[list[float], list[float]]:
    """Starts, and when replicas fall free afterwards (a heap), by the plain loop; free must be a heap too."""
    starts = []
    for now, service in zip(arrivals.tolist(), services.tolist()):
        falls_free = free[0]
        start = now if now > falls_free else falls_free
        starts.append(start)
        heapq.heapreplace(free, start + service)
    return starts, free


class _Stretches:
    """Stretches of a run side by side. Arrays [STRETCH, lanes]; states [STRETCH / BLOCK + 1, c, lanes] hold, in rising
    order, when replicas fall free before each block and at the end."""

    def __init__(self, arrivals: Floats, services: Floats, free: Floats) -> None:
        self.lanes = len(arrivals) // STRETCH
        self.arrivals = np.ascontiguousarray(arrivals.reshape(self.lanes, STRETCH).T)
        self.services = np.ascontiguousarray(services.reshape(self.lanes, STRETCH).T)
        self.starts = np.empty_like(self.arrivals)
        self.blocks = STRETCH // BLOCK
        self.states = np.zeros((self.blocks + 1, len(free), self.lanes))
        self.states[0, :, 0] = free

    def settle(self) -> Floats:
        """Serve all; returns when replicas fall free at the end."""
        for _ in self._served():
            pass
        before = self.states.copy()
        self.states[0, :, 1:] = before[-1, :, :-1]
        changed, block = np.arange(self.lanes), 0
        for block in self._served():
            changed = np.flatnonzero((self.states[block] != before[block]).any(axis=0))
            if len(changed) <= FEW:
                self.states[block + 1 :] = before[block + 1 :]
                break
        self._mend(dict.fromkeys(changed.tolist(), block))
        return self.states[-1, :, -1]

    def _served(self) -> Iterator[int]:
        """Serve block after block of all stretches from the states at their begin; yields how many blocks are done."""
        replicas = self.states.shape[1]
        here, there = (np.full((replicas + 1, self.lanes), np.inf) for _ in range(2))
        here[:-1] = self.states[0]
        done, held = np.empty(self.lanes), np.empty((replicas, self.lanes))
        now = (here[0], here[:-1], here[1:])
        then = (there[0], there[:-1], there[1:])
        for block in range(self.blocks):
            part = slice(block * BLOCK, (block + 1) * BLOCK)
            for arrival, service, start in zip(self.arrivals[part], self.services[part], self.starts[part]):
                np.maximum(arrival, now[0], out=start)
                np.add(start, service, out=done)
                # The least is taken out and `done` put in its place among the others; the last row is never free.
                np.maximum(now[1], done, out=held)
                np.minimum(now[2], held, out=then[1])
                now, then = then, now
            self.states[block + 1] = now[1]
            yield block + 1

    def _mend(self, open_at: dict[int, int]) -> None:
        """Serve by the plain loop what is not settled: stretches from the block at which they still differed, and those
        after one whose end turned out another."""
        moved = False
        for lane in range(self.lanes):
            block = open_at.get(lane)
            if moved:
                self.states[0, :, lane] = self.states[-1, :, lane - 1]
                moved = self._rerun(lane, 0, block or 0)
            elif block is not None:
                moved = self._rerun(lane, block, block)

    def _rerun(self, lane: int, block: int, known: int) -> bool:
        """Serve a stretch again from a block on, until it is in a state it was in before, `known` blocks or more from
        the begin; whether it came to its end without."""
        free = self.states[block, :, lane].tolist()
        for done in range(block + 1, self.blocks + 1):
            part = slice((done - 1) * BLOCK, done * BLOCK)
            starts, free = _plain(self.arrivals[part, lane], self.services[part, lane], free)
            self.starts[part, lane] = starts
            free.sort()
            if done > known and free == self.states[done, :, lane].tolist():
                return False
            self.states[done, :, lane] = free
        return True


@dataclass(frozen=True, slots=True, eq=False)
class Served:
    """A whole run, arrays of one length in arrival order: instants of arrival and start, seconds of service; by so many
    replicas."""

    arrivals: Floats
    starts: Floats
    services: Floats
    replicas: int

    @property
    def departures(self) -> Floats:
        """Instants at which each was done."""
        return self.starts + self.services

    @property
    def who(self) -> NDArray[np.int64]:
        """Which replica served each."""
        return self.who_served(np.arange(len(self.arrivals)))

    def who_served(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Which replica served each of some requests (in rising order)."""
        if self.replicas == 1 or not len(rows):
            return np.zeros(len(rows), dtype=np.int64)
        count = int(rows[-1]) + 1
        done = self.starts[:count] + self.services[:count]
        order = np.argsort(done)
        in_order = done[order]
        if not (in_order[1:] > in_order[:-1]).all() or not (done > self.starts[:count]).all():
            return self._who_by_loop(count)[rows]  # two fall free at once: the lower number goes first
        return _chased(order, self.replicas, rows)

    def _who_by_loop(self, count: int) -> NDArray[np.int64]:
        """The same for the first requests, by the plain loop."""
        free, who = [(0.0, replica) for replica in range(self.replicas)], []
        for done in self.departures[:count].tolist():
            replica = free[0][1]
            who.append(replica)
            heapq.heapreplace(free, (done, replica))
        return np.array(who)


def _chased(order: NDArray[np.int64], replicas: int, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The replicas of some requests: from each to the one it follows, until that is one of the first c."""
    before = np.arange(len(order))
    before[replicas:] = order[: len(order) - replicas]
    for _ in range(8):  # in strides of 256
        before = before[before]
    while (rows >= replicas).any():
        rows = before[rows]
    return rows
