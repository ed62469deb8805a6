"""One search over batches and replicas for many plans at once: the largest batch, the fewest replicas, what breaks.

Constraints in this order, the first that breaks is told: memory, link, time to first token without a wait, time between
tokens, load, time to first token with the wait, budget. Everything is an array over plans; a plan is a cell under its
own wants, so that repairs and sensitivities are plans like any other.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tourapp.sim.plan.ask import HOURS, MOST_REPLICAS, PlanSpec
from tourapp.sim.plan.waits import PromptLine
from tourapp.sim.plan.works import Floats, Works

MEMORY, LINK, FIRST, BETWEEN, LOAD, WAIT, MONEY = range(1, 8)
CONSTRAINTS = ("", "memory", "link", "ttft", "itl", "load", "wait", "budget")
BLOCK = 16
"""Tokens of a block: a prefix is kept in whole ones."""
MANY = 2**40
"""Conversations beyond which nobody counts."""


@dataclass(slots=True)
class Wants:
    """What is asked of each plan, arrays of one length: requests a second or users (NaN where not), lengths in tokens,
    targets in s, USD a month (inf: no limit), USD of a GPU-hour; math, bytes: by how much better the machine is."""

    rate: Floats
    users: Floats
    prompt: Floats
    answer: Floats
    ttft: Floats
    itl: Floats
    budget: Floats
    hour: Floats
    math: Floats
    bytes: Floats

    def take(self, rows: NDArray[Any]) -> Wants:
        """Those of some plans."""
        return Wants(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def but(self, **changed: Floats) -> Wants:
        """The same with some of them changed."""
        return replace(self, **changed)


def wants_of(spec: PlanSpec, works: Works) -> Wants:
    """What a question asks of every cell."""
    count = len(works.cells)

    def same(value: float | None, none: float = np.nan) -> Floats:
        return np.full(count, none if value is None else float(value))

    return Wants(
        rate=same(spec.rate),
        users=same(spec.users),
        prompt=same(spec.prompt),
        answer=same(spec.answer),
        ttft=same(spec.ttft),
        itl=same(spec.itl),
        budget=same(spec.budget, np.inf),
        hour=np.array([cell.hour for cell in works.cells]),
        math=same(1.0),
        bytes=same(1.0),
    )


@dataclass(slots=True)
class Outcome:
    """What came of each plan, arrays of one length; times in s. why: 0, or the constraint that broke first; need, have:
    of that one. users: conversations that fit; bound: the wait that is not exceeded, in closed form."""

    why: NDArray[np.int64]
    need: Floats
    have: Floats
    users: Floats
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


class Search:
    """One search; `spec` gives what is the same for all: percentile, headroom, spares, kept prefix."""

    def __init__(self, spec: PlanSpec, works: Works, wants: Wants) -> None:
        self.spec, self.works, self.wants = spec, works, wants
        self.context = wants.prompt + 0.5 * wants.answer
        shares = (wants.math, wants.bytes)
        self.shares = shares
        blocks = np.floor(spec.cached * wants.prompt / BLOCK + 1e-9)
        self.kept = np.minimum(blocks * BLOCK, wants.prompt - 1)
        self.prefill = works.prompt_seconds(wants.prompt, self.kept, shares)
        self.host = works.host + works.host_token * wants.prompt
        self.alone = self.prefill + self.host
        self.users, self.room = self._users()

    def _users(self) -> tuple[Floats, Floats]:
        """Conversations that fit, and bytes that are left for them."""
        spec, works, wants = self.spec, self.works, self.wants
        own = works.held(wants.prompt + wants.answer - self.kept)
        shared = works.held(self.kept)
        room = spec.usable * works.memory - works.weights - spec.activations * 1e9 * works.gpus
        exact = (room - works.copies * shared) / (works.copies * own)
        return np.clip(np.floor(exact), 0, MANY), room

    def step(self, batch: Floats) -> Floats:
        """One decode step at the mean context."""
        return self.works.step_seconds(batch, self.context, self.shares)

    def between(self, batch: Floats, step: Floats) -> Floats:
        """Time between tokens: the step, and prompts read meanwhile, B t_pre / n, in all step / (1 - X t_pre); 0 where
        an answer is one token."""
        return np.where(self.wants.answer > 1, step + batch * self.prefill / self.wants.answer, 0.0)

    def capacity(self, batch: Floats, step: Floats) -> Floats:
        """Requests a second that one replica finishes with so many running."""
        return 1.0 / (self.prefill + self.wants.answer * step / batch)

    def rate(self, batch: Floats, step: Floats) -> Floats:
        """Requests a second; of users, each of whom thinks, then has an answer written at this speed."""
        wants = self.wants
        answer = self.alone + step + (wants.answer - 1) * self.between(batch, step)
        return np.where(np.isnan(wants.rate), wants.users / (self.spec.think + answer), wants.rate)

    def by_rate(self, batch: Floats) -> Floats:
        """Replicas that the rate needs, headroom kept."""
        step = self.step(batch)
        return np.ceil(self.rate(batch, step) / ((1.0 - self.spec.headroom) * self.capacity(batch, step)))

    def line(self, batch: Floats) -> PromptLine:
        """The line of prompts."""
        return PromptLine(self.rate(batch, self.step(batch)), self.prefill, self.spec.cv)

    def left(self, batch: Floats) -> Floats:
        """Seconds that a prompt may wait: of the target what step, host and prefill leave."""
        return self.wants.ttft - self.alone - self.step(batch)

    def largest(self, holds: Any, top: Floats) -> Floats:
        """The largest batch from 1 to `top` for which something holds that ends to hold once; 0 for none."""
        low, high = np.zeros(len(top)), top + 1.0
        while bool((active := high - low > 1).any()):
            middle = np.where(active, np.floor(0.5 * (low + high)), np.maximum(low, 1.0))
            ok = holds(middle)
            low, high = np.where(active & ok, middle, low), np.where(active & ~ok, middle, high)
        return low

    def take(self, rows: NDArray[Any]) -> Search:
        """The same search over some plans."""
        return Search(self.spec, self.works.take(rows), self.wants.take(rows))

    def by_target(self) -> Floats:
        """The largest batch that fits and keeps the target between tokens."""
        top = np.where(self.wants.answer > 1, self.users, np.minimum(self.users, 1.0))
        return self.largest(
            lambda batch: (self.between(batch, self.step(batch)) <= self.wants.itl) | (self.wants.answer <= 1), top
        )

    def waiting(self, batch: Floats, replicas: Floats) -> NDArray[np.bool_]:
        """Whether so many replicas keep the target to the first token at the percentile."""
        tail = self.line(batch).tail(np.maximum(replicas, 1.0), self.left(batch))
        enough: NDArray[np.bool_] = tail <= 1.0 - self.spec.pct / 100.0
        return enough


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
        *(np.zeros(count, dtype=np.int64), np.zeros(count), np.zeros(count), run.users, batch, step),
        *(run.between(batch, step), run.prefill, run.host, run.capacity(batch, step), run.rate(batch, step)),
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
    step = run.step(one)
    held = works.copies * works.held(wants.prompt + wants.answer)
    alone = run.between(one, step)
    kept = run.spec.activations * 1e9 * works.gpus
    apart = run.spec.what_if is not None and not run.spec.what_if.comm
    joined = np.array([cell.joined or apart for cell in works.cells], dtype=bool)
    checks = (
        (MEMORY, run.users < 1, works.weights + kept + held, run.spec.usable * works.memory),
        (LINK, ~joined, works.gpus, one),
        (FIRST, run.left(one) < 0, run.alone + step, wants.ttft),
        (BETWEEN, alone > wants.itl, alone, wants.itl),
        (LOAD, run.by_rate(out.batch) > MOST_REPLICAS, run.by_rate(out.batch), MOST_REPLICAS * one),
        (WAIT, out.needed > MOST_REPLICAS, out.needed, MOST_REPLICAS * one),
        (MONEY, out.month > wants.budget, out.month, wants.budget),
    )
    for code, fails, need, have in reversed(checks):
        broken = fails | ~np.isfinite(need) if code in (FIRST, BETWEEN, LOAD) else fails
        out.why[broken] = code
        out.need[broken], out.have[broken] = need[broken], have[broken]
