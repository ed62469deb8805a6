"""The numbers of the queue scene as quantities: load, waits, Little's law, and the parts of one request's stay.

Nothing is simulated or laid out here; every value is read from a finished run, a trip and the cost model.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tourapp.quantity import Quantity, add_up, derive, format_sum
from tourapp.sim.cost import Costs
from tourapp.sim.network import Trip
from tourapp.sim.queue import QueueRun


@dataclass(frozen=True, slots=True)
class QueueNumbers:
    """One run in quantities; None where a number does not exist (above capacity) or is not vouched for."""

    rate: Quantity
    service: Quantity
    replicas: Quantity
    load: Quantity
    wait: Quantity | None
    half_width: Quantity | None
    closed: Quantity | None
    closed_name: str
    """What the rail calls `closed`: Erlang C only where it applies, else the approximation by its name."""
    in_line: Quantity | None
    in_system: Quantity | None
    time_in_system: Quantity | None
    little: Quantity | None
    """Arrival rate times time in system, to be held against `in_system`."""
    measured_rate: Quantity | None
    growth: Quantity
    """Requests a second by which the line grows above capacity (negative below)."""
    our_wait: Quantity
    our_service: Quantity


def _maybe(value: float | None, unit: str, name: str, symbol: str, formula: str, *inputs: Quantity) -> Quantity | None:
    return None if value is None else Quantity(value, unit, name, symbol, formula, inputs)


@lru_cache(maxsize=32)
def queue_numbers(run: QueueRun) -> QueueNumbers:
    """The quantities of a run. Formulas of simulated numbers say how they were counted."""
    rate = Quantity(float(run.arrival_rate), "1/s", "arrival rate", "λ")
    service = Quantity(float(run.mean_service_seconds), "s", "mean service time", "S")
    replicas = Quantity(run.replicas, "1", "replicas", "c")
    counted = Quantity(run.requests, "1", "requests simulated", "n")
    load = derive("utilisation", "ρ", "share", "λ * S / c", rate, service, replicas)
    wait = _maybe(run.mean_wait_seconds, "s", "mean wait, simulated", "W_q", "mean over the run", counted)
    stay = _maybe(
        run.mean_time_in_system_seconds,
        "s",
        "mean time in system, simulated",
        "W",
        "mean of wait plus service over the run",
        counted,
    )
    seen = None
    if stay is not None and run.little_rhs is not None:
        seen = Quantity(
            run.little_rhs / float(stay.value),
            "1/s",
            "arrival rate, counted",
            "λ_n",
            "arrivals over the time they took",
            (counted,),
        )
    little = None if stay is None or seen is None else derive("mean number in system", "N", "1", "λ_n * W", seen, stay)
    exact = run.erlang_c_wait_seconds is not None
    return QueueNumbers(
        rate,
        service,
        replicas,
        load,
        wait,
        _maybe(run.wait_ci_seconds, "s", "half-width of the 95 % interval", "h", "batch means", counted),
        _maybe(
            run.formula_wait_seconds,
            "s",
            f"mean wait, {run.formula}",
            "W_C",
            "C(c, ρ) S / (c (1 - ρ))" + ("" if exact else " x (CV^2 + 1) / 2"),
            load,
            service,
            replicas,
        ),
        "Wait, Erlang C" if exact else "Allen-Cunneen, approx.",
        _maybe(run.mean_in_line, "1", "mean number in line, simulated", "N_q", "time average over the run", counted),
        _maybe(run.mean_in_system, "1", "mean number in system, counted", "N", "time average over the run", counted),
        stay,
        little,
        seen,
        derive("growth of the line", "g", "1/s", "λ - c / S", rate, replicas, service),
        Quantity(max(0.0, run.window.ours_wait_seconds), "s", "our wait", "w", "called minus arrived, in this run"),
        Quantity(run.window.ours_service_seconds, "s", "our service", "s", "done minus called, in this run"),
    )


@dataclass(frozen=True, slots=True)
class StayPart:
    """One stretch of a request's time: short words, how long, its role, and whether it is waste (hatched)."""

    words: str
    seconds: Quantity
    role: str
    waste: bool = False


@dataclass(frozen=True, slots=True)
class Stay:
    """From Enter to the end of the answer: parts in order, their sum, and both as words that add up."""

    parts: tuple[StayPart, ...]
    total: Quantity
    texts: tuple[str, ...]
    total_text: str


def prefill_share(costs: Costs, answer_tokens: int) -> Quantity:
    """Which share of a request's compute is prefill: its part of a batch's prefill against its decode steps."""
    answer = Quantity(answer_tokens, "1", "answer tokens", "n")
    sweep = costs.prefill.achieved_seconds.named("prefill of a batch, achieved", "t_P")
    step = costs.decode.achieved_step_seconds.named("decode step, achieved", "t_D")
    batch = Quantity(costs.scenario.batch, "1", "requests in the batch", "B")
    return derive(
        "prefill's share of compute", "φ", "share", "t_P / B / (t_P / B + n * t_D)", sweep, batch, answer, step
    )


def our_stay(numbers: QueueNumbers, trip: Trip, share: Quantity, wait: Quantity | None = None) -> Stay:
    """Trip, wait, compute (the simulated service, split by `share`) and the way back of the answer's last word.

    `wait` replaces our own wait, for the same request at another load.
    """
    service, waited = numbers.our_service, numbers.our_wait if wait is None else wait
    parts = (
        StayPart("trip", Quantity(trip.total_seconds, "s", "trip, from Enter to the gateway", "t"), "dim"),
        StayPart("wait", waited, "waste", True),
        StayPart("prefill", derive("prefill", "p", "s", "φ * s", share, service), "prefill"),
        StayPart("decode", derive("decode", "d", "s", "(1 - φ) * s", share, service), "decode"),
        StayPart("back", Quantity(trip.return_seconds, "s", "way back", "b"), "dim"),
    )
    seconds = [part.seconds for part in parts]
    total = add_up("from Enter to the end of the answer", "T", "s", seconds)
    texts, total_text = format_sum(seconds, total)
    return Stay(parts, total, tuple(texts), total_text)
