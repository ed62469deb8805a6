"""The two counters: by hand on small workloads, and what always holds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tourapp.sim.batching import run_policy
from tourapp.sim.paging import run_policy as run_pool
from tourapp.sim.request import Request
from tourapp.sim.workload import PoolDemand, Workload

ROWS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 40), st.integers(1, 9)), min_size=1, max_size=8)


def load(*rows: tuple[int, int, int], slots: int = 2) -> Workload:
    return Workload(slots, tuple(Request(n, *row) for n, row in enumerate(rows)))


def test_a_prompt_in_chunks_climbs_and_decode_stays_one_behind() -> None:
    trace = run_policy(load((0, 5, 3)), "chunked", 2)
    seen = [(int(c.known[0]), int(c.computed[0])) for c in map(trace.counters, range(trace.steps))]
    assert seen == [(5, 2), (5, 4), (6, 5), (7, 6), (8, 7)]
    assert [trace.at(step).computed[0] for step in range(trace.steps)] == [2, 4, 5, 6, 7]


def test_a_whole_prompt_is_one_jump_and_who_waits_has_nothing_computed() -> None:
    trace = run_policy(load((0, 9, 2), (0, 4, 1), slots=1), "continuous")
    first, second, last = map(trace.counters, range(3))
    assert (first.known.tolist(), first.computed.tolist()) == ([10, 4], [9, 0])
    assert (second.known.tolist(), second.computed.tolist()) == ([11, 4], [10, 0])
    assert (last.known.tolist(), last.computed.tolist()) == ([11, 5], [10, 4])
    assert first.running.tolist() == [True, False]


@settings(max_examples=25, deadline=None)
@given(ROWS, st.integers(1, 3), st.sampled_from(("static", "continuous", "chunked")))
def test_never_more_is_computed_than_known(rows: list[tuple[int, int, int]], slots: int, policy: str) -> None:
    trace = run_policy(load(*rows, slots=slots), policy, 7)
    for step in range(trace.steps):
        counters = trace.counters(step)
        assert (counters.computed <= counters.known).all()
        now = trace.at(step)
        here = now.request >= 0
        assert (now.computed[here] == counters.computed[now.request[here]]).all()
    assert (counters.known == trace.prompt + trace.output).all()
    assert (counters.known - counters.computed == 1).all()


@pytest.mark.parametrize("seed", [7, 11])
def test_lost_memory_and_found_prefixes(seed: int) -> None:
    run = run_pool(PoolDemand(4, 24, 64, 0.5, seed=seed).workload(), "paged", share=True)
    before = run.counters(0)
    for step in range(1, run.steps):
        now = run.counters(step)
        assert (now.computed <= now.known).all() and (now.known >= before.known).all()
        moment = run.at(step)
        assert moment.computed == {n: int(now.computed[n]) for n in moment.running}
        for event in moment.events:
            if event.kind == "preempt":
                assert now.computed[event.request] == 0 < now.known[event.request]
            if event.kind == "share":
                assert now.found[event.request] == min(
                    event.a * run.block_size, run.workload.requests[event.request].prompt
                )
        before = now
    assert run.preemptions > 0
    assert (now.known == np.array([one.final_length for one in run.workload.requests])).all()
