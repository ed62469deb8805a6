"""The snap, beat by beat: first to eight bits, then to the chosen ones; afterwards the weights rest on their rails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes.quantization.snapping import (
    BARS,
    CLOUD,
    RAILS,
    draw_bars,
    draw_cloud,
    draw_curtain,
    draw_flight,
    draw_rails,
)
from tourapp.authoring import Frame, Picture, ramp
from tourapp.authoring.sizes import T18, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Quant, SnappedWeights

HEADS_Y, FOOT_Y = 152.0, 742.0
EIGHT_UNTIL = 0.5
"""Share of the beat "snap" that shows eight bits."""


@dataclass(frozen=True, slots=True, eq=False)
class SnapMoment:
    """The weights that move, to how many bits, and how far they are (0 cloud .. 1 landed)."""

    weights: SnappedWeights
    bits: int
    landed: float


def snap_moment(f: Frame, quant: Quant) -> SnapMoment:
    """What moves now. Eight bits and more fly once: there is nothing to tell of before them."""
    if f.beat_name != "snap":
        return SnapMoment(quant.snapped, quant.bits, 1.0)
    if quant.bits >= 8:
        return SnapMoment(quant.snapped, quant.bits, f.cue("snap.to_eight", eased=False))
    if f.beat("snap") < EIGHT_UNTIL:
        return SnapMoment(quant.eight, 8, f.cue("snap.to_eight", eased=False))
    return SnapMoment(quant.snapped, quant.bits, f.cue("snap.to_chosen", eased=False))


def draw_snap(p: Picture, moment: SnapMoment, *, moving: bool) -> None:
    """Cloud, curtain, rails and histogram; `moving` dims what is left of the cloud."""
    weights = moment.weights
    p.text((CLOUD.x, HEADS_Y), "as they are", size=T18, weight=600, role="dim")
    words = "{n} bits: as they are" if moment.bits == 16 else "{n} bits: {m} values a group"
    p.text((RAILS.x, HEADS_Y), words, n=moment.bits, m=2**moment.bits, size=TAG, weight=600)
    p.text((BARS.x, HEADS_Y), "where they land", size=T18, weight=600, role="dim")
    if moving:
        draw_cloud(p, weights, alpha=1.0 - 0.35 * moment.landed, bands=0.6)
    else:
        draw_cloud(p, weights, alpha=0.75)
    draw_rails(p, weights, moment.bits)
    draw_curtain(p)
    draw_flight(p, weights, moment.landed)
    draw_bars(p, weights, float(ramp(moment.landed, 0.4, 1.0)))


def draw_sample(p: Picture, moment: SnapMoment) -> None:
    """Which weights they are, below the cloud."""
    n, g = moment.weights.values.size, moment.weights.values.shape[1]
    words = "{n} weights of one output" if moment.bits == 16 else "{n} weights of one output, in groups of {g}"
    p.text((CLOUD.x, FOOT_Y), words, n=n, g=g, size=T18, role="dim")
