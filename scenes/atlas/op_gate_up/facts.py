"""What the card tells of: the recorded lanes of one layer, and the chosen model's gate and up.

Whose number is whose is never left open: lanes are the small model's, bytes and times the chosen one's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CardCost, FfnNumbers, TokenLanes


@dataclass(frozen=True, slots=True, eq=False)
class GateFacts:
    """lanes: of the last prompt token in the layer looked at (None where the recording has none); layer, layers: from
    1; small, chosen: names of the models; cost: gate and up in decode."""

    lanes: TokenLanes | None
    layer: int
    layers: int
    small: str
    chosen: str
    numbers: FfnNumbers
    cost: CardCost
    batch: int

    @property
    def share_told(self) -> Quantity:
        """Which share of the energy the carrying lanes hold."""
        assert self.lanes is not None
        return self.lanes.carrying.inputs[0]


def gate_facts(f: Frame) -> GateFacts:
    """The facts of a frame."""
    world = f.world
    inside, recording = world.layer_numbers, world.recording
    layer = min(int(f["gate_layer"]), recording.layers)
    return GateFacts(
        lanes=inside.token_lanes(layer - 1) if inside.here else None,
        layer=layer,
        layers=recording.layers,
        small=recording.model,
        chosen=world.cost.scenario.model_spec.name,
        numbers=world.ffn_numbers,
        cost=world.operators.card("op_gate_up", "decode"),
        batch=int(f.inputs.batch),
    )
