"""The letters: the quantities of the three equations that the five questions rest on, under one set of
symbols.

A step takes t = (W + B · s · κ) / β where memory bounds every row of the ledger; users n = (U - W) / (s · κ); a token
costs p = t · $ / B. The cost model's own step, which takes the longer of memory and arithmetic row by row, stands
beside the equation's: where the two differ, some row is bound by arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tourapp.quantity import Quantity, derive
from tourapp.sim.cost.costs import Costs
from tourapp.sim.cost.machine import machine
from tourapp.words import Phrase


@dataclass(frozen=True, slots=True)
class Letters:
    """W: bytes of weights that a decode step reads; B: batch; s: context, tokens; κ: bytes of cache of a token; cache:
    B · s · κ as the ledger moves it; β: bandwidth, B/s; F: peak of the matrices, FLOP/s; U: usable memory and all
    weights held, B. by_equation: (W + cache) / β, in s; step: the ledger's step; gap: step over by_equation.
    weight_part and cache_part: their shares of the bytes."""

    weights: Quantity
    batch: Quantity
    context: Quantity
    kappa: Quantity
    cache: Quantity
    bandwidth: Quantity
    peak: Quantity
    usable: Quantity
    held: Quantity
    by_equation: Quantity
    step: Quantity
    gap: Quantity
    weight_part: Quantity
    cache_part: Quantity

    @property
    def memory_alone(self) -> bool:
        """Whether memory bounds every row, so that the equation gives the step."""
        return abs(float(self.gap.value) - 1) < 1e-9

    @property
    def product(self) -> bool:
        """Whether the cache that the ledger moves is B · s · κ: not where a window bounds what some layers keep."""
        told = float(self.batch.value) * float(self.context.value) * float(self.kappa.value)
        return abs(float(self.cache.value) / told - 1) < 1e-6


def letters_of(costs: Costs) -> Letters:
    """The letters of any scenario's costs."""
    box, step = machine(costs.scenario), costs.decode
    weights = step.weight_bytes_per_step.named("weights that a step reads", "W")
    cache = step.kv_bytes_per_step.named("cache that a step moves", "K")
    moved = derive(
        "step by the equation: bytes over bandwidth", "t_eq", "s", "(W + K) / β", weights, cache, _beta(box.bandwidth)
    )
    return Letters(
        weights=weights,
        batch=costs.scenario.quantity("batch"),
        context=costs.scenario.quantity("context"),
        kappa=costs.kv_bytes_per_token,
        cache=cache,
        bandwidth=box.bandwidth,
        peak=box.peak,
        usable=costs.capacity.usable_bytes,
        held=costs.weight_bytes,
        by_equation=moved,
        step=step.step_seconds,
        gap=derive("the ledger's step over the equation's", "r", "times", "t / t_eq", _step(step.step_seconds), moved),
        weight_part=derive(Phrase("share of weights in a step's bytes"), "n_W", "share", "W / (W + K)", weights, cache),
        cache_part=derive(Phrase("share of cache in a step's bytes"), "n_K", "share", "K / (W + K)", weights, cache),
    )


def _beta(bandwidth: Quantity) -> Quantity:
    return replace(bandwidth, symbol="β")


def _step(seconds: Quantity) -> Quantity:
    return replace(seconds, symbol="t")
