"""The ruler of a trip: every crossing is as long as it lasts.

Each crossing is time in glass, then a short rest for routers and the last mile, marked by three ticks. Not here: the
words above the ruler (ruler_heads) and the large number beside it (clock).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.network.crossings import PROMPT, ROUND_TRIPS
from tourapp.authoring import Picture, Rect, ramp
from tourapp.authoring.sizes import LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Leg, Trip

LEFT, RIGHT, TOP, HEIGHT = 440.0, 1436.0, 752.0, 42.0
BELOW = TOP + HEIGHT + 32.0
"""Baseline of the words below."""
RADIUS = 7.0
LEAST, LEAST_FILL = 3.0, 1.0
"""Crossings wider than this are drawn, and what has passed of them where it is wider than that."""
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
    legs = [k for k, leg in enumerate(trip.legs) if ruler.leg_box(leg).w > LEAST]

    def frames(q: Picture) -> None:
        for k in legs:
            _crossing(q, ruler, trip, k)
        _names(q, ruler, trip)

    for k in legs:
        _fill(p, ruler.leg_box(trip.legs[k]), ruler.x(now), alpha, ours=k == len(trip.legs) - 1)
    if resting:
        key = ("ruler", ruler, trip.distance_km, trip.stretch, trip.connection)
        p.bake(key, frames, rect=Rect(LEFT - 8, TOP - 6, RIGHT - LEFT + 12, 94), alpha=alpha)
    else:
        with p.group(opacity=alpha):
            frames(p)
    if trip.legs[0].start_seconds < now < trip.total_seconds:
        p.sprites([(min(max(ruler.x(now), LEFT), RIGHT), TOP + HEIGHT / 2)], 64, "prefill")


def _fill(p: Picture, box: Rect, now_x: float, alpha: float, *, ours: bool) -> None:
    """What has passed of a crossing: a handshake's in grey, the prompt's in blue."""
    done = min(max(now_x - box.x, 0.0), box.w)
    if done > LEAST_FILL:
        p.rects(
            [(box.x, box.y, done, box.h)],
            "prefill" if ours else "weights",
            radius=RADIUS,
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
            width=2.6,
            alpha=0.9,
        )


def _names(p: Picture, ruler: Ruler, trip: Trip) -> None:
    """What the crossings are: two handshakes make a round trip with one name, the prompt's has its own."""
    last = ruler.leg_box(trip.legs[-1])
    spans = [(last, PROMPT, "prefill")]
    for k, name in enumerate(ROUND_TRIPS[: (len(trip.legs) - 1) // 2]):
        there, back = (ruler.leg_box(trip.legs[2 * k + i]) for i in (0, 1))
        spans.append((Rect(there.x, there.y, back.right - there.x, there.h), name, "ink"))
    for box, name, role in spans:
        alpha = float(ramp(box.w, 110.0, 160.0))
        p.text((box.cx, BELOW), "{crossing}", size=LABEL, role=role, align="center", alpha=alpha, crossing=name)
        if box is not last and box.w > 110.0:
            y = TOP + HEIGHT + 6.0
            p.lines([(box.x + 4, y, box.right - 4, y)], "dim", width=2)


def _ticks(p: Picture, start: float, end: float) -> None:
    """Three ticks: the rest for routers and the last mile."""
    if end - start < 6.0:
        return
    spread = min(9.0, (end - start) / 4)
    at = (start + end) / 2 + spread * np.array([-1.0, 0.0, 1.0])
    p.lines(np.stack([at, np.full(3, TOP + 9), at, np.full(3, TOP + HEIGHT - 9)], -1), "ink", width=1.4, alpha=0.6)


def draw_answer_fill(p: Picture, ruler: Ruler, trip: Trip, share: float) -> None:
    """How much of the answer's crossing is over, at the least."""
    box = ruler.box(trip.total_seconds, trip.total_seconds + trip.return_seconds)
    if share * box.w > 1.0:
        p.rects([(box.x, box.y, share * box.w, box.h)], "decode", radius=7, gradient="left", fade=0.45)
        p.sprites([(box.x + share * box.w, box.cy)], 64, "decode", alpha=1.0 if share < 1.0 else 0.0)
