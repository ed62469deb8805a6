"""The scheduler, step by step: who leaves, who keeps its memory, who enters, who gets a token. One clock,
equal steps.

Order inside a step: finished sequences leave; new ones arrive; running ones take the memory their next
token needs (and may preempt the latest-arrived); waiting ones enter in arrival order while a slot and
memory are free; every running one works. Running before waiting means that a step which preempts admits
nobody: what a preemption frees is less than its victim needs.

Plain and slow on purpose: `tourapp.sim.batching` has the fast path, and tests hold the two equal.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable
from typing import Protocol

from tourapp.sim.request import Request, Sequence, SequenceStatus

POLICIES = ("static", "continuous", "chunked")


class Memory(Protocol):
    """What the scheduler asks of the KV cache's memory. `now` is the step."""

    def fits(self, sequence: Sequence, now: int) -> bool:
        """Whether the sequence, and the token of its first step, has room."""

    def take(self, sequence: Sequence, now: int) -> None:
        """Give it its memory; only after `fits`."""

    def grow(self, sequence: Sequence, now: int) -> bool:
        """Make room for one more token of a running sequence; False when there is none."""

    def settle(self, now: int) -> None:
        """Write the first tokens of all that entered in this step."""

    def give(self, sequence: Sequence, now: int) -> None:
        """Take the memory back."""


class Endless:
    """Memory that never runs out: batching alone."""

    def fits(self, sequence: Sequence, now: int) -> bool:
        """Always."""
        return True

    def take(self, sequence: Sequence, now: int) -> None:
        """Nothing to do."""

    def grow(self, sequence: Sequence, now: int) -> bool:
        """Always."""
        return True

    def settle(self, now: int) -> None:
        """Nothing to do."""

    def give(self, sequence: Sequence, now: int) -> None:
        """Nothing to do."""


def prefill_steps(prompt: int, chunk: int | None) -> int:
    """Steps a prompt spends in prefill: one, or ceil(prompt / chunk) when it is cut into chunks."""
    return 1 if chunk is None else -(-prompt // chunk)


class Scheduler:
    """One batch of `slots` slots under one policy.

    static: enters only when the batch is empty, and then only when `slots` requests are present or no more
    will come; the slots stay locked until the last of the batch is done. continuous: enters whenever a slot
    is free. chunked: continuous, with each prefill spread over ceil(prompt / chunk) steps, the last of
    which yields the first token.
    """

    def __init__(
        self,
        requests: Iterable[Request],
        slots: int,
        policy: str,
        memory: Memory | None = None,
        chunk: int | None = None,
    ) -> None:
        self.sequences = [Sequence(request) for request in requests]
        self.slots, self.policy = slots, policy
        self.chunk = chunk if policy == "chunked" else None
        self.memory: Memory = memory or Endless()
        self.coming = deque(sorted(self.sequences, key=_by_arrival))
        # Entering is in arrival order and a victim is the latest-arrived, so everyone waiting arrived after
        # everyone running:
        # both stay sorted when newcomers are appended and a victim goes to the front of the line.
        self.waiting: deque[Sequence] = deque()
        self.running: list[Sequence] = []
        self.preempted: list[Sequence] = []  # of the last step
        self._free_slots = list(range(slots))

    @property
    def busy(self) -> bool:
        """Whether anything is left to do."""
        return bool(self.coming or self.waiting or self.running)

    @property
    def blocked(self) -> bool:
        """After a step: somebody waits for want of room although a slot is free."""
        return bool(self.waiting) and len(self.running) < self.slots and self.policy != "static"

    def next_step(self, now: int) -> int:
        """The first step from `now` on with something to do: empty stretches are jumped over."""
        if self.running or self.waiting or not self.coming:
            return now
        return max(now, self.coming[0].request.arrival)

    def step(self, now: int) -> None:
        """Do one step; see the order at the head of this module."""
        self._leave(now)
        while self.coming and self.coming[0].request.arrival <= now:
            self.waiting.append(self.coming.popleft())
        self._grow(now)
        self._enter(now)
        self.memory.settle(now)
        self._produce(now)

    def _leave(self, now: int) -> None:
        done = [sequence for sequence in self.running if sequence.done]
        if not done:
            return
        self.running = [sequence for sequence in self.running if not sequence.done]
        for sequence in done:
            sequence.status = SequenceStatus.FINISHED
            self.memory.give(sequence, now)
            if self.policy != "static":
                heapq.heappush(self._free_slots, sequence.slot)
        if self.policy == "static" and not self.running:
            self._free_slots = list(range(self.slots))

    def _grow(self, now: int) -> None:
        self.preempted = []
        for sequence in list(self.running):
            while sequence.status is SequenceStatus.RUNNING and not self.memory.grow(sequence, now):
                self._preempt(self.running[-1], now)

    def _preempt(self, sequence: Sequence, now: int) -> None:
        """Send the latest-arrived running sequence back to wait; it keeps its tokens and will be
        recomputed.
        """
        self.running.remove(sequence)
        self.memory.give(sequence, now)
        heapq.heappush(self._free_slots, sequence.slot)
        sequence.status = SequenceStatus.PREEMPTED
        sequence.slot = -1
        sequence.preemptions += 1
        self.waiting.appendleft(sequence)
        self.preempted.append(sequence)

    def _enter(self, now: int) -> None:
        if self.policy == "static" and (self.running or (len(self.waiting) < self.slots and self.coming)):
            return
        while self.waiting and self._free_slots and self.memory.fits(self.waiting[0], now):
            sequence = self.waiting.popleft()
            self.memory.take(sequence, now)
            sequence.slot = heapq.heappop(self._free_slots)
            sequence.status = SequenceStatus.RUNNING
            sequence.prefill_left = prefill_steps(sequence.length, self.chunk)
            if sequence.admit < 0:
                sequence.admit = now
            self.running.append(sequence)

    def _produce(self, now: int) -> None:
        for sequence in self.running:
            if sequence.prefill_left > 0:
                sequence.prefill_left -= 1
            if sequence.prefill_left == 0:
                sequence.produced += 1
                if sequence.first_token < 0:
                    sequence.first_token = now
                if sequence.done:
                    sequence.finish = now + 1


def _by_arrival(sequence: Sequence) -> tuple[int, int]:
    return sequence.request.arrival, sequence.request.number
