"""Paging: the same requests under continuous batching with four ways to hold their KV cache, each run into
a frozen trace.

The conventions are those of `tourapp simulate paging`, read as follows.
- Final length is prompt + output; a token holds its slot from the step that yields it, so a request in its
  k-th step since its admission holds prompt + k tokens and in its last step exactly its final length.
- `max` reserves max_len slots in one run, `pow2` the next power of two of the final length (at most
  max_len), `exact` the final length; each placed by first fit. `paged` takes a block of block_size slots
  when a token has no room.
- Requests enter in arrival order; the first that does not fit holds up those behind it.
- Every step splits the pool: `used` slots hold a token; `reserved` ones are held and will be filled by
  their request; `internal` ones are held and never filled; `external` ones are free while a request waits
  for room although a batch slot is free (0 otherwise). Shares are sums over steps divided by the sum of the
  four.
- Paged: running sequences write before waiting ones enter. When one needs a block and none is free, the
  latest-arrived running one (itself, if that is it) loses its blocks and waits at the front; when it fits
  again, one step recomputes its prompt and tokens and yields its next token. No token is lost. Left out:
  swapping to host memory, the time a recomputation takes beyond its one step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourapp.errors import UsageError
from tourapp.sim.cache_memory import CONTIGUOUS, RESERVATIONS, PagedMemory, SlabMemory
from tourapp.sim.paging_trace import PagingEvent, PolicyRun
from tourapp.sim.scheduler import Scheduler
from tourapp.sim.workload import PoolDemand, Workload, check_paging

__all__ = ["CONTIGUOUS", "RESERVATIONS", "PagingRun", "PolicyRun", "PoolDemand", "run_paging", "run_policy"]


@dataclass(frozen=True, slots=True, eq=False)
class PagingRun:
    """One workload under several reservation policies, on one clock."""

    workload: Workload
    runs: dict[str, PolicyRun]

    @property
    def duration(self) -> int:
        """Steps until the slowest policy is done."""
        return max(run.steps for run in self.runs.values())

    @property
    def paged(self) -> PolicyRun:
        """The run with blocks."""
        return self.runs["paged"]

    @property
    def peak_blocks(self) -> int:
        """The most blocks held at once in the paged run."""
        return self.paged.peak

    @property
    def preemptions(self) -> int:
        """Preemptions of the paged run."""
        return self.paged.preemptions

    @property
    def balance_ok(self) -> bool:
        """free + used = pool at every step, and every request got all its tokens, in every run."""
        return all(run.balance_ok for run in self.runs.values())


Progress = Callable[[float], None]
EVERY = 64
"""Steps between two reports."""


def _quiet(_share: float) -> None:
    return None


def run_paging(
    workload: Workload,
    policies: tuple[str, ...] = RESERVATIONS,
    share: bool = False,
    shuffle: int | None = None,
    progress: Progress = _quiet,
) -> PagingRun:
    """Run the workload under each policy. `share` lets equal prompt prefixes share full blocks (paged
    only); `shuffle` is a seed that scatters the initial free list, which changes places but no count;
    `progress` is called now and then with the share done, and may raise to stop the run.
    UsageError when a request can never fit.
    """
    runs = {}
    for number, policy in enumerate(policies):

        def tell(done: float, number: int = number) -> None:
            progress((number + done) / len(policies))

        runs[policy] = run_policy(workload, policy, share, shuffle, tell)
    progress(1.0)
    return PagingRun(workload, runs)


def run_policy(
    workload: Workload, policy: str, share: bool = False, shuffle: int | None = None, progress: Progress = _quiet
) -> PolicyRun:
    """One reservation policy: "max", "pow2", "exact" or "paged"."""
    if policy not in RESERVATIONS:
        raise UsageError(f"reservation: {policy[:40]!r} is not one of: {', '.join(RESERVATIONS)}")
    check_paging(workload)
    assert workload.blocks and workload.block_size and workload.max_len
    pool = workload.blocks * workload.block_size
    memory: SlabMemory | PagedMemory
    if policy == "paged":
        memory = PagedMemory(workload.blocks, workload.block_size, share, shuffle)
    else:
        memory = SlabMemory(pool, policy, workload.max_len)
    scheduler = Scheduler(workload.requests, workload.slots, "continuous", memory)
    rows: list[tuple[int, ...]] = []
    balanced, now = True, 0
    written, wanted = 0, sum(request.output for request in workload.requests)
    while scheduler.busy:
        if len(rows) % EVERY == 0:
            progress(min(1.0, written / max(1, wanted)))
        now = scheduler.next_step(now)
        scheduler.step(now)
        balanced = balanced and memory.balanced()
        if scheduler.running:
            rows.append((now, *_split(scheduler, memory)))
            written += len(scheduler.running)
        now += 1
    balanced = balanced and memory.free_slots == pool and all(one.done for one in scheduler.sequences)
    return _freeze(workload, policy, memory, scheduler, np.array(rows, np.int64), balanced=balanced)


def _split(scheduler: Scheduler, memory: SlabMemory | PagedMemory) -> tuple[int, int, int, int, int]:
    """used, reserved, internal, external and free slots after a step."""
    used = sum(sequence.length for sequence in scheduler.running)
    if isinstance(memory, PagedMemory):
        used -= memory.shared_slots
    free = memory.free_slots
    return (
        used,
        memory.held_slots - used - memory.never_filled,
        memory.never_filled,
        free if scheduler.blocked else 0,
        free,
    )


def _freeze(
    workload: Workload,
    policy: str,
    memory: SlabMemory | PagedMemory,
    scheduler: Scheduler,
    rows: NDArray[np.int64],
    *,
    balanced: bool,
) -> PolicyRun:
    """`rows` is k x 6: step, used, reserved, internal, external, free."""
    sequences = scheduler.sequences
    admit = np.array([one.admit for one in sequences], np.int64)
    finish = np.array([one.finish for one in sequences], np.int64)
    log = np.array(memory.log, np.int64).reshape(-1, 5)
    stays = np.array(memory.stays, np.int64).reshape(-1, 4)
    columns = np.ascontiguousarray(rows.T)
    for array in (admit, finish, log, stays, columns):
        array.flags.writeable = False
    return PolicyRun(
        policy=policy,
        workload=workload,
        paged=policy == "paged",
        admit=admit,
        finish=finish,
        steps=int(finish.max()),
        busy=columns[0],
        used=columns[1],
        reserved=columns[2],
        internal=columns[3],
        external=columns[4],
        free=columns[5],
        log=log,
        stays=stays,
        events=tuple(PagingEvent(*event) for event in memory.events),
        peak=-(-memory.peak_slots // (workload.block_size or 1)),
        preemptions=sum(one.preemptions for one in sequences),
        balance_ok=balanced,
    )
