"""How an answer ends: the end token's odds at every step on a log axis, and the limit behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Axis, Chart, Frame, Phrase, Picture, Rect, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import EndOdds

ROOM = Rect(170.0, 322.0, 1250.0, 450.0)
LOWEST = -16
TICKS = (0, -4, -8, -12, -16)
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
RUN = 5.0


def draw_ending(f: Frame, p: Picture) -> None:
    """A column for each step; the last one leaps."""
    told: EndOdds = f.world.end_odds
    last, steps = f.cue("stop.last"), len(told.odds)
    across = max(steps + 1, int(told.limit.value) + 1 if told.limit.value < 3 * steps else 0)
    chart = p.chart(("end odds", across), ROOM, (), Axis(0.0, float(across)), Axis(10.0**LOWEST, 1.0, "", True))
    _draw_answer(f, p)
    _draw_axis(p, chart)
    top = np.array([chart.point(0.0, max(float(each), 10.0**LOWEST))[1] for each in told.odds])
    grown = np.clip(f.cue("stop.columns", eased=False) * (steps + 6) - np.arange(steps), 0.0, 1.0)
    grown[-1] = last
    x = np.array([chart.point(step + 0.6, 1.0)[0] for step in range(steps)])
    wide = 0.72 * ROOM.w / across
    tall = (ROOM.bottom - top) * grown
    boxes = np.stack([x, ROOM.bottom - tall, np.full(steps, wide), tall], 1)
    p.rects(boxes[:-1], "weights", radius=2, alpha=0.85)
    if not told.exact.all():
        p.rects(boxes[~told.exact], None, stroke="dim", dash=True)
    p.rects(boxes[-1:], "decode", radius=2)
    share = (f.clock / RUN) % 1.0
    now = min(int(share * steps), steps - 1)
    p.spark((float(x[now] + wide / 2), float(ROOM.bottom - tall[now])), "white", size=44.0, alpha=0.8)
    head = (float(x[-1] + wide / 2), float(top[-1]))
    p.spark(head, "decode", size=90 * pulse(f.clock, 2.4, 0.8, 1.1), alpha=last)
    _draw_words(f, p, told, head, chart)


def _draw_answer(f: Frame, p: Picture) -> None:
    """What was written."""
    words = " ".join(f.world.recording.text.split())
    p.text((64.0, 132.0), "{words}", words=words, size=LABEL, role="decode", wrap=1376.0, lines=3)


def _draw_axis(p: Picture, chart: Chart) -> None:
    for power in TICKS:
        y = chart.point(0.0, 10.0**power)[1]
        p.lines([(ROOM.x, y, ROOM.right, y)], "line", alpha=0.8)
        words = "1" if not power else f"10{str(power).translate(RAISED)}"
        p.text((ROOM.x - 14, y + 7), "{w}", w=words, size=TAG, mono=True, role="dim", align="right", part="odds")
    p.text((ROOM.x, ROOM.y - 26), "probability of the end token", size=LABEL, weight=600)
    p.text((ROOM.x, ROOM.bottom + 38), "step {n}", n=1, size=TAG, role="dim", part="steps")


def _draw_words(f: Frame, p: Picture, told: EndOdds, head: tuple[float, float], chart: Chart) -> None:
    """The last step's odds, the one that came near, and the limit."""
    shown, steps = f.cue("stop.told"), len(told.odds)
    left = head[0] - 24
    p.text(
        (left, head[1] + 46),
        "{v}",
        v=told.last,
        size=FIGURE,
        weight=700,
        role="decode",
        align="right",
        alpha=shown,
        backed=0.7,
    )
    words = Phrase("step {n}: drawn, it ends", n=steps)
    if not told.ended:
        words = Phrase("step {n}: not drawn", n=steps)
    p.text((left, head[1] + 84), words, size=LABEL, align="right", alpha=shown, backed=0.7)
    x, y = chart.point(told.likeliest - 0.04, float(told.peak.value))
    if steps - told.likeliest > 4:
        p.text((x, y - 22), "{v}", v=told.peak, size=LINE, weight=600, align="center", alpha=shown, backed=0.7)
    limit = float(told.limit.value)
    if limit <= chart.x.high:
        at = chart.point(limit, 1.0)[0]
        p.lines([(at, ROOM.y, at, ROOM.bottom)], "waste", width=3.0, dash=True)
        told_at = (at - 12, ROOM.bottom + 38)
        p.text(told_at, "the limit, {n}", n=told.limit, size=LABEL, role="waste", align="right", alpha=shown)
