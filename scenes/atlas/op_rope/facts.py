"""What the card tells of: a real query and key as pairs that turn, and what turning costs.

Reads the world; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Frame

if TYPE_CHECKING:
    from tourapp.authoring.kinds import LayerNumbers, OneHead, TurnedPair, Turning

CARD = "op_rope"


@dataclass(frozen=True, slots=True, eq=False)
class RopeFacts:
    """pair: None where the recording does not say how it turns; shift: tokens by which both are moved on; turning: what
    the datacentre's model pays."""

    pair: TurnedPair | None
    head: OneHead
    numbers: LayerNumbers
    turning: Turning
    shift: float
    model: str

    def word(self, place: int) -> str:
        """The token at a place."""
        return self.head.recording.all_texts[place].strip()


def facts_of(f: Frame) -> RopeFacts:
    """The facts of a frame."""
    turning = f.world.turning
    return RopeFacts(
        pair=turning.pair,
        head=f.world.one_head,
        numbers=f.world.layer_numbers,
        turning=turning,
        shift=float(f.eased("rope_position")),
        model=f.world.cost.scenario.model_spec.name,
    )
