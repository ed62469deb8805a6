"""What would mend a plan that fails, and how far one that holds is from breaking. One change at a time.

A change is a factor on one want; the smallest that mends is looked for by halving its logarithm, for all plans and all
wants at once. Lengths and the rate shrink, targets and the budget grow; rounded outwards to what can be typed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tourapp.sim.plan.ask import RANGES, PlanSpec
from tourapp.sim.plan.outcome import LINK, MEMORY, Outcome, holding, search
from tourapp.sim.plan.run import Wants
from tourapp.sim.plan.works import Floats, Works

MENDS = ("itl", "ttft", "rate", "users", "prompt", "answer", "budget")
GROWS = frozenset({"itl", "ttft", "budget"})
FURTHEST = 1e6
ROUNDS = 16
DIGITS = 4
_IN_MS = frozenset({"itl"})


def _go_on() -> None:
    """Nobody asks for a stop."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One change that mends a plan: of which option, to what (in the option's unit), by which factor."""

    what: str
    to: float
    factor: float

    @property
    def option(self) -> str:
        """As it is typed."""
        return f"--{self.what} {self.to:.12g}"

    @property
    def value(self) -> float:
        """The same in s, tokens, requests a second or USD."""
        return self.to / 1e3 if self.what in _IN_MS else self.to


def repairs(
    spec: PlanSpec, works: Works, wants: Wants, outcome: Outcome, pause: Callable[[], None] = _go_on
) -> list[Repair | None]:
    """For every plan the smallest single change that makes it feasible; None where it is, or where none does. pause:
    called between the options, and may raise."""
    best: list[Repair | None] = [None] * len(outcome.why)
    bad = np.flatnonzero((outcome.why != 0) & (outcome.why != LINK))
    for what in MENDS:
        pause()
        asked = asked_of(spec, what)
        rows = bad if what != "answer" else bad[outcome.why[bad] == MEMORY]
        if asked is None or not len(rows):
            continue
        for row, repair in zip(rows.tolist(), mended(spec, works, wants, (what, asked, rows)), strict=True):
            kept = best[row]
            if repair is not None and (kept is None or repair.factor < kept.factor):
                best[row] = repair
    return best


def asked_of(spec: PlanSpec, what: str) -> float | None:
    """The value of an option as it was asked for, in its own unit."""
    value = getattr(spec, what)
    return None if value is None else float(value) * (1e3 if what in _IN_MS else 1.0)


def mended(
    spec: PlanSpec, works: Works, wants: Wants, change: tuple[str, float, NDArray[np.int64]]
) -> list[Repair | None]:
    """The smallest change of one option for some plans."""
    what, asked, rows = change
    low, high = RANGES[what]
    limit = high / asked if what in GROWS else asked / low
    limit = min(limit, FURTHEST)
    some, mine = works.take(rows), wants.take(rows)
    if limit <= 1:
        return [None] * len(rows)

    def holds(factor: Floats, places: NDArray[np.int64]) -> NDArray[np.bool_]:
        asks = mine.take(places)
        typed = _typed(what, asked, factor)
        scale = 1e3 if what in _IN_MS else 1.0
        return search(spec, some.take(places), asks.but(**{what: typed / scale})).feasible

    everywhere = np.arange(len(rows))
    ends = holds(np.full(len(rows), limit), everywhere)
    places = np.flatnonzero(ends)
    near, far = np.zeros(len(places)), np.full(len(places), np.log(limit))
    for _ in range(ROUNDS if len(places) else 0):
        middle = 0.5 * (near + far)
        ok = holds(np.exp(middle), places)
        near, far = np.where(ok, near, middle), np.where(ok, middle, far)
    found: list[Repair | None] = [None] * len(rows)
    for place, factor in zip(places.tolist(), np.exp(far).tolist(), strict=True):
        to = float(_typed(what, asked, np.array([factor]))[0])
        found[place] = Repair(what, to, to / asked if what in GROWS else asked / to)
    return found


def _typed(what: str, asked: float, factor: Floats) -> Floats:
    """An option after a change, rounded outwards to what is typed: whole tokens and users, else four digits."""
    if what in ("prompt", "answer", "users"):
        return np.maximum(np.floor(asked / factor), 1.0)
    value = asked * factor if what in GROWS else asked / factor
    step = 10.0 ** (np.floor(np.log10(value)) - (DIGITS - 1))
    exact = np.round(value / step)
    near = np.abs(value / step - exact) < 1e-9
    rounded = np.where(near, exact, np.ceil(value / step) if what in GROWS else np.floor(value / step))
    low, high = RANGES[what]
    return np.clip(rounded * step, low, high)


BREAKS = ("rate", "users", "prompt", "answer", "itl", "ttft", "mfu", "mbu")
"""What is pushed until a plan breaks: load and lengths upwards, targets and the machine's shares downwards."""
UP = frozenset({"rate", "users", "prompt", "answer"})
WIDEST = 64.0


def break_factors(
    spec: PlanSpec,
    works: Works,
    wants: Wants,
    replicas: Floats,
    rounds: int = 14,
    *,
    pause: Callable[[], None] = _go_on,
) -> dict[str, Floats]:
    """For every plan and each of BREAKS the factor at which so many replicas no longer do: above 1 for what is pushed
    up, below 1 for what is pushed down; 64 or its inverse where it holds to the end."""
    found = {}
    for what in BREAKS:
        if what in ("rate", "users") and getattr(spec, what) is None:
            continue
        pause()
        low, high = np.zeros(len(replicas)), np.full(len(replicas), np.log(WIDEST))
        for _ in range(rounds):
            middle = 0.5 * (low + high)
            ok = holding(spec, works, pushed(wants, what, np.exp(middle)), replicas)
            low, high = np.where(ok, middle, low), np.where(ok, high, middle)
        factor = np.exp(high)
        found[what] = factor if what in UP else 1.0 / factor
    return found


def pushed(wants: Wants, what: str, factor: Any) -> Wants:
    """The wants with one of them pushed by a factor of 1 or more."""
    if what in UP:
        return wants.but(**{what: getattr(wants, what) * factor})
    field = {"mfu": "math", "mbu": "bytes"}.get(what, what)
    return wants.but(**{field: getattr(wants, field) / factor})


def margin(factors: dict[str, Floats]) -> Floats:
    """How far the first thing to break is: the smallest factor, 1 or more."""
    return np.min([np.maximum(factor, 1.0 / factor) for factor in factors.values()], axis=0)
