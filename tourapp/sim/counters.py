"""The two counters of a request: tokens that are known, and tokens whose keys and values are computed.

A request is always computed as far as it is known, less the newest token, or it is on its way there: prefill, chunk by
chunk, decode, a preemption (computed falls to nothing) and a prefix that was found (computed begins above nothing) are
all the same two numbers. Arrays over requests by number, as they stand when a step ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tourapp.sim.batching_trace import BatchingTrace
    from tourapp.sim.paging_trace import PolicyRun

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Counters:
    """known: prompt and answer tokens of a request that has arrived, else 0; computed: at most known, 0 once it has
    lost its memory; found: how much of its prompt stood computed already as it came in; running: whether it works."""

    known: Ints
    computed: Ints
    found: Ints
    running: NDArray[np.bool_]


def batching_counters(trace: BatchingTrace, step: int) -> Counters:
    """Of one policy of batching."""
    made = np.clip(step - trace.first_token + 1, 0, trace.output)
    known = np.where(trace.arrival <= step, trace.prompt + made, 0)
    chunk = trace.prompt if trace.chunk is None else np.full_like(trace.prompt, trace.chunk)
    read = np.minimum(trace.prompt, chunk * np.maximum(0, step - trace.admit + 1))
    computed = np.where(made > 0, trace.prompt + made - 1, read)
    running = (trace.admit <= step) & (trace.finish > step)
    return Counters(known, computed, np.zeros_like(known), running)


def paging_counters(run: PolicyRun, step: int) -> Counters:
    """Of one reservation policy; only the paged one finds prefixes and takes memory away."""
    requests = run.workload.requests
    known = np.array([one.prompt if one.arrival <= step else 0 for one in requests], np.int64)
    computed, found = np.zeros_like(known), np.zeros_like(known)
    running = np.zeros(len(requests), bool)
    for number, begun, end, start in run.stays[np.argsort(run.stays[:, 1], kind="stable")].tolist():
        if begun > step:
            break
        known[number] = start + min(step + 1, end) - begun
        running[number] = step < end
        kept = running[number] or run.finish[number] == end
        computed[number] = known[number] - 1 if kept else 0
    for event in run.events:
        if event.kind in ("share", "fork") and event.step <= step:
            blocks = event.a if event.kind == "share" else event.b
            found[event.request] = min(requests[event.request].prompt, blocks * run.block_size)
        elif event.kind in ("preempt", "recompute") and event.step <= step:
            found[event.request] = 0
    return Counters(known, computed, found, running)
