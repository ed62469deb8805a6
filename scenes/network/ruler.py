"""The clock of a trip: a large number, and one ruler on which every crossing is as long as it lasts.

Each crossing is time in glass, then a short rest for routers and the last mile, marked by three ticks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.network.numbers import TripNumbers
from tourapp.authoring import Frame, Picture, Rect, ramp
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
    p.text((64, TOP + 29), f"{{v:.{decimals}f}}", size=62, weight=600, mono=True, alpha=alpha, v=seconds * 1e3)
    p.text(
        (64 + len(text) * 62 * 0.6 * max(1.0, f.text_gain) + 10, TOP + 29),
        "ms",
        size=26,
        role="dim",
        mono=True,
        weight=500,
        alpha=alpha,
    )
    p.text((64, TOP + HEIGHT + 24), words, size=15, role="dim", alpha=alpha, fit=250)


def draw_ruler(p: Picture, ruler: Ruler, trip: Trip, now: float, alpha: float, resting: bool) -> None:
    """Every crossing that lies on the ruler, filled up to `now` (seconds after Enter). A `resting` ruler, one whose
    scale is not changing, keeps its frames as a still layer."""
    if alpha <= 0.01:
        return
    legs = [leg for leg in trip.legs if ruler.box(leg.start_seconds, leg.end_seconds).w > 3.0]

    def frames(q: Picture) -> None:
        for leg in legs:
            _crossing(q, ruler, leg, leg is trip.legs[-1])

    _fills(p, ruler, trip, legs, now, alpha)
    if resting:
        key = ("ruler", ruler, trip.distance_km, trip.stretch, trip.connection)
        p.bake(key, frames, rect=Rect(LEFT - 8, TOP - 6, RIGHT - LEFT + 12, 78), alpha=alpha)
    else:
        with p.group(opacity=alpha):
            frames(p)
    if trip.legs[0].start_seconds < now < trip.total_seconds:
        p.sprites([(min(max(ruler.x(now), LEFT), RIGHT), TOP + HEIGHT / 2)], 46, "prefill")


def _fills(p: Picture, ruler: Ruler, trip: Trip, legs: list[Leg], now: float, alpha: float) -> None:
    """What has passed: the handshakes in grey, the prompt in blue."""
    for leg in legs:
        box = ruler.box(leg.start_seconds, leg.end_seconds)
        done = min(max(ruler.x(now) - box.x, 0.0), box.w)
        if done > 1.0:
            ours = leg is trip.legs[-1]
            p.rects(
                [(box.x, box.y, done, box.h)],
                "prefill" if ours else "weights",
                radius=7,
                alpha=alpha * (1.0 if ours else 0.55),
                gradient="left",
                fade=0.3,
            )


def _crossing(p: Picture, ruler: Ruler, leg: Leg, ours: bool) -> None:
    """The frame of one crossing: outline, direction, the ticks of its rest, its name."""
    box = ruler.box(leg.start_seconds, leg.end_seconds)
    role = "prefill" if ours else "weights"
    p.rects([box], "ground", radius=7, alpha=0.12, stroke=role, stroke_width=1.3, stroke_alpha=0.9 if ours else 0.5)
    glass_end = min(max(ruler.x(leg.start_seconds + leg.in_glass_seconds), box.x), box.right)
    _ticks(p, glass_end, box.right)
    middle = (box.x + glass_end) / 2
    reach = min(34.0, (glass_end - box.x) * 0.3)
    if reach > 8.0:
        way = 1.0 if leg.direction == "forward" else -1.0
        y, tip = box.cy, middle + way * reach
        p.lines(
            [(middle - reach, y, middle + reach, y), (tip - way * 8, y - 7, tip, y), (tip - way * 8, y + 7, tip, y)],
            "ink",
            width=2.0,
            alpha=0.85,
        )
    shown = float(ramp(box.w, 56.0, 100.0))
    p.text(
        (box.cx, TOP + HEIGHT + 24),
        leg.label,
        size=15,
        role="dim" if not ours else "prefill",
        align="center",
        alpha=shown,
        fit=max(20.0, box.w - 6),
    )


def _ticks(p: Picture, start: float, end: float) -> None:
    """Three ticks: the rest for routers and the last mile."""
    if end - start < 6.0:
        return
    spread = min(9.0, (end - start) / 4)
    at = (start + end) / 2 + spread * np.array([-1.0, 0.0, 1.0])
    p.lines(np.stack([at, np.full(3, TOP + 9), at, np.full(3, TOP + HEIGHT - 9)], -1), "ink", width=1.4, alpha=0.6)


def draw_heads(
    p: Picture, f: Frame, ruler: Ruler, trip: Trip, numbers: TripNumbers, shown: float, split: float, back: float
) -> None:
    """The words above the ruler: what each part adds up to. `split` and `back` 0..1 show parts as they come."""
    y, gain = TOP - 15.0, max(1.0, f.text_gain)
    ours = ruler.box(trip.legs[-1].start_seconds, trip.legs[-1].end_seconds)
    hellos = ruler.box(0.0, trip.handshake_seconds)
    if hellos.w > 200.0:
        p.text((hellos.x + 2, y), "handshakes", size=16, role="dim", weight=600, alpha=split)
        p.text((hellos.x + 2 + 100 * gain, y), "{v}", size=18, mono=True, weight=600, alpha=split, v=numbers.handshake)
        _legend(
            p, hellos.x + 2 + 226 * gain, y, "routers and last mile, {v} each", numbers, split, hellos.w - 290 * gain
        )
    elif ours.w > 500.0:
        _legend(p, ours.x + 220 * gain, y, "routers and last mile, {v}", numbers, split, ours.w - 250 * gain)
    if ours.w > 150.0:
        p.text((ours.x + 2, y), "in glass", size=16, role="prefill", weight=600, fit=72 * gain, alpha=shown)
        p.text(
            (ours.x + 2 + 74 * gain, y),
            "{v}",
            size=18,
            role="prefill",
            mono=True,
            weight=600,
            alpha=shown,
            fit=max(30.0, min(200.0, ours.w - 76 * gain)),
            v=numbers.glass,
        )
    if back > 0.01:
        _return(p, ruler, trip, numbers, back, gain)


def _legend(p: Picture, x: float, y: float, words: str, numbers: TripNumbers, alpha: float, fit: float) -> None:
    """What the three ticks stand for."""
    if alpha > 0.01:
        at = x + np.array([0.0, 6.0, 12.0])
        p.lines(np.stack([at, np.full(3, y - 12), at, np.full(3, y + 2)], -1), "ink", width=1.4, alpha=0.6 * alpha)
        p.text((x + 24, y), words, size=15, role="dim", alpha=alpha, fit=fit, v=numbers.rest)


def _return(p: Picture, ruler: Ruler, trip: Trip, numbers: TripNumbers, back: float, gain: float) -> None:
    """The crossing still to come, in the answer's colour, dashed."""
    box = ruler.box(trip.total_seconds, trip.total_seconds + trip.return_seconds)
    if box.w < 20.0:
        return
    p.rects(
        [box],
        "decode",
        radius=7,
        alpha=0.10 * back,
        stroke="decode",
        stroke_width=1.4,
        stroke_alpha=0.9 * back,
        dash=True,
    )
    y, middle = box.cy, box.cx
    p.lines(
        [(middle - 30, y, middle + 30, y), (middle - 22, y - 7, middle - 30, y), (middle - 22, y + 7, middle - 30, y)],
        "decode",
        width=2.0,
        alpha=back,
    )
    p.text(
        (box.right - 2, TOP - 15),
        "+ {v}",
        size=18,
        role="decode",
        mono=True,
        weight=600,
        align="right",
        alpha=back,
        fit=box.w - 4,
        v=numbers.one_way,
    )
    p.text(
        (middle, TOP + HEIGHT + 24),
        "the answer",
        size=15,
        role="decode",
        align="center",
        alpha=back,
        fit=max(20.0, box.w - 6),
    )
