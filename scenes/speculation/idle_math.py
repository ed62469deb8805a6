"""Two meters of a plain decode step: how busy the bridge is, and how busy the math."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect
from tourapp.authoring.sizes import FIGURE, FIGURE_LARGE, LABEL, LINE

UPPER, STEP = Rect(64, 556, 980, 70), 152.0
"""The upper meter, and from it to the lower one."""
VALUE_X = 1440.0
SPARKS, A_SECOND = 14, 0.22
"""Lights on the way through a busy bar, and how often one crosses it."""


@dataclass(frozen=True, slots=True)
class BusyMeter:
    """A share of the time as a bar; `idle`: whether its rest is hatched as waste, and its number large."""

    bar: Rect
    name: Phrase
    share: Quantity
    role: str
    idle: bool = False


def draw_idle_math(f: Frame, p: Picture) -> None:
    """Both meters grow with the light of the pass."""
    decode, grown = f.world.cost.decode, f.move("idle", 0.1, 0.42)
    upper = BusyMeter(UPPER, Phrase("bridge: weights and cache on the move"), decode.memory_busy, "weights")
    lower = BusyMeter(UPPER.move(0, STEP), Phrase("math"), decode.compute_busy, "prefill", idle=True)
    for meter in (upper, lower):
        _draw_meter(p, meter, grown)
    _draw_traffic(f, p, upper, grown)
    at = (VALUE_X, lower.bar.bottom + 52)
    p.text(at, "busy, ideal; the rest is idle", size=LABEL, role="dim", align="right", alpha=grown)


def _draw_meter(p: Picture, meter: BusyMeter, grown: float) -> None:
    bar, role = meter.bar, meter.role
    p.text((bar.x, bar.y - 18), "{name}", name=meter.name, size=LINE)
    if meter.idle:
        p.hatch([bar], alpha=0.75 * grown, radius=8, ground=0.14)
    p.rects([bar], None, radius=8, stroke="line", stroke_width=2)
    long = max(4.0, bar.w * float(meter.share.value) * grown)
    p.rects([(bar.x, bar.y, long, bar.h)], role, radius=6)
    size = FIGURE_LARGE if meter.idle else FIGURE
    at = (VALUE_X, bar.y + 35 + size * 0.36)
    p.text(at, "{v}", v=meter.share, size=size, weight=600, role=role, align="right", alpha=grown)


def _draw_traffic(f: Frame, p: Picture, meter: BusyMeter, grown: float) -> None:
    """Bytes that cross the bridge all the time it is busy."""
    share = (np.arange(SPARKS) / SPARKS + f.clock * A_SECOND) % 1.0
    x = meter.bar.x + meter.bar.w * float(meter.share.value) * share
    y = meter.bar.cy + meter.bar.h * 0.3 * np.sin(np.arange(SPARKS) * 2.4)
    p.sprites(np.stack([x, y], 1), 34, "white", alpha=0.8 * grown)
