"""The solver: cells, search, ranking, repairs, what breaks first. It can be asked to stop between its steps.

Rank: cost, GPUs, margin (how far the first thing to break is), slack of the time between tokens, id. Margins are worked
out where cost and GPUs are equal, which is where they decide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from tourapp.errors import TourError
from tourapp.sim.plan.ask import PlanSpec
from tourapp.sim.plan.cells import Cell, cells_of, excluded
from tourapp.sim.plan.lines import works_of
from tourapp.sim.plan.misses import Loosened, loosened
from tourapp.sim.plan.outcome import Outcome, search
from tourapp.sim.plan.repairs import Repair, break_factors, margin, pushed, repairs
from tourapp.sim.plan.run import Wants, wants_of
from tourapp.sim.plan.waits import SimulatedWait, simulated
from tourapp.sim.plan.works import Floats, Works

Ticks = Callable[[str, float], bool]
"""Called with what is done now and how far it is, 0 to 1; False stops the search."""
PUSH = 1.0005


class PlanStoppedError(TourError):
    """A search was told to stop. Exit status 1."""


@dataclass(frozen=True, slots=True)
class Break:
    """What breaks a plan at which factor, and what it becomes: the cell and replicas that are the answer then (None:
    nothing is) and their USD a month."""

    what: str
    factor: float
    cell: Cell | None
    replicas: int
    month: float


@dataclass(slots=True)
class MachinePlan:
    """All that came of a question. order: feasible cells, the best first; waits: simulated ones of the first rows;
    mends: a repair or None for each cell; loosened: where nothing holds, how far each target alone must give way."""

    spec: PlanSpec
    cells: list[Cell]
    works: Works
    wants: Wants
    outcome: Outcome
    order: list[int]
    margins: dict[int, float] = field(default_factory=dict)
    waits: dict[int, SimulatedWait] = field(default_factory=dict)
    mends: list[Repair | None] = field(default_factory=list)
    loosened: dict[str, Loosened] = field(default_factory=dict)
    breaks: list[Break] = field(default_factory=list)
    left_aside: list[dict[str, str]] = field(default_factory=list)


def solve(
    spec: PlanSpec,
    tick: Ticks | None = None,
    *,
    quick: bool = False,
    first: Callable[[MachinePlan], None] | None = None,
) -> MachinePlan:
    """Answer a question. quick: ranked rows alone, without simulation, repairs and sensitivities. PlanStoppedError
    where `tick` says no. first: called at once with the quick answer for the first model, to show while the rest is
    worked out."""
    on = _ticking(tick)
    on("cells", 0.0)
    if first is not None:
        first(solve(replace(spec, models=spec.models[:1]), quick=True))
    cells = cells_of(spec)
    works = works_of(spec, cells)
    wants = wants_of(spec, works)
    on("search", 0.2)
    outcome = search(spec, works, wants, bounds=True)
    plan = MachinePlan(spec, cells, works, wants, outcome, [], left_aside=excluded(spec))
    on("ranking", 0.4)
    _rank(plan, quick, lambda: on("ranking", 0.45))
    if quick:
        return plan
    for place, row in enumerate(plan.order[: spec.top]):
        on("waits", 0.5 + 0.1 * place / spec.top)
        plan.waits[row] = _wait(spec, outcome, row)
    on("repairs", 0.6)
    plan.mends = repairs(spec, works, wants, outcome, lambda: on("repairs", 0.75))
    if not plan.order:
        plan.loosened = loosened(spec, works, wants, outcome, lambda: on("repairs", 0.8))
    on("breaks", 0.9)
    plan.breaks = _breaks(plan, lambda: on("breaks", 0.95))
    on("done", 1.0)
    return plan


def _ticking(tick: Ticks | None) -> Callable[[str, float], None]:
    def on(what: str, share: float) -> None:
        if tick is not None and not tick(what, share):
            raise PlanStoppedError("plan: stopped")

    return on


def _rank(plan: MachinePlan, quick: bool, pause: Callable[[], None]) -> None:
    """Put the feasible cells in order."""
    out, rows = plan.outcome, np.flatnonzero(plan.outcome.feasible)
    gpus = out.replicas * plan.works.gpus
    alike: dict[tuple[float, float], list[int]] = {}
    for row in rows.tolist():
        alike.setdefault((round(float(out.month[row]), 6), float(gpus[row])), []).append(row)
    tied = [row for group in alike.values() if len(group) > 1 for row in group]
    if tied and not quick:
        some = np.array(tied)
        works, wants = plan.works.take(some), plan.wants.take(some)
        factors = break_factors(plan.spec, works, wants, out.replicas[some], pause=pause)
        plan.margins = dict(zip(tied, margin(factors).tolist(), strict=True))

    def key(row: int) -> tuple[float, float, float, float, str]:
        slack = float(plan.wants.itl[row] - out.itl[row])
        return float(out.month[row]), float(gpus[row]), -plan.margins.get(row, 0.0), -slack, plan.cells[row].id

    plan.order = sorted(rows.tolist(), key=key)


def _wait(spec: PlanSpec, out: Outcome, row: int) -> SimulatedWait:
    """The wait of one row, simulated."""
    rate, replicas, service = float(out.rate[row]), int(out.replicas[row]), float(out.prefill[row])
    return simulated(rate, replicas, service, spec.cv, share=spec.pct / 100.0, seed=spec.seed)


def _breaks(plan: MachinePlan, pause: Callable[[], None]) -> list[Break]:
    """For the first row, each thing that breaks it, the nearest first."""
    if not plan.order:
        return []
    best = plan.order[0]
    one = np.array([best])
    held = plan.outcome.replicas[one]
    factors = break_factors(plan.spec, plan.works.take(one), plan.wants.take(one), held, rounds=40)
    found = []
    for what, factor in factors.items():
        there = float(factor[0])
        pause()
        push = max(there, 1.0 / there) * PUSH
        found.append(Break(what, there, *_then(plan, pushed(plan.wants, what, push))))
    found += _dearer(plan, best)
    return sorted(found, key=lambda each: max(each.factor, 1.0 / each.factor))


def _then(plan: MachinePlan, wants: Wants) -> tuple[Cell | None, int, float]:
    """The best cell under other wants."""
    out = search(plan.spec, plan.works, wants)
    rows = np.flatnonzero(out.feasible)
    if not len(rows):
        return None, 0, 0.0
    gpus: Floats = out.replicas * plan.works.gpus
    first: int = min(rows.tolist(), key=lambda row: (out.month[row], gpus[row], out.itl[row], plan.cells[row].id))
    return plan.cells[first], int(out.replicas[first]), float(out.month[first])


def _dearer(plan: MachinePlan, best: int) -> list[Break]:
    """The factor on the price of the first row's GPU at which another GPU is cheaper, or the budget is broken."""
    out, cell = plan.outcome, plan.cells[best]
    found: list[Break] = []
    cost = float(out.month[best])
    others = [row for row in plan.order if plan.cells[row].gpu != cell.gpu]
    if others:
        other = min(others, key=lambda row: float(out.month[row]))
        month = float(out.month[other])
        found.append(Break("gpu_hour", month / cost, plan.cells[other], int(out.replicas[other]), month))
    if plan.spec.budget is not None and (not found or plan.spec.budget / cost < found[0].factor):
        return [Break("gpu_hour", plan.spec.budget / cost, None, 0, 0.0)]
    return found
