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
    draw_sweep,
)
from tourapp.authoring import Frame, Picture, Rect, ramp
from tourapp.authoring.sizes import LABEL, TITLE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Quant, SnappedWeights

HEADS_Y, FOOT_Y = 152.0, 838.0
LEFT_HALF, RIGHT_HALF = Rect(44, 150, 540, 690), Rect(560, 150, 650, 690)
"""What the still layers cover: the cloud; curtain, rails and what has landed."""
SWEEP = 8.0
"""Seconds in which the line that counts goes down and up again."""
EIGHT_UNTIL = 0.34
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


def draw_snap(f: Frame, p: Picture, moment: SnapMoment) -> None:
    """Cloud, curtain, rails and histogram; once all have landed, a line passes over them."""
    weights = moment.weights
    p.text((CLOUD.x, HEADS_Y), "weights as they are", size=LABEL, role="dim")
    words = "{n} bits: as they are" if moment.bits == 16 else "{n} bits: {m} values a group"
    p.text((RAILS.x, HEADS_Y), words, n=moment.bits, m=2**moment.bits, size=TITLE, weight=600)
    p.text((BARS.right, HEADS_Y), "where they land", size=LABEL, role="dim", align="right")
    key = ("snap cloud", weights.values.tobytes(), weights.restored.tobytes())
    p.bake(key, lambda q: draw_cloud(q, weights, bands=0.8), rect=LEFT_HALF, alpha=1.0 - 0.45 * moment.landed)
    p.bake(("snap rails", moment.bits, *key), lambda q: _draw_still(q, moment), rect=RIGHT_HALF)
    if moment.landed >= 1.0:
        p.bake(("snap landed", moment.bits, *key), lambda q: draw_flight(q, weights, 1.0), rect=RIGHT_HALF, bloom=0.9)
    else:
        draw_flight(p, weights, moment.landed)
    draw_bars(p, weights, float(ramp(moment.landed, 0.4, 1.0)))
    if moment.landed >= 1.0:
        draw_sweep(p, weights, abs(f.clock / SWEEP * 2 % 2 - 1))


def _draw_still(q: Picture, moment: SnapMoment) -> None:
    draw_rails(q, moment.weights, moment.bits)
    draw_curtain(q)


def draw_sample(p: Picture, moment: SnapMoment) -> None:
    """Which weights they are, below the cloud."""
    n, g = moment.weights.values.size, moment.weights.values.shape[1]
    words = "{n} weights of one output" if moment.bits == 16 else "{n} weights of one output, in groups of {g}"
    p.text((CLOUD.x, FOOT_Y), words, n=n, g=g, size=LABEL, role="dim")
