"""World part of what the scenario's achieved figures rest on."""

from __future__ import annotations

from tourapp.world.achieved_basis import AchievedBasis, reached_by
from tourapp.world.part import PartView, part


@part("reached", reads=("mfu", "mbu"), needs=("cost",))
def _reached(view: PartView) -> AchievedBasis:
    return reached_by(view.cost, bool(view.mfu or view.mbu))
