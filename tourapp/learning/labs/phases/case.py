"""The case: a model on one GPU, and what the cost model says of its prefill and decode."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from tourapp import specs
from tourapp.learning.labs.kinds import Prediction
from tourapp.learning.labs.seeds import Draw, of_case
from tourapp.quantity import Quantity
from tourapp.sim.cost import LIMITS, Costs, Scenario, cost
from tourapp.words import Phrase

PAIRS = (
    ("llama-3-8b", "a100-80gb-sxm", 16),
    ("llama-3-8b", "h100-sxm", 16),
    ("llama-3-8b", "rtx-4090", 16),
    ("llama-3-8b", "l4", 16),
    ("llama-3-70b", "h200-sxm", 8),
)
CONTEXTS = (2000, 3000, 4000)
LONGEST_PROMPT = 4096
MOST = int(LIMITS["batch"][4])
"""A batch so large that the weights no longer count."""


@dataclass(frozen=True, slots=True)
class PhaseCase:
    """model, gpu: ids; bits: of a weight; context: tokens of a conversation in decode."""

    model: str
    gpu: str
    bits: int
    context: int

    def costs(self, *, prompt: int = 1, batch: int = 1, context: int | None = None) -> Costs:
        """All figures of a load on the machine."""
        return _costs(self, prompt, batch, self.context if context is None else context)

    @property
    def model_name(self) -> str:
        """The model as people call it."""
        return specs.model(self.model).name

    @property
    def gpu_name(self) -> str:
        """The GPU as people call it."""
        return specs.gpu(self.gpu).name

    @property
    def ridge(self) -> Quantity:
        """Peak over bandwidth."""
        return of_case(self, "ridge", self.costs().decode.ridge)

    @property
    def peak(self) -> Quantity:
        """Operations a second."""
        return of_case(self, "peak", self.costs().decode.ridge.inputs[0])

    @property
    def bandwidth(self) -> Quantity:
        """Bytes a second."""
        return of_case(self, "bandwidth", self.costs().decode.ridge.inputs[1])

    def intensity(self, prompt: int) -> Quantity:
        """FLOP per byte of a prompt read in one pass."""
        return self.costs(prompt=prompt).prefill.intensity

    def compute_bound(self, prompt: int) -> bool:
        """Whether such a prompt is compute-bound."""
        return bool(self.costs(prompt=prompt).prefill.bound == "compute")

    @property
    def alone(self) -> Quantity:
        """Tokens at which the weights alone would be at the ridge."""
        return Quantity(float(self.ridge.value) * self.bits / 16, "token", "tokens for the weights alone", "T_w")

    @property
    def first(self) -> int:
        """The shortest prompt that is compute-bound."""
        return _first(self)

    def top(self, context: int | None = None) -> Quantity:
        """The intensity that decode nears as the batch grows."""
        length = self.context if context is None else context
        return of_case(replace(self, context=length), "top", self.costs(batch=MOST, context=length).decode.intensity)


@lru_cache(maxsize=256)
def _costs(case: PhaseCase, prompt: int, batch: int, context: int) -> Costs:
    return cost(
        Scenario(
            model=case.model,
            gpu=case.gpu,
            gpus=1,
            weight_bits=case.bits,
            batch=batch,
            context=context,
            prompt_tokens=prompt,
        )
    )


@lru_cache(maxsize=64)
def _first(case: PhaseCase) -> int:
    low, high = 1, LONGEST_PROMPT
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if case.compute_bound(middle) else (middle + 1, high)
    return low


def draw_case(draw: Draw) -> PhaseCase:
    """A pair and a context."""
    return PhaseCase(*draw.pick(1, PAIRS), draw.pick(2, CONTEXTS))


def given(case: PhaseCase) -> dict[str, Quantity]:
    """What may be named in a formula."""
    costs = case.costs()
    return {
        "peak": case.peak,
        "bandwidth": case.bandwidth,
        "bits": Quantity(case.bits),
        "flops": Quantity(float(costs.decode.flops_per_token.value), "FLOP", "FLOPs of a token in decode", "C_1"),
        "user": Quantity(float(costs.kv_bytes_per_sequence.value), "B", "cache of a conversation", "K_1"),
    }


def _why(_case: PhaseCase, ratio: float) -> Phrase:
    if ratio < 0.5:
        return Phrase("Reading a weight pays for two operations a token: it takes many tokens.")
    if ratio > 2.0:
        return Phrase("A prompt's tokens share one reading of the weights: hundreds are enough.")
    return Phrase("Close: the ridge is the number to know of a machine.")


GUESS = Prediction(
    truth=lambda case: Quantity(case.first, "token", "shortest compute-bound prompt", "N_c"),
    unit=lambda n: Phrase("{n|token|tokens}", n=n),
    low=1.0,
    high=10000.0,
    surprise=_why,
)
