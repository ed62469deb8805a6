"""The queue: closed forms, agreement of run and formula, Little's law, and the window request by request."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tourapp.errors import UsageError
from tourapp.sim import queue
from tourapp.sim.erlang import erlang_c, erlang_c_wait, wait_curve

USUAL = {"arrival_rate": 2.6, "replicas": 4, "mean_service": 1.2}


def erlang_c_by_sum(load: float, c: int) -> float:
    """Erlang C from its definition: (a^c/c!)/(1-rho) over the sum of the first c terms plus that."""
    a = load * c
    top = a**c / math.factorial(c) / (1 - load)
    return top / (sum(a**k / math.factorial(k) for k in range(c)) + top)


@pytest.mark.parametrize("c", [1, 2, 4, 16])
@pytest.mark.parametrize("load", [0.05, 0.5, 0.78, 0.98])
def test_erlang_c_by_its_definition(load: float, c: int) -> None:
    assert erlang_c(np.array([load]), c)[0] == pytest.approx(erlang_c_by_sum(load, c), rel=1e-12)


def test_hand_worked_waits() -> None:
    # M/M/1 at load 1/2: W = rho s / (1 - rho) = 1 s. M/M/2 at load 1/2: C = 1/3, W = C s / (2 (1 - 1/2)) = 1/3 s.
    assert erlang_c_wait(0.5, 1, 1.0) == pytest.approx(1.0)
    assert erlang_c_wait(1.0, 2, 1.0) == pytest.approx(1 / 3)
    assert erlang_c_wait(2.0, 2, 1.0) is None
    curve = wait_curve([0.5, 1.0, 1.2], 1, 1.0, 2.0)  # Allen-Cunneen: times (4 + 1) / 2
    assert curve.wait_seconds[0] == pytest.approx(2.5) and np.isinf(curve.wait_seconds[1:]).all()
    assert curve.in_line[0] == pytest.approx(1.25) and not curve.exact


@pytest.mark.parametrize("c", [1, 3, 8])
@pytest.mark.parametrize("load", [0.3, 0.95, 1.3])
@pytest.mark.parametrize("since", [0, 1, 2, 517, 1999])
def test_serving_from_one_request_on_is_serving_from_the_first(c: int, load: float, since: int) -> None:
    arrivals, services = queue._sample(load * c, 1.0, 1.0, 2000, 7)
    other = queue._with_ours(services, since, 3.0) if since < 1999 else services
    whole = queue._serve(arrivals, other, c)
    resumed = queue._serve(arrivals, other, c, queue._serve(arrivals, services, c), since)
    assert (resumed.starts == whole.starts).all() and (resumed.who == whole.who).all()


def slow_waits(arrivals: list[float], services: list[float], c: int) -> list[float]:
    """First come first served with no heap: each takes the replica that is free first."""
    free, waits = [0.0] * c, []
    for now, service in zip(arrivals, services):
        best = min(range(c), key=lambda k: free[k])
        start = max(now, free[best])
        free[best] = start + service
        waits.append(start - now)
    return waits


@pytest.mark.parametrize("c", [1, 3, 8])
def test_the_event_loop_equals_a_plain_one(c: int) -> None:
    rng = np.random.default_rng(c)
    arrivals = np.cumsum(rng.exponential(1 / c, 400))
    services = rng.exponential(0.95, 400)
    run = queue._serve(arrivals, services, c)
    starts, who = run.starts, run.who
    assert (starts - arrivals).tolist() == pytest.approx(slow_waits(arrivals.tolist(), services.tolist(), c))
    for k in range(c):  # one at a time on each replica
        mine = who == k
        assert (starts[mine][1:] >= (starts + services)[mine][:-1] - 1e-9).all()


@pytest.mark.parametrize(("load", "c"), [(0.5, 1), (0.78, 4), (0.9, 4), (0.95, 2), (0.8, 12)])
def test_run_and_formula_agree_within_the_interval(load: float, c: int) -> None:
    runs = [queue.run_queue(load * c / 1.2, c, 1.2, 1.0, seed) for seed in range(12)]
    # A 95 % interval may miss now and then: of 12, at most two, which a sound one exceeds twice in a hundred.
    assert sum(bool(run.agrees) for run in runs) >= 10
    truth = erlang_c_by_sum(load, c) * 1.2 / (c * (1 - load))
    assert np.mean([run.mean_wait_seconds for run in runs]) == pytest.approx(truth, rel=0.06)
    assert all(run.erlang_c_wait_seconds == pytest.approx(truth) for run in runs)


def test_default_run() -> None:
    run = queue.run_queue(2.6, 4, 1.2)
    assert run.utilisation == pytest.approx(0.78) and run.stable and run.settled and run.agrees
    assert run.measured_utilisation == pytest.approx(0.78, abs=0.005)
    assert run.little_lhs == run.mean_in_system == pytest.approx(run.little_rhs, rel=2e-3)
    assert run.mean_time_in_system_seconds == pytest.approx(run.mean_wait_seconds + 1.2, rel=5e-3)
    assert run.mean_in_line == pytest.approx(2.6 * run.mean_wait_seconds, rel=2e-2)
    assert queue.run_queue(2.6, 4, 1.2).mean_wait_seconds == run.mean_wait_seconds
    assert queue.run_queue(2.6, 4, 1.2, seed=8).mean_wait_seconds != run.mean_wait_seconds


@pytest.mark.parametrize("burstiness", [0.0, 0.5, 2.0])
def test_burstiness_is_the_variation_of_gaps(burstiness: float) -> None:
    arrivals, services = queue._sample(2.0, 1.5, burstiness, 60_000, 3)
    gaps = np.diff(arrivals, prepend=0.0)
    assert gaps.mean() == pytest.approx(0.5) and services.mean() == pytest.approx(1.5)
    assert gaps.std() / gaps.mean() == pytest.approx(burstiness, abs=0.05)
    run = queue.run_queue(2.6, 4, 1.2, burstiness)
    assert run.erlang_c_wait_seconds is None and run.agrees is None and "Allen" in run.formula
    plain = queue.run_queue(2.6, 4, 1.2)
    assert (run.mean_wait_seconds > plain.mean_wait_seconds) == (burstiness > 1)
    assert run.little_lhs == pytest.approx(run.little_rhs, rel=1e-2)


@pytest.mark.parametrize("rate", [4.0, 5.0])
def test_at_or_above_capacity_there_is_no_mean(rate: float) -> None:
    run = queue.run_queue(rate, 4, 1.0)
    assert not run.stable and not run.settled and run.utilisation == rate / 4
    for name in (
        "mean_wait_seconds",
        "wait_ci_seconds",
        "mean_in_system",
        "little_lhs",
        "erlang_c_wait_seconds",
        "formula_wait_seconds",
        "mean_time_in_system_seconds",
    ):
        assert getattr(run, name) is None
    window = run.window
    assert window.at(window.arrival[window.ours]).ours_place >= 1


def test_too_close_to_capacity_gives_no_interval() -> None:
    run = queue.run_queue(3.33, 4, 1.2)
    assert run.stable and not run.settled and run.wait_ci_seconds is None and run.agrees is None
    assert run.mean_wait_seconds is not None


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"arrival_rate": 3.2},
        {"replicas": 12},
        {"burstiness": 0.0},
        {"arrival_rate": 5.0},
        {"replicas": 1, "arrival_rate": 0.1},
    ],
)
def test_window_is_the_run_at_every_moment(settings: dict) -> None:
    window = queue.run_queue(**(USUAL | settings)).window
    assert (np.diff(window.arrival) >= 0).all() and (np.diff(window.start) >= 0).all()
    served = -1
    for seconds in np.linspace(0, window.duration, 200):
        moment = window.at(seconds)
        line = set(moment.waiting.tolist())
        busy = {row for row in moment.serving.tolist() if row >= 0}
        present = {i for i in range(len(window.number)) if window.arrival[i] <= seconds < window.departure[i]}
        assert line | busy == present and not line & busy
        assert not line or len(busy) == window.replicas  # nobody waits while a replica is idle
        assert list(moment.waiting) == sorted(moment.waiting)
        assert ((moment.progress >= 0) & (moment.progress <= 1)).all()
        assert ((moment.remaining_seconds > 0) == (moment.serving >= 0)).all()
        assert moment.served >= served
        served = moment.served
        words = {"coming": False, "waiting": True, "served": False, "done": False}
        assert (moment.ours_place > 0) == words[moment.ours_state]
    assert window.at(0.0).ours_state == "coming" or window.arrival[window.ours] == 0
    assert window.at(window.duration).ours_state == "done"


def test_ours_may_be_given_its_service_and_the_mean_stays() -> None:
    plain, run = queue.run_queue(2.6, 4, 1.2), queue.run_queue(2.6, 4, 1.2, ours_service=0.3)
    assert run.window.ours_service_seconds == pytest.approx(0.3, rel=1e-12)
    assert run.window.ours_wait_seconds == plain.window.ours_wait_seconds, "it waited for those before it"
    assert run.measured_utilisation == pytest.approx(plain.measured_utilisation, rel=1e-4)
    assert run.mean_wait_seconds == pytest.approx(plain.mean_wait_seconds, rel=1e-3)


def test_ours_waits_about_the_mean() -> None:
    run = queue.run_queue(3.0, 4, 1.2)
    assert run.window.ours_wait_seconds == pytest.approx(run.mean_wait_seconds, rel=0.05)
    line = run.window.at(run.window.arrival[run.window.ours]).waiting.size
    assert abs(line - 1 - run.mean_in_line) < 3


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"arrival_rate": 0.0}, "arrival_rate"),
        ({"arrival_rate": math.nan}, "arrival_rate"),
        ({"replicas": 0}, "replicas"),
        ({"mean_service": -1.0}, "mean_service"),
        ({"mean_service": math.inf}, "mean_service"),
        ({"burstiness": -0.1}, "burstiness"),
        ({"seed": -1}, "seed"),
        ({"requests": 3}, "requests"),
    ],
)
def test_unusable_values_are_named(change: dict, word: str) -> None:
    with pytest.raises(UsageError, match=word):
        queue.run_queue(**(USUAL | change))
