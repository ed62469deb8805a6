"""A request on a time line, true to scale: the wait for the first token, then one token after the other.

Two rows on one axis, ideal and achieved. Not here: how the times are computed (the world's `request_times`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tourapp.authoring import Picture, Rect, fill, text_width

STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
GAPS = (1.0, 2.0, 2.5, 5.0, 10.0)
LABELS = 92.0
"""Room for the rows' names at the left."""
TOKENS_SHOWN = 11
ROOM_FOR_WORDS = 40.0
"""Least way between two drops at which each has its word."""


def nice_at_least(value: float, steps: Sequence[float] = STEPS) -> float:
    """The next round number at or above a positive value. Example: 0.184 gives 0.2."""
    power = 10.0 ** math.floor(math.log10(max(value, 1e-12)))
    return next((step * power for step in steps if step * power >= value * (1 - 1e-9)), 10.0 * power)


@dataclass(frozen=True, slots=True)
class Axis:
    """Seconds from 0 to `window`, drawn in `room` (the rows' part of the area)."""

    room: Rect
    window: float

    def x(self, seconds: Any) -> Any:
        """Stage x of a time."""
        return self.room.x + np.asarray(seconds) / self.window * self.room.w

    @property
    def ticks(self) -> list[float]:
        """Round times, 0 and the end included when they fall on one."""
        gap = nice_at_least(self.window / 6, GAPS)
        return [k * gap for k in range(math.floor(self.window / gap + 1e-9) + 1)]


def axis_for(times: Any, area: Rect) -> Axis:
    """A window that shows the first token and about eleven more, and the achieved first token too."""
    first, between = float(times.first.value), float(times.between.value)
    slow, slow_between = float(times.achieved_first.value), float(times.achieved_between.value)
    window = nice_at_least(max(first + TOKENS_SHOWN * between, slow + 1.3 * slow_between) * 1.01)
    return Axis(Rect(area.x + LABELS, area.y, area.w - LABELS, area.h), window)


def _row(
    p: Picture, axis: Axis, ends: np.ndarray, y: float, height: float, now: float, shown: float, alpha: float
) -> None:
    """One row: a blue bar until the first token, then a drop for each token up to `now`."""
    first = min(float(ends[0]), axis.window)
    x0, xf = float(axis.x(0.0)), float(axis.x(first))
    p.lines([(x0, y, axis.room.right, y)], "decode", alpha=0.30 * alpha * shown)
    p.rects([(x0, y - height / 2, (xf - x0) * shown, height)], "prefill", radius=5, alpha=0.18 * alpha)
    filled = (min(now, first) / axis.window) * axis.room.w * shown
    if filled > 1:
        p.rects(
            [(x0, y - height / 2, filled, height)], "prefill", radius=5, alpha=0.95 * alpha, gradient="left", fade=0.35
        )
    seen = ends[ends <= axis.window * 1.0001]
    if not len(seen):
        return
    xs = np.asarray(axis.x(seen))
    gap = float(np.diff(xs).min()) if len(xs) > 1 else 60.0
    size = min(46.0 if height > 20 else 26.0, max(7.0, gap * 0.95))
    lit = seen <= now + 1e-12
    fresh = np.exp(-np.maximum(now - seen, 0.0) / (axis.window * 0.03)) * lit
    at = np.stack([xs, np.full(len(xs), y)], 1)
    p.sprites(at, size * (1 + 0.5 * fresh), "decode", alpha=alpha * shown * np.where(lit, 0.95, 0.22))
    if gap < 20.0:
        p.sprites(
            at,
            max(2.2, gap * 0.62),
            "decode",
            alpha=alpha * shown * np.where(lit, 0.95, 0.30),
            kind="dot",
            additive=False,
        )


def _words(
    p: Picture, axis: Axis, ends: np.ndarray, words: Sequence[str], y: float, now: float, gain: float, alpha: float
) -> None:
    """The tokens' texts under their drops, in two lines by turns; the first one alone where the drops stand too
    close."""
    seen = ends[ends <= axis.window * 1.0001]
    xs = np.asarray(axis.x(seen)).tolist()
    if len(xs) > 1 and xs[1] - xs[0] < ROOM_FOR_WORDS * gain:
        words = words[:1]
    taken = [axis.room.x - 40.0, axis.room.x - 40.0]
    for k, (x, text) in enumerate(zip(xs, words)):
        line = k % 2
        width = min(text_width(text, 16 * gain, weight=600), 150.0)
        low, high = x - width / 2, x + width / 2
        if not text or low < taken[line] or high > axis.room.right + 20:
            continue
        taken[line] = high + 10.0
        lit = 1.0 if seen[k] <= now + 1e-12 else 0.12
        p.text(
            (x, y + line * 21 * max(1.0, gain)),
            text,
            size=16,
            role="ink" if k == 0 else "decode",
            weight=600,
            align="center",
            fit=152.0,
            alpha=alpha * lit,
        )


def _bracket(p: Picture, x0: float, x1: float, y: float, role: str, alpha: float) -> None:
    p.lines([(x0, y, x1, y), (x0, y - 6, x0, y + 6), (x1, y - 6, x1, y + 6)], role, alpha=0.9 * alpha)


def draw_time_line(
    p: Picture, axis: Axis, times: Any, words: Sequence[str], now: float, shown: float, gain: float = 1.0
) -> None:
    """The whole time line inside its area. `now`: seconds that have passed; `shown` 0..1 lets it appear."""
    if shown <= 0.01:
        return
    room = axis.room
    ideal, achieved = room.y + 50.0, room.y + 124.0
    ends, slow = times.ends(), times.ends(achieved=True)
    p.text((64, ideal + 6), "ideal", size=16, role="dim", weight=600, alpha=shown)
    p.text((64, achieved + 6), "achieved", size=16, role="dim", weight=600, alpha=shown)
    _row(p, axis, ends, ideal, 26.0, now, shown, 1.0)
    _row(p, axis, slow, achieved, 11.0, now, shown, 0.75)
    _words(p, axis, ends, words, ideal + 36.0, now, gain, shown)
    _heads(p, axis, times, ends, ideal - 25.0, shown, gain)
    _scale(p, axis, achieved + 16.0, shown)
    if 0 < now < axis.window:
        x = float(axis.x(now))
        p.lines([(x, ideal - 20, x, achieved + 12)], "ink", alpha=0.55 * shown)


def _heads(p: Picture, axis: Axis, times: Any, ends: np.ndarray, y: float, shown: float, gain: float) -> None:
    """What the spans are called, with both numbers."""
    x0, xf = float(axis.x(0.0)), float(axis.x(min(float(ends[0]), axis.window)))
    _bracket(p, x0, xf, y, "prefill", shown)
    later = ends[ends <= axis.window * 1.0001]
    one, two = "first token: {a} ideal, {b} achieved", "between tokens: {a} ideal, {b} achieved"
    widths = [
        text_width(fill(words, {"a": a, "b": b}), 19 * gain, weight=600) * 1.03 + 8
        for words, a, b in ((one, times.first, times.achieved_first), (two, times.between, times.achieved_between))
    ]
    start = x0 if widths[0] + x0 < axis.room.right - widths[1] - 20 else 64.0
    p.text(
        (start, y - 12), one, size=19, role="prefill", weight=600, alpha=shown, a=times.first, b=times.achieved_first
    )
    middle = max(float(axis.x(float(later[1]))) if len(later) > 2 else xf, start + widths[0] + 26)
    p.text(
        (min(middle, axis.room.right - widths[1]), y - 12),
        two,
        size=19,
        role="decode",
        weight=600,
        alpha=shown,
        a=times.between,
        b=times.achieved_between,
    )
    if len(later) > 3:
        k = int(np.argmin(np.abs(np.asarray(axis.x(later[:-1])) - middle)))
        _bracket(p, float(axis.x(later[k])), float(axis.x(later[k + 1])), y, "decode", shown)


def _scale(p: Picture, axis: Axis, y: float, shown: float) -> None:
    """The axis with its round times in ms or s."""
    ticks = axis.ticks
    small = axis.window < 1.0
    p.lines([(axis.room.x, y, axis.room.right, y)], "line", alpha=shown)
    xs = [float(axis.x(t)) for t in ticks]
    p.lines([(x, y, x, y + 6) for x in xs], "dim", alpha=0.6 * shown)
    for k, (x, t) in enumerate(zip(xs, ticks)):
        unit = (" ms" if small else " s") if k == len(ticks) - 1 else ""
        align = "left" if k == 0 else "right" if x > axis.room.right - 30 else "center"
        p.text(
            (x, y + 23),
            "{t:g}{unit}",
            size=15,
            role="dim",
            mono=True,
            alpha=shown,
            align=align,
            t=round(t * (1e3 if small else 1), 9),
            unit=unit,
        )
