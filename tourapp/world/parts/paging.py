"""World parts of paging: the block pool under every reservation policy, with this request among the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import SIMULATED
from tourapp.sim.block_manager import BlockManager
from tourapp.sim.paging import PagingRun, run_paging
from tourapp.sim.paging_trace import FREE, PagingEvent, PolicyRun, PoolMoment
from tourapp.sim.workload import PoolDemand
from tourapp.world.declare import Block, choice, number, switch
from tourapp.world.part import PartView, part

POLICIES = (("max", "Max"), ("pow2", "Pow 2"), ("exact", "Exact"), ("paged", "Paged"))


@dataclass(frozen=True)
class PagingInputs(Block):
    """The pool of blocks and who shares it."""

    block_size: int = number("Block size", 1, 32, 4, unit="tokens")
    pool_blocks: int = number("Pool", 16, 64, 40, unit="blocks")
    reservation: str = choice("Reserve", POLICIES, "paged")
    share_prompt: bool = switch("Share the prompt", True)
    fork: bool = switch("Fork", True)
    paging_arrival: float = number("Arrivals", 0.02, 1, 0.2, 0.02, unit="/step")


PAGED_ANSWER = 18
"""Tokens of our answer that live in the small pool, so that every block can be seen."""
PAGED_MAX = 64


@part(
    "paging",
    reads=("block_size", "pool_blocks", "share_prompt", "fork", "paging_arrival", "batch_seed"),
    needs=("plain_tokens", "recording"),
)
def _paging(view: PartView) -> PagingRun:
    """Every reservation policy on the same requests; ours is the prompt without its template and the first words of
    the answer (the end token, which nobody reads, is none of them)."""
    ours = (max(1, len(view.plain_tokens)), max(1, min(PAGED_ANSWER, view.recording.words)))
    workload = PoolDemand(
        view.block_size,
        view.pool_blocks,
        PAGED_MAX,
        view.paging_arrival,
        seed=view.batch_seed,
        ours=ours,
        fork=view.fork,
    ).workload()
    return run_paging(workload, share=view.share_prompt, shuffle=view.batch_seed)


@dataclass(frozen=True, slots=True)
class PagingNumbers:
    """What the runs came to, and the moments worth stopping at.

    used: by policy, the share of all slots held or blocked that held a token. empty: by policy, the share of the pool
    without a token at the busiest step. inside: of the run with blocks, held and
    never filled. busiest: the step at which the requests want most of the pool before anybody has to leave it. leanest:
    the step of the run with blocks at which fewest are free. dry: the very moment in which the first request has to
    give its blocks back, while none is free; None in a pool that nobody has to leave.
    """

    used: dict[str, Quantity]
    empty: dict[str, Quantity]
    inside: Quantity
    peak: Quantity
    preemptions: Quantity
    steps: Quantity
    busiest: int
    leanest: int
    dry: PoolMoment | None
    shared: Quantity
    """Most blocks that a request took over from another one, stored once."""
    gained: Quantity
    """How many times as many tokens the same memory held with blocks as with slabs for the longest answer."""


@part("paging_numbers", needs=("paging",))
def _paging_numbers(view: PartView) -> PagingNumbers:
    paging: PagingRun = view.paging
    run = paging.paged
    preempted = [event for event in run.events if event.kind == "preempt"]
    before = run.busy < preempted[0].step if preempted else run.busy >= 0
    steps = run.busy[before]
    busiest = int(steps[run.used[before].argmax()]) if len(steps) else 0
    used = {name: _used(each) for name, each in paging.runs.items()}
    for policy, figure in used.items():
        figure.christen(f"paging_numbers.used.{policy}")  # before it stands in what blocks gain
    paged = replace(used["paged"], symbol="u_p", id="paging_numbers.used.paged")
    slabs = replace(used["max"], symbol="u_r", id="paging_numbers.used.max")
    return PagingNumbers(
        used=used,
        empty={name: _empty(each, busiest) for name, each in paging.runs.items()},
        inside=Quantity(run.shares.internal, "share", "held in blocks and never filled", "i", source=SIMULATED),
        peak=Quantity(run.peak, "1", "most blocks held at once", "peak", source=SIMULATED),
        preemptions=Quantity(run.preemptions, "1", "preemptions of the whole run", "n", source=SIMULATED),
        steps=Quantity(run.steps, "1", "steps of the whole run", "T", source=SIMULATED),
        busiest=busiest,
        leanest=int(run.busy[run.free.argmin()]),
        dry=_dry(run, preempted[0]) if preempted else None,
        shared=Quantity(_shared(run), "1", "blocks shared by two requests", "b", source=SIMULATED),
        gained=derive("as many tokens in the same memory, with blocks", "m", "times", "u_p / u_r", paged, slabs),
    )


def _shared(run: PolicyRun) -> int:
    counts = {"fork": lambda event: event.b, "share": lambda event: event.a}
    return max((counts[event.kind](event) for event in run.events if event.kind in counts), default=0)


def _used(run: PolicyRun) -> Quantity:
    name = "slots holding a token, of all held or blocked over the whole run"
    return Quantity(run.shares.used_fraction, "share", name, "u", source=SIMULATED)


def _empty(run: PolicyRun, step: int) -> Quantity:
    pool = run.total * run.block_size
    value, name = (pool - run.at(step).used_slots) / pool, "slots of the pool without a token"
    return Quantity(value, "share", name, "e", source=SIMULATED)


def _dry(run: PolicyRun, event: PagingEvent) -> PoolMoment:
    """Inside the step of a preemption, before the first victim lets go: what the step ends with, but all who lose their
    blocks in it still hold them, and nobody else has written into those yet."""
    after, before = run.at(event.step), run.at(event.step - 1)
    lost = {one.request: before.tables[one.request] for one in after.events if one.kind == "preempt"}
    owner, refs, filled = after.owner.copy(), after.refs.copy(), after.filled.copy()
    for held in lost.values():
        at = list(held)
        owner[at], refs[at], filled[at] = before.owner[at], before.refs[at], before.filled[at]
    gone = {block for held in lost.values() for block in held}
    tables = {
        number: tuple(block for block in table if block not in gone or block in before.tables.get(number, ()))
        for number, table in after.tables.items()
        if number not in lost
    }
    room = {number: len(table) * run.block_size for number, table in tables.items()}
    lengths = {number: min(after.lengths[number], room[number]) for number in tables}
    for array in (owner, refs, filled):
        array.flags.writeable = False
    free = int((owner == FREE).sum())
    return replace(
        after,
        free=free,
        used=run.total - free,
        tables=tables | lost,
        lengths=lengths | {number: before.lengths[number] for number in lost},
        owner=owner,
        refs=refs,
        filled=filled,
        running=tuple(number for number in before.running if number in tables or number in lost),
        waiting=tuple(number for number in after.waiting if number not in lost),
        preemptions=before.preemptions,
    )


FORK_WORDS = 6
"""Answer tokens our sequence holds when it forks in the small demonstration; both answers then go on by FORK_STEPS."""
FORK_STEPS = 2


@dataclass(frozen=True, slots=True)
class ForkStep:
    """One moment of the fork: both block tables, lengths, owners per block, and the block copied (from, to) if any."""

    parent: tuple[int, ...]
    child: tuple[int, ...]
    lengths: tuple[int, int]
    refs: tuple[int, ...]
    copied: tuple[int, int] | None
    free: int
    used: int


@part("fork_steps", reads=("block_size", "pool_blocks", "batch_seed"), needs=("plain_tokens", "recording"))
def _fork_steps(view: PartView) -> tuple[ForkStep, ...]:
    """Our sequence forks in the middle of its answer and both go on: a real allocator, one token at a time."""
    manager = BlockManager(view.pool_blocks, view.block_size, shuffle=view.batch_seed)
    words = max(0, min(FORK_WORDS, view.recording.words - FORK_STEPS))
    held = min(max(1, len(view.plain_tokens)) + words, view.pool_blocks * view.block_size // 2)
    parent = manager.allocate(held)
    steps = [_fork_step(manager, parent, None, None)]
    child = manager.fork(parent)
    steps.append(_fork_step(manager, parent, child, None))
    for table in (child, parent) * FORK_STEPS:
        written = manager.append(table)
        steps.append(_fork_step(manager, parent, child, written))
    return tuple(steps)


def _fork_step(manager: BlockManager, parent: Any, child: Any, written: Any) -> ForkStep:
    copied = (
        (written.copied_from, written.physical) if written is not None and written.copied_from is not None else None
    )
    return ForkStep(
        tuple(parent.blocks),
        tuple(child.blocks) if child else (),
        (parent.length, child.length if child else 0),
        tuple(int(each) for each in manager.refs),
        copied,
        manager.free,
        manager.used,
    )
