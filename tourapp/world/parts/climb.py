"""World part of what more users would do on this machine: the decode step at batch 1, 2, 4 and so on, up to the most
that fit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tourapp.quantity import Quantity
from tourapp.sim.cost import Costs, cost
from tourapp.world.declare import Block, number
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

LARGEST = 512
"""The largest batch that is tried."""


@dataclass(frozen=True)
class ClimbInputs(Block):
    """How long each conversation is on the stage that climbs on its own."""

    climb_context: int = number("Context of each", 128, 131_072, 2000, 1, unit="tokens", log=True)


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


@part("climb", reads=SCENARIO, needs=("cost",))
def _climb(view: PartView) -> Climb:
    return _climbed(view.cost)


@part("users_climb", reads=(*SCENARIO, "climb_context"), needs=("cost",))
def _users_climb(view: PartView) -> Climb:
    """The same with conversations of another length."""
    if view.climb_context == view.context:
        return _climbed(view.cost)
    return _climbed(cost(scenario(view, context=view.climb_context)), f",context={view.climb_context}")


def _climbed(costs: Costs, where: str = "") -> Climb:
    """where: what differs from the scenario, for the ids."""
    users = costs.capacity.users
    fit = int(users.value)
    last = max(1, min(fit, LARGEST))
    batches = [2**k for k in range(10) if 2**k < last] + [last]
    rungs = tuple(_rung(costs, batch, where) for batch in batches)
    return Climb(rungs, _rung(costs, int(costs.scenario.batch), where), users, full=fit < LARGEST, none=fit < 1)


def _rung(costs: Costs, batch: int, where: str) -> Rung:
    """One batch; at the scenario's own the cost model's own figures, elsewhere they say in their ids at which."""
    own = batch == costs.scenario.batch
    now = costs.decode if own else cost(replace(costs.scenario, batch=batch)).decode
    figures = {"intensity": now.intensity, "weight_intensity": now.weight_intensity, "compute_busy": now.compute_busy}
    if where or not own:
        for name, value in figures.items():
            value.christen(f"decode.{name}(batch={batch}{where})")
    rate = float(now.flops_per_step.value) / float(now.step_seconds.value)
    return Rung(batch, figures["intensity"], figures["weight_intensity"], figures["compute_busy"], rate, now.bound)
