"""World part of the energy of a token, beside its price: of the machines that the load needs, at the same times."""

from __future__ import annotations

from tourapp.sim.cost import Energy
from tourapp.world.part import PartView, part


@part("energy", needs=("fleet",))
def _energy(view: PartView) -> Energy | None:
    found: Energy | None = view.fleet.costs.energy
    return found
