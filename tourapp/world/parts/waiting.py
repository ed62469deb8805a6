"""World parts about waiting: a run of the queue in numbers that can be asked "why?", the mean wait and line at any
load in closed form, and how the run's settings stand to the service's typical request.

Nothing is simulated here; all is read from the run. Not here: how long our request stays in all (`account`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import ASSUMED, DEFINED, SETTING, SIMULATED
from tourapp.sim.erlang import wait_curve
from tourapp.sim.queue import QueueRun
from tourapp.world.controls import Slider
from tourapp.world.part import PartView, part
from tourapp.world.service import USUAL_LOAD, USUAL_REPLICAS

LOADS = np.round(np.arange(0.02, 0.985, 0.02), 2)
FINE_LOADS = np.concatenate([np.linspace(0.005, 0.8, 60), np.linspace(0.805, 0.998, 160)])
"""Where the closed form is worked out: every second per cent, and closely enough for a smooth curve."""


@dataclass(frozen=True, slots=True)
class QueueNumbers:
    """One run in quantities; None where a number does not exist (above capacity) or is not vouched for."""

    rate: Quantity
    service: Quantity
    replicas: Quantity
    load: Quantity
    busy_share: Quantity
    """How much of the time replicas work: the load or, where more comes than can leave, what the run measured."""
    wait: Quantity | None
    half_width: Quantity | None
    closed: Quantity | None
    """The mean wait in closed form (see `LoadCurve`)."""
    in_line: Quantity | None
    in_system: Quantity | None
    time_in_system: Quantity | None
    little: Quantity | None
    """Arrival rate times time in system, to be held against `in_system`."""
    measured_rate: Quantity | None
    growth: Quantity
    """Requests a second by which the line grows above capacity (negative below)."""
    capacity: Quantity
    our_wait: Quantity
    our_service: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class LoadCurve:
    """The closed form at any load, for these replicas, burstiness and mean service: Erlang C (`exact`) or, where
    arrivals are not Poisson, the Allen-Cunneen approximation.

    in_line [49]: mean number waiting at `loads`; fine_in_line [220]: the same at `fine_loads`. Neither depends on the
    service time. Loads are shares of capacity below 1.
    """

    replicas: int
    burstiness: float
    service_seconds: float
    exact: bool
    loads: np.ndarray
    in_line: np.ndarray
    fine_loads: np.ndarray
    fine_in_line: np.ndarray

    @property
    def highest(self) -> float:
        """The last of `loads`."""
        return float(self.loads[-1])

    def line_at(self, load: float) -> float:
        """Mean number waiting at a load."""
        return float(wait_curve([load], self.replicas, 1.0, self.burstiness).in_line[0])

    def wait_at(self, load: float) -> Quantity:
        """Mean wait at a load."""
        curve = wait_curve([load], self.replicas, self.service_seconds, self.burstiness)
        seconds = float(curve.wait_seconds[0])
        service = Quantity(self.service_seconds, "s", "mean service time", "S", source=SETTING)
        replicas = Quantity(self.replicas, "1", "replicas", "c", source=SETTING)
        inputs, id = (self.share(load), service, replicas), f"load_curve.wait(load={load:.6g})"
        return Quantity(seconds, "s", wait_name(self.exact), "W", _closed_form(self.exact), inputs, id=id)

    def share(self, load: float) -> Quantity:
        """A load, as a quantity."""
        id = f"load_curve.load({load:.6g})"
        return Quantity(load, "share", "load", "ρ", "a place on the load axis", source=DEFINED, id=id)

    def load_of(self, in_line: float) -> float:
        """The load at which that many wait on average; beyond the ends of the curve, its end."""
        return float(np.interp(in_line, self.fine_in_line, self.fine_loads))


@dataclass(frozen=True, slots=True)
class TypicalRequest:
    """The service's typical request beside the run: its tokens, its achieved seconds, and the arrivals that would keep
    the usual replicas as busy as usual.

    service, rate: how the run's mean service and arrivals stand to that: "same", "set" by a person, or "above" or
    "below" where it lies beyond that end of the slider. service_end, rate_end: what the run takes in its place.
    """

    prompt: Quantity
    answer: Quantity
    seconds: Quantity
    arrivals: Quantity
    service: str
    rate: str
    service_end: Quantity
    rate_end: Quantity


@part("typical", reads=("mean_service", "arrival_rate"), needs=("request_times", "queue_numbers"))
def _typical(view: PartView) -> TypicalRequest:
    times, numbers = view.request_times, view.queue_numbers
    seconds: Quantity = times.achieved_total
    arrivals = derive(
        "arrivals that keep the usual replicas as busy as usual",
        "λ_u",
        "1/s",
        "ρ_u * c_u / t_all",
        Quantity(USUAL_LOAD, "share", "usual load", "ρ_u", source=ASSUMED),
        Quantity(USUAL_REPLICAS, "1", "usual replicas", "c_u", source=ASSUMED),
        seconds,
    )
    return TypicalRequest(
        prompt=times.prompt,
        answer=times.answer,
        seconds=seconds,
        arrivals=arrivals,
        service=_standing("mean_service", view.mean_service, float(seconds.value)),
        rate=_standing("arrival_rate", view.arrival_rate, float(arrivals.value)),
        service_end=numbers.service,
        rate_end=numbers.rate,
    )


def _standing(name: str, taken: float, exact: float) -> str:
    """How a slider's value stands to the scenario's own (see `TypicalRequest`)."""
    from tourapp.world.inputs import controls  # settings are put together from the parts, so not above

    slider = controls()[name]
    assert isinstance(slider, Slider)
    if exact > slider.high and taken == slider.high:
        return "above"
    if exact < slider.low and taken == slider.low:
        return "below"
    return "same" if math.isclose(taken, exact, rel_tol=1e-6) else "set"


@part("queue_numbers", needs=("queue",))
def _queue_numbers(view: PartView) -> QueueNumbers:
    return queue_numbers(view.queue)


@part("load_curve", needs=("queue",))
def _load_curve(view: PartView) -> LoadCurve:
    return load_curve(view.queue)


def wait_name(exact: bool) -> str:
    """What the mean wait in closed form is called."""
    return "mean wait, Erlang C" if exact else "mean wait, Allen-Cunneen approximation"


def load_curve(run: QueueRun) -> LoadCurve:
    """The closed form for the replicas, burstiness and mean service of a run."""
    burstiness = float(run.burstiness)
    line, fine = (wait_curve(loads, run.replicas, 1.0, burstiness) for loads in (LOADS, FINE_LOADS))
    return LoadCurve(
        run.replicas,
        burstiness,
        float(run.mean_service_seconds),
        line.exact,
        line.load,
        line.in_line,
        fine.load,
        fine.in_line,
    )


def queue_numbers(run: QueueRun) -> QueueNumbers:
    """The quantities of a run. Formulas of simulated numbers say how they were counted."""
    rate = Quantity(float(run.arrival_rate), "1/s", "arrival rate", "λ", source=SETTING)
    service = Quantity(float(run.mean_service_seconds), "s", "mean service time", "S", source=SETTING)
    replicas = Quantity(run.replicas, "1", "replicas", "c", source=SETTING)
    counted = (Quantity(run.requests, "1", "requests simulated", "n", source=SIMULATED),)
    load = derive("utilisation", "ρ", "share", "λ * S / c", rate, service, replicas)
    stay, seen, little = _littles_law(run, counted)
    return QueueNumbers(
        rate,
        service,
        replicas,
        load,
        load if run.stable else _busy(run, counted),
        _valued(run.mean_wait_seconds, Quantity(0, "s", "mean wait, simulated", "W_q", "mean over the run", counted)),
        _valued(run.wait_ci_seconds, Quantity(0, "s", "half-width of the 95 % interval", "h", "batch means", counted)),
        _closed(run, (load, service, replicas)),
        _valued(run.mean_in_line, _averaged("mean number in line, simulated", "N_q", counted)),
        _valued(run.mean_in_system, _averaged("mean number in system, counted", "N", counted)),
        stay,
        little,
        seen,
        derive("growth of the line", "g", "1/s", "λ - c / S", rate, replicas, service),
        derive("most that can leave", "μ", "1/s", "c / S", replicas, service),
        _counted(max(0.0, run.window.ours_wait_seconds), "our wait", "w", "called minus arrived, in this run"),
        _counted(run.window.ours_service_seconds, "our service", "s", "done minus called, in this run"),
    )


def _counted(seconds: float, name: str, symbol: str, formula: str) -> Quantity:
    return Quantity(seconds, "s", name, symbol, formula, (), SIMULATED)


def _busy(run: QueueRun, counted: tuple[Quantity, ...]) -> Quantity:
    value, formula = run.measured_utilisation, "time at work over all time, all replicas"
    return Quantity(value, "share", "measured utilisation", "u", formula, counted)


def _valued(value: float | None, words: Quantity) -> Quantity | None:
    """The value under the words, unit and formula of another quantity; None where there is none."""
    return None if value is None else replace(words, value=value)


def _averaged(name: str, symbol: str, counted: tuple[Quantity, ...]) -> Quantity:
    return Quantity(0, "1", name, symbol, "time average over the run", counted)


def _closed(run: QueueRun, inputs: tuple[Quantity, ...]) -> Quantity | None:
    exact = run.erlang_c_wait_seconds is not None
    words = Quantity(0, "s", wait_name(exact), "W_C", _closed_form(exact), inputs)
    return _valued(run.formula_wait_seconds, words)


def _closed_form(exact: bool) -> str:
    return "C(c, ρ) S / (c (1 - ρ))" if exact else "C(c, ρ) S / (c (1 - ρ)) x (CV^2 + 1) / 2"


def _littles_law(run: QueueRun, counted: tuple[Quantity, ...]) -> tuple[Quantity | None, ...]:
    """(mean time in system, arrival rate as counted, their product: the mean number in system), all measured."""
    time, product = run.mean_time_in_system_seconds, run.little_rhs
    if time is None or product is None:
        return None, None, None
    formula = "mean of wait plus service over the run"
    stay = Quantity(time, "s", "mean time in system, simulated", "W", formula, counted)
    seen = Quantity(product / time, "1/s", "arrival rate, counted", "λ_n", "arrivals over the time they took", counted)
    return stay, seen, derive("mean number in system", "N", "1", "λ_n * W", seen, stay)
