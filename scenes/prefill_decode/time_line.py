"""A request on a time line, true to scale: the wait for the first token, then one token after the other.

Two rows on one axis, ideal and achieved. Not here: how the times are computed (the world's `request_times`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.prefill_decode.time_axis import TimeAxis
from tourapp.authoring import STAGE, Phrase, Picture, Quantity, text_width
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, TAG

if TYPE_CHECKING:
    from scenes.prefill_decode.facts import TwoPhases

IDEAL_Y, ACHIEVED_Y = 282.0, 494.0
"""Middles of the two rows, below the top of the axis' room."""
THICK, THIN = 76.0, 44.0
"""Heights of the rows' bars."""
ROOM_FOR_WORDS = 52.0
"""Least way between two drops at which each has its word."""
WIDEST_WORD = 220.0
HALF, FIGURE_Y = 800.0, 236.0
"""Left end of the second figure, and the base line of both."""
CLOSE = 20.0
"""Way between two drops below which each has a hard core, so that they stay apart."""
ON_TIME = 1e-12


@dataclass(frozen=True, slots=True)
class ClockReading:
    """How the time line is looked at: seconds that have passed, how much of it has appeared (0..1), and how much larger
    the theme sets words."""

    now: float
    shown: float
    gain: float


@dataclass(frozen=True, slots=True, eq=False)
class TimeRow:
    """One row: seconds at which each token is there [n], the row's middle, the height of its bar, its strength."""

    ends: np.ndarray
    y: float
    height: float
    strength: float


def draw_time_line(p: Picture, axis: TimeAxis, facts: TwoPhases, reading: ClockReading) -> None:
    """The whole time line inside its area, with the answer's tokens as words."""
    shown, times = reading.shown, facts.times
    if shown <= 0.01:
        return
    ideal, achieved = axis.room.y + IDEAL_Y, axis.room.y + ACHIEVED_Y
    first = TimeRow(times.ends(), ideal, THICK, 1.0)
    p.text((STAGE.x, ideal + 8), "ideal", size=LABEL, role="ink", weight=600, alpha=shown)
    p.text((STAGE.x, achieved + 8), "achieved", size=LABEL, role="ink", weight=600, alpha=shown)
    _draw_row(p, axis, first, reading)
    _draw_row(p, axis, TimeRow(times.ends(achieved=True), achieved, THIN, 0.75), reading)
    _draw_words(p, axis, first, facts.words, reading)
    _draw_heads(p, axis, facts, ideal - THICK / 2 - 22.0, reading)
    _draw_scale(p, axis, achieved + 62.0, shown)
    if 0 < reading.now < axis.window:
        x = float(axis.x(reading.now))
        p.lines([(x, ideal - 48, x, achieved + 62)], "ink", alpha=0.55 * shown)


def _draw_row(p: Picture, axis: TimeAxis, row: TimeRow, reading: ClockReading) -> None:
    """A blue bar until the first token, then a drop for each token up to now."""
    now, shown, alpha = reading.now, reading.shown, row.strength
    first = min(float(row.ends[0]), axis.window)
    x0, width, top = float(axis.x(0.0)), float(axis.x(first)) - float(axis.x(0.0)), row.y - row.height / 2
    p.lines([(x0, row.y, axis.room.right, row.y)], "decode", alpha=0.30 * alpha * shown)
    p.rects([(x0, top, width * shown, row.height)], "prefill", radius=5, alpha=0.18 * alpha)
    filled = (min(now, first) / axis.window) * axis.room.w * shown
    if filled > 1:
        bar = (x0, top, filled, row.height)
        p.rects([bar], "prefill", radius=5, alpha=0.95 * alpha, gradient="left", fade=0.35)
    seen = axis.seen(row.ends)
    if not len(seen):
        return
    xs = axis.x(seen)
    gap = float(np.diff(xs).min()) if len(xs) > 1 else 90.0
    size = min(86.0 if row.height > 50 else 56.0, max(7.0, gap * 0.95))
    lit = seen <= now + ON_TIME
    fresh = np.exp(-np.maximum(now - seen, 0.0) / (axis.window * 0.03)) * lit
    at = np.stack([xs, np.full(len(xs), row.y)], 1)
    p.sprites(at, size * (1 + 0.5 * fresh), "decode", alpha=alpha * shown * np.where(lit, 0.95, 0.22))
    if gap < CLOSE:
        core, strength = max(2.2, gap * 0.62), alpha * shown * np.where(lit, 0.95, 0.30)
        p.sprites(at, core, "decode", alpha=strength, kind="dot", additive=False)


def _draw_words(p: Picture, axis: TimeAxis, row: TimeRow, words: Sequence[str], reading: ClockReading) -> None:
    """The tokens' texts under their drops, in two lines by turns; the first one alone where the drops stand too
    close."""
    gain, seen = reading.gain, axis.seen(row.ends)
    xs = axis.x(seen).tolist()
    if len(xs) > 1 and xs[1] - xs[0] < ROOM_FOR_WORDS * gain:
        words = words[:1]
    taken = [axis.room.x - 40.0, axis.room.x - 40.0]
    for k, (x, text) in enumerate(zip(xs, words)):
        line = k % 2
        width = text_width(text, LABEL * gain, weight=600)
        low, high = x - width / 2, x + width / 2
        if not text or width > WIDEST_WORD or low < taken[line] or high > axis.room.right + 20:
            continue
        taken[line] = high + 10.0
        p.text(
            (x, row.y + 72.0 + line * 32 * max(1.0, gain)),
            "{word}",
            word=text,
            size=LABEL,
            role="ink" if k == 0 else "decode",
            weight=600,
            align="center",
            alpha=reading.shown * (float(seen[k] <= reading.now + ON_TIME)),
        )


def _draw_heads(p: Picture, axis: TimeAxis, facts: TwoPhases, y: float, reading: ClockReading) -> None:
    """What the spans are called, with both numbers; an answer of one token has nothing between tokens."""
    times, shown = facts.times, reading.shown
    ends = times.ends()
    x0, xf = float(axis.x(0.0)), float(axis.x(min(float(ends[0]), axis.window)))
    _draw_bracket(p, (x0, xf), y, "prefill", shown)
    _draw_head(p, STAGE.x, (times.first, facts.slow_first), "prefill", shown)
    if times.tokens == 1:
        return
    _draw_head(p, HALF, (times.between, facts.slow_between), "decode", shown)
    later = axis.seen(ends)
    if len(later) > 3:
        k = int(np.argmin(np.abs(axis.x(later[:-1]) - HALF)))
        _draw_bracket(p, (float(axis.x(later[k])), float(axis.x(later[k + 1]))), y, "decode", shown)


def _draw_head(p: Picture, x: float, both: tuple[Quantity, Phrase], role: str, shown: float) -> None:
    """A span's ideal time, large, and what it is called with its achieved time."""
    ideal, achieved = both
    p.text((x, FIGURE_Y), "{v}", v=ideal, size=FIGURE_LARGE, weight=700, role=role, alpha=shown)
    if role == "prefill":
        named = Phrase("to the first token (TTFT), ideal")
    else:
        named = Phrase("between tokens, ideal")
    p.text((x, FIGURE_Y + 44), named, size=LINE, alpha=shown, part=role)
    p.text((x, FIGURE_Y + 80), "achieved {v}", v=achieved, size=LINE, alpha=shown, part=role)


def _draw_bracket(p: Picture, span: tuple[float, float], y: float, role: str, alpha: float) -> None:
    """A line over a span of stage x, with its ends turned."""
    x0, x1 = span
    p.lines([(x0, y, x1, y), (x0, y - 6, x0, y + 6), (x1, y - 6, x1, y + 6)], role, alpha=0.9 * alpha)


def _draw_scale(p: Picture, axis: TimeAxis, y: float, shown: float) -> None:
    """The axis with its round times in ms or s; the last one names the unit."""
    room, small = axis.room, axis.window < 1.0
    p.lines([(room.x, y, room.right, y)], "line", alpha=shown)
    xs = [float(axis.x(t)) for t in axis.ticks]
    p.lines([(x, y, x, y + 6) for x in xs], "dim", alpha=0.6 * shown)
    for k, (x, seconds) in enumerate(zip(xs, axis.ticks)):
        t = round(seconds * (1e3 if small else 1), 9)
        if k < len(xs) - 1:
            words = Phrase("{t:g}", t=t)
        else:
            words = Phrase("{t:g} ms", t=t) if small else Phrase("{t:g} s", t=t)
        align = "left" if k == 0 else "right" if x > room.right - 30 else "center"
        p.text((x, y + 30), words, size=TAG, role="dim", mono=True, alpha=shown, align=align)
