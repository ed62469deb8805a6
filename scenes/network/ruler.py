"""The ruler of a trip: every crossing is as long as it lasts.

Each crossing is time in glass, then a short rest for routers and the last mile, marked by three ticks. Not here: the
words above the ruler (ruler_heads) and the large number beside it (clock).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.network.crossings import crossing_name
from tourapp.authoring import Picture, Rect, ramp
from tourapp.authoring.sizes import T15

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Leg, Trip

LEFT, RIGHT, TOP, HEIGHT = 336.0, 1436.0, 776.0, 34.0
LEAST_REST = 8.0
"""A rest at least so wide is hatched."""


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

    def leg_box(self, leg: Leg) -> Rect:
        """The rectangle of one crossing."""
        return self.box(leg.start_seconds, leg.end_seconds)


def draw_ruler(p: Picture, ruler: Ruler, trip: Trip, now: float, *, alpha: float, resting: bool) -> None:
    """Every crossing that lies on the ruler, filled up to `now` (seconds after Enter). A `resting` ruler, one whose
    scale is not changing, keeps its frames as a still layer."""
    if alpha <= 0.01:
        return
    legs = [k for k, leg in enumerate(trip.legs) if ruler.leg_box(leg).w > 3.0]

    def frames(q: Picture) -> None:
        for k in legs:
            _crossing(q, ruler, trip, k)

    for k in legs:
        _fill(p, ruler.leg_box(trip.legs[k]), ruler.x(now), alpha, ours=k == len(trip.legs) - 1)
    if resting:
        key = ("ruler", ruler, trip.distance_km, trip.stretch, trip.connection)
        p.bake(key, frames, rect=Rect(LEFT - 8, TOP - 6, RIGHT - LEFT + 12, 78), alpha=alpha)
    else:
        with p.group(opacity=alpha):
            frames(p)
    if trip.legs[0].start_seconds < now < trip.total_seconds:
        p.sprites([(min(max(ruler.x(now), LEFT), RIGHT), TOP + HEIGHT / 2)], 46, "prefill")


def _fill(p: Picture, box: Rect, now_x: float, alpha: float, *, ours: bool) -> None:
    """What has passed of a crossing: a handshake's in grey, the prompt's in blue."""
    done = min(max(now_x - box.x, 0.0), box.w)
    if done > 1.0:
        p.rects(
            [(box.x, box.y, done, box.h)],
            "prefill" if ours else "weights",
            radius=7,
            alpha=alpha * (1.0 if ours else 0.55),
            gradient="left",
            fade=0.3,
        )


def _crossing(p: Picture, ruler: Ruler, trip: Trip, k: int) -> None:
    """The frame of one crossing: outline, direction, the ticks of its rest, its name."""
    leg, ours = trip.legs[k], k == len(trip.legs) - 1
    box = ruler.leg_box(leg)
    role = "prefill" if ours else "weights"
    p.rects([box], "ground", radius=7, alpha=0.12, stroke=role, stroke_width=1.3, stroke_alpha=0.9 if ours else 0.5)
    glass_end = min(max(ruler.x(leg.start_seconds + leg.in_glass_seconds), box.x), box.right)
    if box.right - glass_end > LEAST_REST:
        p.hatch([(glass_end, box.y, box.right - glass_end, box.h)], "ink", alpha=0.22, ground=0.3, radius=7)
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
    p.text(
        (box.cx, TOP + HEIGHT + 24),
        "{crossing}",
        size=T15,
        role="dim" if not ours else "prefill",
        align="center",
        alpha=float(ramp(box.w, 56.0, 100.0)),
        fit=max(20.0, box.w - 6),
        crossing=crossing_name(trip, k),
    )


def _ticks(p: Picture, start: float, end: float) -> None:
    """Three ticks: the rest for routers and the last mile."""
    if end - start < 6.0:
        return
    spread = min(9.0, (end - start) / 4)
    at = (start + end) / 2 + spread * np.array([-1.0, 0.0, 1.0])
    p.lines(np.stack([at, np.full(3, TOP + 9), at, np.full(3, TOP + HEIGHT - 9)], -1), "ink", width=1.4, alpha=0.6)
