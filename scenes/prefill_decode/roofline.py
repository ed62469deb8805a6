"""The roofline: what a machine can do at each arithmetic intensity, and where its work stands under it.

Pure functions of costs and GPU figures (Williams, Waterman, Patterson 2009): attainable FLOP/s = min(peak, intensity x
bandwidth). Not here: how it is drawn (each scene has its own picture of it).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Phrase, Quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Costs


@dataclass(frozen=True, slots=True)
class Roof:
    """One machine: peak in FLOP/s, bandwidth in B/s."""

    name: str | Phrase
    peak: float
    bandwidth: float
    role: str = "ink"

    @property
    def ridge(self) -> float:
        """FLOP per byte at which both limits meet."""
        return self.peak / self.bandwidth

    def attainable(self, intensity: float | np.ndarray) -> np.ndarray:
        """FLOP/s at an intensity in FLOP/B, in the shape of the intensity."""
        return np.minimum(self.peak, np.asarray(intensity) * self.bandwidth)


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """Something that runs: FLOP per byte, ideal FLOP/s, and its words (data such as a GPU's name, or a phrase)."""

    name: str | Phrase
    intensity: Quantity
    rate: float
    role: str
    note: str | Phrase = ""
    achieved: float | None = None
    """FLOP/s achieved, drawn as a ring below the ideal light."""


def roof_of(costs: Costs, name: str | Phrase, role: str = "ink") -> Roof:
    """The roof of a cost scenario's machine."""
    peak, bandwidth = costs.decode.ridge.inputs
    return Roof(name, float(peak.value), float(bandwidth.value), role)


def decode_point(costs: Costs, name: str | Phrase, role: str = "decode", note: str | Phrase = "") -> OperatingPoint:
    """Where a decode step of a scenario works."""
    d = costs.decode
    return OperatingPoint(
        name,
        d.intensity,
        float(d.flops_per_step.value) / float(d.step_seconds.value),
        role,
        note,
        achieved=float(d.flops_per_step.value) / float(d.achieved_step_seconds.value),
    )


def prefill_point(costs: Costs, name: str | Phrase, role: str = "prefill", note: str | Phrase = "") -> OperatingPoint:
    """Where the prefill pass of a scenario works."""
    d = costs.prefill
    return OperatingPoint(
        name,
        d.intensity,
        float(d.flops.value) / float(d.seconds.value),
        role,
        note,
        achieved=float(d.flops.value) / float(d.achieved_seconds.value),
    )
