"""BlockManager: the KV cache cut into fixed blocks with reference counts, found through block tables.

A sequence's tokens are in order in its table and anywhere in memory. Forks share blocks; a shared block is
copied exactly when one of its owners writes to it. Not here: when to admit or preempt (the scheduler) and
what the blocks hold.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Sequence as Ordered
from dataclasses import dataclass, field


class OutOfBlocksError(Exception):
    """No free block; the caller must free some first. Nothing was changed."""


@dataclass(slots=True)
class BlockTable:
    """Logical to physical: `blocks[i]` is the physical block of tokens i x block_size onwards; `length`
    tokens are written.
    """

    blocks: list[int] = field(default_factory=list)
    length: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """Where a token went: a block taken for it (`fresh`), or copied for it (`copied_from` is the shared
    block).
    """

    logical: int
    physical: int
    fresh: bool
    copied_from: int | None = None


class BlockManager:
    """A pool of `blocks` blocks of `block_size` token slots. `shuffle` scatters the initial free list by a
    seed.

    Example: 4 blocks of 2; `allocate(3)` takes 2 blocks, `append` fills the second, the next `append` takes
    a third.
    """

    def __init__(self, blocks: int, block_size: int, shuffle: int | None = None) -> None:
        self.blocks, self.block_size = blocks, block_size
        self.refs = [0] * blocks  # owners of each physical block
        order = list(range(blocks))
        if shuffle is not None:
            random.Random(shuffle).shuffle(order)
        self._free = deque(order)
        self._used = 0
        self.total_refs = 0
        self.peak = 0  # the most blocks ever held at once

    @property
    def free(self) -> int:
        """Blocks nobody owns."""
        return len(self._free)

    @property
    def used(self) -> int:
        """Blocks with at least one owner, counted apart from the free list."""
        return self._used

    @property
    def shared_extra(self) -> int:
        """Owners beyond the first, over all blocks: what sharing saves, in blocks."""
        return self.total_refs - self._used

    def blocks_for(self, tokens: int) -> int:
        """Blocks that hold so many tokens: ceil(tokens / block_size)."""
        return -(-tokens // self.block_size)

    def allocate(self, tokens: int, shared: Ordered[int] = ()) -> BlockTable:
        """A table for `tokens` written tokens, its first blocks being the (full) `shared` ones. OutOfBlocksError
        if short.
        """
        fresh = self.blocks_for(tokens) - len(shared)
        if fresh < 0 or len(shared) * self.block_size > tokens:
            raise ValueError("shared blocks must be full ones of the same tokens")
        if fresh > self.free:
            raise OutOfBlocksError
        for block in shared:
            self._own(block)
        return BlockTable([*shared, *(self._take() for _ in range(fresh))], tokens)

    def needs_block(self, table: BlockTable) -> bool:
        """Whether writing the next token takes a free block: at a block's end, or because the last block is
        shared.
        """
        if table.length == len(table.blocks) * self.block_size:
            return True
        return self.refs[table.blocks[table.length // self.block_size]] > 1

    def append(self, table: BlockTable) -> Written:
        """Write one token. Takes a block at a block's end, copies a shared one, else writes in place.
        OutOfBlocksError if short.
        """
        logical = table.length // self.block_size
        if logical == len(table.blocks):
            table.blocks.append(self._take())
            written = Written(logical, table.blocks[logical], True)
        elif self.refs[table.blocks[logical]] > 1:
            old = table.blocks[logical]
            table.blocks[logical] = self._take()
            self._disown(old)
            written = Written(logical, table.blocks[logical], True, old)
        else:
            written = Written(logical, table.blocks[logical], False)
        table.length += 1
        return written

    def fork(self, parent: BlockTable) -> BlockTable:
        """A second table over the same blocks: nothing is copied, every count rises by one."""
        for block in parent.blocks:
            self._own(block)
        return BlockTable(list(parent.blocks), parent.length)

    def release(self, table: BlockTable) -> list[int]:
        """Give up a table; returns the blocks that became free (the unshared ones)."""
        freed = [block for block in table.blocks if self._disown(block)]
        table.blocks, table.length = [], 0
        return freed

    def balanced(self) -> bool:
        """free + used = pool, by the two separate counts."""
        return self.free + self.used == self.blocks

    def audit(self, tables: Ordered[BlockTable]) -> bool:
        """The long check: every count equals the owners found in `tables`, and no owned block is on the
        free list.
        """
        owners = [0] * self.blocks
        for table in tables:
            for block in table.blocks:
                owners[block] += 1
        free = set(self._free)
        return (
            owners == self.refs
            and len(free) == len(self._free)
            and self.balanced()
            and all((block in free) == (count == 0) for block, count in enumerate(owners))
        )

    def _take(self) -> int:
        if not self._free:
            raise OutOfBlocksError
        block = self._free.popleft()
        self._own(block, new=True)
        self.peak = max(self.peak, self._used)
        return block

    def _own(self, block: int, new: bool = False) -> None:
        if (self.refs[block] == 0) != new:
            raise ValueError(f"block {block} has {self.refs[block]} owners")
        self.refs[block] += 1
        self.total_refs += 1
        self._used += new

    def _disown(self, block: int) -> bool:
        """One owner less; True when that freed the block."""
        if self.refs[block] <= 0:
            raise ValueError(f"block {block} is already free")
        self.refs[block] -= 1
        self.total_refs -= 1
        if self.refs[block]:
            return False
        self._used -= 1
        self._free.append(block)
        return True
