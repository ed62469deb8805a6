"""The cells of a search: model x GPU x GPUs of a replica x bits of weights x bits of the cache."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp import specs
from tourapp.sim.cost.scenario import Scenario, half_way
from tourapp.sim.cost.terms.reach import is_joined
from tourapp.sim.plan.ask import KV_BITS, WEIGHT_BITS, PlanSpec


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of replica. joined: whether the link between its GPUs is known; hour: USD of one of its GPUs."""

    model: str
    gpu: str
    gpus: int
    weight_bits: int
    kv_bits: int
    hour: float
    joined: bool

    @property
    def id(self) -> str:
        """What it is in one word, for ties."""
        return f"{self.model}/{self.gpu}/{self.gpus}/{self.weight_bits}/{self.kv_bits}"

    @property
    def math(self) -> int:
        """In how many bits its weights are multiplied where they have four."""
        return specs.gpu(self.gpu).math_bits(self.weight_bits)

    def scenario(self, spec: PlanSpec, batch: int = 1) -> Scenario:
        """The cost question of a batch half-way through its answers."""
        what = spec.what_if
        return Scenario(
            model=self.model,
            gpu=self.gpu,
            gpus=self.gpus,
            batch=batch,
            context=half_way(spec.prompt, spec.answer),
            prompt_tokens=spec.prompt,
            weight_bits=self.weight_bits,
            kv_bits=self.kv_bits,
            mfu=1.0 if what is None else what.mfu,
            mbu=1.0 if what is None else what.mbu,
            usable=spec.usable,
            gpu_hour=self.hour,
            math=self.math,
        )


def cells_of(spec: PlanSpec) -> list[Cell]:
    """Every cell of a question: only GPUs with a price, only counts that divide the query heads."""
    found = []
    for model in spec.models:
        heads = specs.model(model).heads
        for gpu in (gpu for gpu in spec.gpus if spec.prices.get(gpu, 0.0) > 0):
            for count in (count for count in spec.counts if heads % count == 0):
                joined = is_joined(Scenario(model=model, gpu=gpu, gpus=count))
                for bits in WEIGHT_BITS:
                    for kept in KV_BITS:
                        found.append(Cell(model, gpu, count, bits, kept, spec.prices[gpu], joined))
    return found


def excluded(spec: PlanSpec) -> list[dict[str, str]]:
    """GPUs that were not searched, and why."""
    found = []
    for gpu in spec.gpus:
        price = spec.prices.get(gpu)
        if price is None:
            found.append({"gpu": gpu, "reason": f"no price: give --price {gpu}=USD"})
        elif price <= 0:
            found.append({"gpu": gpu, "reason": f"its price is 0: give --price {gpu}=USD above 0"})
    return found
