"""What the card tells of: nine real heads on their way into the stream, and what the matrix and its meeting cost.

Reads the world; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CardCost, Meetings

CARD = "op_out"
POOLED = 96
"""So many bars stand for a vector; each is the mean of its neighbours, so that sums stay sums."""


@dataclass(frozen=True, slots=True, eq=False)
class Joining:
    """heads [Hq, d] after the blend; stream, out, middle [m]: the stream before, the matrix' output and their sum, each
    pooled; width: numbers of a vector; layer: from 0; key: a name for exactly these numbers."""

    heads: np.ndarray
    stream: np.ndarray
    out: np.ndarray
    middle: np.ndarray
    width: int
    layer: int
    key: str


@dataclass(frozen=True, slots=True, eq=False)
class OutFacts:
    """joining: None where the recording does not have it; decode: what the matrix costs in a step; meetings: of the
    GPUs."""

    joining: Joining | None
    decode: CardCost
    meetings: Meetings
    model: str


def pooled(vector: np.ndarray) -> np.ndarray:
    """Means of neighbours, at most POOLED of them."""
    parts = np.array_split(np.asarray(vector, np.float64), min(POOLED, len(vector)))
    return np.array([part.mean() for part in parts])


def facts_of(f: Frame) -> OutFacts:
    """The facts of a frame."""
    return OutFacts(
        joining=_joining(f),
        decode=f.world.operators.cards[CARD]["decode"],
        meetings=f.world.meetings,
        model=f.world.cost.scenario.model_spec.name,
    )


def _joining(f: Frame) -> Joining | None:
    numbers = f.world.layer_numbers
    if not numbers.here:
        return None
    layer = numbers.sampled[len(numbers.sampled) // 2]
    one = numbers.sample(layer)
    vectors = [pooled(vector) for vector in (one.stream, one.attention_out, one.middle)]
    key = f"{f.world.one_head.key}-{layer}"
    return Joining(one.heads, vectors[0], vectors[1], vectors[2], len(one.stream), layer, key)
