"""What the batching scene tells: the two policies compared, the bytes they share, and the batch that waits most.

Reads the world; draws nothing and knows no place on the stage.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Phrase, Quantity, World

if TYPE_CHECKING:
    from tourapp.authoring.kinds import BatchingTrace

POLICY_NAMES = {
    "static": Phrase("Static batching"),
    "continuous": Phrase("Continuous batching"),
    "chunked": Phrase("Chunked prefill"),
}
POLICY_RULES = {
    "static": Phrase("the door stays locked until the slowest is done"),
    "continuous": Phrase("a slot is refilled at the very next token"),
    "chunked": Phrase("long prompts enter a piece at a time"),
}
ALL_WORK = 0.999
"""Busy share from which a batch counts as leaving nothing idle."""


@dataclass(frozen=True, slots=True, eq=False)
class WaitingBatch:
    """A batch of static batching whose slots wait for its longest answer. Times in steps, `lengths` per member."""

    start: float
    end: float
    mean: float
    longest: int
    busy: float
    slots: np.ndarray
    lengths: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Policy A and policy B on the same requests. `mean`, `longest` and `share` are those of the batch that waits most
    under A, or of the whole run where A has no batches."""

    policy_a: str
    policy_b: str
    a: BatchingTrace
    b: BatchingTrace
    alone: Quantity
    """Bytes of weights that a step reads."""
    each: Quantity
    """The part of them that one of the step's tokens pays for."""
    busy_a: Quantity
    busy_b: Quantity
    ratio: Quantity
    """Throughput of B over that of A."""
    waiting: WaitingBatch | None
    mean: float
    longest: int
    share: Quantity

    @property
    def asked(self) -> int:
        """Answer tokens that all requests ask for."""
        return int(self.a.output.sum())

    @property
    def all_made(self) -> bool:
        """Whether both policies made every token that was asked for."""
        return self.a.tokens == self.b.tokens == self.asked

    @property
    def some_idle(self) -> bool:
        """Whether the batch that waits most has idle slots."""
        return self.waiting is not None and self.waiting.busy < ALL_WORK


def compare(world: World) -> Comparison:
    """The facts of the two chosen policies."""
    a, b = (world.batching.traces[policy] for policy in (world.inputs.policy_a, world.inputs.policy_b))
    weights = world.cost.decode.weight_bytes_per_step
    slots = Quantity(a.slots, "1", "slots", "n")
    each = Quantity(float(weights.value) / a.slots, "B", "weights read per token", "w", "W / n", (weights, slots))
    waiting = waiting_batch(a)
    return Comparison(
        policy_a=world.inputs.policy_a,
        policy_b=world.inputs.policy_b,
        a=a,
        b=b,
        alone=weights,
        each=each,
        busy_a=busy_share(a),
        busy_b=busy_share(b),
        ratio=throughput_ratio(a, b),
        waiting=waiting,
        mean=waiting.mean if waiting else float(a.output.mean()),
        longest=waiting.longest if waiting else int(a.output.max()),
        share=Quantity(waiting.busy if waiting else a.utilisation, "share", "busy share"),
    )


def waiting_batch(trace: BatchingTrace) -> WaitingBatch | None:
    """The batch that loses most slot-steps to its longest answer; None for a policy without batches."""
    batches = trace.batches
    if not len(batches.start):
        return None
    k = int(np.argmax((batches.longest - batches.mean) * batches.size))
    members = np.flatnonzero(trace.admit == batches.start[k])
    return WaitingBatch(
        start=float(batches.start[k]),
        end=float(batches.end[k]),
        mean=float(batches.mean[k]),
        longest=int(batches.longest[k]),
        busy=float(batches.utilisation[k]),
        slots=trace.slot[members],
        lengths=(trace.finish[members] - trace.admit[members]).astype(float),
    )


def throughput_ratio(a: BatchingTrace, b: BatchingTrace) -> Quantity:
    """How much faster B is: both make the same tokens, so it is the ratio of their spans."""
    first = Quantity(int(a.span), "1", "steps of the first policy", "S_a")
    second = Quantity(int(b.span), "1", "steps of the second policy", "S_b")
    return Quantity(a.span / b.span, "times", "throughput ratio", "r", "S_a / S_b", (first, second))


def busy_share(trace: BatchingTrace) -> Quantity:
    """Tokens made over the room there was for them."""
    made = Quantity(int(trace.tokens), "1", "tokens made", "n")
    room = Quantity(int(trace.slots * trace.span), "1", "slots x steps", "R")
    return Quantity(trace.utilisation, "share", "busy share of the slots", "u", "n / R", (made, room))
