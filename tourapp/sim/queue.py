"""One line before c equal replicas, first come first served: a seeded discrete-event simulation, run to its
end.

Inter-arrival times are gamma with mean 1/rate and coefficient of variation `burstiness` (1 is Poisson, 0 is
a metronome); service times are exponential. Both samples are scaled so that their means over the whole run
are exact: the run then differs from the closed form by its fluctuations, not by an accidental change of
load. Left out: time-outs, retries, priorities.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tourapp.errors import UsageError
from tourapp.sim.erlang import WaitCurve, erlang_c_wait, wait_curve
from tourapp.sim.queue_window import QueueWindow, choose_ours, cut_window
from tourapp.sim.serving import Served, begin, free_after

__all__ = ["QueueRun", "erlang_c_wait", "run_queue", "wait_curve"]

WARM_UP = 0.1  # share of the run left out of the means, because it starts empty
BATCHES = 20
STUDENT_T_95 = 2.093  # two-sided 95 % quantile for BATCHES - 1 = 19 degrees of freedom
FEWEST, MOST = 80_000, 120_000  # requests of a run; near capacity a run must be longer to say anything
FLOOD = 4_000  # requests of a run above capacity: it has no mean, only a growing line
MAX_REPLICAS = 1_000
SETTLES = 60  # a run says something of its mean where requests x (1 - load)^2 / (its variability) reaches this


@dataclass(frozen=True, slots=True, eq=False)
class QueueRun:
    """What one run showed. Means are None where they do not exist (above capacity). Seconds throughout."""

    arrival_rate: float  # requests per second
    replicas: int
    mean_service_seconds: float
    burstiness: float  # coefficient of variation of inter-arrival times
    seed: int
    requests: int
    utilisation: float  # offered: arrival rate x mean service / replicas; 1 or more cannot be kept up with
    measured_utilisation: float  # busy replica-seconds over all replica-seconds
    stable: bool
    mean_wait_seconds: float | None
    settled: bool  # False so close to capacity that a run of this length cannot vouch for its mean
    wait_ci_seconds: float | None  # half-width of the 95 % confidence interval of the mean; None unless settled
    p95_wait_seconds: float | None
    mean_in_line: float | None  # time average of the number waiting
    mean_in_system: float | None  # time average of the number waiting or served
    mean_time_in_system_seconds: float | None
    # N: the same time average, from the areas under the arrival and departure counts
    little_lhs: float | None
    little_rhs: float | None  # lambda x W: measured arrival rate x measured mean time in system
    erlang_c_wait_seconds: float | None  # closed form, only for burstiness 1 and below capacity
    formula_wait_seconds: float | None  # Erlang C or, for other burstiness, the Allen-Cunneen approximation
    formula: str
    window: QueueWindow

    @property
    def agrees(self) -> bool | None:
        """Whether Erlang C lies inside the run's confidence interval; None where either is missing."""
        if self.erlang_c_wait_seconds is None or self.mean_wait_seconds is None or self.wait_ci_seconds is None:
            return None
        return abs(self.erlang_c_wait_seconds - self.mean_wait_seconds) <= self.wait_ci_seconds

    def curve(self, loads: NDArray[np.float64]) -> WaitCurve:
        """Closed form of mean wait and line length at other utilisations, for these replicas and
        burstiness.
        """
        return wait_curve(loads, self.replicas, self.mean_service_seconds, self.burstiness)


def run_queue(
    arrival_rate: float,
    replicas: int,
    mean_service: float,
    burstiness: float = 1.0,
    seed: int = 7,
    *,
    requests: int | None = None,
    ours_service: float | None = None,
) -> QueueRun:
    """Simulate the queue. `arrival_rate` per second, `mean_service` in seconds; UsageError names a value out of range.

    Without `requests` the length of the run follows the load (80,000 to 120,000; 4,000 above capacity). The request
    that the window follows is served `ours_service` seconds, if given; those after it make up for the difference.
    Example: 0.5 /s, 1 replica, 1 s of service: Erlang C says 1 s of waiting, the run agrees within its interval.
    """
    _check(arrival_rate, replicas, mean_service, burstiness, seed)
    load = arrival_rate * mean_service / replicas
    stable = load < 1.0
    count = requests or _run_length(load, burstiness)
    sample = _sample(arrival_rate, mean_service, burstiness, count, seed)
    served, measured, ours = _played(*sample, replicas, int(count * WARM_UP) if stable else -1, ours_service)
    curve = wait_curve([load], replicas, mean_service, burstiness)
    settled = stable and count * (1.0 - load) ** 2 / ((1.0 + burstiness**2) / 2.0) >= SETTLES
    means = _means(measured, curve, settled)
    return QueueRun(
        arrival_rate=arrival_rate,
        replicas=replicas,
        mean_service_seconds=mean_service,
        burstiness=burstiness,
        seed=seed,
        requests=count,
        utilisation=load,
        measured_utilisation=measured["busy"],
        stable=stable,
        settled=settled,
        formula=curve.method,
        window=cut_window(served, arrival_rate, ours),
        **(means if stable else dict.fromkeys(means)),
    )


def _played(
    arrivals: NDArray[np.float64], services: NDArray[np.float64], replicas: int, first: int, ours_service: float | None
) -> tuple[Served, dict[str, float], int]:
    """The run, what it measured from request `first` on (-1: above capacity, where there are no means), and which
    request is ours."""
    served = _serve(arrivals, services, replicas)
    means = _waiting(served, first) if first >= 0 else None
    ours = choose_ours(served, max(0, first), means)
    if ours_service is not None:
        served = _serve(arrivals, _with_ours(services, ours, ours_service), replicas, served, ours)
    return served, _measure(served, max(0, first)), ours


def _with_ours(services: NDArray[np.float64], ours: int, seconds: float) -> NDArray[np.float64]:
    """The service times with one of them given; the later ones are scaled to the same sum."""
    out = services.copy()
    later = slice(ours + 1, None)
    left = float(services[later].sum())
    out[later] *= max(0.0, left + float(services[ours]) - seconds) / left
    out[ours] = seconds
    return out


def _means(measured: dict[str, float], curve: WaitCurve, settled: bool) -> dict[str, float | None]:
    """What a stable run says on average, beside the closed form."""
    return {
        "mean_wait_seconds": measured["wait"],
        "wait_ci_seconds": measured["ci"] if settled else None,
        "p95_wait_seconds": measured["p95"],
        "mean_in_line": measured["in_line"],
        "mean_in_system": measured["in_system"],
        "mean_time_in_system_seconds": measured["time"],
        "little_lhs": measured["in_system"],
        "little_rhs": measured["rate"] * measured["time"],
        "erlang_c_wait_seconds": float(curve.wait_seconds[0]) if curve.exact else None,
        "formula_wait_seconds": float(curve.wait_seconds[0]),
    }


def _check(arrival_rate: float, replicas: int, mean_service: float, burstiness: float, seed: int) -> None:
    for name, value, low, high in (
        ("arrival_rate", arrival_rate, 1e-6, 1e6),
        ("mean_service", mean_service, 1e-6, 1e6),
        ("burstiness", burstiness, 0.0, 10.0),
        ("replicas", replicas, 1, MAX_REPLICAS),
        ("seed", seed, 0, 2**63 - 1),
    ):
        if not (math.isfinite(value) and low <= value <= high):
            raise UsageError(f"{name}: {value} is out of range; use {low:g} to {high:g}")
    if not 1e-9 <= arrival_rate * mean_service <= 1e9:
        raise UsageError("arrival_rate: arrival rate x mean service must lie between 1e-9 and 1e9")


def _run_length(load: float, burstiness: float) -> int:
    """Requests to simulate: what one run says blurs as 1 / (1 - load), so length grows with its square."""
    if load >= 1.0:
        return FLOOD
    want = FEWEST * (0.2 / (1.0 - load)) ** 2 * (1.0 + burstiness**2) / 2.0
    return int(min(max(want, FEWEST), MOST))


def _sample(
    rate: float, mean_service: float, burstiness: float, count: int, seed: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Arrival instants and service times (both of length count), scaled to the exact mean gap and mean service."""
    if count < 2 * BATCHES / (1 - WARM_UP):
        raise UsageError(f"requests: {count} is too few; use {math.ceil(2 * BATCHES / (1 - WARM_UP))} or more")
    gaps, total, services, mean = _drawn(burstiness, count, seed)
    arrivals = gaps * (count / (rate * total)) if total > 0 else np.full(count, 1.0 / rate)
    np.cumsum(arrivals, out=arrivals)  # in its own place: the first touch of a megabyte costs a third of a millisecond
    return arrivals, services * (mean_service / mean)


@lru_cache(maxsize=2)
def _drawn(
    burstiness: float, count: int, seed: int
) -> tuple[NDArray[np.float64], float, NDArray[np.float64], np.float64]:
    """Gaps and their sum, service times and their mean, all before scaling: the same for every rate and service."""
    rng = np.random.default_rng(seed)
    gaps = rng.gamma(1.0 / burstiness**2, size=count) if burstiness > 0 else np.ones(count)
    services = rng.exponential(size=count)
    gaps.flags.writeable = services.flags.writeable = False
    return gaps, float(gaps.sum()), services, services.mean()


def _serve(
    arrivals: NDArray[np.float64],
    services: NDArray[np.float64],
    replicas: int,
    before: Served | None = None,
    since: int = 0,
) -> Served:
    """The run, first come first served; the replica idle longest serves next. Nobody's start depends on those who
    come later, so a run that differs from `before` only from request `since` on is served only from there."""
    if before is None or not since:
        return Served(arrivals, begin(arrivals, services, np.zeros(replicas)), services, replicas)
    free = free_after(before.starts[:since] + before.services[:since], replicas)
    later = begin(arrivals[since:], services[since:], free)
    return Served(arrivals, np.concatenate([before.starts[:since], later]), services, replicas)


def _waiting(run: Served, first: int) -> tuple[float, float]:
    """Mean wait in seconds and mean number in line, over the same requests and time as `_measure`."""
    t0, t1 = float(run.arrivals[first]), float(run.arrivals[-1])
    waits = run.starts[first:-1] - run.arrivals[first:-1]
    in_line = (_area(run.arrivals, t0, t1) - _area(run.starts, t0, t1)) / (t1 - t0)
    return float(waits.mean()), in_line


def _measure(run: Served, first: int) -> dict[str, float]:
    """Means over the requests from `first` on, and time averages from that arrival to the last one."""
    arrivals, starts, services = run.arrivals, run.starts, run.services
    t0, t1 = float(arrivals[first]), float(arrivals[-1])
    span = t1 - t0
    waits = starts[first:-1] - arrivals[first:-1]
    arrived, begun, left = (_area(instants, t0, t1) for instants in (arrivals, starts, run.departures))
    return {
        "wait": float(waits.mean()),
        "ci": _half_width(waits),
        "p95": float(np.percentile(waits, 95)),
        "in_line": (arrived - begun) / span,
        "in_system": (arrived - left) / span,
        "busy": (begun - left) / span / run.replicas,
        "rate": len(waits) / span,
        "time": float(waits.mean() + services[first:-1].mean()),
    }


def _area(instants: NDArray[np.float64], t0: float, t1: float) -> float:
    """The area, between t0 and t1, under a count that steps up at these instants."""
    inside = np.clip(instants, t0, t1)
    return float(np.subtract(t1, inside, out=inside).sum())


def _half_width(waits: NDArray[np.float64]) -> float:
    """Half-width of the 95 % interval of the mean by batch means and Student's t.

    Where neighbouring batches resemble each other by more than chance (lag-1 correlation less its own standard
    error 1 / sqrt(batches) = r > 0) it is widened by sqrt((1 + r) / (1 - r)).
    """
    size = len(waits) // BATCHES
    means = waits[: size * BATCHES].reshape(BATCHES, size).mean(axis=1)
    off = means - means.mean()
    spread = float((off**2).sum())
    if spread <= 0:
        return 0.0
    r = float((off[1:] * off[:-1]).sum()) / spread - 1 / math.sqrt(BATCHES)
    r = min(max(r, 0.0), 0.9)
    error = math.sqrt(spread / (BATCHES - 1) / BATCHES)
    return STUDENT_T_95 * error * math.sqrt((1 + r) / (1 - r))
