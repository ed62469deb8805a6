"""What is asked of each plan, and what follows for any batch: times, capacity, rate, replicas, the line of prompts.

Everything is an array over plans; a plan is a cell under its own wants. Not here: which batch is taken, and what breaks
(outcome.py).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tourapp.sim.plan.ask import PlanSpec
from tourapp.sim.plan.waits import PromptLine
from tourapp.sim.plan.works import Floats, Works

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
        new = wants.prompt - self.kept
        self.chunk = new if spec.chunk is None else np.full(len(new), float(spec.chunk))
        self.chunks = np.ceil(new / self.chunk)
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

    def mixed(self, batch: Floats) -> Floats:
        """A step in which a chunk of a prompt is read."""
        lengths = (self.wants.prompt, self.kept, self.chunk)
        return self.works.mixed_seconds(batch, self.context, lengths, self.shares)

    def reading(self, batch: Floats) -> Floats:
        """Seconds from a prompt's turn until it is read: its prefill alone, or as many mixed steps as it has chunks."""
        return self.prefill if self.spec.chunk is None else self.chunks * self.mixed(batch)

    def between(self, batch: Floats, step: Floats) -> Floats:
        """Time between tokens: the step, and prompts read meanwhile, B t_pre / n, in all step / (1 - X t_pre); with
        chunks that of a mixed step, while a prompt is read; 0 where an answer is one token."""
        if self.spec.chunk is not None:
            return np.where(self.wants.answer > 1, self.mixed(batch), 0.0)
        return np.where(self.wants.answer > 1, step + batch * self.prefill / self.wants.answer, 0.0)

    def capacity(self, batch: Floats, step: Floats) -> Floats:
        """Requests a second that one replica finishes with so many running. With chunks a request has n / B steps of
        the replica, of which those that read its prompt are mixed ones."""
        plain = self.wants.answer / batch
        if self.spec.chunk is not None:
            plain = np.maximum(plain - self.chunks, 0.0)
        return 1.0 / (self.reading(batch) + plain * step)

    def rate(self, batch: Floats, step: Floats) -> Floats:
        """Requests a second; of users, each of whom thinks, then has an answer written at this speed."""
        wants = self.wants
        mean = batch / (wants.answer * self.capacity(batch, step))  # between tokens, over all of them
        answer = self.reading(batch) + self.host + step + (wants.answer - 1) * mean
        return np.where(np.isnan(wants.rate), wants.users / (self.spec.think + answer), wants.rate)

    def by_rate(self, batch: Floats) -> Floats:
        """Replicas that the rate needs, headroom kept."""
        step = self.step(batch)
        return np.ceil(self.rate(batch, step) / ((1.0 - self.spec.headroom) * self.capacity(batch, step)))

    def line(self, batch: Floats) -> PromptLine:
        """The line of prompts."""
        return PromptLine(self.rate(batch, self.step(batch)), self.reading(batch), self.spec.cv)

    def left(self, batch: Floats) -> Floats:
        """Seconds that a prompt may wait: of the target what step, host and prefill leave."""
        return self.wants.ttft - self.first(batch)

    def first(self, batch: Floats) -> Floats:
        """Seconds to the first token of a prompt that does not wait."""
        return self.reading(batch) + self.host + self.step(batch)

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

    def top(self) -> Floats:
        """The largest batch that there can be: as many as fit; with chunks no more than whose answers last as long as
        their prompts are read, one after another."""
        most = np.where(self.wants.answer > 1, self.users, np.minimum(self.users, 1.0))
        if self.spec.chunk is None:
            return most
        return np.minimum(most, np.maximum(np.floor(self.wants.answer / self.chunks), 1.0))

    def by_target(self) -> Floats:
        """The largest batch that fits and keeps the target between tokens."""
        top = self.top()
        return self.largest(
            lambda batch: (self.between(batch, self.step(batch)) <= self.wants.itl) | (self.wants.answer <= 1), top
        )

    def waiting(self, batch: Floats, replicas: Floats) -> NDArray[np.bool_]:
        """Whether so many replicas keep the target to the first token at the percentile."""
        tail = self.line(batch).tail(np.maximum(replicas, 1.0), self.left(batch))
        enough: NDArray[np.bool_] = tail <= 1.0 - self.spec.pct / 100.0
        return enough
