"""World parts of paging: the block pool under every reservation policy, with this request among the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tourapp.sim.block_manager import BlockManager
from tourapp.sim.paging import PagingRun, run_paging
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
    the answer."""
    ours = (max(1, len(view.plain_tokens)), max(1, min(PAGED_ANSWER, len(view.recording.ids))))
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


FORK_WORDS = 6
"""Answer tokens our sequence holds when it forks in the small demonstration."""


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


@part("fork_steps", reads=("block_size", "pool_blocks", "batch_seed"), needs=("plain_tokens",))
def _fork_steps(view: PartView) -> tuple[ForkStep, ...]:
    """Our sequence forks in the middle of its answer and both go on: a real allocator, one token at a time."""
    manager = BlockManager(view.pool_blocks, view.block_size, shuffle=view.batch_seed)
    held = min(max(1, len(view.plain_tokens)) + FORK_WORDS, view.pool_blocks * view.block_size // 2)
    parent = manager.allocate(held)
    steps = [_fork_step(manager, parent, None, None)]
    child = manager.fork(parent)
    steps.append(_fork_step(manager, parent, child, None))
    for table in (child, parent, child, parent):
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
