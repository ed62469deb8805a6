"""Batching: cases worked out on paper, the fast path against two other simulators, and what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tourapp.errors import UsageError
from tourapp.sim import fast_batching, simpy_peer
from tourapp.sim.batching import run_batching, run_by_steps, run_policy, steps_of
from tourapp.sim.batching_trace import DECODE, IDLE, PREFILL, BatchingTrace
from tourapp.sim.request import Request
from tourapp.sim.scheduler import POLICIES
from tourapp.sim.workload import Demand, Workload

ROWS = st.lists(st.tuples(st.integers(0, 25), st.integers(1, 20), st.integers(1, 15)), min_size=1, max_size=25)


Rows = list[tuple[int, int, int]]  # arrival, prompt, output


def order(rows: Rows) -> list[int]:
    """Arrival order, ties by place."""
    return sorted(range(len(rows)), key=lambda i: (rows[i][0], i))


def naive_static(rows: Rows, slots: int) -> tuple[list[int], list[int]]:
    """Admission and finish of each request under static batching, by watching the clock."""
    admit, finish = [-1] * len(rows), [-1] * len(rows)
    line, now, batch_ends = order(rows), 0, 0
    while line:
        present = [i for i in line if rows[i][0] <= now]
        if now >= batch_ends and (len(present) >= slots or len(present) == len(line)):
            batch, line = present[:slots], present[slots:] + [i for i in line if i not in present]
            for i in batch:
                admit[i], finish[i] = now, now + rows[i][2]
            batch_ends = max(finish[i] for i in batch)
        now += 1
    return admit, finish


def naive_continuous(rows: Rows, slots: int, chunk: int | None = None) -> tuple[list[int], list[int]]:
    """Admission and finish under continuous batching; with `chunk`, ceil(prompt / chunk) steps of prefill."""
    admit, finish, left = [-1] * len(rows), [-1] * len(rows), {}
    line, now = order(rows), 0
    while line or left:
        left = {i: steps for i, steps in left.items() if steps > 0}
        while line and rows[line[0]][0] <= now and len(left) < slots:
            i = line.pop(0)
            admit[i] = now
            left[i] = rows[i][2] + (0 if chunk is None else (rows[i][1] + chunk - 1) // chunk - 1)
        now += 1
        for i in left:
            left[i] -= 1
            if left[i] == 0:
                finish[i] = now
        if not line and all(steps == 0 for steps in left.values()):
            break
    return admit, finish


def load(slots: int, rows: Rows) -> Workload:
    return Workload(slots, tuple(Request(i, *row) for i, row in enumerate(rows)))


def test_closed_by_hand() -> None:
    # Two slots, answers of 3, 1 and 2. Static: A and B hold the door for max(3, 1) = 3 steps, then C takes 2: 5 steps,
    # 6 tokens of 2 x 5. Continuous: C takes B's slot at step 1 and all are done at 3: 6 of 6.
    run = run_batching(load(2, [(0, 5, 3), (0, 5, 1), (0, 5, 2)]))
    static, continuous = run.traces["static"], run.traces["continuous"]
    assert static.finish.tolist() == [3, 1, 5] and static.admit.tolist() == [0, 0, 3]
    assert (static.steps, static.tokens, static.utilisation) == (5, 6, 0.6)
    assert static.idle.tolist() == [[1, 1, 5]]
    assert static.first_idle == (1, 1) and static.straggler == 2
    assert continuous.finish.tolist() == [3, 1, 3] and continuous.admit.tolist() == [0, 0, 1]
    assert continuous.slot.tolist() == [0, 1, 1] and continuous.utilisation == 1.0
    assert continuous.idle.size == 0 and continuous.first_idle is None
    assert (static.steps, continuous.steps) == (5, 3)


def test_arrivals_by_hand() -> None:
    # Two slots; A(0, 2 tokens), B(5, 1), C(5, 3), D(6, 1). Static waits for B until 5, runs A and B to 7, then C and D
    # to 10: 7 tokens of 2 x (10 - 5). Continuous: A 0-2, B 5-6, C 5-8, D enters B's slot at 6: 7 tokens of 2 x 8.
    run = run_batching(load(2, [(0, 4, 2), (5, 4, 1), (5, 4, 3), (6, 4, 1)]))
    static, continuous = run.traces["static"], run.traces["continuous"]
    assert static.admit.tolist() == [5, 5, 7, 7] and static.finish.tolist() == [7, 6, 10, 8]
    assert (static.steps, static.first_admit, static.utilisation) == (10, 5, 0.7)
    assert (static.wait.p50, static.wait.p95) == (1.5, pytest.approx(np.percentile([5, 0, 2, 1], 95)))
    assert continuous.admit.tolist() == [0, 5, 5, 6] and continuous.finish.tolist() == [2, 6, 8, 7]
    assert continuous.utilisation == pytest.approx(7 / 16) and continuous.wait.p95 == 0.0


def test_a_last_batch_does_not_wait_for_more() -> None:
    # Four slots, three requests: static starts when the last of them is there.
    static = run_policy(load(4, [(0, 1, 2), (0, 1, 2), (3, 1, 1)]), "static")
    assert static.admit.tolist() == [3, 3, 3] and static.steps == 5
    assert static.batches.size.tolist() == [3] and static.batches.utilisation[0] == 5 / 8


def test_ties_go_by_place_in_the_file() -> None:
    # One slot: the request of step 0 holds it to 3; of the two that come at 4 the first in the file goes first.
    trace = run_policy(load(1, [(4, 1, 2), (0, 1, 3), (4, 1, 1)]), "continuous")
    assert trace.admit.tolist() == [4, 0, 6]


def test_chunked_prefill_by_hand() -> None:
    # One slot, a prompt of 7 in chunks of 3: 3, 3, 1; the third step yields the first of 2 tokens: done at 4.
    chunked = run_policy(load(1, [(0, 7, 2)]), "chunked", chunk=3)
    assert (chunked.first_token[0], chunked.finish[0], chunked.peak_step_tokens) == (2, 4, 3)
    assert run_policy(load(1, [(0, 7, 2)]), "continuous").peak_step_tokens == 7
    # Two slots: a 6-token prompt beside one that decodes: 6 + 1 tokens in a step, or with chunks of 2 only 2 + 1.
    rows = [(0, 1, 9), (3, 6, 2)]
    assert run_policy(load(2, rows), "continuous").peak_step_tokens == 7
    assert run_policy(load(2, rows), "chunked", chunk=2).peak_step_tokens == 3


@given(ROWS, st.integers(1, 6), st.integers(1, 9))
@settings(max_examples=200, deadline=None)
def test_fast_path_scheduler_and_naive_agree(rows: Rows, slots: int, chunk: int) -> None:
    workload = load(slots, rows)
    for policy in POLICIES:
        fast, slow = run_policy(workload, policy, chunk), run_by_steps(workload, policy, chunk)
        assert steps_of(workload, policy, chunk) == slow.steps
        for name in ("slot", "admit", "first_token", "finish", "idle"):
            assert getattr(fast, name).tolist() == getattr(slow, name).tolist(), (policy, name)
        naive = (
            naive_static(rows, slots)
            if policy == "static"
            else naive_continuous(rows, slots, chunk if policy == "chunked" else None)
        )
        assert (fast.admit.tolist(), fast.finish.tolist()) == naive


@given(ROWS, st.integers(1, 6))
@settings(max_examples=100, deadline=None)
def test_what_always_holds(rows: Rows, slots: int) -> None:
    workload = load(slots, rows)
    for trace in run_batching(workload, chunk=4).traces.values():
        assert trace.tokens == workload.tokens == sum(row[2] for row in rows)
        assert trace.steps == trace.finish.max() and (trace.admit >= trace.arrival).all()
        busy = int((trace.finish - trace.admit).sum())
        idle = int((trace.idle[:, 2] - trace.idle[:, 1]).sum())
        assert busy + idle == slots * trace.span
        assert 0 < trace.utilisation <= 1
        made, peak = 0, 0
        for step in range(trace.steps):
            moment = trace.at(step + 0.5)
            seated = moment.request[moment.request >= 0]
            made += int((moment.produced > 0).sum())
            peak = max(peak, sum(work(trace, int(one), step) for one in seated))
            assert moment.step == step and moment.tokens == made
            assert len(set(seated.tolist())) == len(seated)
            assert ((moment.phase == IDLE) == (moment.request < 0)).all()
            assert len(seated) + len(moment.waiting) + moment.finished == (trace.arrival <= step).sum()
            prefilling = {int(one) for one in seated if step <= trace.first_token[one]}
            assert prefilling == set(moment.request[moment.phase == PREFILL].tolist())
            assert len(seated) - len(prefilling) == (moment.phase == DECODE).sum()
        assert made == trace.tokens and trace.peak_step_tokens == peak


def work(trace: BatchingTrace, request: int, step: int) -> int:
    """Tokens a running request adds to a step: its prompt, a chunk or what is left of it, or one answer token."""
    if step > trace.first_token[request]:
        return 1
    chunk = trace.chunk or int(trace.prompt[request])
    return min(chunk, int(trace.prompt[request]) - chunk * int(step - trace.admit[request]))


def test_static_utilisation_is_mean_over_max_of_each_batch() -> None:
    trace = run_policy(Demand(64, 28, 1.0, slots=8).workload(), "static")
    assert len(trace.batches.start) == 8
    for i, start in enumerate(trace.batches.start):
        lengths = trace.output[trace.admit == start]
        assert trace.batches.utilisation[i] == pytest.approx(lengths.mean() / lengths.max(), rel=1e-12)
        assert trace.batches.mean[i] == lengths.mean() and trace.batches.longest[i] == lengths.max()
    weights = trace.batches.longest / trace.batches.longest.sum()
    assert trace.utilisation == pytest.approx(float(trace.batches.utilisation @ weights))


@pytest.mark.parametrize("slots", [2, 5, 8])
@pytest.mark.parametrize("seed", [7, 8])
def test_no_variance_ties_and_variance_does_not(slots: int, seed: int) -> None:
    tie = run_batching(Demand(40, 20, 0.0, slots=slots, seed=seed).workload(), ("static", "continuous"))
    assert tie.traces["static"].finish.tolist() == tie.traces["continuous"].finish.tolist()
    assert tie.traces["static"].steps == tie.traces["continuous"].steps
    wide = run_batching(Demand(40, 20, 1.0, slots=slots, seed=seed).workload(), ("static", "continuous"))
    assert wide.traces["static"].steps > 1.1 * wide.traces["continuous"].steps
    assert wide.traces["continuous"].wait.p95 < wide.traces["static"].wait.p95


def test_made_workload_has_the_lengths_asked_for() -> None:
    workload = Demand(20_000, 50, 0.6, slots=4).workload()
    lengths = np.array([request.output for request in workload.requests])
    assert lengths.mean() == 50 and np.log(lengths).std() == pytest.approx(0.6, abs=0.02)
    arrivals = np.array([request.arrival for request in Demand(20_000, arrival_rate=0.5).workload().requests])
    assert arrivals[-1] == pytest.approx(40_000, rel=0.03) and (np.diff(arrivals) >= 0).all()


def test_event_library_agrees() -> None:
    arrival, duration = fast_batching.bench_case(3000, 8)
    late = np.sort(np.random.default_rng(1).integers(0, 400, len(arrival)))
    for when in (arrival, late):
        admits, _ = fast_batching.continuous(when, duration, 8)
        assert admits.tolist() == simpy_peer.continuous(when, duration, 8).tolist()
    assert duration.sum() >= 3000 * 8


def test_traces_cannot_be_written() -> None:
    trace = run_policy(Demand().workload(), "static")
    for array in (trace.finish, trace.idle, trace.batches.start):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_unusable_values_are_named() -> None:
    for change, word in (({"n": 0}, "requests"), ({"mean": float("nan")}, "mean_output"), ({"slots": 0}, "slots")):
        with pytest.raises(UsageError, match=word):
            Demand(**change).workload()
    with pytest.raises(UsageError, match="policy"):
        run_policy(Demand().workload(), "magic")
    with pytest.raises(UsageError, match="chunk"):
        run_policy(Demand().workload(), "chunked", 0)
    with pytest.raises(UsageError, match="empty"):
        run_policy(Workload(2, ()), "static")
