"""What the card tells of: one real vector and its three views, and what the three matrices weigh.

Reads the world; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Quantity, print_sum

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CardCost, HeadCount, HeadCounts

CARD = "op_qkv"


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """What stands on the stage: the vector that the layer sees [h], queries [Hq, d], keys and values [Hkv, d], before
    any turn; None where the recording does not have them. key: a name for exactly these numbers."""

    seen: np.ndarray | None
    queries: np.ndarray
    keys: np.ndarray
    values: np.ndarray
    layer: int
    key: str


@dataclass(frozen=True, slots=True, eq=False)
class QkvFacts:
    """views: of the small model; decode: what the row costs in a step; counts: the same with other numbers of
    key-value heads; shown: the one that is chosen."""

    views: Views
    decode: CardCost
    counts: HeadCounts
    shown: HeadCount
    model: str

    @property
    def own(self) -> HeadCount:
        """The model as it is built."""
        return self.counts.variants["own"]

    @property
    def sizes(self) -> tuple[Quantity, Quantity, Quantity]:
        """Weights of the three, with texts that add up to the row's."""
        (q, k, v), _ = print_sum([self.own.q, self.own.k, self.own.v], self.own.whole)
        return q, k, v


def facts_of(f: Frame) -> QkvFacts:
    """The facts of a frame."""
    counts = f.world.head_counts
    return QkvFacts(
        views=_views(f),
        decode=f.world.operators.cards[CARD]["decode"],
        counts=counts,
        shown=counts.pick(f["qkv_heads"]),
        model=f.world.cost.scenario.model_spec.name,
    )


def _views(f: Frame) -> Views:
    """Those of a sampled layer; where none is kept, queries and keys of the recording, after their turn."""
    numbers, head = f.world.layer_numbers, f.world.one_head
    if numbers.here:
        layer = numbers.sampled[len(numbers.sampled) // 2]
        one = numbers.sample(layer)
        key = f"{head.key}-{layer}"
        return Views(one.seen, one.queries_flat, one.keys_flat, one.values, layer, key)
    queries, keys, values = head.recording.qkv(head.layer)
    at = head.asking
    return Views(None, queries[:, at], keys[:, at], values[:, at], head.layer, head.key)
