"""How many norms a pass of a model calls: for the parts that count them.

Not here: what a norm costs.
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost.scenario import figure
from tourapp.specs import ModelSpec


@dataclass(frozen=True, slots=True)
class NormCalls:
    """How many norms a layer has, and a whole pass; each is a call of its own where nothing is fused."""

    of_layer: Quantity
    calls: Quantity


def norm_calls(model: ModelSpec) -> NormCalls:
    """The norms of a model: two a layer where none is said, one before the LM head, those of queries and keys, and of
    latent vectors."""
    layers, last = figure(model, "layers"), Quantity(1, "1", "the norm before the LM head", "n_last", source=DEFINED)
    each = model.part("norms_per_layer", "norms of a layer", "n_norm")
    formula, inputs = "n_norm * L + n_last", [each, layers, last]
    if model.qk_norm != "none":
        formula += " + n_qk * L"
        inputs.append(Quantity(2, "1", "norms of queries and of keys in a layer", "n_qk", source=DEFINED))
    if model.mla is not None:
        formula += " + n_lat * L"
        inputs.append(Quantity(2, "1", "norms of the two latent vectors in a layer", "n_lat", source=DEFINED))
    return NormCalls(each, derive("norms of a pass", "n_calls", "1", formula, *inputs))
