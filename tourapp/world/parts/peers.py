"""World part of what other simulators of serving say of their own errors."""

from __future__ import annotations

from tourapp import specs
from tourapp.specs import PeerRow
from tourapp.world.part import PartView, part


@part("peers")
def _peers(view: PartView) -> tuple[PeerRow, ...]:
    return specs.peers()
