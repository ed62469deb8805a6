"""What stands behind the word "achieved": fitted on measured runs with a band, set by a person, or
assumed where nobody has measured how the GPUs are joined.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tourapp.quantity import Quantity
from tourapp.sim.cost import Costs
from tourapp.sim.cost.terms.band import Band, band_of
from tourapp.sim.cost.terms.reach import is_measured

Basis = Literal["fitted", "queues", "assumed", "set"]


@dataclass(frozen=True, slots=True)
class AchievedBasis:
    """basis: "fitted"; "queues" where it is, but more run than fit; "assumed"; "set" (MFU or MBU given). math,
    bandwidth: shares of the peaks that prefill's matrices reach. token, prefill: bands of a step and of what grows with
    it, and of a prefill (None where times are not fitted)."""

    basis: Basis
    math: Quantity
    bandwidth: Quantity
    token: Band | None = None
    prefill: Band | None = None


def reached_by(costs: Costs, by_hand: bool) -> AchievedBasis:
    """What the achieved figures of some costs rest on; by_hand: a person gave MFU or MBU."""
    math, bandwidth = costs.shares
    if not costs.scenario.fitted:
        return AchievedBasis("set" if by_hand else "assumed", math, bandwidth)
    inside = is_measured(costs.scenario)
    basis: Basis = "fitted" if bool(costs.capacity.fits) else "queues"
    return AchievedBasis(basis, math, bandwidth, band_of("token", inside), band_of("prefill", inside))
