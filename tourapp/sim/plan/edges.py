"""How large a batch each constraint alone would let one plan take, and its times at any batch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.sim.plan.run import Search
from tourapp.sim.plan.solver import MachinePlan
from tourapp.sim.plan.works import Floats

MOST = 2.0**20
"""A batch beyond which nothing is looked for."""
POINTS = 72
WIDER = 3.0
"""The curve goes on for so many times the largest batch of interest."""


@dataclass(frozen=True, slots=True, eq=False)
class BatchEdges:
    """Batches of one plan. memory: that fit; between: that keep the time between tokens; alone: the same if prompts of
    others were forgotten; first: that keep the time to the first token with the plan's replicas; load: the fewest that
    carry the load with those replicas. 0 where none does. batch, step, prompts [72]: a sweep, and in s at each batch
    the step and the prompts that are read between two tokens; users: the largest batch that fits."""

    memory: int
    between: int
    alone: int
    first: int
    load: int
    batch: Floats
    step: Floats
    prompts: Floats


def batch_edges(plan: MachinePlan, row: int) -> BatchEdges:
    """The edges of a cell."""
    one = np.array([row])
    run = Search(plan.spec, plan.works.take(one), plan.wants.take(one))
    replicas, top = plan.outcome.replicas[one], np.array([MOST])
    rate = plan.outcome.rate[one]
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        between = run.largest(lambda batch: run.between(batch, run.step(batch)) <= run.wants.itl, top)
        alone = run.largest(lambda batch: run.step(batch) <= run.wants.itl, top)
        first = run.largest(lambda batch: run.waiting(batch, replicas), top)
        working = np.maximum(replicas - plan.spec.spares, 1.0) * (1.0 - plan.spec.headroom)
        load = run.largest(lambda batch: working * run.capacity(batch, run.step(batch)) < rate, top) + 1.0
        fits, keeps, forgets, first_ok, carries = (int(each[0]) for each in (run.users, between, alone, first, load))
        kept = keeps if keeps < MOST else fits
        far = WIDER * max(min(fits, 4 * max(kept, 1)), kept, 8)
        batch = np.geomspace(1.0, min(far, MOST), POINTS)
        step, prompts = _times(plan, row, batch)
    return BatchEdges(fits, keeps, forgets, first_ok, carries, batch, step, prompts)


def _times(plan: MachinePlan, row: int, batch: Floats) -> tuple[Floats, Floats]:
    """Step and prompts between two tokens at many batches of one cell."""
    same = np.full(len(batch), row)
    run = Search(plan.spec, plan.works.take(same), plan.wants.take(same))
    step = run.step(batch)
    return step, np.maximum(run.between(batch, step) - step, 0.0)
