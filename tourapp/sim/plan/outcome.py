"""One search over batches and replicas for many plans at once: the largest batch, the fewest replicas, what breaks.

Constraints in this order, the first that breaks is told: memory, link, time to first token without a wait, time between
tokens, load, time to first token with the wait, budget. Everything is an array over plans; a plan is a cell under its
own wants, so that repairs and sensitivities are plans like any other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourapp.sim.plan.ask import HOURS, MOST_REPLICAS, PlanSpec
from tourapp.sim.plan.run import Search, Wants
from tourapp.sim.plan.works import Floats, Works

MEMORY, LINK, FIRST, BETWEEN, LOAD, WAIT, MONEY = range(1, 8)
CONSTRAINTS = ("", "memory", "link", "ttft", "itl", "load", "wait", "budget")


@dataclass(slots=True)
class Outcome:
    """What came of each plan, arrays of one length; times in s. why: 0, or the constraint that broke first; need, have:
    of that one. users: conversations that fit; top: the largest batch that there can be; bound: the wait that is not
    exceeded, in closed form."""

    why: NDArray[np.int64]
    need: Floats
    have: Floats
    users: Floats
    top: Floats
    batch: Floats
    step: Floats
    itl: Floats
    prefill: Floats
    host: Floats
    capacity: Floats
    rate: Floats
    needed: Floats
    replicas: Floats
    bound: Floats
    month: Floats
    by_wait: NDArray[np.bool_]

    @property
    def feasible(self) -> NDArray[np.bool_]:
        """Whether every constraint holds."""
        return self.why == 0


def search(spec: PlanSpec, works: Works, wants: Wants, *, bounds: bool = False) -> Outcome:
    """The outcome of every plan; with `bounds` also of its wait."""
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        run = Search(spec, works, wants)
        out = _search(run)
        if bounds:
            out.bound = run.line(out.batch).percentile(np.maximum(out.replicas, 1.0), spec.pct / 100.0)
        return out


def holding(spec: PlanSpec, works: Works, wants: Wants, replicas: Floats) -> NDArray[np.bool_]:
    """Whether plans hold with so many replicas, spares included."""
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        run, one = Search(spec, works, wants), np.ones(len(replicas))
        working = replicas - spec.spares
        best = run.by_target()
        ok = (best >= 1) & (run.left(one) >= 0) & (replicas * works.gpus * wants.hour * HOURS <= wants.budget)
        best = np.maximum(best, 1.0)
        ok &= run.by_rate(best) <= working
        short = np.flatnonzero(ok & ~run.waiting(best, working))
        if len(short):
            some, few = run.take(short), working[short]
            low = some.largest(lambda batch: some.waiting(batch, few), best[short])
            ok[short] = (low >= 1) & (some.by_rate(np.maximum(low, 1.0)) <= few)
    return ok


def _search(run: Search) -> Outcome:
    count = len(run.works.cells)
    one = np.ones(count)
    best = np.maximum(run.by_target(), 1.0)
    batch, needed, by_wait = best.copy(), run.by_rate(best), np.zeros(count, dtype=bool)
    open_ = run.left(one) >= 0
    short = np.flatnonzero(open_ & (needed <= MOST_REPLICAS) & ~run.waiting(best, needed))
    if len(short):
        batch[short], needed[short] = _smaller(run.take(short), best[short])
        by_wait[short] = True
    replicas = needed + run.spec.spares
    step = run.step(batch)
    out = Outcome(
        *(np.zeros(count, dtype=np.int64), np.zeros(count), np.zeros(count), run.users, run.top(), batch, step),
        *(run.between(batch, step), run.reading(batch), run.host, run.capacity(batch, step), run.rate(batch, step)),
        *(needed, replicas, np.full(count, np.nan)),
        *(replicas * run.works.gpus * run.wants.hour * HOURS, by_wait),
    )
    _judge(run, out)
    return out


def _smaller(run: Search, best: Floats) -> tuple[Floats, Floats]:
    """Batch and replicas where the largest batch leaves too little of the target to the first token: a smaller batch
    steps faster and needs more replicas for the rate. The fewest replicas, and the largest batch that they allow."""
    share = run.spec.pct / 100.0

    def by_wait(batch: Floats) -> Floats:
        return np.where(
            run.left(batch) >= 0, run.line(batch).fewest(run.left(batch), share, MOST_REPLICAS), MOST_REPLICAS + 1.0
        )

    low = run.largest(lambda batch: run.waiting(batch, run.by_rate(batch)), best)
    above = np.minimum(low + 1, best)
    fewest = np.minimum(
        np.where(low >= 1, run.by_rate(np.maximum(low, 1.0)), np.inf), np.maximum(by_wait(above), run.by_rate(above))
    )
    fewest = np.minimum(fewest, MOST_REPLICAS + 1.0)
    batch = run.largest(lambda batch: run.waiting(batch, fewest) | (batch <= low), best)
    return np.maximum(batch, 1.0), fewest


def _judge(run: Search, out: Outcome) -> None:
    """The first constraint that breaks, with what it needs and what there is."""
    one, wants, works = np.ones(len(out.why)), run.wants, run.works
    held = works.copies * works.held(wants.prompt + wants.answer)
    alone = run.between(one, run.step(one))
    kept = run.spec.activations * 1e9 * works.gpus
    apart = run.spec.what_if is not None and not run.spec.what_if.comm
    joined = np.array([cell.joined or apart for cell in works.cells], dtype=bool)
    checks = (
        (MEMORY, run.users < 1, works.weights + kept + held, run.spec.usable * works.memory),
        (LINK, ~joined, works.gpus, one),
        (FIRST, run.left(one) < 0, run.first(one), wants.ttft),
        (BETWEEN, alone > wants.itl, alone, wants.itl),
        (LOAD, run.by_rate(out.batch) > MOST_REPLICAS, run.by_rate(out.batch), MOST_REPLICAS * one),
        (WAIT, out.needed > MOST_REPLICAS, out.needed, MOST_REPLICAS * one),
        (MONEY, out.month > wants.budget, out.month, wants.budget),
    )
    for code, fails, need, have in reversed(checks):
        broken = fails | ~np.isfinite(need) if code in (FIRST, BETWEEN, LOAD) else fails
        out.why[broken] = code
        out.need[broken], out.have[broken] = need[broken], have[broken]
