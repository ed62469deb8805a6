"""World part of what more users would do on this machine: the decode step at batch 1, 2, 4 and so on, up to the most
that fit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tourapp.quantity import Quantity
from tourapp.sim.cost import Costs, Decode, Scenario, cost, decode_alone
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


SHARED = tuple(name for name in SCENARIO if name != "batch")
"""What the rungs depend on: a batch that is dragged leaves them as they are."""


@part("climb_rungs", reads=SHARED)
def _climb_rungs(view: PartView) -> tuple[Rung, ...]:
    return _rungs(scenario(view, batch=1))


@part("users_climb_rungs", reads=(*(name for name in SHARED if name != "context"), "climb_context"))
def _users_climb_rungs(view: PartView) -> tuple[Rung, ...]:
    asked = scenario(view, batch=1, context=view.climb_context)
    return _rungs(asked, _where(view.climb_context))


@part("climb", reads=SCENARIO, needs=("cost", "climb_rungs"))
def _climb(view: PartView) -> Climb:
    return _climbed(view.climb_rungs, view.cost)


@part("users_climb", reads=(*SCENARIO, "climb_context"), needs=("cost", "climb_rungs", "users_climb_rungs"))
def _users_climb(view: PartView) -> Climb:
    """The same with conversations of another length."""
    if view.climb_context == view.context:
        return _climbed(view.climb_rungs, view.cost)
    costs = cost(scenario(view, context=view.climb_context))
    return _climbed(view.users_climb_rungs, costs, _where(view.climb_context))


def _where(context: int) -> str:
    return f",context={context}"


def _rungs(asked: Scenario, where: str = "") -> tuple[Rung, ...]:
    """where: what differs from the scenario, for the ids."""
    last = max(1, min(int(cost(asked).capacity.users.value), LARGEST))
    batches = [2**k for k in range(10) if 2**k < last] + [last]
    return tuple(_rung(decode_alone(replace(asked, batch=batch)), batch, f"batch={batch}{where}") for batch in batches)


def _climbed(rungs: tuple[Rung, ...], costs: Costs, where: str = "") -> Climb:
    """The climb with the scenario's own rung, whose figures are those of the cost model."""
    users, batch = costs.capacity.users, int(costs.scenario.batch)
    own = _rung(costs.decode, batch, f"batch={batch}{where}" if where else "")
    told = tuple(own if each.batch == batch else each for each in rungs)
    return Climb(told, own, users, full=int(users.value) < LARGEST, none=int(users.value) < 1)


def _rung(now: Decode, batch: int, at: str) -> Rung:
    """One batch. at: what its figures say in their ids; "" for the cost model's own."""
    figures = {"intensity": now.intensity, "weight_intensity": now.weight_intensity, "compute_busy": now.compute_busy}
    if at:
        for name, value in figures.items():
            value.christen(f"decode.{name}({at})")
    rate = float(now.flops_per_step.value) / float(now.step_seconds.value)
    return Rung(batch, figures["intensity"], figures["weight_intensity"], figures["compute_busy"], rate, now.bound)
