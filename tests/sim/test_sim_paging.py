"""Paging: a case worked out on paper, two naive simulators, the books at every step, sharing, copy on write,
preemption."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tourapp.errors import UsageError
from tourapp.sim.cache_memory import RESERVATIONS, reserved_length
from tourapp.sim.paging import PoolDemand, run_paging, run_policy
from tourapp.sim.paging_trace import PolicyRun
from tourapp.sim.request import Request
from tourapp.sim.workload import Workload

Rows = list[tuple[int, int, int]]  # arrival, prompt, output


def order(rows: Rows) -> list[int]:
    """Arrival order, ties by place."""
    return sorted(range(len(rows)), key=lambda i: (rows[i][0], i))


def naive_contiguous(rows: Rows, slots: int, pool: int, size_of: Any) -> dict[str, Any]:
    """First fit on a plain list of cells; `size_of(row)` is the reservation."""
    cells: list[int | None] = [None] * pool
    made = [0] * len(rows)
    sums = dict.fromkeys(("used", "reserved", "internal", "external"), 0)
    finish, line, running, now = [-1] * len(rows), order(rows), [], 0
    while line or running:
        for i in [i for i in running if made[i] == rows[i][2]]:
            running.remove(i)
            cells = [None if owner == i else owner for owner in cells]
        blocked = False
        while line and rows[line[0]][0] <= now and len(running) < slots:
            i, size = line[0], size_of(rows[line[0]])
            starts = [a for a in range(pool - size + 1) if all(cell is None for cell in cells[a : a + size])]
            if not starts:
                blocked = True
                break
            cells[starts[0] : starts[0] + size] = [i] * size
            running.append(line.pop(0))
        for i in running:
            made[i] += 1
            held, tokens, final = cells.count(i), rows[i][1] + made[i], rows[i][1] + rows[i][2]
            sums["used"] += tokens
            sums["reserved"] += final - tokens
            sums["internal"] += held - final
            if made[i] == rows[i][2]:
                finish[i] = now + 1
        sums["external"] += cells.count(None) if blocked else 0
        now += 1
        if not line and all(made[i] == rows[i][2] for i in running):
            break
    return {"finish": finish, **sums}


def naive_paged(rows: Rows, slots: int, blocks: int, size: int) -> dict[str, Any]:
    """Whole blocks as tokens come, by counting; the latest-arrived loses its blocks when none is free."""
    rank = {i: place for place, i in enumerate(order(rows))}
    held: dict[int, int] = {}  # running request -> blocks
    tokens = [row[1] for row in rows]
    final = [row[1] + row[2] for row in rows]
    sums = dict.fromkeys(("used", "reserved", "internal", "external"), 0)
    finish, line, now, peak, preempted = [-1] * len(rows), order(rows), 0, 0, 0
    while line or held:
        held = {i: count for i, count in held.items() if tokens[i] < final[i]}
        for i in sorted(held, key=rank.__getitem__):
            while i in held and tokens[i] == held[i] * size:
                if sum(held.values()) < blocks:
                    held[i] += 1
                    peak = max(peak, sum(held.values()))
                else:
                    victim = max(held, key=rank.__getitem__)
                    del held[victim]
                    line = sorted([*line, victim], key=rank.__getitem__)
                    preempted += 1
        blocked = False
        while line and rows[line[0]][0] <= now and len(held) < slots:
            need = tokens[line[0]] // size + 1  # its tokens and one more
            if need > blocks - sum(held.values()):
                blocked = True
                break
            held[line.pop(0)] = need
            peak = max(peak, sum(held.values()))
        for i, count in held.items():
            tokens[i] += 1
            sums["used"] += tokens[i]
            sums["internal"] += max(0, count * size - final[i])
            sums["reserved"] += min(count * size, final[i]) - tokens[i]
            if tokens[i] == final[i]:
                finish[i] = now + 1
        sums["external"] += (blocks - sum(held.values())) * size if blocked else 0
        now += 1
        if not line and all(tokens[i] == final[i] for i in held):
            break
    return {"finish": finish, "peak": peak, "preemptions": preempted, **sums}


@st.composite
def cases(draw: st.DrawFn) -> tuple[Rows, int, int, int, int]:
    """Requests, slots, blocks, block size and max_len, such that everything can fit."""
    size, blocks = draw(st.integers(1, 6)), draw(st.integers(2, 14))
    max_len = draw(st.integers(2, min(30, size * blocks)) if size * blocks > 2 else st.just(2))
    rows = []
    for _ in range(draw(st.integers(1, 14))):
        prompt = draw(st.integers(1, max_len - 1))
        rows.append((draw(st.integers(0, 30)), prompt, draw(st.integers(1, max_len - prompt))))
    return rows, draw(st.integers(1, 6)), blocks, size, max_len


def load(rows: Rows, slots: int, blocks: int, size: int, max_len: int) -> Workload:
    return Workload(slots, tuple(Request(i, *row) for i, row in enumerate(rows)), size, blocks, max_len)


def sums(run: PolicyRun) -> dict[str, int]:
    return {name: int(getattr(run, name).sum()) for name in ("used", "reserved", "internal", "external")}


# Pool of 4 blocks x 2 = 8 slots, two batch slots, A: prompt 2, output 4; B: prompt 1, output 3; both at step 0.
BY_HAND = load([(0, 2, 4), (0, 1, 3)], 2, 4, 2, 8)


def test_paged_by_hand() -> None:
    # Tokens held in steps 0..3: A 3 4 5 6; B 2 3. Blocks: A 2 2 3 3; B 1 2. In step 2 A needs a fifth block: B, the
    # later, loses its two, A takes one, one stays free while B waits for two (steps 2 and 3: 2 free slots each). A
    # leaves at 4, B comes back with the 3 tokens it had and makes its fourth in step 4, done at 5.
    run = run_policy(BY_HAND, "paged")
    assert run.finish.tolist() == [4, 5] and run.steps == 5
    assert (run.preemptions, run.peak, run.balance_ok) == (1, 4, True)
    assert run.used.tolist() == [5, 7, 5, 6, 4]
    assert run.reserved.tolist() == [1, 1, 1, 0, 0]
    assert run.internal.tolist() == [0] * 5 and run.external.tolist() == [0, 0, 2, 2, 0]
    assert run.shares.used_fraction == pytest.approx(27 / 34) and run.shares.external == pytest.approx(4 / 34)
    assert [(event.step, event.kind, event.request) for event in run.events] == [(2, "preempt", 1), (4, "recompute", 1)]
    moment = run.at(2)
    assert (moment.free, moment.used, moment.running, moment.waiting, moment.preempted) == (1, 3, (0,), (1,), (1,))
    assert run.at(4).lengths == {1: 4}


def test_contiguous_by_hand() -> None:
    # max: 8 slots each, one after the other: A holds 3 4 5 6 tokens of 8 (6 are final), B 2 3 4 of 8 (4 final).
    run = run_policy(BY_HAND, "max")
    assert run.finish.tolist() == [4, 7]
    assert sums(run) == {"used": 27, "reserved": 9, "internal": 20, "external": 0}
    # exact: 6 and 4 slots: B does not fit beside A, whose 2 free slots are lost for 4 steps.
    assert sums(run_policy(BY_HAND, "exact")) == {"used": 27, "reserved": 9, "internal": 0, "external": 8}
    # pow2: 8 and 4.
    assert sums(run_policy(BY_HAND, "pow2")) == {"used": 27, "reserved": 9, "internal": 8, "external": 0}


def test_reserved_lengths() -> None:
    for final, power in ((2, 2), (3, 4), (4, 4), (5, 8), (33, 60), (60, 60)):
        request = Request(0, 0, 1, final - 1)
        assert [reserved_length(request, policy, 60) for policy in ("max", "pow2", "exact")] == [60, power, final]


@given(cases())
@settings(max_examples=200, deadline=None)
def test_every_policy_equals_its_naive_simulator(case: tuple[Rows, int, int, int, int]) -> None:
    rows, slots, blocks, size, max_len = case
    run = run_paging(load(*case))
    for policy in ("max", "pow2", "exact"):
        naive = naive_contiguous(
            rows, slots, blocks * size, lambda row, policy=policy: reserved_length(Request(0, *row), policy, max_len)
        )
        assert {"finish": run.runs[policy].finish.tolist(), **sums(run.runs[policy])} == naive
    naive = naive_paged(rows, slots, blocks, size)
    mine = {"finish": run.paged.finish.tolist(), "peak": run.peak_blocks, "preemptions": run.preemptions}
    assert mine | sums(run.paged) == naive
    assert run.balance_ok


@given(cases(), st.booleans())
@settings(max_examples=100, deadline=None)
def test_law_07_the_books_balance_at_every_step(case: tuple[Rows, int, int, int, int], share: bool) -> None:
    rows, slots, blocks, size, max_len = case
    requests = tuple(Request(i, *row, prefix_id=1, prefix=row[1]) for i, row in enumerate(rows))
    twin = Request(len(rows), rows[0][0], rows[0][1], 1, prefix_id=1, prefix=rows[0][1], parent=0)
    workload = Workload(slots, (*requests, twin), size, blocks, max_len)
    run = run_paging(workload, share=share, shuffle=3)
    assert run.balance_ok
    for policy, one in run.runs.items():
        assert sum(vars_of(one)) == pytest.approx(1.0)
        for step in range(one.steps):
            moment = one.at(step)
            held = moment.used_slots + moment.reserved_slots + moment.internal_slots
            assert held + moment.free_slots == blocks * size and moment.external_slots in (0, moment.free_slots)
            assert min(moment.reserved_slots, moment.internal_slots, moment.used_slots) >= 0
            assert len(moment.running) + len(moment.waiting) + moment.finished == sum(
                one_request.arrival <= step for one_request in workload.requests
            )
            if policy == "paged":
                check_blocks(moment, blocks, size)


def vars_of(run: PolicyRun) -> list[float]:
    return [run.shares.used_fraction, run.shares.reserved, run.shares.internal, run.shares.external]


def check_blocks(moment: Any, blocks: int, size: int) -> None:
    """Tables, counts and fills of one moment tell the same story."""
    owners = [0] * blocks
    for request, table in moment.tables.items():
        assert len(table) == -(-moment.lengths[request] // size)  # internal waste below one block
        for block in table:
            owners[block] += 1
    assert owners == moment.refs.tolist() and moment.free == owners.count(0)
    assert moment.free + moment.used == moment.total and moment.free * size == moment.free_slots
    assert moment.filled.sum() == moment.used_slots
    assert ((moment.owner >= 0) == (moment.refs > 0)).all()


def test_sharing_and_copy_on_write() -> None:
    # Blocks of 4, ours: prompt 6 (a full block and half of one). Its fork shares both; the first write copies the half.
    requests = (Request(0, 0, 6, 4, 1, 6), Request(1, 0, 6, 4, 1, 6, parent=0), Request(2, 1, 6, 4, 1, 6))
    workload = Workload(4, requests, 4, 20, 16)
    run = run_policy(workload, "paged", share=True)
    kinds = [(event.step, event.kind, event.request) for event in run.events]
    assert kinds == [(0, "fork", 1), (0, "copy", 1), (1, "share", 2)]
    assert run.copies == 1
    moment = run.at(1)
    first = {table[0] for table in moment.tables.values()}
    assert len(first) == 1 and moment.refs[first.pop()] == 3  # one physical block, three owners
    assert len({table[1] for table in moment.tables.values()}) == 3
    apart = run_policy(workload, "paged", share=False)
    assert apart.at(1).used == moment.used + 1  # without sharing only the twin pays for its own first block
    assert run.finish.tolist() == apart.finish.tolist()


def test_a_fork_at_a_block_end_copies_nothing() -> None:
    requests = (Request(0, 0, 8, 3, 1, 8), Request(1, 0, 8, 3, 1, 8, parent=0))
    run = run_policy(Workload(4, requests, 4, 20, 16), "paged")
    assert run.copies == 0 and run.at(0).used == 4  # two shared and one each
    assert [event.kind for event in run.events] == ["fork"]


def test_shuffling_moves_blocks_and_changes_no_count() -> None:
    workload = PoolDemand().workload()
    plain, scattered = run_policy(workload, "paged"), run_policy(workload, "paged", shuffle=5)
    assert plain.at(9).tables != scattered.at(9).tables
    assert plain.used.tolist() == scattered.used.tolist() and plain.preemptions == scattered.preemptions


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"blocks": 16},
        {"block_size": 1, "blocks": 16},
        {"arrival_rate": 1.0},
        {"block_size": 32, "blocks": 64},
        {"arrival_rate": 0.02},
        {"ours": (34, 64)},
        {"fork": False, "twin": False},
        {"n": 1},
    ],
)
def test_made_workloads_run_at_every_setting(change: dict[str, Any]) -> None:
    workload = PoolDemand(**change).workload()
    run = run_paging(workload, share=True)
    assert run.balance_ok and run.workload.ours == 0
    assert run.paged.shares.used_fraction > run.runs["max"].shares.used_fraction
    assert set(run.runs) == set(RESERVATIONS)


def test_a_small_pool_preempts_and_a_large_one_does_not() -> None:
    tight, ample = (run_paging(PoolDemand(blocks=blocks).workload(), ("paged",)) for blocks in (20, 400))
    assert tight.preemptions > 0 and tight.peak_blocks == 20
    assert ample.preemptions == 0 and ample.peak_blocks < 400
    assert all(row.tolist() == sorted(row.tolist()) for row in (tight.paged.busy,))


@pytest.mark.parametrize(
    ("rows", "size", "blocks", "max_len", "word"),
    [
        ([(0, 60, 5)], 4, 40, 64, r"requests\[0\]"),
        ([(0, 1, 1)], 4, 4, 17, "max_len"),
        ([(0, 1, 1)], None, 4, 8, "block_size"),
        ([(0, 1, 1)], 4, None, 8, "blocks"),
    ],
)
def test_what_can_never_fit_is_refused(rows: Rows, size: int, blocks: int, max_len: int, word: str) -> None:
    with pytest.raises(UsageError, match=word):
        run_paging(load(rows, 2, blocks, size, max_len))


def test_traces_cannot_be_written() -> None:
    run = run_policy(PoolDemand().workload(), "paged")
    for array in (run.used, run.log, run.stays, run.finish):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
