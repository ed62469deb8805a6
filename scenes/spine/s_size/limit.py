"""The ratio along a growing cache: from that of the weights down to that of the cache of a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.spine.s_size.facts import question
from scenes.spine.s_size.places import CURVE
from tourapp.authoring import Axis, Chart, Frame, Phrase, Picture, Rect, clamp, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import SizeAt

TOKENS = (100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)
RUN, RUNNERS = 6.0, 3
FIGURE_W, WORDS_W = 290.0, 340.0
"""Room of our figure, and of a load's words."""
NEAR = 0.05
"""A load whose ratio is within this share of the curve stands on it."""
APART = 46.0
"""Two loads whose dots are nearer than this in height share one label."""
ROOM_OVER = 1.16
"""The axis goes so far above the largest ratio."""


def axes(f: Frame) -> tuple[Axis, Axis]:
    """Tokens in the cache from left to right, the ratio from below."""
    told = question(f)
    top = max(float(np.max(told.ratio)), float(told.by_weights_here.value), float(told.by_kappa.value)) * ROOM_OVER
    return Axis(TOKENS[0], TOKENS[-1], "", True), Axis(0.0, max(2.0, top), "", False)


def draw_limit(f: Frame, p: Picture) -> None:
    """Both ends as lines, the curve between them, and the loads on it."""
    told, grown, marks = question(f), f.cue("limit.curve"), f.cue("limit.loads")
    chart = p.chart(("size ratio", axes(f)), CURVE, (), *axes(f))
    _draw_axes(f, p, chart)
    _draw_ends(f, p, chart)
    line = np.array([chart.point(float(x), float(y)) for x, y in zip(told.cached, told.ratio, strict=True)])
    inside = (line[:, 0] >= CURVE.x - 0.5) & (line[:, 0] <= CURVE.x + CURVE.w * grown + 0.5)
    some = line[inside]
    _draw_full(f, p, chart, grown)
    if len(some) > 1:
        p.lines(np.concatenate([some[:-1], some[1:]], 1), "ink", width=5.0)
    if grown > 0.98:
        u = (np.arange(RUNNERS) / RUNNERS + f.clock / RUN) % 1.0
        x = CURVE.x + CURVE.w * u
        at = np.stack([x, np.interp(x, line[:, 0], line[:, 1])], 1)
        p.sprites(at, 34, "white", alpha=0.8 * np.sin(np.pi * u))
    _draw_loads(f, p, chart, marks)


def _draw_axes(f: Frame, p: Picture, chart: Chart) -> None:
    p.lines([(CURVE.x, CURVE.bottom, CURVE.right, CURVE.bottom)], "dim", width=2.0)
    p.text((64.0, CURVE.y - 18), "Step of the larger model over that of the smaller", size=LABEL, weight=600)
    for tokens in TOKENS:
        at = (chart.point(tokens, 0.0)[0], CURVE.bottom + 32)
        p.text(at, "{n}", n=tokens, size=TAG, mono=True, role="dim", align="center", part="tokens")
    top = axes(f)[1].high
    for ratio in _ticks(top):
        y = chart.point(TOKENS[0], ratio)[1]
        p.lines([(CURVE.x, y, CURVE.right, y)], "line", alpha=0.7)
        p.text((CURVE.x - 14, y + 7), "{n} ×", n=ratio, size=TAG, mono=True, role="dim", align="right", part="ratios")
    at = (CURVE.right, CURVE.bottom + 68)
    p.text(at, "tokens in the cache of the whole batch, B · s →", size=LABEL, align="right")


def _ticks(top: float) -> list[int]:
    step = next(each for each in (1, 2, 5, 10, 20, 50, 100, 200, 500) if top / each <= 6)
    return [step * k for k in range(1, int(top // step) + 1)]


def _draw_ends(f: Frame, p: Picture, chart: Chart) -> None:
    """The ratio of the weights, and that of the cache."""
    told = question(f)
    ends = (
        (told.by_weights_here, Phrase("weights: {r}", r=told.by_weights_here), "ink", -12.0),
        (told.by_kappa, Phrase("cache of a token: {r}", r=told.by_kappa), "key", 32.0),
    )
    close = abs(float(told.by_weights_here.value) - float(told.by_kappa.value)) < 0.12 * axes(f)[1].high
    for ratio, words, role, below in ends:
        y = chart.point(TOKENS[0], float(ratio.value))[1]
        p.lines([(CURVE.x, y, CURVE.right, y)], role, width=2.0, alpha=0.9, dash=True)
        low = y + below > CURVE.bottom - 8
        right = close and role == "key"
        at = (CURVE.right - 12 if right else CURVE.x + 16, y - 12.0 if low else y + below)
        p.text(at, words, size=LABEL, weight=600, role=role, align="right" if right else "left")


def _draw_full(f: Frame, p: Picture, chart: Chart, grown: float) -> None:
    """Hatched: more cache than the larger model leaves room for."""
    full = float(question(f).full.value)
    if full >= TOKENS[-1]:
        return
    left = max(CURVE.x, chart.point(max(full, float(TOKENS[0])), 0.0)[0])
    p.hatch([(left, CURVE.y, CURVE.right - left, CURVE.h)], "waste", alpha=0.3 * grown, ground=0.06)
    p.lines([(left, CURVE.y, left, CURVE.bottom)], "waste", width=2.0, alpha=0.9 * grown)
    near = not CURVE.x + 330 < left < CURVE.right - 420
    words = Phrase("{big} holds no more on this machine", big=question(f).big.name)
    at = (CURVE.right - 10 if near else left + 10, CURVE.y + 30)
    p.text(at, words, size=LABEL, role="waste", align="right" if near else "left", alpha=grown, backed=0.8)


def _draw_loads(f: Frame, p: Picture, chart: Chart, shown: float) -> None:
    """The named loads as dots, ours in a white frame with its figure."""
    told = question(f)
    for place, load in enumerate(told.loads):
        came = clamp(shown * len(told.loads) - place)
        if came > 0.004 and _on_curve(f, load):
            p.sprites([_place(chart, load)], 20 * came, "ink", kind="dot", additive=False)
    asked, last = told.asked, told.loads[-1]
    if _clear(chart, told.here, asked) and _on_curve(f, asked):
        _draw_load(p, chart, asked, shown)
    if (
        _clear(chart, told.here, last)
        and _on_curve(f, last)
        and abs(_place(chart, asked)[1] - _place(chart, last)[1]) > APART
    ):
        _draw_load(p, chart, last, shown)
    here = _place(chart, told.here)
    p.spark(here, "white", size=100 * pulse(f.clock, 2.6, 0.85, 1.0))
    p.rects([(here[0] - 13, here[1] - 13, 26, 26)], None, stroke="white", stroke_width=3.0, radius=4)
    box = _figure_box(here)
    align, x = ("right", box.right) if box.x < here[0] else ("left", box.x)
    p.text((x, box.y + 68), "{r}", r=told.here.ratio, size=FIGURE, weight=600, align=align, backed=0.7)
    p.text((x, box.y + 102), "your load, ideal", size=LABEL, align=align, backed=0.7)


def _place(chart: Chart, load: SizeAt) -> tuple[float, float]:
    """Where a load stands; one beyond an end of the axis stands there."""
    cached = min(max(float(load.cached.value), float(TOKENS[0])), float(TOKENS[-1]))
    return chart.point(cached, float(load.ratio.value))


def _on_curve(f: Frame, load: SizeAt) -> bool:
    """Whether the curve, which holds the batch, is this load's too: not where other experts are read at its batch."""
    told = question(f)
    there = float(np.interp(np.log(float(load.cached.value)), np.log(told.cached), told.ratio))
    return abs(there / float(load.ratio.value) - 1.0) < NEAR


def _figure_box(at: tuple[float, float]) -> Rect:
    """Where the figure of our dot stands: below it in the upper half, at the side that has room."""
    x = at[0] - 26 - FIGURE_W if at[0] >= CURVE.x + 280 else at[0] + 26
    return Rect(x, at[1] + 24 if at[1] < CURVE.cy else at[1] - 134, FIGURE_W, 112.0)


def _clear(chart: Chart, here: SizeAt, load: SizeAt) -> bool:
    """Whether a load's words keep clear of our figure."""
    box, (x, y) = _figure_box(_place(chart, here)), _place(chart, load)
    left = min(x + 22.0, CURVE.right - WORDS_W)
    words = Rect(left, y - 70.0, WORDS_W, 66.0 if x + 22.0 == left else 156.0)
    apart = words.right < box.x or words.x > box.right
    return apart or words.bottom < box.y or words.y > box.bottom


def _draw_load(p: Picture, chart: Chart, load: SizeAt, shown: float) -> None:
    """A load in words, right of its dot: the curve falls, so there is room; at the edge below it."""
    x, y = _place(chart, load)
    words = Phrase("{b} × {s}: {r}", b=load.batch, s=load.context, r=load.ratio)
    edge = x + 22 + WORDS_W > CURVE.right
    low = y - 44 if y + 84 > CURVE.bottom else y + 76
    at = (CURVE.right - 8, low) if edge else (x + 22, y - 10)
    p.text(at, words, size=LABEL, alpha=shown, backed=0.7, align="right" if edge else "left")
