"""Bars that say how busy the math and the memory of a machine are, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring import Phrase, Picture, Quantity, Rect
from tourapp.authoring.sizes import LABEL

DROP, HEIGHT = 12.0, 14.0
"""How far a bar lies below the base of its words, and how high it is."""


@dataclass(frozen=True, slots=True)
class BusyPlace:
    """Where the two bars stand: left end, base of their words, width of one, gap between, type size of the values."""

    x: float
    y: float
    width: float
    gap: float
    size: float


@dataclass(frozen=True, slots=True)
class BusyReading:
    """What one bar says."""

    words: Phrase
    value: Quantity
    role: str


def draw_busy(p: Picture, place: BusyPlace, compute: Quantity, memory: Quantity, shown: float) -> None:
    """Both bars with their busy shares; `shown` 0..1 lets them grow."""
    if shown <= 0.01:
        return
    first = Rect(place.x, place.y + DROP, place.width, HEIGHT)
    _draw_bar(p, first, BusyReading(Phrase("math busy, ideal"), compute, "prefill"), place.size, shown)
    second = first.move(place.width + place.gap)
    _draw_bar(p, second, BusyReading(Phrase("memory busy, ideal"), memory, "white"), place.size, shown)


def _draw_bar(p: Picture, box: Rect, reading: BusyReading, size: float, shown: float) -> None:
    base = box.y - DROP
    share = min(1.0, float(reading.value.value))
    p.text((box.x, base - 40), reading.words, size=LABEL, role="dim", alpha=shown)
    value_at = (box.x, base - 2)
    p.text(value_at, "{v}", v=reading.value, size=size, role=reading.role, mono=True, weight=600, alpha=shown)
    p.rects([box], "line", radius=6, alpha=0.9 * shown)
    filled = (box.x, box.y, max(4.0, box.w * share * shown), box.h)
    p.rects([filled], reading.role, radius=6 if box.w * share > 12 else 2, alpha=shown)
