"""Closed forms for c equal servers and one line: Erlang C, and Allen-Cunneen where arrivals are not Poisson.

Not a simulation; `tourapp.sim.queue` is, and is shown beside these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


def erlang_c(load: NDArray[np.float64], replicas: int) -> NDArray[np.float64]:
    """Probability that an arrival must wait in M/M/c, for utilisations `load` (each 0 <= load < 1); same
    shape.

    Erlang B by its recursion B_k = a B_{k-1} / (k + a B_{k-1}) with a = load x c, then C = B / (1 - load (1
    - B)). Example: one replica at load 0.5 gives 0.5.
    """
    offered = load * replicas
    blocked = np.ones_like(load)
    for k in range(1, replicas + 1):
        blocked = offered * blocked / (k + offered * blocked)
    return blocked / (1.0 - load * (1.0 - blocked))


def erlang_c_wait(arrival_rate: float, replicas: int, mean_service: float) -> float | None:
    """Mean wait in seconds of M/M/c: C s / (c (1 - load)); None at or above capacity.

    Example: 0.5 /s, 1 replica, 1 s of service waits 1 s.
    """
    load = arrival_rate * mean_service / replicas
    if load >= 1.0:
        return None
    wait = erlang_c(np.array([load]), replicas)[0] * mean_service / (replicas * (1.0 - load))
    return float(wait)


@dataclass(frozen=True, slots=True, eq=False)
class WaitCurve:
    """What one meets on average at each load. Arrays of one length, not writeable.

    `exact` is True for Poisson arrivals (Erlang C) and False for the Allen-Cunneen approximation; `method`
    says so in words.
    """

    load: NDArray[np.float64]  # utilisation, 0..1
    wait_seconds: NDArray[np.float64]  # mean wait
    in_line: NDArray[np.float64]  # mean number waiting, by Little's law: arrival rate x mean wait
    exact: bool
    method: str


def wait_curve(
    loads: Sequence[float] | NDArray[np.float64], replicas: int, mean_service: float, burstiness: float = 1.0
) -> WaitCurve:
    """Mean wait and mean number in line at each utilisation, in closed form. Loads at or above 1 give
    infinity.

    Burstiness is the coefficient of variation of inter-arrival times; where it is not 1 the M/M/c wait is
    scaled by (burstiness^2 + 1) / 2, the Allen-Cunneen approximation for exponential service.
    """
    load = np.asarray(loads, dtype=np.float64).copy()
    inside = np.clip(load, 0.0, 1.0 - 1e-12)
    wait = erlang_c(inside, replicas) * mean_service / (replicas * (1.0 - inside))
    exact = burstiness == 1.0
    if not exact:
        wait = wait * (burstiness**2 + 1.0) / 2.0
    wait = np.where(load >= 1.0, np.inf, wait)
    in_line = np.where(load >= 1.0, np.inf, wait * load * replicas / mean_service)
    for array in (load, wait, in_line):
        array.flags.writeable = False
    return WaitCurve(load, wait, in_line, exact, "Erlang C" if exact else "Allen-Cunneen approximation")
