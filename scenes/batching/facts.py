"""What the batching scene tells of: the two chosen policies side by side, with the names they go by.

Reads the world; draws nothing, computes nothing and knows no place on the stage.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Quantity, World, banded

if TYPE_CHECKING:
    from tourapp.authoring.kinds import BatchingNumbers, BatchingTrace, PolicyNumbers, SlotRead, WaitingBatch

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


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Policy A and policy B on the same requests: their runs, and their numbers. longest_run: steps of the clock that
    both are drawn on."""

    policy_a: str
    policy_b: str
    a: BatchingTrace
    b: BatchingTrace
    numbers: BatchingNumbers
    read: SlotRead
    step_takes: Phrase
    """How long the step of a shared read takes, achieved, with its band."""
    longest_run: Quantity
    closed: bool
    """Whether all requests are there at step 0."""

    @property
    def a_numbers(self) -> PolicyNumbers:
        """What policy A came to."""
        return self.numbers.policies[self.policy_a]

    @property
    def b_numbers(self) -> PolicyNumbers:
        """What policy B came to."""
        return self.numbers.policies[self.policy_b]

    @property
    def waiting(self) -> WaitingBatch | None:
        """The batch of policy A that waits most for its longest answer; None where there are no batches."""
        return self.a_numbers.waiting

    @property
    def all_made(self) -> bool:
        """Whether both policies made every token that was asked for."""
        return self.a_numbers.made == self.b_numbers.made == self.numbers.asked


def compare(world: World) -> Comparison:
    """The facts of the two chosen policies."""
    a, b = world.inputs.policy_a, world.inputs.policy_b
    return Comparison(
        a,
        b,
        world.batching.traces[a],
        world.batching.traces[b],
        numbers=world.batching_numbers,
        read=world.slot_read,
        step_takes=banded(world.slot_read.seconds, world.reached, "token"),
        longest_run=max(world.batching_axis[a], world.batching_axis[b], key=lambda steps: float(steps.value)),
        closed=world.inputs.load <= 0,
    )


SHORT_WORD = 10
"""Letters of a token that still stand in the place where our tokens come to rest."""


def our_words(world: World) -> list[str]:
    """Tokens of our own answer, in order; those that are too long for their place are left out."""
    words = (text.strip() for text in world.recording.texts[: world.recording.words])
    return [word for word in words if 0 < len(word) <= SHORT_WORD]
