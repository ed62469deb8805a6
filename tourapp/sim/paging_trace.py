"""The frozen outcome of one reservation policy: shares of the pool, who held which block when, and any
moment of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourapp.sim.counters import Counters, paging_counters
from tourapp.sim.workload import Workload

Ints = NDArray[np.int64]
FREE = -1


@dataclass(frozen=True, slots=True)
class PagingEvent:
    """Something that happened to blocks. `kind`, then what `a` and `b` mean:

    "share": blocks shared, first shared block · "fork": parent request, blocks shared · "copy" (on write):
    block copied from, block copied to · "preempt": blocks that became free, blocks given up · "recompute":
    tokens recomputed, blocks for them.
    """

    step: int
    kind: str
    request: int
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Shares:
    """Of all slot-steps that count (used + reserved + internal + external), each 0..1; they add up to 1."""

    used_fraction: float
    internal: float
    reserved: float
    external: float


@dataclass(frozen=True, slots=True, eq=False)
class PoolMoment:
    """The pool during one step. Blocks for `paged`; for the contiguous policies `tables` holds (first slot,
    size) instead.
    """

    step: int
    total: int  # blocks
    free: int  # blocks without an owner (contiguous: free slots // block_size)
    used: int  # total - free
    # running request (in arrival order) -> physical blocks in logical order
    tables: dict[int, tuple[int, ...]]
    lengths: dict[int, int]  # running request -> tokens held
    owner: Ints  # per physical block: one of its owners, FREE where none (contiguous: empty)
    refs: Ints  # per physical block: number of owners (contiguous: empty)
    filled: Ints  # per physical block: slots holding a token (contiguous: empty)
    running: tuple[int, ...]
    waiting: tuple[int, ...]  # arrived, not running, not done; in arrival order, preempted ones included
    preempted: tuple[int, ...]  # the waiting ones that had run before
    finished: int
    used_slots: int
    reserved_slots: int
    internal_slots: int
    external_slots: int
    free_slots: int
    preemptions: int  # so far, this step included
    copies: int  # copies on write so far, this step included
    events: tuple[PagingEvent, ...]  # of this step

    @property
    def computed(self) -> dict[int, int]:
        """Running request -> its tokens whose keys and values are there: all but the newest one."""
        return {number: length - 1 for number, length in self.lengths.items()}


@dataclass(frozen=True, slots=True, eq=False)
class PolicyRun:
    """One policy's run. Arrays over requests by number; series over the steps in which something ran
    (`busy`).
    """

    policy: str
    workload: Workload
    paged: bool
    admit: Ints  # first admission of each request
    finish: Ints
    steps: int  # from 0 to the last finish
    busy: Ints  # the steps with a running request; the series below belong to them
    used: Ints  # token slots
    reserved: Ints
    internal: Ints
    external: Ints
    free: Ints  # free token slots
    # k x 5: request, logical block, physical block, from step, to step (contiguous: request, first slot,
    # size, ..)
    log: Ints
    stays: Ints  # k x 4: request, from step, to step, tokens it had at the start; one row per admission
    events: tuple[PagingEvent, ...]
    peak: int  # most blocks held at once
    preemptions: int
    balance_ok: bool

    @property
    def duration(self) -> int:
        """Steps, the clock's end."""
        return self.steps

    @property
    def total(self) -> int:
        """Blocks of the pool."""
        return self.workload.blocks or 0

    @property
    def block_size(self) -> int:
        """Token slots of a block."""
        return self.workload.block_size or 1

    @property
    def shares(self) -> Shares:
        """The four shares, sums over steps."""
        sums = [int(series.sum()) for series in (self.used, self.internal, self.reserved, self.external)]
        return Shares(*(value / sum(sums) for value in sums))

    @property
    def copies(self) -> int:
        """Copies on write in the whole run."""
        return sum(event.kind == "copy" for event in self.events)

    def at(self, t: float) -> PoolMoment:
        """The step that contains t, clamped to the run; in a step with nothing running the pool is empty."""
        now = min(max(int(t), 0), self.steps - 1)
        index = int(np.searchsorted(self.busy, now))
        here = index < len(self.busy) and self.busy[index] == now
        size = self.block_size

        def held(series: Ints) -> int:
            return int(series[index]) if here else 0

        free_slots = int(self.free[index]) if here else self.total * size
        stays = self.stays[(self.stays[:, 1] <= now) & (self.stays[:, 2] > now)]
        lengths = {int(row[0]): int(row[3] + now - row[1] + 1) for row in stays}
        tables, owner, refs, filled = self._tables(now, lengths)
        running, waiting = self._in_order(list(lengths)), self._waiting(now, lengths)
        free = int((refs == 0).sum()) if self.paged else free_slots // size
        so_far = [event for event in self.events if event.step <= now]
        return PoolMoment(
            step=now,
            total=self.total,
            free=free,
            used=self.total - free,
            tables={number: tables[number] for number in running},
            lengths=lengths,
            owner=owner,
            refs=refs,
            filled=filled,
            running=running,
            waiting=waiting,
            preempted=tuple(number for number in waiting if self.admit[number] < now),
            finished=int((self.finish <= now).sum()),
            used_slots=held(self.used),
            reserved_slots=held(self.reserved),
            internal_slots=held(self.internal),
            external_slots=held(self.external),
            free_slots=free_slots,
            preemptions=sum(event.kind == "preempt" for event in so_far),
            copies=sum(event.kind == "copy" for event in so_far),
            events=tuple(event for event in so_far if event.step == now),
        )

    def counters(self, t: float) -> Counters:
        """What of every request is known and computed by the end of the step that contains t."""
        return paging_counters(self, min(max(int(t), 0), self.steps - 1))

    def _waiting(self, now: int, running: Mapping[int, int]) -> tuple[int, ...]:
        """Requests that have arrived, are not running and not done."""
        return self._in_order(
            [
                one.number
                for one in self.workload.requests
                if one.arrival <= now < self.finish[one.number] and one.number not in running
            ]
        )

    def _in_order(self, numbers: list[int]) -> tuple[int, ...]:
        """Request numbers by arrival, ties by number."""
        return tuple(sorted(numbers, key=lambda number: (self.workload.requests[number].arrival, number)))

    def _tables(self, now: int, lengths: dict[int, int]) -> tuple[dict[int, tuple[int, ...]], Ints, Ints, Ints]:
        held = self.log[(self.log[:, 3] <= now) & (self.log[:, 4] > now)]
        if not self.paged:
            empty = np.empty(0, np.int64)
            return {int(row[0]): (int(row[1]), int(row[2])) for row in held}, empty, empty, empty
        size = self.block_size
        owner, filled = np.full(self.total, FREE), np.zeros(self.total, np.int64)
        refs = np.bincount(held[:, 2], minlength=self.total).astype(np.int64)
        tables: dict[int, list[int]] = {number: [] for number in lengths}
        for number, logical, physical, _, _ in held[np.lexsort((held[:, 1], -held[:, 0]))].tolist():
            tables[number].append(physical)
            owner[physical] = number  # of several owners the one with the lowest number stays
            filled[physical] = min(size, lengths[number] - logical * size)
        return {number: tuple(blocks) for number, blocks in tables.items()}, owner, refs, filled
