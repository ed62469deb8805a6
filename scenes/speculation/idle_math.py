"""Two meters of a plain decode step: how busy the bridge is, and how busy the math."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect
from tourapp.authoring.sizes import T18, T56, TAG, TITLE

UPPER, STEP = Rect(64, 578, 900, 44), 124.0
"""The upper meter, and from it to the lower one."""
VALUE_X = 1000.0


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
    decode, grown = f.world.cost.decode, f.move("idle", 0.15, 0.6)
    _draw_meter(
        p, BusyMeter(UPPER, Phrase("bridge: weights and cache on the move"), decode.memory_busy, "weights"), grown
    )
    lower = UPPER.move(0, STEP)
    _draw_meter(p, BusyMeter(lower, Phrase("math"), decode.compute_busy, "prefill", idle=True), grown)
    p.text((VALUE_X, lower.y + 76), "busy, ideal; the rest is idle", size=T18, role="dim", alpha=grown, fit=430)


def _draw_meter(p: Picture, meter: BusyMeter, grown: float) -> None:
    bar, role = meter.bar, meter.role
    p.text((bar.x, bar.y - 18), "{name}", name=meter.name, size=TAG, weight=500)
    if meter.idle:
        p.hatch([bar], alpha=0.5 * grown, radius=8, ground=0.1)
    p.rects([bar], None, radius=8, stroke="line", stroke_width=1.5)
    long = max(3.0, bar.w * float(meter.share.value) * grown)
    p.rects([(bar.x, bar.y, long, bar.h)], role, radius=6, alpha=0.9)
    at, size = (VALUE_X, bar.y + 40), T56 if meter.idle else TITLE
    p.text(at, "{v}", v=meter.share, size=size, mono=True, weight=600, role=role, alpha=grown, fit=420)
