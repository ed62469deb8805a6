"""The frozen outcome of one batching policy: who sat in which slot when, what stayed idle, and any moment
of it.

Not a simulation: it is told admissions and slots, and derives the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourapp.sim.counters import Counters, batching_counters
from tourapp.sim.workload import Workload

Ints = NDArray[np.int64]
IDLE, PREFILL, DECODE = 0, 1, 2  # phases of a slot


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Of one quantity over all requests, in steps, with linear interpolation between neighbours."""

    p50: float
    p95: float
    p99: float
    mean: float


@dataclass(frozen=True, slots=True, eq=False)
class Batches:
    """The batches of static batching, one entry each (empty for the other policies). A door opens at `start`.

    `utilisation` = tokens / (slots x longest): for a full batch exactly mean / max of its members' steps.
    """

    start: Ints
    end: Ints
    size: Ints
    mean: NDArray[np.float64]  # mean length of its members, steps
    longest: Ints  # the slowest member, steps
    utilisation: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class BatchingMoment:
    """What happens during one step. Arrays over slots unless said otherwise."""

    step: int
    request: Ints  # request number, -1 where idle
    phase: Ints  # IDLE, PREFILL or DECODE
    produced: Ints  # answer tokens of that request by the end of this step
    computed: Ints  # its tokens, prompt and answer, whose keys and values are there by then; 0 where idle
    waiting: Ints  # numbers of requests that have arrived but not entered, in arrival order
    finished: int  # requests done before this step
    tokens: int  # answer tokens produced by the end of this step, all requests


@dataclass(frozen=True, slots=True, eq=False)
class BatchingTrace:
    """One policy's run. Arrays over requests are indexed by request number; steps are whole; arrays are not
    writeable.
    """

    policy: str
    chunk: int | None
    slots: int
    arrival: Ints
    prompt: Ints
    output: Ints
    slot: Ints
    admit: Ints
    first_token: Ints  # the step that yielded the first answer token (the last step of prefill)
    finish: Ints  # step number after the last token
    steps: int  # from 0 to the last finish
    first_admit: int
    span: int  # steps from the first admission to the last finish
    tokens: int
    utilisation: float  # tokens / (slots x span)
    throughput: float  # tokens per step of the span
    wait: Percentiles  # from arrival to admission
    completion: Percentiles  # from arrival to finish
    batches: Batches
    idle: Ints  # k x 3: slot, from step, to step; between the first admission and the last finish
    first_idle: tuple[int, int] | None  # (slot, step) of the earliest idle slot-step
    straggler: int  # request that finishes last
    peak_step_tokens: int  # most tokens (prompt chunks and answers) any one step works on
    ours: int | None

    @property
    def duration(self) -> int:
        """Steps, the clock's end."""
        return self.steps

    def at(self, t: float) -> BatchingMoment:
        """The step that contains t (clamped to the run)."""
        now = min(max(int(t), 0), self.steps - 1)
        running = np.flatnonzero((self.admit <= now) & (self.finish > now))
        request = np.full(self.slots, -1)
        phase, produced, computed = (np.zeros(self.slots, np.int64) for _ in range(3))
        seats = self.slot[running]
        request[seats] = running
        phase[seats] = np.where(now <= self.first_token[running], PREFILL, DECODE)
        produced[seats] = np.maximum(0, now - self.first_token[running] + 1)
        computed[seats] = batching_counters(self, now).computed[running]
        waiting = np.flatnonzero((self.arrival <= now) & (self.admit > now))
        waiting = waiting[np.argsort(self.arrival[waiting], kind="stable")]
        made = np.clip(now - self.first_token + 1, 0, self.output)
        done = int((self.finish <= now).sum())
        return BatchingMoment(now, request, phase, produced, computed, waiting, done, int(made.sum()))

    def counters(self, t: float) -> Counters:
        """What of every request is known and computed by the end of the step that contains t."""
        return batching_counters(self, min(max(int(t), 0), self.steps - 1))


def make_trace(
    workload: Workload, policy: str, slot: Ints, admit: Ints, prefill: Ints, *, chunk: int | None = None
) -> BatchingTrace:
    """Everything that follows from admissions, slots and prefill steps (arrays over requests)."""
    rows = np.array([(one.arrival, one.prompt, one.output) for one in workload.requests], np.int64)
    arrival, prompt, output = rows[:, 0].copy(), rows[:, 1].copy(), rows[:, 2].copy()
    first_token = admit + prefill - 1
    finish = first_token + output
    first, last, tokens = int(admit.min()), int(finish.max()), int(output.sum())
    idle = _idle(slot, admit, finish, workload.slots, (first, last))
    for array in (arrival, prompt, output, slot, admit, first_token, finish, idle):
        array.flags.writeable = False
    return BatchingTrace(
        policy,
        chunk,
        workload.slots,
        arrival,
        prompt,
        output,
        slot,
        admit,
        first_token,
        finish,
        last,
        first,
        last - first,
        tokens,
        tokens / (workload.slots * (last - first)),
        tokens / (last - first),
        _percentiles(admit - arrival),
        _percentiles(finish - arrival),
        _batches(policy, workload.slots, admit, finish, output),
        idle,
        _earliest(idle),
        int(np.argmax(finish)),
        _peak_tokens(prompt, prefill, chunk, admit, finish),
        workload.ours,
    )


def _percentiles(values: Ints) -> Percentiles:
    p50, p95, p99 = np.percentile(values, (50, 95, 99))
    return Percentiles(float(p50), float(p95), float(p99), float(values.mean()))


def _earliest(idle: Ints) -> tuple[int, int] | None:
    """Slot and step of the first gap; None without a gap."""
    if not len(idle):
        return None
    row = idle[np.lexsort((idle[:, 0], idle[:, 1]))[0]]
    return int(row[0]), int(row[1])


def _idle(slot: Ints, admit: Ints, finish: Ints, slots: int, span: tuple[int, int]) -> Ints:
    """Gaps of every slot within `span` (first and last step), as rows (slot, from, to)."""
    first, last = span
    order = np.lexsort((admit, slot))
    # each slot closes with a sentinel at the end of the run
    seats = np.concatenate((slot[order], np.arange(slots)))
    begins = np.concatenate((admit[order], np.full(slots, last)))
    ends = np.concatenate((finish[order], np.full(slots, last)))
    order = np.argsort(seats, kind="stable")
    seats, begins, ends = seats[order], begins[order], ends[order]
    opens = np.concatenate(([True], seats[1:] != seats[:-1]))
    free_from = np.where(opens, first, np.concatenate(([first], ends[:-1])))
    gap = begins > free_from
    return np.column_stack((seats[gap], free_from[gap], begins[gap])).astype(np.int64)


def _batches(policy: str, slots: int, admit: Ints, finish: Ints, output: Ints) -> Batches:
    if policy != "static":
        admit = finish = output = np.empty(0, np.int64)
    start, member = np.unique(admit, return_inverse=True)
    end = np.zeros(len(start), np.int64)
    np.maximum.at(end, member, finish)
    size = np.bincount(member, minlength=len(start)).astype(np.int64)
    total = np.bincount(member, weights=output, minlength=len(start))
    longest = end - start
    parts = (start, end, size, total / np.maximum(size, 1), longest, total / np.maximum(slots * longest, 1))
    for array in parts:
        array.flags.writeable = False
    return Batches(*parts)


def _peak_tokens(prompt: Ints, prefill: Ints, chunk: int | None, admit: Ints, finish: Ints) -> int:
    """The most tokens in one step: whole prompts or chunks in prefill, one token a request in decode."""
    last = admit + prefill - 1  # the last step of prefill
    size = prompt if chunk is None else np.full_like(prompt, chunk)
    rest = prompt - (prefill - 1) * size
    steps = np.concatenate((admit, last, last + 1, finish))
    change = np.concatenate((size, rest - size, 1 - rest, np.full_like(rest, -1)))
    order = np.argsort(steps, kind="stable")
    level, steps = np.cumsum(change[order]), steps[order]
    return int(level[np.append(steps[1:] != steps[:-1], True)].max())
