"""World part of cost: the whole answer of the cost model for the scenario."""

from __future__ import annotations

from tourapp.sim.cost import Costs, cost
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario


@part("cost", reads=SCENARIO)
def _cost(view: PartView) -> Costs:
    return cost(scenario(view))
