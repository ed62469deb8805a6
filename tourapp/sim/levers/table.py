"""The lever table: every lever with the term it moves, its figures, and where it does nothing.

A lever that turns a scenario into another is a function (shifts.py); one that changes what a step is (speculation, a
kept prefix, chunks) has its own arithmetic (engine.py). Levers that cannot be pulled here say why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tourapp.errors import UsageError
from tourapp.nearest import did_you_mean
from tourapp.quantity import Quantity
from tourapp.sim.cost import Scenario
from tourapp.sim.levers.engine import ENGINE
from tourapp.sim.levers.figures import Beside, LeverFigures, figures_of
from tourapp.sim.levers.shifts import SHIFTS, NotHereError, Shift


@dataclass(frozen=True, slots=True)
class Lever:
    """One row. term: what it moves in the equations of step, capacity and price; figures: with it pulled (those of the
    base where it cannot be); why_not: the reason then; nothing_when: where it does nothing; costs: what it takes; more:
    figures of its own, by name."""

    id: str
    group: str
    term: str
    figures: LeverFigures
    why_not: str | None
    nothing_when: str
    costs: str
    more: dict[str, Quantity] = field(default_factory=dict)
    scenario: Scenario | None = None

    @property
    def applies(self) -> bool:
        """Whether it can be pulled here."""
        return self.why_not is None


@dataclass(frozen=True, slots=True)
class LeverTable:
    """The base and every lever."""

    scenario: Scenario
    base: LeverFigures
    levers: tuple[Lever, ...]

    def speedup(self, lever: Lever) -> float | None:
        """Step of the base over that with the lever: what one user sees."""
        if self.base.step is None or lever.figures.step is None:
            return None
        return float(self.base.step.value) / float(lever.figures.step.value)


def levers(scenario: Scenario, beside: Beside | None = None) -> LeverTable:
    """Every lever of a scenario, ideal or at its MFU and MBU; UsageError for a fitted one, whose times are not sums of
    rows: levers that have arithmetic of their own (speculation, a kept prefix) would mix the two."""
    if scenario.fitted:
        raise UsageError("fitted: levers are compared by ideal times or at mfu and mbu; leave fitted out")
    beside = beside or Beside()
    base = figures_of(scenario, beside)
    rows = [_shifted(shift, scenario, base, beside) for shift in SHIFTS]
    for way in ENGINE:
        try:
            figures, more = way.pull(scenario, base, beside)
            why = None
        except NotHereError as reason:
            figures, more, why = base, {}, str(reason)
        rows.append(Lever(way.id, way.group, way.term, figures, why, way.nothing_when, way.costs, more))
    order = ("quantise", "attention", "moe", "parallel", "batching", "machine", "model")
    rows.sort(key=lambda row: order.index(row.group))
    return LeverTable(scenario, base, tuple(rows))


def _shifted(shift: Shift, scenario: Scenario, base: LeverFigures, beside: Beside) -> Lever:
    words = (shift.id, shift.group, shift.term)
    try:
        there = shift.turn(scenario)
    except NotHereError as reason:
        return Lever(*words, base, str(reason), shift.nothing_when, shift.costs)
    figures = figures_of(there, beside)
    more: dict[str, Quantity] = {}
    if shift.id == "tp_double" and not beside.comm:
        apart = Beside(True, beside.fixed)
        before, after = figures_of(scenario, apart), figures_of(there, apart)
        found = {"base_step_seconds": before.step, "step_seconds": after.step}
        found |= {"base_price_output": before.output, "price_output": after.output}
        more = {f"{name}_with_communication": value for name, value in found.items() if value is not None}
    return Lever(*words, figures, None, shift.nothing_when, shift.costs, more, there)


def pulled(scenario: Scenario, ids: Sequence[str]) -> Scenario:
    """A scenario with several levers pulled, one after another; UsageError names one that is none or cannot be."""
    known = {shift.id: shift for shift in SHIFTS}
    for id in ids:
        if id not in known:
            raise UsageError(
                f"{id[:40]!r} is no lever that turns into a scenario: {', '.join(known)}{did_you_mean(id, known)}"
            )
        try:
            scenario = known[id].turn(scenario)
        except NotHereError as reason:
            raise UsageError(f"{id}: {reason}") from None
    return scenario
