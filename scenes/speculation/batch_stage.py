"""Speed-up by batch as the stage: below one it is hatched, short chats dive into it, and ours is marked."""

from __future__ import annotations

import numpy as np

from scenes.speculation.facts import SpeculationFacts
from scenes.speculation.pays_words import EVEN
from tourapp.authoring import Axis, Chart, Frame, Picture, Rect, pulse, ramp
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, TAG, TITLE

ROOM = Rect(136, 150, 1304, 516)
GROUND = Rect(124, 140, 1328, 536)
"""What the curves are drawn into."""
LARGEST = 512
TICKS = (1, 8, 64, 512)
NAMED_AT, ELSE_AT, NEAR = 2.7, 22.0, 5.0
"""The batch at which both curves are named; the one instead where ours is smaller than the last, so in the way."""
TOP_ROOM = 100.0
"""Height at the top that belongs to names and figure: no tick stands there."""
HEADROOM, LEAST_TOP = 1.5, 1.8
"""Top of the scale, of the highest speed-up, and at least."""
SIDE = 200.0
"""Room of the figure at each side of its marker."""


def draw_batch_stage(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """The hatched ground, both curves from the left to the right, then the marker of our batch and its figure."""
    chart = chart_of(s)
    line = chart.point(1, 1.0)[1]
    p.hatch([(ROOM.x, line, ROOM.w, ROOM.bottom - line)], alpha=0.55, ground=0.1)
    drawn = f.move("pays", 0.02, 0.32)
    seen = Rect(GROUND.x, GROUND.y, GROUND.w * drawn, GROUND.h)
    p.bake(chart.key, lambda q: _draw_curves(q, s, chart), rect=GROUND, reveal=None if drawn >= 1 else seen)
    p.lines([(ROOM.x, line, ROOM.right, line)], "ink", width=3)
    _name_axes(p, chart)
    _name_curves(p, s, chart, float(ramp(f.beat("pays"), 0.2, 0.28)))
    _draw_crossing(p, s, chart, float(ramp(f.beat("pays"), 0.3, 0.38)))
    _draw_marker(f, p, s, chart)
    p.text(
        (ROOM.x + 24, ROOM.bottom - 28), "slower: guessing costs time", size=TITLE, weight=600, role="waste", backed=0.9
    )


def chart_of(s: SpeculationFacts) -> Chart:
    """The axes of both curves over the batch."""
    speed, short = s.numbers.by_batch, s.numbers.short
    top = max(LEAST_TOP, HEADROOM * float(max(speed.max(), short.max())))
    key = ("speculation stage", tuple(np.round(speed, 4)), tuple(np.round(short, 4)))
    return Chart(key, ROOM, (), Axis(1, LARGEST, log=True), Axis(0, top), 0.0)


def _draw_curves(q: Picture, s: SpeculationFacts, chart: Chart) -> None:
    """What is gained and lost, then both curves: short chats dashed."""
    _fill_gain(q, s, chart)
    q.curves(_points(s, chart, s.numbers.by_batch), "decode", width=6.0)
    q.curves(_points(s, chart, s.numbers.short), "ink", width=4.0, dash=True)


def _points(s: SpeculationFacts, chart: Chart, speed: np.ndarray) -> np.ndarray:
    """A curve on the stage [batches, 2]."""
    x = ROOM.x + np.asarray(chart.x.fraction(s.costs.batches)) * ROOM.w
    return np.stack([x, ROOM.bottom - np.asarray(chart.y.fraction(speed)) * ROOM.h], 1)


def _fill_gain(p: Picture, s: SpeculationFacts, chart: Chart) -> None:
    """What is gained, between the curve and one; what is lost below it."""
    line, speed = chart.point(1, 1.0)[1], s.numbers.by_batch
    for role, heights in (("decode", np.maximum(speed, 1.0)), ("waste", np.minimum(speed, 1.0))):
        curve = _points(s, chart, heights)
        edge = np.concatenate([curve, [(curve[-1, 0], line), (curve[0, 0], line)]])
        p.polys(edge, role, alpha=0.22 if role == "decode" else 0.5)


def _name_axes(p: Picture, chart: Chart) -> None:
    for batch in TICKS:
        x = min(max(chart.point(batch, 0)[0], ROOM.x + 8), ROOM.right - 22)
        p.text((x, ROOM.bottom + 30), "{n}", n=batch, size=TAG, role="dim", mono=True, align="center")
    x = (chart.point(TICKS[1], 0)[0] + chart.point(TICKS[2], 0)[0]) / 2
    p.text((x, ROOM.bottom + 32), "users in the batch", size=LABEL, role="dim", align="center")
    for times in range(1, int(chart.y.high) + 1):
        y = chart.point(1, times)[1]
        if y < ROOM.y + TOP_ROOM:
            break
        role, weight = ("ink", 600) if times == 1 else ("dim", 400)
        p.text((ROOM.x - 16, y + 9), "{n}×", n=times, size=LABEL, role=role, weight=weight, align="right")


def _name_curves(p: Picture, s: SpeculationFacts, chart: Chart, shown: float) -> None:
    """Each beside its curve: the higher one above it, the lower one below."""
    at = ELSE_AT if s.costs.batches[s.costs.at] < NEAR else NAMED_AT
    heights = {"long": float(np.interp(at, s.costs.batches, s.numbers.by_batch))}
    if s.context != s.numbers.short_context:
        heights["short"] = float(np.interp(at, s.costs.batches, s.numbers.short))
    high, line = max(heights, key=lambda name: heights[name]), chart.point(1, 1.0)[1]
    for name, value in heights.items():
        x, y = chart.point(at, value)
        above, below = (y - 24 if y < line else line - 16), y + 52
        if below - 32 < line < below + 10:  # a name stands on no line
            below = line + 40
        place = (x, above if name == high else below)
        if name == "long":
            words, tokens, role = "chats of {n} tokens", s.context, "decode"
        else:
            words, tokens, role = "short chats, {n} tokens", s.numbers.short_context, "ink"
        p.text(place, words, n=tokens, size=LINE, role=role, align="center", alpha=shown)


def _draw_crossing(p: Picture, s: SpeculationFacts, chart: Chart, shown: float) -> None:
    """Where short chats cease to gain."""
    if s.short_even is None:
        return
    x, y = chart.point(float(s.short_even.value), 1.0)
    p.sprites([(x, y)], 60, "white", kind="soft", alpha=0.8 * shown)
    p.sprites([(x, y)], 18, "white", kind="dot", additive=False, alpha=shown)
    p.text(
        (x - 22, y - 18), "{n:.0f} users", n=s.short_even, size=LINE, weight=600, align="right", alpha=shown, backed=0.7
    )


def _draw_marker(f: Frame, p: Picture, s: SpeculationFacts, chart: Chart) -> None:
    """Our batch: a line, a light where it meets the curve, and what it gains."""
    speed, batch = s.numbers.speedup, float(s.costs.batches[s.costs.at])
    shown = float(ramp(f.beat("pays"), 0.34, 0.42))
    x, y = chart.point(batch, float(s.numbers.by_batch[s.costs.at]))
    role = "waste" if float(speed.value) < 1 - EVEN else "ink"
    p.lines([(x, ROOM.y + 110, x, ROOM.bottom)], "white", width=2.5, alpha=0.9 * shown)
    p.spark((x, y), "white", size=70 * pulse(f.clock, 2.0, 0.85, 1.1), alpha=shown)
    middle = min(max(x, ROOM.x + SIDE), ROOM.right - SIDE)
    p.text((middle, ROOM.y + 8), "at {n} {n|user|users}, ideal", n=int(batch), size=LABEL, align="center", alpha=shown)
    p.text((middle, ROOM.y + 98), "{v}", v=speed, size=FIGURE_LARGE, weight=600, role=role, align="center", alpha=shown)
