"""Numbers of the speculation scene: the pass shown, the position at which both rules are compared, and the readouts.

Not here: the run itself and what it comes to (world parts `speculation`, `speculation_numbers`), and any drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Quantity, World

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PassCosts, Rules, SpeculationNumbers, SpeculationRun, Turn

DRAFTS = {
    "int4": Phrase("a copy in INT4"),
    "int3": Phrase("a copy in INT3"),
    "early-exit": Phrase("its own first layers"),
    "ngram": Phrase("looking back in the text"),
}


@dataclass(frozen=True, slots=True, eq=False)
class SpeculationFacts:
    """What the scene shows of a run: the pass on stage (`at`, its place in the run) and everything the run comes to."""

    run: SpeculationRun
    at: int
    costs: PassCosts
    numbers: SpeculationNumbers
    rules: Rules | None
    """Where the wrong rule is furthest off; None where nothing was guessed."""

    @property
    def turn(self) -> Turn:
        """The pass on stage."""
        return self.run.turns[self.at]


def speculation_facts(world: World) -> SpeculationFacts:
    """The facts of a world."""
    run = world.speculation
    return SpeculationFacts(run, shown_turn(run), world.speculation_cost, world.speculation_numbers, telling_rules(run))


def shown_turn(run: SpeculationRun) -> int:
    """The turn that tells most: one that ends in a miss, with as many guesses kept before it as there are."""

    def rank(index: int) -> tuple[bool, int, int, float]:
        turn = run.turns[index]
        off = turn.rules.off_wrong if turn.rules is not None else 0.0
        return turn.last == "residual" and turn.accepted > 0, turn.accepted, len(turn.guesses), off

    return max(range(len(run.turns)), key=rank)


def telling_rules(run: SpeculationRun) -> Rules | None:
    """The checked position at which the wrong rule is furthest off."""
    some = [turn.rules for turn in run.turns if turn.rules is not None]
    return max(some, key=lambda rules: rules.off_wrong) if some else None


def off_the_truth(value: float, name: str) -> Quantity:
    """Total variation between what a rule yields and the target's odds, as a quantity of that name."""
    return Quantity(value, "share", name, "TV", "half the sum of abs(odds - p)")
