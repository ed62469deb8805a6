"""What the card tells of: experts of a layer, how many a batch wakes, and a draw of which they are.

The draw is one of many that are as likely; it is one that wakes as many as are to be expected. Draws nothing on stage.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CardCost, ExpertNumbers

TRIES = 160
"""Draws that are looked at for one that wakes the expected number."""
MOST_TOKENS = 24
"""Tokens that stand on the stage; more are counted."""


@dataclass(frozen=True, slots=True, eq=False)
class ExpertFacts:
    """numbers: of the model with experts; cost: what the chosen model's card costs in decode; batch: tokens of a step;
    picks [batch, k]: which experts each of them visits, from 0."""

    numbers: ExpertNumbers
    cost: CardCost
    batch: int
    picks: np.ndarray

    @property
    def dense(self) -> bool:
        """Whether the chosen model has no experts."""
        return self.numbers.dense

    @property
    def count(self) -> int:
        """Experts of a layer."""
        return int(self.numbers.experts.value)

    @property
    def shown(self) -> int:
        """Tokens on the stage."""
        return min(self.batch, MOST_TOKENS)

    def awake(self, tokens: int) -> np.ndarray:
        """Which experts [count] the first tokens wake."""
        found = np.zeros(self.count, bool)
        found[np.unique(self.picks[:tokens])] = True
        return found


def expert_facts(f: Frame) -> ExpertFacts:
    """The facts of a frame."""
    numbers, batch = f.world.expert_numbers, int(f.inputs.batch)
    wanted = round(float(numbers.hit.value))
    picks = _draw(int(numbers.experts.value), int(numbers.active.value), batch, wanted)
    return ExpertFacts(numbers, f.world.operators.card("op_experts", "decode"), batch, picks)


@lru_cache(maxsize=32)
def _draw(experts: int, active: int, batch: int, wanted: int) -> np.ndarray:
    """Experts [batch, active] that tokens visit, evenly drawn: of some draws the one whose number is nearest."""
    best, off = np.zeros((batch, active), int), experts + 1
    for seed in range(TRIES):
        random = np.random.default_rng(seed)
        picks = np.argsort(random.random((batch, experts)), axis=1)[:, :active]
        away = abs(len(np.unique(picks)) - wanted)
        if away < off:
            best, off = picks, away
        if off == 0:
            break
    best.flags.writeable = False
    return best
