"""What the card tells of: one real row of scores and its shares, and what a matrix of them would weigh.

Reads the world; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Frame

if TYPE_CHECKING:
    from tourapp.authoring.kinds import OneHead, ScoreMatrix

CARD = "op_softmax"


@dataclass(frozen=True, slots=True, eq=False)
class SoftmaxFacts:
    """head: of the small model; matrix: of the chosen one; fused: whether the scores stay inside the chip."""

    head: OneHead
    matrix: ScoreMatrix
    fused: bool
    model: str
    prompt: int


def facts_of(f: Frame) -> SoftmaxFacts:
    """The facts of a frame."""
    costs = f.world.cost
    return SoftmaxFacts(
        head=f.world.one_head,
        matrix=f.world.score_matrix,
        fused=bool(f["softmax_fused"]),
        model=costs.scenario.model_spec.name,
        prompt=f.inputs.prompt_tokens,
    )
