"""One second of this computer, played in one second: prefill and decode as they are, and with weights in the cache.

Blue bars are prompts read, golden drops are tokens written, at the speeds that were measured here. Not here: what
stands in their place before a measurement (`invitation`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.prefill_decode.own_machine import spread_of
from tourapp.authoring import Phrase, Picture, Quantity, Rect
from tourapp.authoring.sizes import LABEL, READOUT, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ComputerNumbers, Measurement, Measuring, Spread

AREA = Rect(880, 190, 560, 480)
CYCLE = 3.2
"""Seconds of the stage between two starts of the second; the rest is rest."""
LABELS = 124.0
"""Room for the lanes' names at the left."""
HEIGHT = 28.0
"""Height of what runs on a lane."""
DROPS_AT_MOST = 2000


@dataclass(frozen=True, slots=True)
class SpeedLane:
    """A lane: its phase (also its role), whether the weights are in the cache, and its name."""

    phase: str
    in_cache: bool
    words: Phrase


LANES = (
    SpeedLane("prefill", False, Phrase("as it is")),
    SpeedLane("prefill", True, Phrase("in cache")),
    SpeedLane("decode", False, Phrase("as it is")),
    SpeedLane("decode", True, Phrase("in cache")),
)
FIRST_OF_DECODE = 2


def second_now(clock: float, still: bool) -> float:
    """How much of the shown second has passed, 0..1."""
    return 1.0 if still else min(1.0, clock % CYCLE)


def lane_y(row: int) -> float:
    """The middle of a lane."""
    return AREA.y + 74.0 + row * 100.0 + (44.0 if row >= FIRST_OF_DECODE else 0.0)


def lane_end() -> tuple[float, float]:
    """Where the golden thread leaves: the end of the first decode lane."""
    return AREA.right, lane_y(FIRST_OF_DECODE)


@dataclass(frozen=True, slots=True)
class ShownSecond:
    """How the lanes are looked at: share of the second that has passed, whether the lanes in the cache are the chosen
    ones, how much of all has appeared, and how much larger the theme sets words."""

    now: float
    in_cache: bool
    shown: float
    gain: float

    def light(self, lane: SpeedLane) -> float:
        """Strength of a lane: the chosen ones are bright."""
        return (1.0 if lane.in_cache == self.in_cache else 0.42) * self.shown


def draw_lanes(
    p: Picture, measured: Measurement, numbers: ComputerNumbers, measuring: Measuring, second: ShownSecond
) -> None:
    """Four lanes with their speeds and what runs on them."""
    left, shown = AREA.x + LABELS, second.shown
    p.text((AREA.x, lane_y(0) - 36), "Prefill", size=READOUT, weight=600, role="prefill", alpha=shown)
    for row, lane in enumerate(LANES):
        y, spread = lane_y(row), spread_of(measured, lane.phase, lane.in_cache)
        if row == FIRST_OF_DECODE:
            p.text((AREA.x, y - 36), "Decode", size=READOUT, weight=600, role="decode", alpha=shown)
        role = "ink" if lane.in_cache == second.in_cache else "dim"
        p.text((AREA.x, y + 6), lane.words, size=LABEL, role=role, alpha=shown)
        p.lines([(left, y, AREA.right, y)], lane.phase, alpha=0.28 * shown)
        rate = numbers.rate(lane.phase, lane.in_cache)
        _draw_rate(p, lane, y, (rate, spread), second)
        room, per_second = Rect(left, y - HEIGHT / 2, AREA.right - left, HEIGHT), float(spread.median)
        if lane.phase == "prefill":
            _draw_bars(p, room, per_second / measuring.prompt_tokens, second.now, second.light(lane))
        else:
            _draw_drops(p, room, per_second, second.now, second.light(lane))


def _draw_rate(p: Picture, lane: SpeedLane, y: float, reading: tuple[Quantity, Spread], second: ShownSecond) -> None:
    """The lane's median speed and its spread, above its right end."""
    rate, spread = reading
    p.text(
        (AREA.right, y - 26),
        "{v}",
        v=rate,
        size=READOUT,
        role=lane.phase,
        mono=True,
        weight=600,
        align="right",
        alpha=max(second.light(lane), 0.8 * second.shown),
    )
    low, high = float(spread.low), float(spread.high)
    if high < 100:
        words = Phrase("{low:.1f} to {high:.1f}", low=low, high=high)
    else:
        words = Phrase("{low:,.0f} to {high:,.0f}", low=low, high=high)
    at = (AREA.right - 274.0, y - 27)
    p.text(at, words, size=TAG, role="dim", align="right", alpha=second.shown)


def _draw_bars(p: Picture, lane: Rect, per_second: float, now: float, alpha: float) -> None:
    """Whole prompts, one bar each; the last one is cut by the end of the second."""
    width = lane.w / max(per_second, 1e-9)
    starts = np.arange(0.0, min(1.0, now) * lane.w, max(width, 3.0))
    ends = np.minimum(starts + width - min(4.0, width * 0.2), now * lane.w)
    boxes = np.stack(
        [lane.x + starts, np.full(len(starts), lane.y), np.maximum(ends - starts, 0.5), np.full(len(starts), lane.h)], 1
    )
    p.rects(boxes, "prefill", radius=5, alpha=0.9 * alpha, gradient="left", fade=0.45)


def _draw_drops(p: Picture, lane: Rect, per_second: float, now: float, alpha: float) -> None:
    """One drop per token."""
    times = np.arange(1, min(DROPS_AT_MOST, int(per_second * now) + 1)) / per_second
    gap = lane.w / max(per_second, 1e-9)
    size = min(44.0, max(7.0, gap * 1.7))
    xs = lane.x + times[times <= now] * lane.w
    at = np.stack([xs, np.full(len(xs), lane.cy)], 1)
    p.sprites(at, size, "decode", alpha=0.8 * alpha)
    p.sprites(at, min(10.0, max(1.5, gap * 0.7)), "decode", alpha=alpha, kind="dot", additive=False)
