"""Along the batch: the time between tokens above, the price of output below, both limits, and the best batch."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.cost_estimator.places import PRICES, STEPS
from tourapp.authoring import Axis, Chart, Frame, Phrase, Picture, Quantity, pulse, show, text_width
from tourapp.authoring.sizes import FIGURE, LABEL, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import BatchSweep

BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
ROOM = 1.6
"""An axis goes so far beyond the curve."""
RUN = 6.0
MOST_TICKS = 6


def draw_sweep_charts(f: Frame, p: Picture) -> None:
    """Two curves over one axis, a line through both where the best batch is."""
    sweep, grown, best = f.world.batch_sweep, f.cue("sweep.curves"), f.cue("sweep.best")
    across = Axis(1.0, 512.0, "", True)
    top = (float(sweep.step.max()) * ROOM, float(sweep.limit.value) * ROOM)
    steps = p.chart(("sweep steps",), STEPS, (), across, Axis(float(sweep.step.min()) / ROOM, max(top), "", True))
    low, high = float(sweep.output.min()) / ROOM, float(sweep.output.max()) * ROOM
    prices = p.chart(("sweep prices",), PRICES, (), across, Axis(low, high, "", True))
    _draw_ground(p, sweep, (steps, prices))
    _draw_ticks(p, steps, "{n:g} ms", 1e3, "step ticks")
    _draw_ticks(p, prices, "${n:g}", 1.0, "price ticks")
    _draw_curve(f, p, steps, (sweep.batches, sweep.step), ("decode", grown))
    _draw_curve(f, p, prices, (sweep.batches, sweep.output), ("ink", grown))
    _draw_limit(p, sweep, steps)
    if sweep.best is not None:
        _draw_best(f, p, sweep, (steps, prices), best)


def _draw_ground(p: Picture, sweep: BatchSweep, charts: tuple[Chart, Chart]) -> None:
    """Axes, words, and what memory does not hold."""
    heads = (Phrase("time between tokens, ideal"), Phrase("price of output, ideal"))
    for chart, words in zip(charts, heads, strict=True):
        box = chart.rect
        p.rects([box], "raised", radius=6, alpha=0.35)
        p.lines([(box.x, box.bottom, box.right, box.bottom), (box.x, box.y, box.x, box.bottom)], "dim", width=2.0)
        p.text((box.x, box.y - 16), words, size=LABEL, weight=600)
        users = float(sweep.users.value)
        if users < BATCHES[-1]:
            x = chart.point(max(users, 1.0), chart.y.high)[0]
            p.hatch([(x, box.y, box.right - x, box.h)], alpha=0.55)
    for each in BATCHES:
        at = (charts[1].point(each, charts[1].y.high)[0], PRICES.bottom + 30)
        p.text(at, "{n}", n=each, size=TAG, role="dim", align="center", part="batches")
    p.text((PRICES.right, PRICES.bottom + 62), "conversations in the batch →", size=LABEL, align="right")
    if float(sweep.users.value) < BATCHES[-1]:
        words = Phrase("hatched: memory holds {n}", n=sweep.users)
        p.text((PRICES.x, PRICES.bottom + 62), words, size=LABEL, role="waste")


def _draw_curve(
    f: Frame, p: Picture, chart: Chart, data: tuple[np.ndarray, np.ndarray], look: tuple[str, float]
) -> None:
    """look: its role, and how far it has come."""
    role, grown = look
    xs, ys = (np.asarray(each, float) for each in data)
    keep = np.unique(np.round(np.geomspace(1, len(xs), 90)).astype(int)) - 1
    line = np.array([chart.point(float(x), float(y)) for x, y in zip(xs[keep], ys[keep], strict=True)])
    some = line[line[:, 0] <= chart.rect.x + chart.rect.w * grown + 0.5]
    if len(some) > 1:
        p.lines(np.concatenate([some[:-1], some[1:]], 1), role, width=5.0)
    if grown > 0.98:
        x = chart.rect.x + chart.rect.w * ((f.clock / RUN) % 1.0)
        p.sprites([(x, float(np.interp(x, line[:, 0], line[:, 1])))], 40, "white", alpha=0.8)


def _draw_limit(p: Picture, sweep: BatchSweep, chart: Chart) -> None:
    y = chart.point(1.0, float(sweep.limit.value))[1]
    if not chart.rect.y <= y <= chart.rect.bottom:
        return
    p.lines([(chart.rect.x, y, chart.rect.right, y)], "white", width=3.0, dash=True)
    words = Phrase("limit: {t}", t=sweep.limit)
    p.text((chart.rect.x + 14, y - 12), words, size=LABEL, weight=600, backed=0.7)


def _draw_best(f: Frame, p: Picture, sweep: BatchSweep, charts: tuple[Chart, Chart], shown: float) -> None:
    assert sweep.best is not None and sweep.best_step is not None and sweep.best_output is not None
    if shown <= 0.004:
        return
    n = float(sweep.best.value)
    x = charts[0].point(n, charts[0].y.high)[0]
    p.lines([(x, STEPS.y, x, PRICES.bottom)], "white", width=3.0, alpha=shown)
    breath = pulse(f.clock, 2.4, 0.6, 1.0)
    for chart, value in zip(charts, (sweep.best_step, sweep.best_output), strict=True):
        at = chart.point(n, float(value.value))
        p.sprites([at], 70, "white", alpha=0.8 * shown * breath)
        _draw_figure(p, chart, (x, value), shown)


def _draw_figure(p: Picture, chart: Chart, told: tuple[float, Quantity], shown: float) -> None:
    """A value above its curve: left of the line for one that rises, right for one that falls."""
    x, value = told
    wide = text_width(show(value), FIGURE, weight=600)
    rises = chart.rect == STEPS
    left = x - 24 - wide >= chart.rect.x if rises else x + 24 + wide > chart.rect.right
    at = (x - 24 - wide if left else x + 24, chart.rect.y + 72)
    p.text(at, "{v}", v=value, size=FIGURE, weight=600, alpha=shown, backed=0.8)


def _draw_ticks(p: Picture, chart: Chart, template: str, scale: float, part: str) -> None:
    """Round values along the axis at the left."""
    low, high = chart.y.low * scale, chart.y.high * scale
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    found = [step * 10.0**power for power in powers for step in (1.0, 2.0, 5.0)]
    for each in [value for value in found if low * 1.05 <= value <= high * 0.95][:MOST_TICKS]:
        y = chart.point(1.0, each / scale)[1]
        p.lines([(chart.rect.x, y, chart.rect.right, y)], "line", alpha=0.6)
        p.text((chart.rect.x - 12, y + 7), template, n=round(each, 6), size=TAG, role="dim", align="right", part=part)
