"""Facts of the speculation scene: the run, which of its passes is shown, and the world's numbers of it.

Not here: the run itself and what it comes to (world parts `speculation`, `speculation_numbers`), and any drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Quantity, World, origin

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PassCosts, SpeculationNumbers, SpeculationRun, Turn


BEFORE = 4
"""Tokens before the first guess that are shown."""


@dataclass(frozen=True, slots=True, eq=False)
class SpeculationFacts:
    """What the scene shows of a run: the pass on stage (`at`, its place in the run) and everything the run comes to."""

    run: SpeculationRun
    at: int
    costs: PassCosts
    numbers: SpeculationNumbers
    context: int
    short_even: Quantity | None
    """The batch from which short chats no longer gain, read between two computed ones; None where there is none."""

    @property
    def turn(self) -> Turn:
        """The pass on stage."""
        return self.run.turns[self.at]


def speculation_facts(world: World) -> SpeculationFacts:
    """The facts of a world."""
    run, costs, numbers = world.speculation, world.speculation_cost, world.speculation_numbers
    even = _short_even(costs.batches, numbers.short)
    return SpeculationFacts(run, shown_turn(run), costs, numbers, world.inputs.context, even)


def _short_even(batches: np.ndarray, short: np.ndarray) -> Quantity | None:
    """Where the speed-up of short chats falls through one for good."""
    above = np.flatnonzero(short > 1.0)
    if not len(above) or above[-1] + 1 == len(batches):
        return None
    at = above[-1]
    share = (short[at] - 1.0) / (short[at] - short[at + 1])
    value = float(batches[at] + share * (batches[at + 1] - batches[at]))
    words = "users from which guessing costs time in short chats, read between two computed batches"
    formula, id = "the batch at which the curve of short chats falls through 1", "speculation_numbers.short_even"
    return Quantity(value, "1", words, "B_1", formula, (), origin.COMPUTED, id)


def shown_turn(run: SpeculationRun) -> int:
    """The turn that tells most: with words of the answer before it, one that ends in a miss, with as many guesses kept
    before it as there are."""
    made = np.cumsum([0, *(len(turn.texts) for turn in run.turns)])

    def rank(index: int) -> tuple[bool, bool, int, int, float]:
        turn = run.turns[index]
        off = turn.rules.off_wrong if turn.rules is not None else 0.0
        missed = turn.last == "residual" and turn.accepted > 0
        return bool(made[index] >= BEFORE), missed, turn.accepted, len(turn.guesses), off

    return max(range(len(run.turns)), key=rank)
