"""The load's side of one plan's numbers: requests, replicas, the wait in line, and the bill.

Every value is the solver's own. Not here: memory and times of a replica (derived.py).
"""

from __future__ import annotations

from typing import Any

from tourapp.quantity import Quantity, units
from tourapp.quantity.origin import COMPUTED, DEFINED, SETTING, SIMULATED
from tourapp.sim.cost.constants import SECONDS_PER_HOUR, TOKENS_PER_MILLION
from tourapp.sim.plan.ask import HOURS
from tourapp.sim.plan.solver import MachinePlan
from tourapp.words import Phrase


def solved_number(value: Any, name: str | Phrase, how: tuple[str, str, str], *inputs: Quantity) -> Quantity:
    """A value of the solver as the quantity that a formula gives. how: symbol, unit, formula."""
    symbol, unit, formula = how
    units.check(formula, unit, tuple(q.symbol for q in inputs), tuple(q.unit for q in inputs))
    return Quantity(value, unit, name, symbol, formula, inputs)


def setting(value: float, unit: str, name: str, symbol: str) -> Quantity:
    """A number that somebody asked for."""
    return Quantity(value, unit, name, symbol, source=SETTING)


def load_numbers(plan: MachinePlan, row: int, found: dict[str, Quantity]) -> dict[str, Quantity]:
    """What follows from the load. found: the numbers of a replica, by name."""
    spec, out, cell = plan.spec, plan.outcome, plan.cells[row]
    capacity, came = found["capacity"], float(out.rate[row])
    rate = _rate(plan, row, found)
    room = setting(spec.headroom, "share", "headroom kept free", "h")
    kept = (1.0 - spec.headroom) * float(capacity.value)
    carries = solved_number(
        kept, "requests that a replica is planned for", ("X_h", "1/s", "(1 - h) * X"), room, capacity
    )
    exact = solved_number(came / kept, "replicas before rounding up", ("R_x", "1", "λ / X_h"), rate, carries)
    replicas = _replicas(plan, row, exact)
    count = cell.scenario(spec).quantity("gpus")
    cards = solved_number(int(out.replicas[row]) * cell.gpus, "GPUs in all", ("n_gpu", "1", "R * G"), replicas, count)
    asked = came / (float(out.replicas[row]) * float(capacity.value))
    how = ("ρ", "share", "λ / (R * X)")
    used = solved_number(asked, "share of its capacity that a replica is asked for", how, rate, replicas, capacity)
    wait = _wait(plan, row)
    parts = (wait, found["step"], found["prefill"], found["host"])
    whole = sum(float(each.value) for each in parts)
    first = solved_number(whole, "time to the first token", ("t_first", "s", "w + t_dec + t_pre + t_host"), *parts)
    month, million = _bill(plan, row, (cards, rate, found["answer"]))
    return {"rate": rate, "headroom": room, "carries": carries, "exact": exact, "replicas": replicas} | {
        "cards": cards, "used": used, "wait": wait, "first": first, "month": month, "million": million,
    }  # fmt: skip


def _rate(plan: MachinePlan, row: int, found: dict[str, Quantity]) -> Quantity:
    spec, value = plan.spec, float(plan.outcome.rate[row])
    if spec.users is None:
        return setting(value, "1/s", "requests that come", "λ")
    people = setting(spec.users, "1", "users", "n_u")
    think = setting(spec.think, "s", "time that a user thinks", "t_think")
    times = (found[name] for name in ("prefill", "host", "step", "answer", "between"))
    how = ("λ", "1/s", "n_u / (t_think + t_pre + t_host + t_dec + (n - 1) * t_itl)")
    return solved_number(value, "requests that users send", how, people, think, *times)


def _replicas(plan: MachinePlan, row: int, exact: Quantity) -> Quantity:
    value = int(plan.outcome.replicas[row])
    if bool(plan.outcome.by_wait[row]):
        return Quantity(value, "1", "replicas, as many as the first token needs", "R", source=COMPUTED)
    if not plan.spec.spares:
        return solved_number(value, "replicas", ("R", "1", "-floor(-R_x)"), exact)
    spare = setting(plan.spec.spares, "1", "spare replicas", "n_s")
    return solved_number(value, "replicas with spares", ("R", "1", "-floor(-R_x) + n_s"), exact, spare)


def _wait(plan: MachinePlan, row: int) -> Quantity:
    share, run = Quantity(plan.spec.pct / 100.0, "share", "", "p"), plan.waits.get(row)
    if run is not None and run.settled:
        name = Phrase("wait that {share} of the prompts do not exceed", share=share)
        return Quantity(run.seconds, "s", name, "w", source=SIMULATED)
    bound = float(plan.outcome.bound[row])
    name = Phrase("bound of the wait of {share} of the prompts", share=share)
    return Quantity(bound, "s", name, "w", source=COMPUTED)


def _bill(plan: MachinePlan, row: int, inputs: tuple[Quantity, Quantity, Quantity]) -> tuple[Quantity, Quantity]:
    """USD of a month, and per million output tokens."""
    cards, rate, answer = inputs
    month = float(plan.outcome.month[row])
    hour = setting(plan.cells[row].hour, "USD/h", "price of one GPU for an hour (assumption)", "D")
    hours = Quantity(HOURS, "h", "hours of a month", "T", source=DEFINED)
    cost = solved_number(month, "USD of a month", ("C", "USD", "n_gpu * D * T"), cards, hour, hours)
    tokens = float(rate.value) * plan.spec.answer * HOURS * 3600
    how = ("p", "USD/Mtoken", f"C * million / (λ * n * T * {SECONDS_PER_HOUR.symbol})")
    each = solved_number(
        month / tokens * 1e6,
        "USD of a million output tokens",
        how,
        *(cost, TOKENS_PER_MILLION, rate, answer, hours, SECONDS_PER_HOUR),
    )
    return cost, each
