"""What the card tells of: one real head's values, and what reading the cache costs in a step.

Reads the world; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CardCost, Crossings, HeadCount, OneHead

CARD = "op_blend"


@dataclass(frozen=True, slots=True, eq=False)
class BlendFacts:
    """head: of the small model; decode: what the blend costs in a step; crossings: how it grows. shown: the number of
    key-value heads that is chosen, own: whether the model has it. latent: whether its cache is compressed. format: in
    which numbers the matrices are multiplied."""

    head: OneHead
    decode: CardCost
    crossings: Crossings
    shown: HeadCount
    own: bool
    latent: bool
    model: str
    format: Phrase

    @property
    def intensity(self) -> Quantity:
        """FLOP per byte of the cache, with the chosen number of heads."""
        return self.shown.intensity

    @property
    def two_ridges(self) -> bool:
        """Whether the matrices have another ridge than attention."""
        return float(self.crossings.ridge.value) != float(self.crossings.attention_ridge.value)


def facts_of(f: Frame) -> BlendFacts:
    """The facts of a frame."""
    counts = f.world.head_counts
    shown = counts.pick(f["blend_heads"] if f.beat_name == "scale" else "own")
    return BlendFacts(
        head=f.world.one_head,
        decode=f.world.operators.cards[CARD]["decode"],
        crossings=f.world.crossings,
        shown=shown,
        own=shown.id == "own",
        latent=counts.latent,
        model=f.world.cost.scenario.model_spec.name,
        format=f.world.math_format,
    )
