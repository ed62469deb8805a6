"""The case: a model on one card with conversations of one length, and what the cost model says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from tourapp import specs
from tourapp.learning.labs.kinds import Prediction
from tourapp.learning.labs.seeds import Draw, of_case
from tourapp.quantity import Quantity
from tourapp.quantity.origin import SETTING
from tourapp.sim.cost import Costs, Scenario, cost
from tourapp.words import Phrase

USABLE = 0.95
TURNS = ("context", "kv_bits", "bits", "gpu")
"""What may be turned in the second task."""
PAIRS = (
    ("llama-3-8b", "rtx-4090", 16, (2000, 1000, 4000)),
    ("llama-3-8b", "a100-80gb-sxm", 16, (8000, 4000, 16000)),
    ("llama-3-70b", "h200-sxm", 8, (2000, 4000, 8000)),
    ("mistral-7b", "l4", 8, (4000, 2000, 3000)),
    ("qwen2.5-7b", "rtx-3090", 16, (8000, 4000, 16000)),
)
"""Model, card, bits of a weight, and contexts to draw from."""


@dataclass(frozen=True, slots=True)
class KvCase:
    """model, gpu: ids; bits: of a weight and of a cached number; context: tokens of one conversation."""

    model: str
    gpu: str
    bits: int
    context: int
    kv_bits: int = 16

    @property
    def costs(self) -> Costs:
        """All figures of one such conversation on the card."""
        return _costs(self)

    def turned(self, knobs: Mapping[str, Any]) -> KvCase:
        """The case with knobs set."""
        return replace(self, **{name: knobs[name] for name in TURNS if name in knobs})

    @property
    def model_name(self) -> str:
        """The model as people call it."""
        return specs.model(self.model).name

    @property
    def gpu_name(self) -> str:
        """The card as people call it."""
        return specs.gpu(self.gpu).name

    @property
    def users(self) -> int:
        """Whole conversations that fit."""
        return int(self.costs.capacity.users.value)

    @property
    def memory(self) -> Quantity:
        """The card's memory."""
        return of_case(self, "memory", self.costs.capacity.memory_bytes)

    @property
    def weights(self) -> Quantity:
        """All weights."""
        return of_case(self, "weights", self.costs.capacity.weight_bytes)

    @property
    def reserve(self) -> Quantity:
        """What stays free."""
        return of_case(self, "reserve", self.costs.capacity.reserve_bytes)

    @property
    def fitting(self) -> Quantity:
        """Whole conversations that fit."""
        return of_case(self, "users", self.costs.capacity.users)

    @property
    def weight_share(self) -> Quantity:
        """The weights' share of the usable memory."""
        held = self.costs.capacity
        share = float(held.weight_bytes.value) / float(held.usable_bytes.value)
        return of_case(self, "weight_share", Quantity(share, "share", "weights, of the usable memory", "w"))

    @property
    def room(self) -> Quantity:
        """What weights leave of the usable memory."""
        held = self.costs.capacity
        value = float(held.usable_bytes.value) - float(held.weight_bytes.value)
        return of_case(self, "room", Quantity(value, "B", "room for conversations", "M_r"))


@lru_cache(maxsize=128)
def _costs(case: KvCase) -> Costs:
    return cost(
        Scenario(
            model=case.model,
            gpu=case.gpu,
            gpus=1,
            batch=1,
            context=case.context,
            weight_bits=case.bits,
            kv_bits=case.kv_bits,
            usable=USABLE,
        )
    )


def draw_case(draw: Draw) -> KvCase:
    """A pair and a length of the conversations."""
    model, gpu, bits, contexts = draw.pick(1, PAIRS)
    return KvCase(model, gpu, bits, draw.pick(2, contexts))


def given(case: KvCase) -> dict[str, Quantity]:
    """What stands on the page and may be named in a formula."""
    model = specs.model(case.model)
    numbers = {
        "memory": case.memory,
        "params": Quantity(float(case.costs.params.value)),
        "layers": Quantity(model.layers),
        "heads": Quantity(model.heads),
        "kv_heads": Quantity(model.kv_heads),
        "head_width": Quantity(model.head_dim),
        "context": Quantity(case.context, "token", source=SETTING),
    }
    return numbers


def _why(_case: KvCase, ratio: float) -> Phrase:
    if ratio > 2.0:
        return Phrase("Memory looks large until weights and every token of every user are in it.")
    if ratio < 0.5:
        return Phrase("Few KV heads keep a token small: one user is a fraction of a gigabyte.")
    return Phrase("Close: the order of magnitude is what a napkin is for.")


GUESS = Prediction(
    truth=lambda case: case.costs.capacity.users,
    unit=lambda n: Phrase("{n|user|users}", n=n),
    low=1.0,
    high=1000.0,
    surprise=_why,
)
