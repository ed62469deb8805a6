"""Serving in stretches against the plain loop with its heap, which is kept here: equal to the last bit, on many random
settings, for starts, replicas, the request that is chosen, and every figure of a run.
"""

from __future__ import annotations

import dataclasses
import heapq
from typing import Any

import numpy as np
import pytest

from tourapp.sim import queue, queue_window, serving


@dataclasses.dataclass(frozen=True)
class Plain:
    """A run served by the plain loop, with a replica for every request."""

    arrivals: np.ndarray
    starts: np.ndarray
    services: np.ndarray
    who: np.ndarray
    replicas: int

    @property
    def departures(self) -> np.ndarray:
        return self.starts + self.services

    def who_served(self, rows: np.ndarray) -> np.ndarray:
        return self.who[rows]


def plain_serve(arrivals: Any, services: Any, replicas: int, _before: Any = None, _since: int = 0) -> Plain:
    """First come first served: a heap of (instant it falls free, replica), from the first request on."""
    free = [(0.0, replica) for replica in range(replicas)]
    starts, who = [], []
    for now, service in zip(arrivals.tolist(), services.tolist()):
        falls_free, replica = free[0]
        start = now if now > falls_free else falls_free
        starts.append(start)
        who.append(replica)
        heapq.heapreplace(free, (start + service, replica))
    return Plain(arrivals, np.array(starts), services, np.array(who), replicas)


def plain_choose(run: Any, first: int, means: tuple[float, float] | None) -> int:
    """The nearest to the means, by a score for every request."""
    arrivals, starts = run.arrivals, run.starts
    waits = starts - arrivals
    place = np.arange(len(arrivals))
    line = place - np.minimum(np.searchsorted(starts, arrivals, side="right"), place)
    if means is None:
        long = np.flatnonzero(line >= queue_window.FLOOD_LINE)
        return int(long[0]) if long.size else len(arrivals) // 2
    mean_wait, mean_line = means
    inner = slice(first, len(arrivals) - 1 - len(arrivals) // 20)
    off_wait = np.abs(waits[inner] - mean_wait) / (mean_wait + 1e-12)
    off_line = np.abs(line[inner] - mean_line) / (mean_line + 1.0)
    return first + int(np.argmin(20.0 * off_wait + off_line))


def assert_same(one: Any, other: Any) -> None:
    """Every field equal, arrays to the last bit and of one type."""
    for field in dataclasses.fields(one):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if isinstance(a, queue.QueueWindow):
            assert_same(a, b)
        elif isinstance(a, np.ndarray):
            assert a.dtype == b.dtype and np.array_equal(a, b), field.name
        else:
            assert a == b and type(a) is type(b), field.name


SETTINGS = np.random.default_rng(20).integers(0, 2**32, 36).tolist()


@pytest.mark.parametrize("number", SETTINGS)
def test_every_figure_of_a_run_is_that_of_the_plain_loop(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(number)
    replicas, service = int(rng.choice([1, 2, 3, 4, 5, 8, 12])), float(rng.uniform(0.05, 20))
    load = float(rng.choice([rng.uniform(0.02, 0.97), rng.uniform(0.7, 0.985), rng.uniform(0.98, 2)]))
    uneven = float(rng.choice([0.0, 1.0, round(rng.uniform(0.1, 3.0), 1)]))
    ours = None if rng.random() < 0.2 else float(rng.uniform(0, 4) * service)
    asked = (load * replicas / service, replicas, service, uneven, int(rng.integers(0, 99)))
    quick = queue.run_queue(*asked, ours_service=ours)
    monkeypatch.setattr(queue, "_serve", plain_serve)
    monkeypatch.setattr(queue, "choose_ours", plain_choose)
    assert_same(quick, queue.run_queue(*asked, ours_service=ours))


@pytest.mark.parametrize("few", [-1, 0, 3, 40])
@pytest.mark.parametrize("replicas", [1, 2, 5, 12, 40])
@pytest.mark.parametrize("load", [0.05, 0.6, 0.9, 0.99, 1.4])
def test_stretches_meet_the_plain_loop_however_slowly_a_run_forgets(
    few: int, replicas: int, load: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"STRETCH": 40, "BLOCK": 8, "FEW": few, "WORTH": 100, "SETTLES": np.inf}.items():
        monkeypatch.setattr(serving, name, value)
    for seed in range(4):
        rng = np.random.default_rng(seed)
        arrivals = np.cumsum(rng.gamma(0.5, 2.0 / (replicas * load), 1230 + seed))
        services = rng.exponential(size=len(arrivals))
        plain, run = plain_serve(arrivals, services, replicas), queue._serve(arrivals, services, replicas)
        assert np.array_equal(run.starts, plain.starts) and np.array_equal(run.who, plain.who)
        since = int(rng.integers(1, len(arrivals) - 1))
        other = queue._with_ours(services, since, 3.0)
        plain, run = plain_serve(arrivals, other, replicas), queue._serve(arrivals, other, replicas, run, since)
        assert np.array_equal(run.starts, plain.starts) and np.array_equal(run.who, plain.who)


@pytest.mark.parametrize("replicas", [1, 2, 5])
def test_where_two_fall_free_at_once_the_lower_number_goes_first(replicas: int) -> None:
    rng = np.random.default_rng(replicas)
    for least in (0, 1):  # whole seconds, with services of no time or without
        arrivals = np.cumsum(rng.integers(0, 3, 9000)).astype(float)
        services = rng.integers(least, 2 * replicas, 9000).astype(float)
        plain, run = plain_serve(arrivals, services, replicas), queue._serve(arrivals, services, replicas)
        assert np.array_equal(run.starts, plain.starts) and np.array_equal(run.who, plain.who)
        rows = np.flatnonzero(rng.random(9000) < 0.01)
        assert np.array_equal(run.who_served(rows), plain.who[rows])


def test_the_usual_run_is_served_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[int] = []
    plain = serving._plain
    monkeypatch.setattr(serving, "_plain", lambda *given: (served.append(len(given[0])), plain(*given))[1])
    queue.run_queue(0.94, 4, 3.3, 1.0, 7, ours_service=2.0)
    assert sum(served) < 20_000  # of 80,000 and of those after ours
