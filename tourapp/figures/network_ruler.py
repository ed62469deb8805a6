"""The clock of a trip: a large number, and one ruler on which every crossing is as long as it lasts.

Each crossing is time in glass, then a short rest for routers and the last mile, marked by three ticks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Frame, Picture, Rect, ramp
from tourapp.figures.network_numbers import TripNumbers
from tourapp.sim.network import Leg, Trip

LEFT, RIGHT, TOP, HEIGHT = 336.0, 1436.0, 776.0, 34.0


@dataclass(frozen=True, slots=True)
class Ruler:
    """Seconds `low` to `high` after Enter over the width of the ruler."""

    low: float
    high: float

    def x(self, seconds: float) -> float:
        """Stage position of a moment."""
        return LEFT + (RIGHT - LEFT) * (seconds - self.low) / max(self.high - self.low, 1e-9)

    def box(self, start: float, end: float) -> Rect:
        """The rectangle of a span, cut to the ruler, with a small gap at both sides."""
        a, b = max(self.x(start), LEFT - 2) + 2.0, min(self.x(end), RIGHT + 2) - 2.0
        return Rect(a, TOP, max(0.0, b - a), HEIGHT)


def draw_clock(p: Picture, f: Frame, seconds: float, longest: float, words: str, alpha: float = 1.0) -> None:
    """The large number of milliseconds, and below it what it counts."""
    decimals = 0 if longest >= 0.1 else 1 if longest >= 0.01 else 2
    text = f"{seconds * 1e3:.{decimals}f}"
    p.text((64, TOP + 34), f"{{v:.{decimals}f}}", size=66, weight=600, mono=True, alpha=alpha, v=seconds * 1e3)
    p.text((64 + len(text) * 66 * 0.6 * max(1.0, f.text_gain) + 10, TOP + 34), "ms", size=26, role="dim", mono=True,
           weight=500, alpha=alpha)
    p.text((64, TOP + HEIGHT + 24), words, size=15, role="dim", alpha=alpha, fit=250)


def draw_ruler(p: Picture, ruler: Ruler, trip: Trip, now: float, alpha: float) -> None:
    """Every crossing that lies on the ruler, filled up to `now` (seconds after Enter)."""
    if alpha <= 0.01:
        return
    with p.group(opacity=alpha):
        for leg in trip.legs:
            if ruler.box(leg.start_seconds, leg.end_seconds).w > 3.0:
                _crossing(p, ruler, leg, now, leg is trip.legs[-1])
        x = min(max(ruler.x(now), LEFT), RIGHT)
        if trip.legs[0].start_seconds < now < trip.total_seconds:
            p.sprites([(x, TOP + HEIGHT / 2)], 46, "prefill")


def _crossing(p: Picture, ruler: Ruler, leg: Leg, now: float, ours: bool) -> None:
    box = ruler.box(leg.start_seconds, leg.end_seconds)
    role = "prefill" if ours else "weights"
    p.rects([box], "ground", radius=7, alpha=0.75, stroke=role, stroke_width=1.3, stroke_alpha=0.9 if ours else 0.45)
    done = min(max(ruler.x(now) - box.x, 0.0), box.w)
    if done > 1.0:
        p.rects([(box.x, box.y, done, box.h)], role, radius=7, alpha=1.0 if ours else 0.55, gradient="left", fade=0.3)
    glass_end = min(max(ruler.x(leg.start_seconds + leg.in_glass_seconds), box.x), box.right)
    _ticks(p, glass_end, box.right)
    middle = (box.x + glass_end) / 2
    reach = min(34.0, (glass_end - box.x) * 0.3)
    if reach > 8.0:
        way = 1.0 if leg.direction == "forward" else -1.0
        y, tip = box.cy, middle + way * reach
        p.lines([(middle - reach, y, middle + reach, y), (tip - way * 8, y - 7, tip, y), (tip - way * 8, y + 7, tip, y)],
                "ink", width=2.0, alpha=0.85)
    shown = float(ramp(box.w, 56.0, 100.0))
    p.text((box.cx, TOP + HEIGHT + 24), leg.label, size=15, role="dim" if not ours else "prefill", align="center",
           alpha=shown, fit=max(20.0, box.w - 6))


def _ticks(p: Picture, start: float, end: float) -> None:
    """Three ticks: the rest for routers and the last mile."""
    if end - start < 6.0:
        return
    spread = min(9.0, (end - start) / 4)
    at = (start + end) / 2 + spread * np.array([-1.0, 0.0, 1.0])
    p.lines(np.stack([at, np.full(3, TOP + 9), at, np.full(3, TOP + HEIGHT - 9)], -1), "ink", width=1.4, alpha=0.6)


def draw_heads(p: Picture, f: Frame, ruler: Ruler, trip: Trip, numbers: TripNumbers, split: float, back: float) -> None:
    """The words above the ruler: what each part adds up to. `split` and `back` 0..1 show parts as they come."""
    y, gain = TOP - 15.0, max(1.0, f.text_gain)
    ours = ruler.box(trip.legs[-1].start_seconds, trip.legs[-1].end_seconds)
    hellos = ruler.box(0.0, trip.handshake_seconds)
    if hellos.w > 200.0:
        p.text((hellos.x + 2, y), "handshakes", size=16, role="dim", weight=600, alpha=split)
        p.text((hellos.x + 2 + 100 * gain, y), "{v}", size=18, mono=True, weight=600, alpha=split, v=numbers.handshake)
        ours_words = hellos.right - 4
        p.text((ours_words, y), "||| routers, last mile: {v} each", size=15, role="dim", align="right", alpha=split,
               fit=hellos.w - 240 * gain, v=numbers.rest)
    elif ours.w > 500.0:
        p.text((ours.right - 2, y), "||| routers, last mile: {v}", size=15, role="dim", align="right", v=numbers.rest,
               alpha=split)
    if ours.w > 150.0:
        p.text((ours.x + 2, y), "in glass", size=16, role="prefill", weight=600, fit=72 * gain)
        p.text((ours.x + 2 + 74 * gain, y), "{v}", size=18, role="prefill", mono=True, weight=600,
               fit=max(30.0, min(200.0, ours.w - 76 * gain)), v=numbers.glass)
    if back > 0.01:
        _return(p, ruler, trip, numbers, back, gain)


def _return(p: Picture, ruler: Ruler, trip: Trip, numbers: TripNumbers, back: float, gain: float) -> None:
    """The crossing still to come, in the answer's colour, dashed."""
    box = ruler.box(trip.total_seconds, trip.total_seconds + trip.return_seconds)
    if box.w < 20.0:
        return
    p.rects([box], "decode", radius=7, alpha=0.10 * back, stroke="decode", stroke_width=1.4, stroke_alpha=0.9 * back,
            dash=True)
    y, middle = box.cy, box.cx
    p.lines([(middle - 30, y, middle + 30, y), (middle - 22, y - 7, middle - 30, y), (middle - 22, y + 7, middle - 30, y)],
            "decode", width=2.0, alpha=back)
    p.text((box.right - 2, TOP - 15), "+ {v}", size=18, role="decode", mono=True, weight=600, align="right", alpha=back,
           fit=box.w - 4, v=numbers.one_way)
    p.text((middle, TOP + HEIGHT + 24), "the answer", size=15, role="decode", align="center", alpha=back,
           fit=max(20.0, box.w - 6))
