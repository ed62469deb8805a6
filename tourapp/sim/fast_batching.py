"""The fast path of batching: from event to event, never token by token. Same answers as
`tourapp.sim.scheduler`.

A request admitted at step t keeps its slot for a fixed number of steps, so each policy is a recurrence over
requests.
"""

from __future__ import annotations

import heapq

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def in_arrival_order(arrival: Ints) -> Ints:
    """Indices that sort requests by arrival step, ties by position."""
    return np.argsort(arrival, kind="stable")


def continuous(arrival: Ints, duration: Ints, slots: int) -> tuple[Ints, Ints]:
    """Admission step and slot of each request (arrays of n, in the order given) under continuous batching.

    `duration` is the steps a request holds its slot. In arrival order each enters at the first step at
    which it has arrived, everyone before it has entered and a slot is free; it takes the lowest free slot.
    """
    order = in_arrival_order(arrival)
    admits, seats = np.empty(len(arrival), np.int64), np.empty(len(arrival), np.int64)
    free = list(range(slots))  # a heap of slot numbers
    busy: list[tuple[int, int]] = []  # a heap of (step it falls free, slot)
    now, admitted, seated = 0, [], []
    for arrives, steps in zip(arrival[order].tolist(), duration[order].tolist()):
        if arrives > now:
            now = arrives
        if not free and busy[0][0] > now:
            now = busy[0][0]
        while busy and busy[0][0] <= now:
            heapq.heappush(free, heapq.heappop(busy)[1])
        slot = heapq.heappop(free)
        heapq.heappush(busy, (now + steps, slot))
        admitted.append(now)
        seated.append(slot)
    admits[order], seats[order] = admitted, seated
    return admits, seats


def static(arrival: Ints, duration: Ints, slots: int) -> tuple[Ints, Ints]:
    """Admission step and slot of each request (arrays of n, in the order given) under static batching.

    In arrival order the requests form batches of `slots` (the last may be smaller). A batch starts when its
    last member has arrived and the batch before is done, and lasts as long as its longest member.
    """
    order = in_arrival_order(arrival)
    n = len(order)
    edges = np.arange(0, n, slots)
    longest = np.maximum.reduceat(duration[order], edges)
    present = arrival[order][np.minimum(edges + slots, n) - 1]
    starts, done = [], 0
    for ready, steps in zip(present.tolist(), longest.tolist()):
        starts.append(max(ready, done))
        done = starts[-1] + steps
    admits, seats = np.empty(n, np.int64), np.empty(n, np.int64)
    admits[order] = np.repeat(starts, slots)[:n]
    seats[order] = np.arange(n) % slots
    return admits, seats


def bench_case(
    steps: int = 1_000_000, slots: int = 32, mean: float = 128.0, sigma: float = 0.75, seed: int = 7
) -> tuple[Ints, Ints]:
    """Arrivals and durations of a closed load that keeps `slots` slots busy for at least `steps` decode
    steps.
    """
    rng = np.random.default_rng(seed)
    duration = np.empty(0, np.int64)
    while duration.sum() < steps * slots:
        more = mean * np.exp(sigma * rng.standard_normal(1 + int(steps * slots / mean)) - sigma**2 / 2)
        duration = np.concatenate((duration, np.maximum(1, np.rint(more)).astype(np.int64)))
    last = int(np.searchsorted(np.cumsum(duration), steps * slots)) + 1
    return np.zeros(last, np.int64), duration[:last]
