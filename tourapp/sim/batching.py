"""Batching: the same requests under static, continuous and chunked scheduling, each run to its end into a
frozen trace.

The conventions are those of `tourapp simulate batching`. One clock of equal steps. A request admitted at
step t is in prefill in step t, which also yields its first token, and gets one more token in each following
step; with n tokens asked it finishes at step t + n, and its slot can be taken again in that very step.
`chunked` differs in prefill alone: ceil(prompt / chunk) steps, the last of which yields the first token;
what it buys is that no step has to read a whole long prompt (`peak_step_tokens`). Left out: that a step
with more tokens takes longer, and memory (see `tourapp.sim.paging`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tourapp.errors import UsageError
from tourapp.sim import fast_batching
from tourapp.sim.batching_trace import BatchingTrace, Ints, make_trace
from tourapp.sim.scheduler import POLICIES, Scheduler
from tourapp.sim.workload import Workload

CHUNK = 16  # prompt tokens a step, for the chunked policy


@dataclass(frozen=True, slots=True, eq=False)
class BatchingRun:
    """One workload under several policies, on one clock that starts at step 0."""

    workload: Workload
    traces: dict[str, BatchingTrace]

    @property
    def duration(self) -> int:
        """Steps until the slowest policy is done."""
        return max(trace.steps for trace in self.traces.values())


def run_batching(workload: Workload, policies: Sequence[str] = POLICIES, chunk: int = CHUNK) -> BatchingRun:
    """Run the workload under each policy ("static", "continuous", "chunked") by the fast path.

    Example: slots 2, closed, outputs 3, 1, 2: static takes 3 + 2 = 5 steps, continuous 3.
    """
    return BatchingRun(workload, {policy: run_policy(workload, policy, chunk) for policy in policies})


def run_policy(workload: Workload, policy: str, chunk: int = CHUNK) -> BatchingTrace:
    """The trace of one policy, from event to event."""
    _check(workload, policy, chunk)
    place = _places(workload, policy, chunk)
    return make_trace(
        workload, policy, place.slot, place.admit, place.prefill, chunk=chunk if policy == "chunked" else None
    )


def steps_of(workload: Workload, policy: str, chunk: int = CHUNK) -> int:
    """Steps until one policy is done, and nothing else of its run."""
    _check(workload, policy, chunk)
    return int(_places(workload, policy, chunk).finish.max())


def run_by_steps(workload: Workload, policy: str, chunk: int = CHUNK) -> BatchingTrace:
    """The same trace from the scheduler, step by step: the slow definition that the fast path must equal."""
    _check(workload, policy, chunk)
    scheduler = Scheduler(workload.requests, workload.slots, policy, chunk=chunk)
    now, slots = 0, {}
    while scheduler.busy:
        now = scheduler.next_step(now)
        scheduler.step(now)
        slots.update({sequence.request.number: sequence.slot for sequence in scheduler.running})
        now += 1
    by_number = scheduler.sequences
    admit = np.array([sequence.admit for sequence in by_number], np.int64)
    prefill = np.array([sequence.first_token for sequence in by_number], np.int64) - admit + 1
    slot = np.array([slots[sequence.request.number] for sequence in by_number], np.int64)
    trace = make_trace(workload, policy, slot, admit, prefill, chunk=chunk if policy == "chunked" else None)
    if [sequence.finish for sequence in by_number] != trace.finish.tolist():
        raise AssertionError("the scheduler lost a token")
    return trace


def _check(workload: Workload, policy: str, chunk: int) -> None:
    if policy not in POLICIES:
        raise UsageError(f"policy: {policy[:40]!r} is not one of: {', '.join(POLICIES)}")
    if chunk < 1:
        raise UsageError(f"chunk: {chunk} is out of range; use 1 or more prompt tokens a step")
    if not workload.requests:
        raise UsageError("requests: the workload is empty; give at least one request")


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """Where and when each request runs: arrays over requests, times in steps."""

    slot: Ints
    admit: Ints
    prefill: Ints
    finish: Ints


def _places(workload: Workload, policy: str, chunk: int) -> _Places:
    """The fast path of one policy."""
    rows = np.array([(one.arrival, one.prompt, one.output) for one in workload.requests], np.int64)
    arrival, prompt, output = rows[:, 0], rows[:, 1], rows[:, 2]
    prefill = np.ones_like(prompt) if policy != "chunked" else -(-prompt // chunk)
    duration = prefill - 1 + output
    place = fast_batching.static if policy == "static" else fast_batching.continuous
    admit, slot = place(arrival, duration, workload.slots)
    return _Places(slot, admit, prefill, admit + duration)
