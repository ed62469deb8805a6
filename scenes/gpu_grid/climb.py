"""What more users would do on this machine: the decode step at batch 1, 2, 4 and so on, up to the most that fit.

Typed numbers for the picture; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from tourapp.authoring import Inputs, Quantity, World

AT_BATCH = "{}(batch={})"
"""The name of a fact at another batch than the scenario's."""
LARGEST = 512
"""The largest batch that is tried."""


@dataclass(frozen=True, slots=True)
class Rung:
    """The decode step at one batch. `whole`, `alone`: FLOP per byte with the caches, and of the weights alone; busy:
    ideal share of the math; rate: FLOP/s."""

    batch: int
    whole: Quantity
    alone: Quantity
    busy: Quantity
    rate: float
    bound: str


@dataclass(frozen=True, slots=True)
class Climb:
    """Rungs from batch 1 to the largest that fits, and the one of the scenario. `full`: memory ends it; none: not even
    one user fits."""

    rungs: tuple[Rung, ...]
    own: Rung
    most: Quantity
    full: bool
    none: bool


def climb_of(world: World) -> Climb:
    """The climb of one world."""
    return _climb(world.inputs)


@lru_cache(maxsize=32)
def _climb(inputs: Inputs) -> Climb:
    world = World(inputs)
    users = world.cost.capacity.users
    fit = int(users.value)
    last = max(1, min(fit, LARGEST))
    batches = [2**k for k in range(10) if 2**k < last] + [last]
    rungs = tuple(_rung(world, batch) for batch in batches)
    return Climb(rungs, _rung(world, inputs.batch), users, full=fit < LARGEST, none=fit < 1)


def _rung(world: World, batch: int) -> Rung:
    now = world.with_inputs(batch=batch).cost.decode

    def named(value: Quantity) -> Quantity:
        """The same fact at this batch, under a name of its own."""
        return value if batch == world.inputs.batch else replace(value, id=AT_BATCH.format(value.id, batch))

    rate = float(now.flops_per_step.value) / float(now.step_seconds.value)
    busy = named(now.compute_busy)
    return Rung(batch, named(now.intensity), named(now.weight_intensity), busy, rate, now.bound)
