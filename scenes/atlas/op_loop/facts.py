"""What the card tells of: the step's letters, the step at every length, and the recorded answer token by token.

Reads the world; draws nothing and knows no place on the stage.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Frame

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Letters, LoopLengths, Recording

ONE_BY_ONE = 2
"""Passes that are shown one by one; the others are counted."""
UNSEEN = 1e-3
"""How far the ledger's step may stand above the equation's before it is told: less hardly shows in three digits."""


@dataclass(frozen=True, slots=True, eq=False)
class LoopFacts:
    """batch: conversations; passes: of the recorded answer, the first of which read the prompt."""

    letters: Letters
    lengths: LoopLengths
    recording: Recording
    batch: int

    @property
    def passes(self) -> int:
        """Tokens of the answer, each of which took a pass."""
        return max(1, len(self.recording.ids))

    @property
    def memory_alone(self) -> bool:
        """Whether bytes alone give the step, as far as three digits tell."""
        return self.letters.memory_alone or abs(float(self.letters.gap.value) - 1.0) < UNSEEN


def loop_facts(f: Frame) -> LoopFacts:
    """The facts of a frame."""
    world = f.world
    return LoopFacts(world.letters, world.loop_lengths, world.recording, int(f.inputs.batch))


def passes_done(f: Frame, facts: LoopFacts) -> float:
    """How many passes the first beat has shown, with the share of the one that runs."""
    few = min(ONE_BY_ONE, facts.passes)
    one_by_one = few * f.cue("what.passes", eased=False)
    return one_by_one + (facts.passes - few) * f.cue("what.rest", eased=False)
