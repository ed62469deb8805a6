"""KV-cache memory as the scheduler sees it: one contiguous slab per request (first fit), or paged blocks.

Both keep a log of who held what from which step to which, so that a trace can show any moment. Convention
of time: what a step takes it holds during that step; what leaves at a step is no longer held in it. During
a step a running sequence of p prompt tokens in its k-th step since the first token holds p + k tokens: the
token of the step is in.
"""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass

from tourapp.sim.block_manager import BlockManager, BlockTable
from tourapp.sim.request import Request, Sequence

CONTIGUOUS = ("max", "pow2", "exact")
RESERVATIONS = (*CONTIGUOUS, "paged")


def reserved_length(request: Request, policy: str, max_len: int) -> int:
    """Slots a contiguous policy reserves: max_len; the next power of two of the final length, at most
    max_len; the final length.

    Example: prompt 5, output 8, max_len 64: 64, 16 and 13.
    """
    if policy == "max":
        return max_len
    if policy == "exact":
        return request.final_length
    return min(max_len, 1 << (request.final_length - 1).bit_length())


class SlabMemory:
    """Token slots 0 .. slots-1; each sequence gets one run, placed in the lowest hole that is large enough."""

    def __init__(self, slots: int, policy: str, max_len: int) -> None:
        self.slots, self.policy, self.max_len = slots, policy, max_len
        self.holes: list[tuple[int, int]] = [(0, slots)]  # (first slot, size), by address, never touching
        self.held: dict[int, tuple[int, int, int]] = {}  # request -> (first slot, size, since step)
        self.log: list[tuple[int, int, int, int, int]] = []  # request, first slot, size, from step, to step
        self.stays: list[tuple[int, int, int, int]] = []  # request, from step, to step, tokens at its start
        self.events: list[tuple[int, str, int, int, int]] = []  # none: slabs neither share nor preempt
        self.held_slots = self.peak_slots = 0  # held now; the most ever held
        self.never_filled = 0  # slots held now that their owners will never fill

    @property
    def free_slots(self) -> int:
        """Free token slots, counted from the holes."""
        return sum(size for _, size in self.holes)

    def balanced(self) -> bool:
        """free + held = pool, by the two separate counts."""
        return self.free_slots + self.held_slots == self.slots

    def fits(self, sequence: Sequence, now: int) -> bool:
        """Whether some hole is large enough."""
        size = reserved_length(sequence.request, self.policy, self.max_len)
        return any(room >= size for _, room in self.holes)

    def take(self, sequence: Sequence, now: int) -> None:
        """First fit."""
        size = reserved_length(sequence.request, self.policy, self.max_len)
        index = next(i for i, (_, room) in enumerate(self.holes) if room >= size)
        first, room = self.holes[index]
        self.holes[index : index + 1] = [(first + size, room - size)] if room > size else []
        self.held[sequence.request.number] = (first, size, now)
        self.held_slots += size
        self.peak_slots = max(self.peak_slots, self.held_slots)
        self.never_filled += size - sequence.request.final_length

    def grow(self, sequence: Sequence, now: int) -> bool:
        """Always true: the slab was cut for the final length."""
        return True

    def settle(self, now: int) -> None:
        """Nothing to do."""

    def give(self, sequence: Sequence, now: int) -> None:
        """Free the slab and join it with the holes it touches."""
        first, size, since = self.held.pop(sequence.request.number)
        self.log.append((sequence.request.number, first, size, since, now))
        self.stays.append((sequence.request.number, since, now, sequence.request.prompt))
        self.held_slots -= size
        self.never_filled -= size - sequence.request.final_length
        insort(self.holes, (first, size))
        joined: list[tuple[int, int]] = []
        for start, room in self.holes:
            if joined and sum(joined[-1]) == start:
                joined[-1] = (joined[-1][0], joined[-1][1] + room)
            else:
                joined.append((start, room))
        self.holes = joined


@dataclass(slots=True)
class _Resident:
    sequence: Sequence
    table: BlockTable
    since: int
    start_length: int
    open: list[tuple[int, int]]  # (physical, from step) of each logical block


class PagedMemory:
    """Blocks as tokens come, by a BlockManager. `share` lets requests of one prefix_id share the full
    blocks of that prefix.

    A fork that enters in the step of its parent shares all blocks of the prompt; the first write to a
    shared, partly filled one copies it. A fork that comes later is an ordinary request.
    """

    def __init__(self, blocks: int, block_size: int, share: bool = False, shuffle: int | None = None) -> None:
        self.manager = BlockManager(blocks, block_size, shuffle)
        self.share = share
        self.residents: dict[int, _Resident] = {}
        self.never_filled = 0
        self.log: list[tuple[int, int, int, int, int]] = []  # request, logical, physical, from step, to step
        self.stays: list[tuple[int, int, int, int]] = []  # request, from step, to step, tokens at its start
        self.events: list[tuple[int, str, int, int, int]] = []  # step, kind, request, a, b: see PagingEvent
        self._new: list[_Resident] = []  # entered in this step, first token not written yet
        self._promised = 0  # free blocks that their first tokens will take

    @property
    def free_slots(self) -> int:
        """Token slots in free blocks."""
        return self.manager.free * self.manager.block_size

    @property
    def held_slots(self) -> int:
        """Token slots in blocks with an owner; a shared block counts once."""
        return self.manager.used * self.manager.block_size

    @property
    def peak_slots(self) -> int:
        """The most token slots ever held at once."""
        return self.manager.peak * self.manager.block_size

    @property
    def shared_slots(self) -> int:
        """Tokens that sharing keeps once instead of once per owner (shared blocks are full after every
        step).
        """
        return self.manager.shared_extra * self.manager.block_size

    def balanced(self) -> bool:
        """free + used = pool."""
        return self.manager.balanced()

    def fits(self, sequence: Sequence, now: int) -> bool:
        """Room for all its tokens and the next, beside what earlier newcomers of this step were promised."""
        if self._fork_of(sequence, now) is not None:
            need = 1
        else:
            need = self.manager.blocks_for(sequence.length + 1) - len(self._shared(sequence))
        return need <= self.manager.free - self._promised

    def take(self, sequence: Sequence, now: int) -> None:
        """Blocks for the tokens it has; the one its first step writes is only promised until `settle`."""
        number = sequence.request.number
        parent = self._fork_of(sequence, now)
        if parent is not None:
            table = self.manager.fork(parent.table)
            self._promised += 1
            self.events.append((now, "fork", number, parent.sequence.request.number, len(table.blocks)))
        else:
            shared = self._shared(sequence)
            table = self.manager.allocate(sequence.length, shared)
            self._promised += table.length % self.manager.block_size == 0
            if shared:
                self.events.append((now, "share", number, len(shared), shared[0]))
        if sequence.produced:
            self.events.append((now, "recompute", number, sequence.length, len(table.blocks)))
        resident = _Resident(sequence, table, now, sequence.length, [(block, now) for block in table.blocks])
        self.residents[number] = resident
        self.never_filled += self._over(resident)
        self._new.append(resident)

    def settle(self, now: int) -> None:
        """Write the first token of everyone who entered in this step; forks first, so that it is they who
        copy.
        """
        for resident in sorted(self._new, key=lambda one: one.sequence.request.parent is None):
            self._write(resident, now)
        self._new, self._promised = [], 0

    def grow(self, sequence: Sequence, now: int) -> bool:
        """Write one more token, unless that takes a block and none is free."""
        resident = self.residents[sequence.request.number]
        if self.manager.needs_block(resident.table) and not self.manager.free:
            return False
        self._write(resident, now)
        return True

    def give(self, sequence: Sequence, now: int) -> None:
        """Release the table."""
        number = sequence.request.number
        resident = self.residents.pop(number)
        blocks = len(resident.table.blocks)
        for logical, (physical, since) in enumerate(resident.open):
            self.log.append((number, logical, physical, since, now))
        self.stays.append((number, resident.since, now, resident.start_length))
        self.never_filled -= self._over(resident)
        freed = len(self.manager.release(resident.table))
        if not sequence.done:
            self.events.append((now, "preempt", number, freed, blocks))

    def _write(self, resident: _Resident, now: int) -> None:
        before = self._over(resident)
        written = self.manager.append(resident.table)
        if not written.fresh:
            return
        if written.copied_from is not None:
            number = resident.sequence.request.number
            physical, since = resident.open[written.logical]
            if since < now:
                self.log.append((number, written.logical, physical, since, now))
            resident.open[written.logical] = (written.physical, now)
            self.events.append((now, "copy", number, physical, written.physical))
        else:
            resident.open.append((written.physical, now))
        self.never_filled += self._over(resident) - before

    def _over(self, resident: _Resident) -> int:
        """Slots in its blocks beyond its final length."""
        return max(0, len(resident.table.blocks) * self.manager.block_size - resident.sequence.request.final_length)

    def _fork_of(self, sequence: Sequence, now: int) -> _Resident | None:
        """The parent, if both are at the very start of their answers and the parent entered in this step."""
        parent = None if sequence.request.parent is None else self.residents.get(sequence.request.parent)
        if parent is None or parent.since != now or sequence.produced or parent.sequence.produced:
            return None
        return parent

    def _shared(self, sequence: Sequence) -> list[int]:
        """Full blocks of its prefix that a resident with the same prefix holds (the longest such run)."""
        request = sequence.request
        if not self.share or not request.prefix_id:
            return []
        best: list[int] = []
        for other in self.residents.values():
            theirs = other.sequence.request
            if theirs.prefix_id == request.prefix_id:
                full = min(request.prefix, theirs.prefix) // self.manager.block_size
                if full > len(best):
                    best = other.table.blocks[:full]
        return best
