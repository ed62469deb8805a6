"""How long a prompt waits for its prefill: bounded in closed form for ranking, simulated for rows that are shown.

R replicas read prompts first come, first served, each in s seconds, arrivals Poisson with rate λ. The line of
c servers is no longer than where they take turns, so each replica sees gaps A of R arrivals. With θ > 0 such that
E[e^θ(S-A)] = 1, P(wait > x) <= e^-θx (Kingman 1964), and once round that bound, for equal prompts,
P(wait > x) <= e^-θx (1 - P(Poisson((λ+θ)u) >= R)) + P(Poisson(λu) >= R) with u = s - x > 0. Where prompts differ,
Erlang C stands beside the first bound.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourapp.sim.queue import SETTLES, WARM_UP
from tourapp.sim.serving import begin

Floats = NDArray[np.float64]
ROUND = 64
"""Replicas up to which the bound is taken once round; beyond, waits are short by the plain one."""
LOOPED = 256
"""Replicas up to which Erlang's recursion is run."""
REQUESTS = 40_000


@dataclass(frozen=True, slots=True)
class PromptLine:
    """Lines of several plans, arrays of one length: arrivals a second, seconds of a prefill, their spread (CV)."""

    rate: Floats
    service: Floats
    cv: float

    def take(self, rows: NDArray[np.int64]) -> PromptLine:
        """Some of them."""
        return PromptLine(self.rate[rows], self.service[rows], self.cv)

    def decay(self, replicas: Floats) -> Floats:
        """θ: the wait's tail falls at least as fast as e^-θx; 0 where the line grows for ever."""
        load = self.rate * self.service / replicas
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            found = self._equal(replicas, load) if self.cv == 0 else self._uneven(replicas)
        return np.where(load < 1.0, found, 0.0)

    def _equal(self, replicas: Floats, load: Floats) -> Floats:
        """For equal prompts, by Newton's tangents from beyond the root: they come from one side, never past it."""
        theta = 2.0 * replicas * np.log1p(2.0 / load) / self.service
        for _ in range(10):
            slope = replicas / (self.rate + theta) - self.service
            theta = theta - self._spare(theta, replicas) / slope
        return theta

    def _uneven(self, replicas: Floats) -> Floats:
        """For prompts that differ, by halving: the end of the range is where a service's own tail is."""
        low, high = np.zeros(len(replicas)), np.full(len(replicas), 1.0 / self.cv**2)
        for _ in range(48):
            middle = 0.5 * (low + high)
            above = self._spare(middle / self.service, replicas) > 0
            low, high = np.where(above, middle, low), np.where(above, high, middle)
        return low / self.service

    def _spare(self, theta: Floats, replicas: Floats) -> Floats:
        """Above 0 while E[e^θ(S-A)] < 1."""
        return replicas * np.log1p(theta / self.rate) - self._grows(theta)

    def _grows(self, theta: Floats) -> Floats:
        """log E[e^θS]; infinite where it does not exist."""
        if self.cv == 0:
            return theta * self.service
        square = self.cv**2
        with np.errstate(divide="ignore", invalid="ignore"):
            inside = 1.0 - theta * self.service * square
            return np.where(inside > 0, -np.log(inside) / square, np.inf)

    def tail(self, replicas: Floats, wait: Floats, decay: Floats | None = None) -> Floats:
        """At most this share of the prompts waits longer than `wait`."""
        theta = self.decay(replicas) if decay is None else decay
        plain = np.exp(-theta * np.maximum(wait, 0.0))
        if self.cv == 0:
            left = np.where(replicas <= ROUND, np.maximum(self.service - wait, 0.0), 0.0)
            again = plain * (1.0 - at_least((self.rate + theta) * left, replicas)) + at_least(
                self.rate * left, replicas
            )
            plain = np.where(left > 0, np.minimum(plain, again), plain)
        else:
            plain = np.minimum(plain, self._erlang(replicas, np.maximum(wait, 0.0)))
        return np.where(wait < 0, 1.0, np.where(theta > 0, plain, 1.0))

    def _erlang(self, replicas: Floats, wait: Floats) -> Floats:
        """For prompts that differ: Erlang C, exact for a spread of 1 and above it for less; for more the tail is
        stretched as Allen and Cunneen stretch the mean, which is no bound but near it. 1 for very many replicas."""
        few = np.minimum(replicas, float(LOOPED))
        offered, blocked, kept = self.rate * self.service, np.ones(len(wait)), np.ones(len(wait))
        for k in range(1, int(few.max(initial=0.0)) + 1):
            blocked = offered * blocked / (k + offered * blocked)
            kept = np.where(k == few, blocked, kept)
        load = offered / few
        waits = kept / (1.0 - load * (1.0 - kept))
        falls = (few / self.service - self.rate) * min(1.0, 2.0 / (1.0 + self.cv**2))
        return np.where((replicas <= LOOPED) & (load < 1.0), np.minimum(waits * np.exp(-falls * wait), 1.0), 1.0)

    def percentile(self, replicas: Floats, share: float) -> Floats:
        """A wait that at least this share of the prompts does not exceed; infinite where the line grows for ever."""
        theta = self.decay(replicas)
        with np.errstate(divide="ignore"):
            high = np.where(theta > 0, math.log(1.0 / (1.0 - share)) / np.maximum(theta, 1e-300), np.inf)
        low, top = np.zeros(len(high)), np.where(np.isfinite(high), high, 0.0)
        none = self.tail(replicas, low, theta) <= 1.0 - share
        for _ in range(40):
            middle = 0.5 * (low + top)
            enough = self.tail(replicas, middle, theta) <= 1.0 - share
            low, top = np.where(enough, low, middle), np.where(enough, middle, top)
        return np.where(np.isfinite(high), np.where(none, 0.0, top), np.inf)

    def fewest(self, wait: Floats, share: float, most: int) -> Floats:
        """The fewest replicas by which this share waits no longer than `wait`; most + 1 where there are not so few."""
        low = np.floor(self.rate * self.service)
        high = np.full(len(low), most + 1.0)
        for _ in range(15):
            middle = np.floor(0.5 * (low + high))
            enough = (self.tail(np.maximum(middle, 1.0), wait) <= 1.0 - share) & (middle >= 1)
            high, low = np.where(enough, middle, high), np.where(enough, low, middle)
            if bool((high - low <= 1).all()):
                break
        return np.where(low >= most + 1, most + 1.0, high)


def at_least(mean: Floats, count: Floats) -> Floats:
    """P(Poisson(mean) >= count); for counts beyond ROUND as for ROUND."""
    bound = np.minimum(count, float(ROUND))
    term = np.exp(-np.minimum(mean, 700.0))
    total = np.zeros(len(mean))
    for k in range(int(bound.max(initial=0.0))):
        total += np.where(k < bound, term, 0.0)
        term = term * mean / (k + 1)
    return np.where(mean > 700.0, 1.0, np.clip(1.0 - total, 0.0, 1.0))


@dataclass(frozen=True, slots=True)
class SimulatedWait:
    """The wait in s that a share of prompts did not exceed in a run, whether the run is long enough to say so, and the
    waits that 0, 1, 2 to 100 % of the prompts did not exceed."""

    seconds: float
    settled: bool
    spread: tuple[float, ...]


def simulated(rate: float, replicas: int, service: float, cv: float, *, share: float, seed: int) -> SimulatedWait:
    """The queue's own run: Poisson arrivals, prefills of `service` s with a spread `cv` (gamma; 0: all equal)."""
    rng = np.random.default_rng(seed)
    gaps = rng.exponential(size=REQUESTS)
    arrivals = np.cumsum(gaps * (REQUESTS / (rate * gaps.sum())))
    times = np.ones(REQUESTS) if cv == 0 else rng.gamma(1.0 / cv**2, size=REQUESTS)
    times = times * (service / times.mean())
    first = int(REQUESTS * WARM_UP)
    waits = (begin(arrivals, times, np.zeros(replicas)) - arrivals)[first:]
    load = rate * service / replicas
    settled = load < 1.0 and REQUESTS * (1.0 - load) ** 2 / ((1.0 + cv**2) / 2.0) >= SETTLES
    spread = tuple(np.quantile(waits, np.linspace(0.0, 1.0, 101)).tolist())
    return SimulatedWait(float(np.quantile(waits, share)), settled, spread)
