"""What the card tells of: one real head, and what all scores cost in both phases.

Reads the world; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Frame

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CardCost, Crossings, OneHead

CARD = "op_scores"
MOST = 0.5
"""From this share on it is most of a step's time."""


@dataclass(frozen=True, slots=True, eq=False)
class ScoresFacts:
    """head: of the small model; prefill, decode: what the scores cost; crossings: how that grows. model: its name;
    latent, windowed: whether its cache is compressed, and whether some of its layers see a window only. past_meeting:
    whether at the scenario's context attention has more arithmetic than all matrices; most_of_a_step: whether scores
    and values take most of a step's time."""

    head: OneHead
    prefill: CardCost
    decode: CardCost
    crossings: Crossings
    model: str
    latent: bool
    windowed: bool
    past_meeting: bool
    most_of_a_step: bool


def facts_of(f: Frame) -> ScoresFacts:
    """The facts of a frame."""
    cards, spec = f.world.operators.cards[CARD], f.world.cost.scenario.model_spec
    meet = f.world.crossings.flops_meet
    own = [f.world.operators.card(card, "decode").share for card in (CARD, "op_blend")]
    return ScoresFacts(
        head=f.world.one_head,
        prefill=cards["prefill"],
        decode=cards["decode"],
        crossings=f.world.crossings,
        model=spec.name,
        latent=spec.mla is not None,
        windowed=spec.window is not None,
        past_meeting=meet is not None and f.inputs.context > float(meet.value),
        most_of_a_step=sum(float(share.value) for share in own) > MOST,
    )
