"""What the card tells of: one token on its way out of the feed-forward block, and the chosen model's matrix down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CardCost, DownAt, FfnNumbers

PLACES = {"first": 0, "third": 1, "last": 2}
"""Which of the sampled layers a choice is."""


@dataclass(frozen=True, slots=True, eq=False)
class Folding:
    """One recorded token in one layer (from 1): products of its lanes [f]; the stream before the block, what down adds,
    and the stream after it [h]; the lengths (RMS) of both streams."""

    layer: int
    products: np.ndarray
    before: np.ndarray
    added: np.ndarray
    after: np.ndarray
    rms_before: Quantity
    rms_after: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class DownFacts:
    """folding: None where the recording has no numbers from inside the layers; small, chosen: names of the models."""

    folding: Folding | None
    small: str
    chosen: str
    numbers: FfnNumbers
    cost: CardCost
    gpus: int

    @property
    def here(self) -> DownAt:
        """Down on the scenario's GPUs."""
        return next(each for each in self.numbers.gpus if int(each.setting.value) == self.gpus)


def down_facts(f: Frame) -> DownFacts:
    """The facts of a frame."""
    world = f.world
    return DownFacts(
        folding=_folding(f),
        small=world.recording.model,
        chosen=world.cost.scenario.model_spec.name,
        numbers=world.ffn_numbers,
        cost=world.operators.card("op_down", "decode"),
        gpus=int(f.inputs.gpus),
    )


def _folding(f: Frame) -> Folding | None:
    inside = f.world.layer_numbers
    if not inside.here:
        return None
    layer = inside.sampled[min(PLACES[str(f["down_layer"])], len(inside.sampled) - 1)]
    sample = inside.sample(layer)
    return Folding(
        layer + 1,
        inside.token_lanes(layer).products,
        sample.middle,
        sample.ffn_out,
        sample.after,
        inside.rms(2 * layer + 1, inside.last),
        inside.rms(2 * layer + 2, inside.last),
    )
