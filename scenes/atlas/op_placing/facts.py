"""What the card tells of: how many norms a layer has and where, what they take to start, and every model.

Reads the world; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CardCost, ModelRow, NormCalls, NormLaunches

CARD, GRAPHS = "op_placing", "norm_graphs"
"""The card, and the id of its own control."""
ACTS = {"what": ("model", "prompt"), "cost": (GRAPHS, "model", "batch"), "scale": ("model", "batch")}
"""Which controls change the picture in which beat, those it is about first."""


@dataclass(frozen=True, slots=True)
class PlacingFacts:
    """sizes: of the last token's vector before attention, before the FFN and behind the layer, None where they are not
    recorded; vectors: what each block sees and what it adds [h], none where they are not recorded; behind: whether a
    norm stands behind each block too; inside: whether attention has two of its own."""

    sizes: tuple[Quantity, ...] | None
    vectors: tuple[tuple[np.ndarray, np.ndarray], ...]
    layer: int
    behind: bool
    inside: bool
    layer_norm: bool
    graph: bool
    calls: NormCalls
    launches: NormLaunches
    decode: CardCost
    models: tuple[ModelRow, ...]
    model: str


def placing_facts(f: Frame) -> PlacingFacts:
    """The facts of a frame."""
    numbers, spec, operators = f.world.layer_numbers, f.world.cost.scenario.model_spec, f.world.operators
    layer = 0
    sizes: tuple[Quantity, ...] | None = None
    vectors: tuple[tuple[np.ndarray, np.ndarray], ...] = ()
    if numbers.here:
        layer = numbers.sampled[len(numbers.sampled) // 2]
        sizes = tuple(numbers.rms(2 * layer + step, numbers.last) for step in range(3))
        sample = numbers.sample(layer)
        vectors = ((sample.seen, sample.attention_out), (sample.ffn_seen, sample.ffn_out))
    return PlacingFacts(
        sizes=sizes,
        vectors=vectors,
        layer=layer,
        behind=int(operators.norms.of_layer.value) >= 4,
        inside=spec.qk_norm != "none" or spec.mla is not None,
        layer_norm=spec.norm == "layer",
        graph=bool(f[GRAPHS]),
        calls=operators.norms,
        launches=f.world.norm_launches,
        decode=operators.card(CARD, "decode"),
        models=f.world.by_model,
        model=spec.name,
    )
