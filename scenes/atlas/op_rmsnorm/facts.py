"""What the card tells of: the size of every prompt token at every norm of the small model, and what norms cost.

Reads the world; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CardCost, LayerNumbers, ModelRow, NormCalls

CARD, NORM = "op_rmsnorm", "norm_at"
"""The card, and the id of its own control."""
MOST = 64
"""Tokens that have a bar."""
ACTS = {"what": (NORM, "prompt"), "cost": ("model", "batch"), "scale": ("model", "batch")}
"""Which controls change the picture in which beat, those it is about first."""


@dataclass(frozen=True, slots=True, eq=False)
class NormFacts:
    """sizes: RMS of the stream entering each norm [2L+1, tokens of the prompt]; None where the recording has none. at:
    the norm that is looked at, from 0. Of a long prompt the first token and the last ones have a bar."""

    numbers: LayerNumbers
    sizes: np.ndarray | None
    at: int
    calls: NormCalls
    decode: CardCost
    prefill: CardCost
    models: tuple[ModelRow, ...]
    model: str

    @property
    def ours(self) -> ModelRow:
        """The chosen model."""
        return next(row for row in self.models if row.ours)

    @property
    def cut(self) -> bool:
        """Whether there are more tokens than bars."""
        return self.last + 1 > MOST

    @property
    def last(self) -> int:
        """Place of the last prompt token among all."""
        return int(self.numbers.last)


def _shown(sizes: np.ndarray) -> np.ndarray:
    """The columns that have a bar: the first token, and the last ones."""
    if sizes.shape[1] <= MOST:
        return sizes
    return np.concatenate([sizes[:, :1], sizes[:, 1 - MOST :]], axis=1)


def norm_facts(f: Frame) -> NormFacts:
    """The facts of a frame."""
    numbers: LayerNumbers = f.world.layer_numbers
    sizes = _shown(np.asarray(numbers.norm_rms[:, : numbers.last + 1], float)) if numbers.here else None
    operators = f.world.operators
    norms = 1 if sizes is None else len(sizes)
    return NormFacts(
        numbers=numbers,
        sizes=sizes,
        at=min(int(f[NORM]), norms) - 1,
        calls=operators.norms,
        decode=operators.card(CARD, "decode"),
        prefill=operators.card(CARD, "prefill"),
        models=f.world.by_model,
        model=f.world.cost.scenario.model_spec.name,
    )
